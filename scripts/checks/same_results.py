"""Check that a change of the code changes no result: record all results, compare them later.

Run ``same_results.py write FILE`` before a change, and ``compare FILE`` after it.
Every text of ``wild/`` (as found and as Markdown), every page of ``html/`` and a fixed sample of
``corpus/`` is read and scored. Compared are the record of the contract with its features and
contributions, and digests of the document as read and of every number before it is rounded, bit
for bit. Give ``--model`` a copy of the model's folder if the model itself may change.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pathlib
import sys
from collections.abc import Iterator
from hashlib import sha256
from itertools import zip_longest
from typing import Any

from detector import model
from detector.findings import Report
from detector.readers import parse
from detector.scoring.score import score
from detector.text.document import ContentType, Document

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHOWN = 20  # differences printed in full

Text = tuple[str, str, ContentType | None]  # name, text, content type


def texts(shared: pathlib.Path, sample: int) -> Iterator[Text]:
    """Yield all texts; ``sample`` is the number of rows of ``corpus/``, spread over its files."""
    for path in sorted((shared / "wild").glob("*.jsonl.gz")):
        for name, text in _rows(path):
            yield name, text, None
            yield f"{name} as Markdown", text, ContentType.MARKDOWN
    for path in sorted((shared / "html").glob("*.jsonl.gz")):
        yield from ((name, text, ContentType.HTML) for name, text in _rows(path))
    files = sorted((shared / "corpus").glob("*.jsonl.gz"))
    for path in files:
        rows = list(_rows(path))
        step = max(1, len(rows) * len(files) // sample)
        yield from ((name, text, None) for name, text in rows[::step])


def _rows(path: pathlib.Path) -> Iterator[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, row in enumerate(map(json.loads, lines), 1):
            yield f"{path.name}:{number}", row.get("text") or row["html"]


def results(
    shared: pathlib.Path, sample: int, folder: pathlib.Path | None
) -> Iterator[dict[str, Any]]:
    """Yield the name, the record and the digests of each text."""
    classifier = model.load(folder)
    for name, text, kind in texts(shared, sample):
        document = parse(text, id=name, content_type=kind)
        report = score(document, classifier, features=True)
        yield {
            "name": name,
            "record": report.to_json(),
            "document": _document_digest(document),
            "exact": _digest(_exact(report)),
        }


def _document_digest(document: Document) -> str:
    fields = [
        getattr(document, name) for name in Document.__dataclass_fields__ if name != "offsets"
    ]
    places = [document.to_source(at, at + 1) for at in range(0, len(document.text), 7)]
    return _digest([fields, places])


def _exact(report: Report) -> list[object]:
    findings = [(f.weight, f.before, f.after) for f in report.findings]
    numbers = [report.quality, report.generated, report.low_quality, dict(report.scores)]
    return [numbers, findings, dict(report.features or {}), dict(report.contributions or {})]


def _digest(value: object) -> str:
    """Return a digest of ``repr``: floats print the shortest digits that restore the same bits."""
    return sha256(repr(value).encode()).hexdigest()[:16]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mode", choices=("write", "compare"))
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared")
    parser.add_argument("--sample", type=int, default=2000)
    parser.add_argument("--model", type=pathlib.Path)
    arguments = parser.parse_args()
    found = results(arguments.shared, arguments.sample, arguments.model)
    lines = (json.dumps(result, ensure_ascii=False) for result in found)
    if arguments.mode == "write":
        with arguments.file.open("w", encoding="utf-8") as out:
            count = sum(1 for line in lines if out.write(line + "\n"))
        print(f"{count} results written")
        return 0
    count = different = 0
    with arguments.file.open(encoding="utf-8") as before:
        for old, new in zip_longest(map(str.rstrip, before), lines, fillvalue="{}"):
            count += 1
            if old != new:
                different += 1
                if different <= SHOWN:
                    print(_difference(json.loads(old), json.loads(new)))
    print(f"{count} results compared, {different} differ")
    return 1 if different else 0


def _difference(old: dict[str, Any], new: dict[str, Any]) -> str:
    """Say which parts of two results differ, and how."""
    before = {**old, **old.get("record", {})}
    after = {**new, **new.get("record", {})}
    lines = [
        f"  {key}: {before.get(key)!r:.300} -> {after.get(key)!r:.300}"
        for key in after
        if key != "record" and before.get(key) != after.get(key)
    ]
    return "\n".join([str(old.get("name") or new.get("name")), *lines])


if __name__ == "__main__":
    sys.exit(main())
