"""What of a body does not match the schema: fields are named, what they hold is not repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from detector.server.schemas import ArticleIn, BatchIn

MAX_NAMED = 20  # fields; a sender with more mistakes sees the rest later
MAX_FIELD = 200  # characters
_UNKNOWN = "extra_forbidden"
# A name as programs have them. Anything else may be a sentence of somebody's article.
_NAME = re.compile(r"[A-Za-z_$@][\w$-]{0,39}", re.ASCII)
_KNOWN = [*ArticleIn.model_fields, *BatchIn.model_fields]


def fields(faults: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return ``field`` and ``message`` of each of pydantic's ``faults``."""
    return [
        {"field": ".".join(map(str, _path(fault)))[:MAX_FIELD], "message": _message(fault)}
        for fault in list(faults)[:MAX_NAMED]
    ]


def sentence(faults: Iterable[Mapping[str, Any]]) -> str:
    """Return the same as one line."""
    return "; ".join(
        f"{fault['field']}: {fault['message']}" if fault["field"] else fault["message"]
        for fault in fields(faults)
    )


def _path(fault: Mapping[str, Any]) -> list[Any]:
    path = [part for part in fault["loc"] if part != "body"]
    if fault["type"] == _UNKNOWN and not _NAME.fullmatch(str(path[-1])):
        return path[:-1]
    return path


def _message(fault: Mapping[str, Any]) -> str:
    if fault["type"] != _UNKNOWN:
        return str(fault["msg"])
    name = str(fault["loc"][-1])
    if name in BatchIn.model_fields:
        return "unknown field here; /v1/batch takes it"
    if name in ArticleIn.model_fields:
        return "unknown field here; it belongs to one of the articles"
    near = get_close_matches(_plain(name), map(_plain, _KNOWN), n=1, cutoff=0.7)
    meant = next((name for name in _KNOWN if near and _plain(name) == near[0]), None)
    return f"unknown field; did you mean {meant}?" if meant else "unknown field"


def _plain(name: str) -> str:
    return name[:40].replace("_", "").replace("-", "").lower()
