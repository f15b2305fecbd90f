"""Measure how well the article of a web page is found, and how fast.

Run as ``python scripts/checks/measure_extraction.py [--shared FOLDER] [--all-languages]``.
Compares the prose view with ``article_text`` of ``html/pages.jsonl.gz``, by multisets of
four-word shingles; prints mean precision, recall and F1, CPU milliseconds per page, and the ten
worst pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pathlib
import re
import sys
import time
from collections import Counter
from statistics import fmean
from typing import NamedTuple

from detector.readers import parse
from detector.text.document import ContentType

SHINGLE = 4
_WORD = re.compile(r"\w+")


class Overlap(NamedTuple):
    f1: float
    precision: float
    recall: float
    page: str


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the four-word shingles; a shorter text is one shingle."""
    words = _WORD.findall(text.lower())
    return Counter(
        tuple(words[i : i + SHINGLE])
        for i in range(max(len(words) - SHINGLE + 1, min(len(words), 1)))
    )


def overlap(found: str, wanted: str, page: str) -> Overlap:
    ours, theirs = shingles(found), shingles(wanted)
    common = (ours & theirs).total()
    if not common:
        return Overlap(0.0, 0.0, 0.0, page)
    precision, recall = common / ours.total(), common / theirs.total()
    return Overlap(2 * precision * recall / (precision + recall), precision, recall, page)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    parser.add_argument("--all-languages", action="store_true")
    arguments = parser.parse_args()
    results = []
    spent = 0.0
    parse("<html><p>once", id="")  # late loading is not part of a page's cost
    with gzip.open(arguments.shared / "html" / "pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if not arguments.all_languages and not (row["lang"] or "en").lower().startswith("en"):
                continue
            start = time.process_time()
            document = parse(row["html"], id=row["id"], content_type=ContentType.HTML)
            spent += time.process_time() - start
            results.append(overlap(document.text, row["article_text"], row["id"]))
    print(
        f"{len(results)} pages: precision {fmean(r.precision for r in results):.4f}, "
        f"recall {fmean(r.recall for r in results):.4f}, F1 {fmean(r.f1 for r in results):.4f}, "
        f"{1000 * spent / len(results):.1f} ms of CPU per page"
    )
    for result in sorted(results)[:10]:
        print(f"{result.f1:.3f}  {result.precision:.3f}  {result.recall:.3f}  {result.page}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
