"""Count the phrases of ``detector/data/broken_phrases.txt`` in texts of people.

Run as ``python scripts/model/count_broken_phrases.py [--shared FOLDER]``, after each change of the
table: every human text of ``corpus/`` is searched, which takes some minutes, and each phrase that
is found is printed with its count and one source. A phrase that people write has a sense of its
own; take it out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pathlib
from collections import Counter

from detector.readers import parse
from detector.rules.spun_text import broken_phrase
from detector.text.analysis import Analysis


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    shared = parser.parse_args().shared
    found: Counter[str] = Counter()
    source: dict[str, str] = {}
    texts = 0
    for path in sorted((shared / "corpus").rglob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["label"] != "human" or "of-human" in (row.get("attack") or ""):
                    continue
                texts += 1
                for hit in broken_phrase.check(Analysis(parse(row["text"], id=row["id"]))):
                    found[hit.message] += 1
                    source.setdefault(hit.message, row["id"])
    for message, count in found.most_common():
        print(f"{count:5} {message} ({source[message]})")
    print(f"{len(found)} phrases in {texts} texts")


if __name__ == "__main__":
    main()
