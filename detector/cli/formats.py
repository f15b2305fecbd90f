"""The formats of ``detector check``: a name, and the renderer that is imported when it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TextIO

from detector.render.checks import CheckRenderer

_PLACES = {
    "text": "lines:Lines",
    "github": "github:GitHub",
    "gitlab": "gitlab:GitLab",
    "sarif": "sarif:Sarif",
    "junit": "junit:JUnit",
    "json": "check_records:checked_array",
    "jsonl": "check_records:checked_lines",
    "rdjson": "rdjson:RdJson",
    "md": "summary:Summary",
}


class _Formats(Mapping[str, Callable[[TextIO], CheckRenderer]]):
    """Imports a renderer when it is asked for: a run needs one of nine."""

    def __getitem__(self, name: str) -> Callable[[TextIO], CheckRenderer]:
        module, kind = _PLACES[name].split(":")
        make: Callable[[TextIO], CheckRenderer] = getattr(
            import_module(f"detector.render.{module}"), kind
        )
        return make

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)


CHECK_FORMATS = _Formats()
