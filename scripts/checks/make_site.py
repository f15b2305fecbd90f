"""Make a large mixed site from the data folder, with planted copies, to measure an audit.

    python scripts/checks/make_site.py FOLDER --pages 2000            # a folder of mixed files
    python scripts/checks/make_site.py pages.jsonl --pages 100000     # a data set

It also writes a list of what was planted (``FOLDER.planted.json``): near-duplicates (one word in
a hundred to one in thirty changed) and doorway pages (one text, with another place and title each).
The base pages are recombined pieces of the corpus, so that no two are alike unless planted.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS = ("human_articles", "machine_articles", "bbc_news", "f3_news", "gsa_blog")
PLACES = """
Ashford Bexley Carlow Denby Eastham Fairlea Grantham Hexley Ilford Jarrow Kendal Lympne Morden
Newlyn Oakham Penrith Quorn Romsey Selby Thirsk Ulverston Ventnor Wantage Yarm Alnwick Buxton
Cromer Deal
""".split()
TRADES = ("plumber", "roof repair", "house clearance", "dog groomer", "boiler service")
CODE = re.compile(r"[{}<>`|]|^[#>*-]", re.M)  # markup would hide words of some copies
WORDS = (
    "amber basin cedar delta ember fjord grove haven inlet jetty knoll ledge marsh notch".split()
)


class Page(NamedTuple):
    id: str
    title: str
    text: str
    date: str
    author: str
    planted: str  # the name of the set it belongs to, "" for none


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("out", type=Path, help="a folder, or a .jsonl file")
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument(
        "--words", type=int, default=0, help="cut texts to this length; 0: do not cut"
    )
    arguments = parser.parse_args()
    made = pages(arguments.pages, arguments.words)
    planted: dict[str, list[str]] = {}
    if arguments.out.suffix == ".jsonl":
        noted = write_records(arguments.out, made, planted)
    else:
        noted = write_folder(arguments.out, made, planted)
    arguments.out.with_suffix(".planted.json").write_text(json.dumps(planted, indent=1), "utf-8")
    print(f"{noted:,} pages, {len(planted):,} planted sets")


def pages(count: int, most_words: int) -> Iterator[Page]:
    """Yield ``count`` pages: three in four unlike all others, the rest in planted sets."""
    draw = random.Random(20)
    paragraphs = corpus_paragraphs()
    number = 0

    def page(text: str, planted: str = "", title: str = "") -> Page:
        nonlocal number
        number += 1
        date = f"20{10 + number % 12:02}-{1 + number % 12:02}-{1 + number % 28:02}"
        title = title or " ".join(text.split()[:6]).strip(".,;:")
        return Page(f"p{number:07}", title, text, date, f"Author {number % 17}", planted)

    made = 0
    while made < count:
        base = " ".join(article(draw, paragraphs).split(" ")[: most_words or None])
        if made % 16 == 0:
            for name, copy, title in near_copies(draw, base, made):
                yield page(copy, name, title)
                made += 1
        elif made % 331 == 1:
            for name, copy, title in doorway(draw, base, made):
                yield page(copy, name, title)
                made += 1
        else:
            yield page(base)
            made += 1


def corpus_paragraphs() -> list[str]:
    found: dict[str, None] = {}
    for name in CORPUS:
        with gzip.open(SHARED / "corpus" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                for part in json.loads(line)["text"].split("\n\n"):
                    if 30 <= len(part.split()) <= 220 and not CODE.search(part):
                        found[part.strip()] = None
    return list(found)


def article(draw: random.Random, paragraphs: list[str]) -> str:
    """Combine paragraphs and change one word in six, so that no shingles are shared."""
    chosen = draw.sample(paragraphs, draw.randint(4, 9))
    marked = []
    for paragraph in chosen:
        words = paragraph.split(" ")
        for index in range(draw.randint(0, 2), len(words), 3):
            words[index] = re.sub(
                r"[A-Za-z]{3,}$", lambda m: _variant(draw, m.group()), words[index]
            )
        marked.append(" ".join(words))
    return "\n\n".join(marked)


def _variant(draw: random.Random, word: str) -> str:
    return f"{word[:2]}{draw.choice(WORDS)}"


def near_copies(draw: random.Random, base: str, number: int) -> Iterator[tuple[str, str, str]]:
    title = " ".join(base.split()[:6])
    for copy in range(draw.randint(2, 5)):
        words = base.split(" ")
        share = draw.uniform(0.01, 0.033) if copy else 0.0
        for index in draw.sample(range(len(words)), int(share * len(words))):
            words[index] = draw.choice(WORDS)
        yield f"near-{number}", " ".join(words), title


def doorway(draw: random.Random, base: str, number: int) -> Iterator[tuple[str, str, str]]:
    trade = draw.choice(TRADES)
    sentences = re.split(r"(?<=[.!?])\s+", base)
    for place in draw.sample(PLACES, 12):
        text = " ".join(
            f"{sentence} You will find it in {place}." if index % 6 == 0 else sentence
            for index, sentence in enumerate(sentences)
        )
        yield f"doorway-{number}", text, f"Best {trade} in {place}"


def write_records(file: Path, made: Iterator[Page], planted: dict[str, list[str]]) -> int:
    count = 0
    with file.open("w", encoding="utf-8") as lines:
        for page in made:
            count += 1
            record = {
                "id": page.id, "text": f"# {page.title}\n\n{page.text}\n", "date": page.date,
                "author": page.author,
            }  # fmt: skip
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
            if page.planted:
                planted.setdefault(page.planted, []).append(page.id)
    return count


def write_folder(folder: Path, made: Iterator[Page], planted: dict[str, list[str]]) -> int:
    """Write the pages, the wild texts, and files that cannot be read."""
    count = write_pages(folder, made, planted)
    for kind in sorted((SHARED / "wild").glob("*.jsonl.gz")):
        with gzip.open(kind, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                file = folder / "wild" / kind.name.split(".")[0] / f"{record['id']}.md"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(record["text"], "utf-8")
                count += 1
    broken = folder / "broken"
    broken.mkdir(parents=True, exist_ok=True)
    (broken / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (broken / "empty.md").write_text("", "utf-8")
    (broken / "nested.html").write_text("<div>" * 50_000, "utf-8")
    (broken / "latin.txt").write_bytes("Caf\xe9 au lait, d\xe9j\xe0 vu. ".encode("latin-1") * 60)
    (broken / "tail.jsonl").write_text('{"id": "ok", "text": "short"}\n{"id": "cut', "utf-8")
    (broken / "link.md").unlink(missing_ok=True)
    (broken / "link.md").symlink_to("nowhere.md")
    return count + 6


def write_pages(folder: Path, made: Iterator[Page], planted: dict[str, list[str]]) -> int:
    """Write text, Markdown and HTML in turn, 200 per folder, and return how many."""
    count = 0
    for page in made:
        suffix = ("md", "txt", "html")[count % 3]
        file = folder / f"part-{count // 200:03}" / f"{page.date}-{page.id}.{suffix}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_formed(page, suffix), "utf-8")
        count += 1
        if page.planted:
            planted.setdefault(page.planted, []).append(str(file))
    return count


def _formed(page: Page, suffix: str) -> str:
    if suffix == "md":
        head = json.dumps(page.title, ensure_ascii=False)
        return f"---\ntitle: {head}\nauthor: {page.author}\n---\n\n{page.text}\n"
    if suffix == "txt":
        return f"{page.title}\n\n{page.text}\n"
    body = "".join(f"<p>{html.escape(part)}</p>\n" for part in page.text.split("\n\n"))
    return (
        f"<!doctype html><html lang=en><head><title>{html.escape(page.title)}</title>"
        f'<meta name="author" content="{page.author}"></head><body><nav>Home About</nav>'
        f"<main><h1>{html.escape(page.title)}</h1>\n{body}</main></body></html>\n"
    )


if __name__ == "__main__":
    main()
