"""Make a site with all that an audit must recognise planted in it, audit it, and count.

    python scripts/checks/plant_site.py FOLDER --pages 10000

The articles are those of ``make_site``. Planted are copies, doorway sets, sets that share a part
of their text, numbered series, translations, pages that ask not to be indexed, sentences, a
confession, and dates in eight forms. Printed are precision and recall of the sets and sentences,
the series that were called a set, the share of dates that are right, and what the findings about
the site cost. ``--expect 0.95`` ends with status 1 below that.
"""

from __future__ import annotations

import argparse
import html
import random
import re
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from make_site import PLACES, TRADES, article, corpus_paragraphs

from detector.audit import AuditOptions, audit
from detector.audit.workers.execution import Workers

KINDS = {
    "copy": ("exact-duplicates", "near-duplicates"),
    "doorway": ("doorway-set",),
    "template": ("doorway-set", "shared-template"),
    "sentence": ("repeated-sentence", "repeated-call"),
    "confession": ("repeated-confession",),
}
SET_KINDS = frozenset({"doorway-set", "shared-template", "exact-duplicates", "near-duplicates",
                       "keyword-permutations"})  # fmt: skip
AGREE = 0.95  # of the pages of a finding and of a planted set, each way
BIO = "Robin Alder has walked this coast for thirty years and keeps bees above the old quarry."
CONFESSION = "This article was automatically rewritten by our software from several sources."
SERIES = ("Announcing Larch 1.{n}.0", "Council minutes, {day}", "Orchard weekly {n}")


class Planted:
    """Writes pages and remembers what they are: ids by planted set, dates by id."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sets: defaultdict[str, set[str]] = defaultdict(set)
        self.dates: dict[str, str] = {}
        self.count = 0
        self._draw = random.Random(4)

    def put(self, title: str, text: str, *names: str, shelf: str = "blog", head: str = "") -> None:
        """Write a page in the next of eight forms of date; ``names`` are its planted sets."""
        day = date(2015, 1, 1) + timedelta(days=self._draw.randrange(2500))
        form = self.count % 8
        slug = re.sub(r"[^\w]+", "-", title.lower()).strip("-")[:50]
        name = f"{shelf}/{slug}-x{self.count}"
        if form == 7:
            name = f"{shelf}/{day:%Y/%m/%d}/{slug}-x{self.count}"
        markup = form >= 4 or bool(head)
        file = self.folder / f"{name}.{'html' if markup else 'md'}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            _page(title, text, head + _in_html(day, form))
            if markup
            else _post(title, text, day, form),
            "utf-8",
        )
        if form >= 4 or not markup:
            self.dates[str(file)] = day.isoformat()
        for planted in names:
            self.sets[planted].add(str(file))
        self.count += 1


def _post(title: str, text: str, day: date, form: int) -> str:
    written = (
        f"{day.isoformat()}T23:30:00-08:00",
        f'"{day:%B} {day.day}, {day.year}"',
        str(int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())),
        f'"{format_datetime(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))}"',
    )[form]
    return f"---\ntitle: {title!r}\ndate: {written}\n---\n\n{text}\n"


def _in_html(day: date, form: int) -> str:
    return {
        4: f'<meta property="article:published_time" content="{day.isoformat()}T08:00:00+02:00">',
        5: '<script type="application/ld+json">{"@type": "BlogPosting", '
        f'"datePublished": "{day.isoformat()}"}}</script>',
        6: f'<time class="published" datetime="{day.isoformat()}"></time>',
    }.get(form, "")


def _page(title: str, text: str, head: str) -> str:
    body = "".join(f"<p>{html.escape(part)}</p>\n" for part in text.split("\n\n"))
    name = html.escape(title)
    return (
        f"<!doctype html><html lang=en><head><title>{name}</title>{head}</head><body><main>"
        f"<h1>{name}</h1>\n{body}</main></body></html>\n"
    )


def plant(folder: Path, pages: int) -> Planted:
    """Write the site: for every 100 pages about 40 planted ones."""
    draw = random.Random(7)
    paragraphs = corpus_paragraphs()
    made = Planted(folder)
    texts = iter(lambda: article(draw, paragraphs), "")
    group = 0
    while made.count < pages:
        group += 1
        for index in range(60):
            text = next(texts)
            names = []
            if index % 20 == 3:
                names, text = ["sentence"], f"{text}\n\n{BIO}"
            elif index % 20 == 9:
                names, text = ["confession"], f"{text}\n\n{CONFESSION}"
            made.put(_title(text), text, *names)
        _planted(made, draw, texts, group)
    return made


def _planted(made: Planted, draw: random.Random, texts: Iterator[str], group: int) -> None:
    base = next(texts)
    for copy in range(3):
        words = base.split(" ")
        for at in draw.sample(range(len(words)), copy * len(words) // 60):
            words[at] = "otherwise"
        made.put(_title(base), " ".join(words), f"copy {group}")
    trade, base = f"{draw.choice(TRADES)} {_word(draw)}", next(texts)
    for place in draw.sample(PLACES, 8):
        made.put(f"Best {trade} in {place}", base.replace(". ", f" in {place}. "),
                 f"doorway {group}", shelf="areas")  # fmt: skip
    base = " ".join(next(texts).split(" ")[:220])
    topic = _word(draw)
    for place in draw.sample(PLACES, 6):
        own = " ".join(next(texts).split(" ")[:160])
        made.put(f"A {topic} guide for {place}", f"{base}\n\n{own}", f"template {group}",
                 shelf="guides")  # fmt: skip
    pattern, frame = SERIES[group % 3], " ".join(next(texts).split(" ")[:60])
    name = pattern.replace("1.", f"{group}.").replace("weekly", f"{_word(draw)} weekly")
    for number in range(8):
        day = date(2020, 1, 6) + timedelta(days=7 * number)
        made.put(name.format(n=number + 3, day=f"{day:%B} {day.day}"), f"{frame}\n\n{next(texts)}",
                 f"series {group}", shelf="news")  # fmt: skip
    base, ways = next(texts), ("en-us", "en-gb", "en-au")
    links = "".join(
        f'<link rel="alternate" hreflang="{w}" href="https://s.example/{w}/{group}">' for w in ways
    )
    for way in ways:
        made.put(_title(base), base, f"translation {group}", shelf=way, head=links)
    for _ in range(2):
        made.put(_title(base), base, f"noindex {group}", shelf="print",
                 head='<meta name="robots" content="noindex">')  # fmt: skip


def _title(text: str) -> str:
    return " ".join(re.findall(r"[\w'-]+", text)[:6]).replace("'", "")


def _word(draw: random.Random) -> str:
    return "".join(draw.choice("bdfglmnprst") + draw.choice("aeiou") for _ in range(3))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, help="an empty folder")
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--expect", type=float, default=0.0)
    given = parser.parse_args()
    made = plant(given.folder, given.pages)
    with audit([str(given.folder)], AuditOptions(workers=Workers(jobs=given.jobs))) as result:
        memory, begun = _peak(), time.process_time()
        result.findings  # noqa: B018 - read once, and kept
        took = time.process_time() - begun
        print(
            f"findings about the site: {took:.1f} s CPU, peak {_peak():.0f} MB, {memory:.0f} before"
        )
        found = [(f.kind, {result.id_of(page) for page in f.pages}) for f in result.findings]
        dates = {page.id: page.date for page in result.pages()}
    right = sum(dates.get(id) == day for id, day in made.dates.items())
    wrong = sum(dates.get(id) not in (None, day) for id, day in made.dates.items())
    print(f"dates right: {right / len(made.dates):.2%} of {len(made.dates):,}, wrong: {wrong}")
    recalls = recall(made, found)
    good, all_ = precision(made, found)
    print(f"precision of sets: {good / max(1, all_):.3f} of {all_}")
    series = sum(
        kind in SET_KINDS
        and any(pages & ids for name, ids in made.sets.items() if name[:6] == "series")
        for kind, pages in found
    )
    print(f"series called a set: {series}")
    enough = min(*recalls, good / max(1, all_)) >= given.expect and not series
    sys.exit(0 if enough and right >= 0.99 * len(made.dates) else 1)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def recall(made: Planted, found: list[tuple[str, set[str]]]) -> list[float]:
    """Print and return the share of planted sets of each kind that one finding agrees with."""
    shares = []
    for what, kinds in KINDS.items():
        wanted = [ids for name, ids in made.sets.items() if name.split(" ")[0] == what]
        hits = sum(
            any(kind in kinds and agree(pages, ids) for kind, pages in found) for ids in wanted
        )
        print(f"{what}: {hits} of {len(wanted)} found")
        shares.append(hits / len(wanted))
    return shares


def precision(made: Planted, found: list[tuple[str, set[str]]]) -> tuple[int, int]:
    """Return how many findings of sets are planted sets, and how many there are."""
    reported = [(kind, pages) for kind, pages in found if kind in SET_KINDS]
    good = sum(
        any(kind in KINDS.get(name.split(" ")[0], ()) and agree(pages, ids)
            for name, ids in made.sets.items())
        for kind, pages in reported
    )  # fmt: skip
    return good, len(reported)


def agree(pages: set[str], ids: set[str]) -> bool:
    """Return whether a finding's pages (at most 1,000 are listed) are those of a planted set."""
    both = len(pages & ids)
    return both >= AGREE * min(len(ids), 1000) and both >= AGREE * len(pages)


if __name__ == "__main__":
    main()
