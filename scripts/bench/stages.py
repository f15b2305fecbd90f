"""The stages of scoring: what each costs, and how that grows with texts and with their number."""

from __future__ import annotations

import resource
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import ParamSpec, TypeVar

from articles import Article, shuffled

from detector.model import Model
from detector.readers import parse
from detector.rules import ALL_RULES
from detector.scoring import evidence
from detector.scoring.score import score
from detector.text.analysis import Analysis
from detector.text.document import ContentType, Document

SLOWEST = 12
PROBE, RUNS = 300, 5  # documents that are timed repeatedly, and how often each time
LENGTHS = (100, 1_000, 10_000, 100_000, 1_000_000)

P = ParamSpec("P")
T = TypeVar("T")
Table = list[tuple[str, ...]]


def score_all(texts: Sequence[Article], classifier: Model) -> None:
    """Score ``texts`` from characters to the record."""
    for text, kind in texts:
        document = parse(text, id="article", content_type=ContentType(kind))
        score(document, classifier).to_json()


def documents_growth(shared: Path, classifier: Model, total: int) -> Table:
    """Time the same documents, and measure memory, as one process scores more and more others.

    The others are all texts of ``corpus/`` in turn. Of each document the least of a few times
    counts: what it costs more is the machine's doing.
    """
    texts = shuffled(shared)
    probe, others = texts[:PROBE], cycle(texts[PROBE:])
    rows: Table = []
    done, until, base = 0, 100, 0.0
    while done < total:
        until = min(until, total)
        score_all(list(islice(others, until - done)), classifier)
        done = until
        rounds = [
            [cpu_seconds(partial(score_all, [article], classifier)) for article in probe]
            for _ in range(RUNS)
        ]
        each = sum(map(min, zip(*rounds, strict=True))) / PROBE
        base = base or each
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows.append((f"{done:,}", f"{1000 * each:.2f}", f"{each / base:.2f}", f"{memory:.0f}"))
        until *= 10
    return rows


def cpu_seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


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
    """Compute what nearly every rule reads, so that its cost is not charged to one rule."""
    analysis = Analysis(document)
    _ = (analysis.words, analysis.word_ends, analysis.sentences, analysis.prose_sentences)
    _ = (analysis.mentions, analysis.word_counts, analysis.prose_words, analysis.language)
    return analysis


def stages(texts: Sequence[Article], classifier: Model) -> Stopwatch:
    """Score ``texts`` stage by stage and rule by rule."""
    watch = Stopwatch()
    for text, kind in texts:
        document = watch("parse", parse, text, id="x", content_type=ContentType(kind))
        analysis = watch("analysis", read_analysis, document)
        for rule in ALL_RULES:
            watch(f"{rule.family.value}/{rule.id}", evidence.find, analysis, [rule])
        watch("model", classifier.predict, analysis, evidence.scores(()))
    return watch


def profile(by_kind: dict[str, list[Article]], classifier: Model) -> Table:
    """Return the slowest stages and rules, in ms per article, by kind."""
    rows: Table = []
    for kind, texts in by_kind.items():
        seconds = stages(texts, classifier).seconds
        for name, used in sorted(seconds.items(), key=lambda item: -item[1])[:SLOWEST]:
            rows.append((kind, name, f"{1000 * used / len(texts):.2f}"))
    return rows


def length_growth(texts: Sequence[Article], classifier: Model) -> Table:
    """Return CPU seconds of single texts, and ms per 1,000 words, by stage."""
    words = "\n\n".join(text for text, _ in texts).split(" ")
    rows: Table = []
    for length in LENGTHS:
        text = " ".join((words * (length // len(words) + 1))[:length])
        seconds = stages([(text, "text")], classifier).seconds
        parts = [seconds.pop(name) for name in ("parse", "analysis", "model")]
        slowest = max(seconds, key=lambda name: seconds[name])
        parts.append(sum(seconds.values()))
        rows.append((
            f"{length:,}", *(f"{part:.3f}" for part in parts),
            f"{1e6 * sum(parts) / length:.1f}", f"{slowest} {seconds[slowest]:.3f}",
        ))  # fmt: skip
    return rows
