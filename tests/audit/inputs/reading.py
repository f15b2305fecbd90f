"""Read inputs of an audit, for the tests of each kind of input."""

from __future__ import annotations

import json
from pathlib import Path

from detector.audit.inputs import InputOptions, sources
from detector.findings import Failure
from detector.text.source import Source

Found = list[Source | Failure]
OPTIONS = InputOptions()


def read(*paths: Path | str, **options: object) -> Found:
    return list(sources([str(path) for path in paths], InputOptions(**options)))  # type: ignore[arg-type]


def ids(found: Found, base: Path | None = None) -> list[str]:
    names = [item.id for item in found]
    return [name.removeprefix(f"{base}/") for name in names] if base else names


def texts(found: Found) -> list[str]:
    return [
        item.data if isinstance(item.data, str) else item.data.decode()
        for item in found
        if isinstance(item, Source)
    ]


def put(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def records(*rows: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)
