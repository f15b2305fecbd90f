"""The structure of a LaTeX source, found in one pass: braces and environments by pairs."""

from __future__ import annotations

import re
from typing import NamedTuple

from detector.readers.formats.latex.vocabulary import LEFT_OUT, VERBATIM, VERBATIM_MACROS

_MARK = re.compile(
    r"\\(?P<edge>begin|end)[ \t]*\{(?P<name>[A-Za-z@]{1,40})\*?\}"
    r"|\\(?P<verb>verb|Verb|lstinline)\*?(?:\[[^\]\n]{0,200}\])?(?P<fence>[^\s\w{*\\])"
    r"|\\(?P<escaped>[\s\S])|%(?P<comment>[^\r\n]*)|(?P<brace>[{}])"
)
_SHORTHAND = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand)\*?[ \t]*\{?\\([A-Za-z]{1,40})\}?"
    r"[ \t]*\{([^{}\\#]{1,100}|\\text\w{2}\{[^{}\\#]{1,100}\})(?:\\xspace)?\}"
    r"|\\def\\([A-Za-z]{1,40})\{([^{}\\#]{1,100})(?:\\xspace)?\}"
)
_FONT = re.compile(r"\\text\w{2}\{([^{}]*)\}")


class Environment(NamedTuple):
    """Where an environment's content begins and ends, and where the text after it begins."""

    name: str
    start: int
    end: int
    after: int


class Structure:
    """``braces`` leads from ``{`` to its ``}``, ``environments`` from ``\\begin`` to its range.

    ``verbatim`` leads from ``\\verb`` to the range of its text, ``shorthands`` from the name of a
    macro without arguments to its text. What is not closed is in none of them.
    """

    def __init__(self, source: str) -> None:
        self.braces: dict[int, int] = {}
        self.environments: dict[int, Environment] = {}
        self.verbatim: dict[int, tuple[int, int]] = {}
        self.shorthands: dict[str, str] = {}
        self.source = source
        self._missing: set[str] = set()
        self._pair()
        if "\\newcommand" in source or "command" in source or "\\def" in source:
            self._collect_shorthands()

    def _pair(self) -> None:
        opened: list[int] = []
        begun: list[tuple[str, int, int]] = []
        waiting: dict[str, int] = {}
        at = 0
        while match := _MARK.search(self.source, at):
            at = match.end()
            name = match.group("name")
            if name:
                self.braces[match.start("name") - 1] = match.end() - 1
            if match.group("brace") == "{":
                opened.append(match.start())
            elif match.group("brace"):
                if opened:
                    self.braces[opened.pop()] = match.start()
            elif match.group("edge") == "begin":
                if name in VERBATIM and (end := self._find(f"\\end{{{name}", at)) >= 0:
                    after = self.source.find("}", end) + 1
                    self.environments[match.start()] = Environment(
                        name, at, end, after or len(self.source)
                    )
                    at = after or len(self.source)
                    continue
                begun.append((name, match.start(), at))
                waiting[name] = waiting.get(name, 0) + 1
            elif match.group("edge") and waiting.get(name):
                while True:
                    other, begin, start = begun.pop()
                    waiting[other] -= 1
                    if other == name:
                        break
                self.environments[begin] = Environment(name, start, match.start(), at)
            elif match.group("verb"):
                end = self.source.find(match.group("fence"), at, at + 1000)
                if end >= 0:
                    self.verbatim[match.start()] = (at, end)
                    at = end + 1

    def _find(self, text: str, at: int) -> int:
        if text in self._missing:
            return -1
        found = self.source.find(text, at)
        if found < 0:
            self._missing.add(text)
        return found

    def _collect_shorthands(self) -> None:
        for match in _SHORTHAND.finditer(self.source):
            name, text = match.group(1) or match.group(3), match.group(2) or match.group(4)
            if name not in LEFT_OUT and name not in VERBATIM_MACROS:
                self.shorthands[name] = _FONT.sub(r"\1", text).replace("~", " ")
