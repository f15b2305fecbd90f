"""Front matter: the YAML, TOML or JSON header of a Markdown or HTML source."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from detector.readers.front_matter_fields import fields
from detector.regex import lazy
from detector.text.document import Metadata, Span

MAX_LINES = 500
MAX_COMMENT = 2_000  # characters of a comment above the header
MAX_PARSED = 65_536  # characters; a longer header is taken out, but not parsed
MAX_ALIASES = 8  # of YAML; a few lines of them can stand for more values than memory holds
_LINE_END = lazy(r"\r\n|\r|\n")
_KEY = lazy(r"""["']?[\w .-]{1,60}["']?\s*[:=]""")
_BARE = lazy(
    r"(?:\ufeff)?Title:[ \t]*\S[^\n]*\n"
    r"(?:(?:Slug:[ \t]*[\w/-]+[ \t]*|Date:[ \t]*\d[^\n]*|Modified:[ \t]*\d[^\n]*"
    r"|(?:Category|Tags|Authors?|Status|Lang|Summary|Template|Layout|Affiliation|Copyright|CSS"
    r"|Format|Language|Bibliography|Base Header Level|(?:HTML|XHTML) Header"
    r"|(?:LaTeX|latex)[ \w]{1,20}):[ \t]*\S[^\n]*)\n)+"
    r"(?=[ \t]*\n)"
)
# Hexo's header and Bear Blog's, which are closed and not opened.
_UNOPENED = lazy(
    r"(?=(?:[^\n]*\n){0,12}?title:[ \t])"
    r"(?=(?:[^\n]*\n){0,20}?(?:date|tags|categories|layout|link):)"
    r"(?:[a-z][\w-]{0,30}:(?:[ \t][^\n]{0,300})?\n|[ \t]{0,4}-[ \t][^\n]{0,200}\n){2,30}"
    r"(?:---|___)[ \t]*(?:\n|$)"
)
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The header's range (its fences included), its values, and where the title's value is."""

    source: Span
    values: Mapping[str, Any] = field(default_factory=dict)

    def title(self) -> str | None:
        return self._text("title")

    def description(self) -> str | None:
        for key in ("description", "excerpt", "summary"):
            if found := self._text(key):
                return found
        return None

    def title_source(self, source: str) -> Span | None:
        """Find the title's value as it is written; None where it is folded or escaped."""
        value = self.title()
        header = source[self.source.start : self.source.end]
        key = re.search(r"""(?m)(?:^[ \t]*+|[{,]\s*+)["']?title["']?\s*[:=]\s*""", header)
        if not value or not key:
            return None
        at = header.find(value, key.end(), key.end() + 2 * len(value) + 20)
        return None if at < 0 else Span(self.source.start + at, self.source.start + at + len(value))

    def metadata(self, source: str) -> tuple[Metadata, ...]:
        """Return the titles, descriptions, captions and alternative texts as they are written."""
        return fields(source, self.source)

    def _text(self, key: str) -> str | None:
        value = self.values.get(key)
        return value.strip() or None if isinstance(value, str) else None


def find(source: str) -> FrontMatter | None:
    """Find the front matter at the head of ``source``.

    A header that is fenced well but holds bad YAML, TOML or JSON is found, with no values.
    """
    start = _past_comments(source)
    opening = source[start : start + 3]
    if opening in _FENCES:
        return _fenced(source, start, opening)
    return _json(source, start) if opening[:1] == "{" else None


def find_bare(source: str) -> FrontMatter | None:
    """Find a header without fences: "Title: …" and other keys of a generator, then an empty line.

    Pelican, MultiMarkdown and gi-docgen read it at the head of a file; Hexo one that is closed by
    "---" and not opened. None where a line is no such key: the fields that a model writes above an
    article have longer names.
    """
    if source[:1].islower():
        return _unopened(source)
    found = _BARE.match(source)
    if found is None:
        return None
    lines = (line.partition(":") for line in found.group().splitlines() if ":" in line)
    values = {key.strip().lower(): value.strip() for key, _, value in lines}
    return FrontMatter(Span(*found.span()), values)


def _unopened(source: str) -> FrontMatter | None:
    found = _UNOPENED.match(source)
    if found is None:
        return None
    return FrontMatter(Span(*found.span()), _load(found.group().rstrip("-_\n \t"), "---"))


def _past_comments(source: str) -> int:
    """Return where the first text stands: R's vignettes have a comment above their header."""
    start = 0
    while True:
        while source[start : start + 1].isspace():
            start += 1
        if not source.startswith("<!--", start):
            return start
        end = source.find("-->", start, start + MAX_COMMENT)
        if end < 0:
            return start
        start = end + len("-->")


def _fenced(source: str, start: int, opening: str) -> FrontMatter | None:
    end_of_line = _LINE_END.search(source, start)
    if not end_of_line or source[start : end_of_line.start()].rstrip() != opening:
        return None
    body = at = end_of_line.end()
    keys = 0
    for _ in range(MAX_LINES):
        found = _LINE_END.search(source, at)
        stop, after = found.span() if found else (len(source), len(source))
        line = source[at:stop]
        if line.rstrip() in _FENCES[opening]:
            if not keys and source[body:at].strip():
                return None  # prose between two rules
            values = _load(source[body:at], opening) if at - body <= MAX_PARSED else {}
            return FrontMatter(Span(start, after), values)
        keys += _KEY.match(line) is not None
        if found is None:
            return None
        at = after
    return None


def _load(text: str, opening: str) -> dict[str, Any]:
    try:
        if opening == "+++":
            import tomllib

            values: Any = tomllib.loads(text.replace("\r\n", "\n").replace("\r", "\n"))
        else:
            import yaml

            if re.search(r"[\[{]\s*(?:[\[{]\s*){40}", text):
                return {}  # deep nesting has no use here, and exhausts the parser's stack
            loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            if "&" in text and "*" in text:
                events = yaml.parse(text, Loader=loader)
                if sum(isinstance(event, yaml.AliasEvent) for event in events) > MAX_ALIASES:
                    return {}
            values = yaml.load(text, Loader=loader)  # noqa: S506 - both loaders are the safe one
    except Exception:  # noqa: BLE001 - the loaders raise what they like on bad dates and keys
        return {}
    return {str(k): v for k, v in values.items()} if isinstance(values, dict) else {}


def _json(source: str, start: int) -> FrontMatter | None:
    try:
        values, end = json.JSONDecoder().raw_decode(source, start)
    except (ValueError, RecursionError):
        return None
    line_end = _LINE_END.match(source, end)
    if not isinstance(values, dict) or not values or not line_end:
        return None
    return FrontMatter(Span(start, line_end.end()), values)
