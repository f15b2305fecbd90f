"""The formats of each command: a name, and the renderer, imported when it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, TextIO, TypeVar

if TYPE_CHECKING:
    from detector.render import Closes, Renderer
    from detector.render.check.checks import CheckRenderer
    from detector.render.extracts import ExtractRenderer

Made = TypeVar("Made", bound="Closes")


class Formats(Mapping[str, Callable[[TextIO], Made]]):
    """Maps a name to what makes a renderer for a stream; ``factories`` are ``module:name``."""

    def __init__(self, factories: Mapping[str, str]) -> None:
        self._factories = factories

    def __getitem__(self, name: str) -> Callable[[TextIO], Made]:
        module, kind = self._factories[name].split(":")
        make: Callable[[TextIO], Made] = getattr(import_module(f"detector.render.{module}"), kind)
        return make

    def __iter__(self) -> Iterator[str]:
        return iter(self._factories)

    def __len__(self) -> int:
        return len(self._factories)


SCORE_FORMATS: Formats[Renderer] = Formats({
    "text": "console:Console",
    "json": "records:JsonArray",
    "jsonl": "records:JsonLines",
})  # fmt: skip
EXTRACT_FORMATS: Formats[ExtractRenderer] = Formats({
    "text": "extracts:ExtractText",
    "jsonl": "extracts:ExtractJsonLines",
})  # fmt: skip
CHECK_FORMATS: Formats[CheckRenderer] = Formats({
    "text": "check.lines:Lines",
    "github": "check.github:GitHub",
    "gitlab": "check.gitlab:GitLab",
    "sarif": "check.sarif:Sarif",
    "junit": "check.junit:JUnit",
    "json": "check.records:checked_array",
    "jsonl": "check.records:checked_lines",
    "rdjson": "check.rdjson:RdJson",
    "md": "check.summary:Summary",
})  # fmt: skip
