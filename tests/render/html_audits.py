"""Audits for the tests of the HTML report: pages scored with a stub model, or rows made up."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from detector.audit.about import About
from detector.audit.inputs import InputOptions
from detector.audit.pages.facts import Facts
from detector.audit.result import AuditResult
from detector.audit.store import Store
from detector.audit.workers import worker
from detector.audit.workers.worker import Outcome, Settings, failed, report_body
from detector.findings import Family, Finding, Report, Severity, Verdict
from detector.text.document import ContentType
from detector.text.source import Source
from tests.audit.site import WORDS, prose
from tests.stub_model import StubModel

ABOUT = About.of(["site"], InputOptions(), Settings())
HOSTILE = (
    '<script>window.hacked = 1</script></script><img src=x onerror="hacked=2"> '
    "\u202etxet\u202c \"'`&lt; \u2028 <!-- ]]> --> \U0001f525"
)
PLACES = ("Leeds", "York", "Hull", "Derby", "Bath")


def pages() -> Iterator[Source]:
    """Yield good pages, a hostile one, a template filled with places, copies, one unreadable."""
    for i in range(30):
        # The last two are copies.
        text = f"---\ntitle: Story {i}\ndate: 2021-0{1 + i % 9}-11\nauthor: Ann\n---\n\n" * (i < 28)
        yield source(f"blog/story-{i:02}.md", text + prose(min(i, 28)))
    yield source(
        "blog/hostile.md",
        f"# {HOSTILE}\n\nThe \U0001f525 price. As an AI language model, I cannot say {HOSTILE}.\n\n"
        f"[Insert company name here] {prose(70)} lorem ipsum dolor sit amet\n\n"
        "We went home.Then it rained.We slept.The bus left.Nobody came.\n",
    )
    for place in PLACES:
        body = prose(80, 220).replace("river", place).replace("garden", place)
        yield source(f"towns/{place.lower()}.md", f"# Movers in {place}\n\n{body}\n")
    yield source("towns/page.html", f"<head><style>{'p{}' * 300}</style></head><p>{prose(90)}")
    yield source("towns/empty.txt", "")


def source(name: str, text: str) -> Source:
    kind = ContentType({"md": "markdown", "txt": "text"}.get(name.rpartition(".")[2], "html"))
    return Source(id=name, path=name, data=text, format=kind)


class Shaded(StubModel):
    """Low quality in proportion to what the rules found; no verdict on an empty page."""

    def predict(self, analysis, scores, *, explain=False):  # type: ignore[no-untyped-def]
        self.abstention = None if analysis.words else "empty"
        self.low_quality = 0.05 + 0.9 * max(scores.values())
        return super().predict(analysis, scores, explain=explain)


@contextmanager
def audited(
    folder: Path, sources: Iterable[Source], broken: str | None = None
) -> Iterator[AuditResult]:
    """Score ``sources`` in this process; ``broken`` is the id of one more, unreadable."""
    model, settings = Shaded(), Settings(keep_sources=True)
    outcomes = [(s.id, worker._score(s, model, settings)) for s in sources]
    if broken:
        outcomes.append((broken, failed(source(broken, ""), "not_text", f"holds {HOSTILE}")))
    with stored(folder, outcomes) as result:
        yield result


@contextmanager
def stored(folder: Path, outcomes: Iterable[tuple[str, Outcome]]) -> Iterator[AuditResult]:
    store = Store(folder / "run.sqlite", folder / "results.sqlite")
    try:
        store.begin(resume=False)
        rows, kept = [], []
        for ordinal, (id, outcome) in enumerate(outcomes):
            key = ordinal.to_bytes(16, "big")
            rows.append((ordinal, id, id, id.rpartition("/")[0] or ".", None, None, None, key))
            kept.append((key, outcome))
        store.add_pages(rows)
        store.add(kept)
        yield AuditResult(store, ABOUT)
    finally:
        store.close()


KINDS = 300  # different results that the made-up pages share


def made_up(number: int, rules: list[str]) -> Iterator[tuple[str, Outcome]]:
    """Yield rows of a large site that was never there."""
    draw = random.Random(number)
    kinds = []
    for i in range(KINDS):
        quality = round(min(100.0, max(0.0, draw.gauss(60, 22))), 2)
        verdict = Verdict.FAIL if quality < 25 else Verdict.REVIEW if quality < 40 else Verdict.PASS
        found = {draw.choice(rules): draw.randint(1, 4) for _ in range(draw.randint(0, 4))}
        text = f"Kind {i}. {prose(i, 40)}"
        body = report_body(_report(text, quality, verdict, found))
        kinds.append((quality, verdict, found, body, zlib.compress(text.encode(), 1)))
    for i in range(number):
        quality, verdict, found, body, source = draw.choice(kinds)
        yield (
            f"www.site.example/{'abcdefgh'[i % 8]}/{i % 61:02}/post-{i:06}.html",
            Outcome(
                body=body,
                facts=_facts(i, quality, verdict, found, draw).encode(),
                source=source,
            ),
        )


def _report(text: str, quality: float, verdict: Verdict, found: dict[str, int]) -> Report:
    findings = [
        Finding(
            rule=rule, family=Family.REPETITION, severity=Severity.WARNING, message=f"Found {n}",
            line=1, column=1, start=0, end=4, evidence=text[:4], count=n,
        )
        for rule, n in found.items()
    ]  # fmt: skip
    return Report(
        id="", path=None, words=40, language="en", content_type="text", verdict=verdict,
        reasons=("low_quality",) * (verdict is not Verdict.PASS), quality=quality, generated=0.2,
        reliable=True, low_quality=1 - quality / 100, scores=dict.fromkeys(Family, 0.1),
        findings=tuple(findings), model=None,
    )  # fmt: skip


def _facts(
    i: int, quality: float, verdict: Verdict, found: dict[str, int], draw: random.Random
) -> Facts:
    title = f"Post number {i} on {' '.join(draw.choices(WORDS, k=6))}"
    return Facts(
        verdict=verdict.value, quality=quality, words=draw.randint(150, 3000), language="en",
        content_type="html", reasons=["low_quality"] * (verdict is not Verdict.PASS),
        scores=[round(draw.random() ** 4, 4) for _ in Family], rules=found,
        errors=int(verdict is Verdict.FAIL), generated=round(draw.random(), 4),
        low_quality=round(1 - quality / 100, 4), title=title,
        exact=f"{i:024x}", date=f"20{10 + i % 15}-{1 + i % 12:02}-11", author=f"Author {i % 40}",
        names=[], contacts=[], calls=[],
    )  # fmt: skip
