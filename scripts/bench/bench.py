"""Measure what scoring costs, compared with tools that users could use instead.

Run as ``python scripts/bench/bench.py [--shared FOLDER] [--peers FOLDER] [--growth [N]]``.
All times are CPU seconds, user and system, the best of a few runs, so that other work on the
machine matters little. ``--peers`` installs the other tools in a folder of their own and measures
them on the same articles; ``--growth`` scores 10,000 documents, or the given number, in one
process, and single texts of 100 to 1,000,000 words; ``--profile`` names the slowest stages and
rules.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import platform
import subprocess
import sys
import time
from collections.abc import Sequence

import peer_runs
from articles import Article, articles
from stages import PROBE, Table, documents_growth, length_growth, profile, score_all

from detector import model
from detector.model import Model
from detector.readers import parse
from detector.text.analysis import Analysis
from detector.text.document import ContentType

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Limits of the project: articles per CPU second, CPU seconds, MB.
BOUNDS = {
    "plain text": 200, "Markdown": 150, "HTML, the plain texts as pages": 60, "score": 0.35,
    "--help": 0.2, "file": 150, "worker": 250,
}  # fmt: skip

# On Linux, peak memory includes what the process used before it became another program; so a
# small process starts the command, and reports what it used.
_LAUNCH = """
import json, resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


def process_cost(command: Sequence[str], repeat: int = 7) -> tuple[float, float]:
    """Return the fewest CPU seconds of ``repeat`` runs of ``command``, and its memory in MB."""
    costs: list[tuple[float, float]] = []
    for _ in range(repeat):
        done = subprocess.run(
            [sys.executable, "-c", _LAUNCH, *command], cwd=ROOT, check=True, capture_output=True
        )
        used, memory = json.loads(done.stdout)
        costs.append((used, memory))
    return min(used for used, _ in costs), max(memory for _, memory in costs)


def commands() -> Table:
    """Return CPU seconds and memory of whole commands, including the start of Python."""
    seed = str(next((ROOT / "seeds").glob("001*.txt")))
    rows: Table = []
    for name, arguments, bounds in (
        ("python -c pass", ["-c", "pass"], (None, None)),
        ("detector --help", ["-m", "detector", "--help"], (BOUNDS["--help"], None)),
        ("detector score, one file", ["-m", "detector", "score", seed],
         (BOUNDS["score"], BOUNDS["file"])),
        ("detector score, one file, jsonl",
         ["-m", "detector", "score", seed, "--format", "jsonl"], (BOUNDS["score"], None)),
    ):  # fmt: skip
        used, memory = process_cost([sys.executable, *arguments])
        rows.append((
            name, f"{used:.2f}", limit_cell(bounds[0], missed=used > (bounds[0] or used)),
            f"{memory:.0f}", limit_cell(bounds[1], missed=memory > (bounds[1] or memory)),
        ))  # fmt: skip
    return rows


def limit_cell(bound: float | None, *, missed: bool) -> str:
    """Return the table cell of a limit."""
    return "" if bound is None else f"{bound:g}{', missed' if missed else ''}"


def throughput(by_kind: dict[str, list[Article]], classifier: Model) -> Table:
    """Return articles per CPU second by kind, including all findings and the classifier."""
    rows: Table = []
    for kind, texts in by_kind.items():
        best = float("inf")
        for _ in range(4):  # the first run loads the model and fills caches
            started = time.process_time()
            score_all(texts, classifier)
            best = min(best, time.process_time() - started)
        words = sum(len(Analysis(parse(t, id="x", content_type=ContentType(k))).words)
                    for t, k in texts) / len(texts)  # fmt: skip
        bound, reached = BOUNDS.get(kind), len(texts) / best
        cell = limit_cell(bound, missed=bound is not None and reached < bound)
        rows.append((kind, str(len(texts)), f"{words:.0f}", f"{reached:.0f}", cell))
    return rows


def peers(folder: pathlib.Path, texts: list[Article]) -> Table:
    """Return the table of other tools on plain articles: throughput, start, memory; ours first."""
    ours = peer_runs.measure_runner(
        [sys.executable, str(peer_runs.RUNNERS / "ours.py")],
        texts, {**os.environ, "PYTHONPATH": str(ROOT)}, ROOT,
    )  # fmt: skip
    found = [
        ("detector", ours),
        *((p.name, c) for p, c in peer_runs.measure_peers(folder, texts)),
    ]
    return [
        (name, cost, "", "", "")
        if isinstance(cost, str)
        else (name, f"{cost.throughput:.1f}", f"{ours.throughput / cost.throughput:.1f}",
              f"{cost.start:.2f}", f"{cost.memory:.0f}")
        for name, cost in found
    ]  # fmt: skip


def render(title: str, headings: tuple[str, ...], rows: Table) -> str:
    """Return a Markdown table; all columns but the first contain numbers."""
    lines = [headings, ("---", *["---:"] * (len(headings) - 1)), *rows]
    return f"## {title}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def report(arguments: argparse.Namespace) -> str:
    """Measure everything requested, and return it as Markdown."""
    classifier = model.load()
    by_kind = articles(arguments.shared, arguments.articles)
    asked = {"peers": " FOLDER", "growth": f" {arguments.growth}", "profile": ""}
    flags = "".join(
        f" --{name}{value}" for name, value in asked.items() if getattr(arguments, name)
    )
    parts = [
        "# What scoring costs",
        f"Made by `python scripts/bench/bench.py{flags}` with Python {platform.python_version()} "
        f"on {platform.machine()}. CPU seconds are user and system time of one process, the best "
        "of a few runs; memory is the peak resident size. Scoring includes everything from "
        "characters to the record: parsing, all rules, the classifier.",
        render("Commands", ("command", "CPU s", "limit", "MB", "limit"), commands()),
        render(
            "Throughput",
            ("kind", "articles", "words", "articles per CPU second", "limit"),
            throughput(by_kind, classifier),
        ),
    ]
    if arguments.peers:
        peer_runs.install(arguments.peers)
        parts.append(
            render(
                "Other tools, on the same plain texts",
                ("tool", "articles per CPU second", "detector is faster by", "start, CPU s", "MB"),
                peers(arguments.peers, by_kind["plain text"][:: arguments.thin]),
            )
        )
    if arguments.growth:
        parts += [
            render(
                "Growth with the number of documents",
                (
                    "documents scored before",
                    f"ms per document, the same {PROBE}",
                    "ratio to the first",
                    "MB",
                ),
                documents_growth(arguments.shared, classifier, arguments.growth),
            ),
            render(
                "Growth with the length, CPU s",
                (
                    "words",
                    "parse",
                    "analysis",
                    "model",
                    "rules",
                    "ms per 1,000 words",
                    "slowest rule",
                ),
                length_growth(by_kind["plain text"], classifier),
            ),
        ]
    if arguments.profile:
        rows = profile(by_kind, classifier)
        parts.append(
            render("Slowest stages and rules", ("kind", "stage or rule", "ms per article"), rows)
        )
    return "\n\n".join(parts) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared")
    parser.add_argument("--articles", type=int, default=200, help="of each kind")
    parser.add_argument(
        "--thin", type=int, default=2, help="every n-th article goes to the other tools"
    )
    parser.add_argument("--peers", type=pathlib.Path, metavar="FOLDER")
    parser.add_argument("--growth", type=int, nargs="?", const=10_000, metavar="N")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--out", type=pathlib.Path)
    arguments = parser.parse_args()
    made = report(arguments)
    print(made)
    if arguments.out:
        arguments.out.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
