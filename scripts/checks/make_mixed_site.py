"""Make a folder of 2,000 mixed files, as untidy as real exports, to try an audit on.

    python scripts/checks/make_mixed_site.py FOLDER

Real web pages and the wild texts of the data folder, as HTML, Markdown, text, JSONL and packed
files, in several encodings and in deep folders; pages put together by ``make_site`` with planted
copies; and every kind of broken file. ``FOLDER.made.json`` says how many pages an audit must find
and how many of them cannot be read, by type of error.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from make_site import SHARED, pages, write_pages

FILES = 2000
MARKUP = re.compile(r"^(?:#|---|[*-] |<)|\]\(|\*\*", re.M)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
NAMES = (
    "two\nlines.md", "=cmd|' call'!A0.md", "<b>bold & \"quoted\".html", "-dash.txt",
    "\u202egnol.md", "Grüße \U0001f525 und mehr.md", os.fsdecode(b"caf\xe9.md"),
    f"{'long-' * 48}.md", "%41#frag?q=1.html",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--every", type=int, default=1, help="take only every n-th real text")
    given = parser.parse_args()
    made = Made()
    real_pages(given.folder, made, given.every)
    wild_texts(given.folder, made, given.every)
    odd_names(given.folder, made)
    broken(given.folder, made, given.every)
    made.pages += write_pages(given.folder / "export", pages(given.files - made.files, 0), {})
    summary = json.dumps({"pages": made.pages, "failures": dict(sorted(made.failures.items()))})
    given.folder.with_suffix(".made.json").write_text(summary, "utf-8")
    print(summary)


@dataclass(slots=True)
class Made:
    """What was written: files, the pages in them, and what an audit must fail to read."""

    files: int = 0
    pages: int = 0
    failures: Counter[str] = field(default_factory=Counter)


def real_pages(folder: Path, made: Made, every: int) -> None:
    """Write the web pages, each in a folder named after its language, one in five packed."""
    for number, record in enumerate(records(SHARED / "html" / "pages.jsonl.gz", every)):
        data = record["html"].encode("utf-8", "replace")
        name = f"crawl/{record['lang'] or 'none'}/{record['id']}.html"
        put(folder, f"{name}.gz" if number % 5 == 0 else name, data)
        made.files += 1
        made.pages += 1


def wild_texts(folder: Path, made: Made, every: int) -> None:
    """Write the wild texts: files of four encodings in deep folders, and two data sets per kind."""
    for kind in sorted((SHARED / "wild").glob("*.jsonl.gz")):
        name = kind.name.split(".")[0]
        lines = []
        for number, record in enumerate(records(kind, every)):
            made.pages += 1
            if number % 4 == 0:
                row = {key: record.get(key) for key in ("id", "text", "date")}
                lines.append(json.dumps(row, ensure_ascii=number % 8 == 0) + "\n")
                continue
            made.files += 1
            encoding = ENCODINGS[number // 4 % len(ENCODINGS)]
            data = record["text"].encode(encoding, "replace")
            deep = "/".join(["deep"] * (number % 12))
            suffix = "md" if MARKUP.search(record["text"]) else "txt"
            suffix += ".gz" * (number % 9 == 0)
            year = (record.get("date") or "none")[:7].replace("-", "/")
            put(folder, f"{name}/{year}/{deep}/{record['id']}.{suffix}", data)
        half = len(lines) // 2
        put(folder, f"{name}/first.jsonl", "".join(lines[:half]).encode())
        put(folder, f"{name}/second.jsonl.gz", "".join(lines[half:]).encode())
        made.files += 2


def odd_names(folder: Path, made: Made) -> None:
    """Write one good text under names that are hard to show, to quote or to decode."""
    text = next(records(SHARED / "wild" / "N1.jsonl.gz"))["text"]
    for number, name in enumerate(NAMES):
        put(folder, f"names/{name}", f"{text}\n\nCopy number {number}.\n".encode())
    made.files += len(NAMES)
    made.pages += len(NAMES)


def broken(folder: Path, made: Made, every: int) -> None:
    """Write what cannot be read, or only barely; what is long, ``every`` times shorter."""
    packed = gzip.compress(b"Words that are cut off in the middle. " * 2000)
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
    files: list[tuple[str, bytes, str]] = [
        ("picture.html", picture, "binary"),
        ("program.txt", b"\x7fELF" + bytes(4000), "binary"),
        ("paper.md", b"%PDF-1.7\n" + bytes(range(256)) * 4, "binary"),
        ("packed-picture.html.gz", picture, "binary"),
        ("empty.md", b"", ""),
        ("blank.txt", b" \n\t\n" * 50, ""),
        ("nulls.txt", b"Good words with \0 in them. " * 30, ""),
        ("latin.txt", "Café au lait, déjà vu. ".encode("latin-1") * 60, ""),
        ("nested.html", b"<div>" * 50_000, ""),
        ("unclosed.html", b"<p>A page whose <b>tags <i>stay open " * 300, ""),
        ("one-line.md", b"word " * (200_000 // every), ""),
        ("half.jsonl", b'{"id": "half-1", "text": "short"}\n{"id": "cut', "bad_json"),
        ("no-text.jsonl", b'{"id": "no-text"}\n[1, 2]\n', "bad_record bad_record"),
        ("latin.jsonl", '{"id": "l", "text": "Café"}\n'.encode("latin-1"), "bad_encoding"),
    ]
    for name, data, errors in files:
        put(folder, f"broken/{name}", data)
        made.failures.update(errors.split())
    (folder / "broken" / "cut.txt.gz").write_bytes(packed[: len(packed) // 2])
    (folder / "broken" / "no.md.gz").write_bytes(b"this was never packed")
    for name, target in (("link.md", "nowhere.md"), ("ring.md", "ring.md"), ("up", "..")):
        (folder / "broken" / name).symlink_to(target)
    made.failures.update(damaged=2, broken_link=2)
    made.files += len(files) + 4
    made.pages += len(files) + 4 + 2  # two of the data sets have two pages each; "up" has none


def put(folder: Path, name: str, data: bytes) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(data, mtime=0) if name.endswith(".gz") else data)


def records(file: Path, every: int = 1) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, islice(lines, 0, None, every))


if __name__ == "__main__":
    main()
