"""Measure what scoring costs: cold start, throughput by stage and rule, memory, growth.

Run as ``python scripts/bench.py [--shared FOLDER] [--articles N] [--growth] [--out FILE.md]``.
All times are CPU seconds of one process, the best of a few runs where that is cheap, so that
other work on the machine matters little. ``--growth`` scores texts of 100 to 1,000,000 words and
names what grows faster than the text.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import pathlib
import platform
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import ParamSpec, TypeVar

from detector import evidence, model, scoring
from detector.analysis import Analysis
from detector.document import ContentType, Document
from detector.errors import DetectorError
from detector.model import Model
from detector.readers import parse
from detector.rules import ALL_RULES

ROOT = pathlib.Path(__file__).resolve().parents[1]
ARTICLE_WORDS = (500, 900)  # about 700 on average
SLOWEST = 10
LENGTHS = (100, 1_000, 10_000, 100_000, 1_000_000)
# Steps of ten in length; a stage that takes more than this often ten times is not linear.
SUPERLINEAR = 1.6

P = ParamSpec("P")
T = TypeVar("T")
Table = list[tuple[str, ...]]


def cpu_seconds_of(command: list[str], repeat: int = 3) -> float:
    """Return the least CPU seconds, user and system, of ``repeat`` runs of ``command``."""
    best = float("inf")
    for _ in range(repeat):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = min(best, used)
    return best


def cold_start() -> Table:
    """CPU seconds of whole processes, beyond what starting Python costs."""
    seed = str(next((ROOT / "seeds").glob("001*.txt")))
    python = cpu_seconds_of([sys.executable, "-c", "pass"])
    rows: Table = [("bare Python", f"{python:.3f}", "")]
    for name, arguments in (
        ("detector score, one seed", ["score", seed]),
        ("detector score, one seed, jsonl", ["score", seed, "--format", "jsonl"]),
        ("detector --help", ["--help"]),
    ):
        used = cpu_seconds_of([sys.executable, "-m", "detector", *arguments])
        rows.append((name, f"{used:.3f}", f"{used - python:.3f}"))
    return rows


def articles(shared: pathlib.Path, count: int) -> list[tuple[str, ContentType]]:
    """Return about ``count`` articles of some 700 words: a third each text, Markdown and HTML."""
    kinds = (ContentType.TEXT, ContentType.MARKDOWN, ContentType.HTML)
    sources = {
        ContentType.TEXT: "llmfake_news",
        ContentType.MARKDOWN: "gsa_blog",
        ContentType.HTML: "machine_articles",
    }
    found = []
    for number, kind in enumerate(kinds):
        wanted = (count + number) // len(kinds)
        for text in _of_length(shared / "corpus" / f"{sources[kind]}.jsonl.gz"):
            if wanted == 0:
                break
            found.append((_as_html(text) if kind is ContentType.HTML else text, kind))
            wanted -= 1
    return found


def _of_length(path: pathlib.Path) -> Iterator[str]:
    low, high = ARTICLE_WORDS
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if low <= len(row["text"].split()) <= high:
                yield row["text"]


def _as_html(text: str) -> str:
    """Set ``text`` as the article of a page with a menu and a footer."""
    paragraphs = "\n".join(f"<p>{html.escape(p)}</p>" for p in text.split("\n\n") if p.strip())
    return (
        "<!doctype html><html lang=en><head><title>An article</title></head><body>"
        "<nav><ul><li><a href=/>Home</a></li><li><a href=/news>News</a></li></ul></nav>"
        f"<main><article><h1>An article</h1>\n{paragraphs}\n</article></main>"
        "<footer><p>All rights reserved.</p></footer></body></html>"
    )


class Stopwatch:
    """Adds up CPU seconds by name."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def __call__(
        self, name: str, work: Callable[P, T], *arguments: P.args, **keywords: P.kwargs
    ) -> T:
        started = time.process_time()
        result = work(*arguments, **keywords)
        self.seconds[name] += time.process_time() - started
        return result


def read_analysis(document: Document) -> Analysis:
    """Compute what nearly every rule reads, so that no rule pays for it."""
    analysis = Analysis(document)
    _ = (analysis.words, analysis.word_ends, analysis.sentences, analysis.prose_sentences)
    _ = (analysis.mentions, analysis.word_counts, analysis.prose_word_count, analysis.language)
    return analysis


def stages(
    texts: list[tuple[str, ContentType]], classifier: Model | None
) -> tuple[Stopwatch, Stopwatch]:
    """Score ``texts`` stage by stage; return the times of stages and of single rules."""
    by_stage, by_rule = Stopwatch(), Stopwatch()
    for number, (text, kind) in enumerate(texts):
        stage = f"parse {kind.value}"
        document = by_stage(stage, parse, text, id=str(number), content_type=kind)
        analysis = by_stage("analysis", read_analysis, document)
        for rule in ALL_RULES:
            by_rule(f"{rule.family.value}/{rule.id}", evidence.find, analysis, [rule])
        if classifier is not None:
            scores = evidence.scores(evidence.find(analysis))
            by_stage("model", classifier.predict, analysis, scores)
    for name, used in by_rule.seconds.items():
        by_stage.seconds[f"rules {name.partition('/')[0]}"] += used
    return by_stage, by_rule


def throughput(
    texts: list[tuple[str, ContentType]], classifier: Model | None
) -> tuple[str, Table, Table]:
    """Return articles per CPU second of the whole path, and the tables of stages and rules."""

    def score_all() -> None:
        for number, (text, kind) in enumerate(texts):
            document = parse(text, id=str(number), content_type=kind)
            if classifier is None:
                evidence.scores(evidence.find(Analysis(document)))
            else:
                scoring.score(document, classifier)

    whole = Stopwatch()
    score_all()  # caches fill, modules load
    for run in range(2):
        whole(str(run), score_all)
    best = min(whole.seconds.values())
    by_stage, by_rule = stages(texts, classifier)
    count = len(texts)
    per_kind = Counter(f"parse {kind.value}" for _, kind in texts)
    stage_rows: Table = [
        (name, f"{1000 * used / (per_kind[name] or count):.2f}")
        for name, used in by_stage.seconds.items()
    ]
    slowest = sorted(by_rule.seconds.items(), key=lambda item: -item[1])[:SLOWEST]
    rule_rows: Table = [(name, f"{1000 * used / count:.2f}") for name, used in slowest]
    words = sum(len(text.split()) for text, _ in texts) / count
    line = f"{count / best:.0f} articles a CPU second ({count} articles of {words:.0f} words)"
    return line, stage_rows, rule_rows


def growth(shared: pathlib.Path) -> Table:
    """Return the rules and stages that take longer than their share as a text grows."""
    prose = "\n\n".join(text for text, kind in articles(shared, 90) if kind is ContentType.TEXT)
    words = prose.split(" ")
    seconds: defaultdict[str, list[float]] = defaultdict(list)
    for length in LENGTHS:
        text = " ".join((words * (length // len(words) + 1))[:length])
        watch = Stopwatch()
        document = watch("parse", parse, text, id="x")
        analysis = watch("analysis", read_analysis, document)
        for rule in ALL_RULES:
            watch(rule.id, evidence.find, analysis, [rule])
        for name, total in watch.seconds.items():
            seconds[name].append(total)
    rows: Table = []
    for name, used in sorted(seconds.items(), key=lambda item: -item[1][-1]):
        steep = used[-2] > 0.05 and used[-1] > 10 * SUPERLINEAR * used[-2]
        if steep or name in ("parse", "analysis") or len(rows) < SLOWEST:
            mark = "faster than the text" if steep else ""
            rows.append((name, *(f"{value:.3f}" for value in used), mark))
    return rows


def render(headings: tuple[str, ...], rows: Table) -> str:
    """Return a Markdown table; all columns but the first hold numbers."""
    lines = [headings, ("---", *["---:"] * (len(headings) - 1)), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--out", type=pathlib.Path)
    arguments = parser.parse_args()
    classifier: Model | None = None
    try:
        classifier = model.load()
    except DetectorError as error:
        print(f"measured without the model: {error}", file=sys.stderr)
    parts = [
        "# What scoring costs",
        f"Made by `python scripts/bench.py{' --growth' if arguments.growth else ''}` with Python "
        f"{platform.python_version()} on {platform.machine()}; CPU time, one process.",
        "## Cold start\n\n" + render(("command", "CPU s", "beyond Python"), cold_start()),
    ]
    if arguments.shared.is_dir():
        line, stage_rows, rule_rows = throughput(
            articles(arguments.shared, arguments.articles), classifier
        )
        parts += [
            f"## Throughput\n\n{line}",
            render(("stage", "ms an article"), stage_rows),
            f"The {SLOWEST} slowest rules:\n\n" + render(("rule", "ms an article"), rule_rows),
        ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    parts.append(f"Peak memory of this process: {peak:.0f} MiB")
    if arguments.growth:
        columns = ("stage or rule", *(f"{length:,} words" for length in LENGTHS), "grows")
        table = render(columns, growth(arguments.shared))
        parts.append(f"## Growth\n\nCPU seconds for one text:\n\n{table}")
    report = "\n\n".join(parts) + "\n"
    print(report)
    if arguments.out:
        arguments.out.write_text(report, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
