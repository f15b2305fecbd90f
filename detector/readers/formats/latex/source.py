"""LaTeX by its tokens: text is copied, macros are looked up, groups are passed through."""

from __future__ import annotations

import re

from detector.readers.formats.latex import vocabulary as words
from detector.readers.formats.latex.state import MAX_DEPTH, MAX_FORMULA, LatexState
from detector.readers.formats.latex.structure import Environment
from detector.readers.formats.latex.tokens import OPTION, TOKEN, options_end, rows_of
from detector.readers.markup.page import Page
from detector.text.document import BlockKind, Span

_QUOTES = {"``": "“", "''": "”", "`": "‘", '"`': "“", "\"'": "”"}
_TITLE = re.compile(r"\\title[ \t]*(?=[\[{])|\\icmltitle[ \t]*(?=\{)")
_DEFINED = re.compile(r"\\[A-Za-z@]+[^{\n]{0,40}")
_BREAKS = frozenset("par newpage clearpage bigskip medskip smallskip maketitle".split())
_LINE_BREAKS = frozenset("newline linebreak tabularnewline".split())


class LatexReader(LatexState):
    """Reads one source into a page."""

    def read(self) -> Page:
        start, end = 0, len(self.source)
        for begin, environment in self.structure.environments.items():
            if environment.name == "document":
                self._title_of(0, end)
                start, end = begin, environment.after
                break
        self.run(start, end, 0)
        self._close()
        return self.page

    def run(self, start: int, end: int, depth: int) -> None:
        """Show what readers see of ``source[start:end]``."""
        at = start
        while at < end:
            match = TOKEN.search(self.source, at, end)
            stop = match.start() if match else end
            if stop > at:
                self._copy(at, stop)
            if match is None:
                return
            at = max(getattr(self, f"_{match.lastgroup}")(match, depth), match.start() + 1)

    # Tokens: each method returns the offset at which to go on.

    def _comment(self, match: re.Match[str], depth: int) -> int:
        return match.end()

    def _blank(self, match: re.Match[str], depth: int) -> int:
        self._close()
        if self.page.in_row:
            self.page.line_end(match.start())
        return match.end()

    def _brace(self, match: re.Match[str], depth: int) -> int:
        return match.end()

    def _cell(self, match: re.Match[str], depth: int) -> int:
        return match.end()

    def _tie(self, match: re.Match[str], depth: int) -> int:
        self._replace(" ", *match.span())
        return match.end()

    def _quote(self, match: re.Match[str], depth: int) -> int:
        self._replace(_QUOTES[match.group()], *match.span())
        return match.end()

    def _dash(self, match: re.Match[str], depth: int) -> int:
        self._replace("—" if len(match.group()) == 3 else "–", *match.span())
        return match.end()

    def _math(self, match: re.Match[str], depth: int) -> int:
        mark = match.group()
        at = match.end()
        while (end := self.source.find(mark, at, match.end() + 4 * MAX_FORMULA)) >= 0:
            if self.source[end - 1] != "\\":
                if len(mark) == 1:
                    self._formula(match.end(), end)
                return end + len(mark)
            at = end + 1
        return match.end()

    def _symbol(self, match: re.Match[str], depth: int) -> int:
        mark = match.group("symbol")
        if mark == "\\":
            at = options_end(self.source, match.end())
            if self._open:
                self.page.line_break(match.end())
            return at
        if mark in "([":
            closing = "\\)" if mark == "(" else "\\]"
            end = self.source.find(closing, match.end(), match.end() + 4 * MAX_FORMULA)
            if end < 0:
                return match.end()
            if mark == "(":
                self._formula(match.end(), end)
            return end + 2
        if mark in words.ACCENTS:
            return self._accent(mark, match)
        if mark in "%&$#_{}":
            self._copy(match.end() - 1, match.end())
        elif mark in " ,;:!\n\r\t":
            self._replace("" if mark == "!" else " ", *match.span())
        return match.end()

    def _word(self, match: re.Match[str], depth: int) -> int:
        name = match.group("word").rstrip("*")
        begin, at = match.start(), match.end()
        if begin in self.structure.environments:
            return self._environment(begin, depth)
        if begin in self.structure.verbatim:
            start, end = self.structure.verbatim[begin]
            self._code(start, end, depth=None)
            return end + 1
        if depth >= MAX_DEPTH:
            return at
        if name in words.HEADINGS or name in words.RUN_IN or name == "caption":
            return self._heading(name, at, depth)
        read = {"href": self._link, "url": self._link, "hyperref": self._link, "item": self._item}
        return read[name](name, at, depth) if name in read else self._macro(name, match, depth)

    def _macro(self, name: str, match: re.Match[str], depth: int) -> int:
        begin, at = match.start(), match.end()
        end = begin + 1 + len(name)
        if name in words.NOTES or name in words.CODE:
            return self._argument(name, at, depth)
        if name in _BREAKS:
            self._close()
        elif name in _LINE_BREAKS:
            self.page.line_end(at)
        elif "cite" in name.lower():
            self.page.hole()
            at = self._skip(at, 1)
        elif name in words.LEFT_OUT or name == "def":
            at = self._left_out(name, at)
        elif name in self.structure.shorthands:
            self._replace(self.structure.shorthands[name], begin, end)
            at = end
        elif name in words.SYMBOLS:
            self._replace(words.SYMBOLS[name], begin, end)
        elif name in words.ACCENTS:
            at = self._accent(name, match)
        else:
            at = options_end(self.source, at)
        return at

    def _argument(self, name: str, at: int, depth: int) -> int:
        """Keep a footnote for the end of the paragraph, or show code."""
        group = self._group(options_end(self.source, at))
        if group is None:
            return at
        if name in words.NOTES:
            self._notes.append(group)
            self.page.hole()
        else:
            self._code(*group, depth=depth)
        return group[1] + 1

    def _left_out(self, name: str, at: int) -> int:
        if name.lower().endswith("ref"):
            self.page.hole()
        defined = _DEFINED.match(self.source, at) if name == "def" or "command" in name else None
        if defined:  # the name of what is defined stands without braces
            return self._skip(defined.end(), 1)
        return self._skip(at, words.LEFT_OUT.get(name, 0))

    def _item(self, name: str, at: int, depth: int) -> int:
        self._close()
        option = OPTION.match(self.source, at)
        if not option or "[" not in option.group():
            return at
        start = option.start() + option.group().index("[") + 1
        self.run(start, option.end() - 1, depth + 1)
        self.page.line_end(option.end())
        return option.end()

    def _heading(self, name: str, at: int, depth: int) -> int:
        group = self._group(options_end(self.source, at))
        if group is None:
            return at
        start, end = group
        if name in words.RUN_IN:
            self._close()
            self.run(start, end, depth + 1)
            self.page.line_end(end)
            return end + 1
        if name == "caption":
            self._block(BlockKind.CAPTION, start, end, depth + 1)
        else:
            first = self.page.title is None
            kind = BlockKind.TITLE if first and self.page.is_empty else BlockKind.HEADING
            shown = self._block(kind, start, end, depth + 1, words.HEADINGS[name])
            if first:
                self.page.take_title(shown, Span(start, end))
        self._close()
        return end + 1

    def _title_of(self, start: int, end: int) -> None:
        """Show the document's title, wherever it is stated."""
        for match in _TITLE.finditer(self.source, start, end):
            if group := self._group(options_end(self.source, match.end())):
                shown = self._block(BlockKind.TITLE, *group, MAX_DEPTH - 3, 1)
                self.page.take_title(shown, Span(*group))
                self._notes.clear()
                self._close()
                return

    def _environment(self, begin: int, depth: int) -> int:
        name, start, end, after = self.structure.environments[begin]
        span = Span(begin, after)
        if depth >= MAX_DEPTH:
            return after
        if name in words.NO_PROSE:
            if name in words.VERBATIM:
                self._close()
                self.page.aside(BlockKind.CODE, span)
            return after
        self._close()
        if name in words.QUOTES:
            self.page.aside(BlockKind.QUOTATION, span)
        elif name in words.TABLES:
            self._table(self.structure.environments[begin], depth)
        elif name == "frame":
            at = options_end(self.source, start)
            if group := self._group(at):
                self._block(BlockKind.HEADING, *group, depth + 1, 3)
                self._close()
                at = group[1] + 1
            self.run(at, end, depth + 1)
        else:
            at = self._skip(start, words.ENVIRONMENT_ARGUMENTS.get(name, 0))
            self.lists += name in words.LISTS
            self.run(at, end, depth + 1)
            self._close()
            self.lists -= name in words.LISTS
        self._close()
        return after

    def _table(self, environment: Environment, depth: int) -> None:
        at = self._skip(environment.start, words.TABLES[environment.name])
        for row in rows_of(self.structure, at, environment.end):
            with self.page.row():
                for start, end in row:
                    self.page.cell()
                    self.run(start, end, depth + 1)

    def _link(self, name: str, at: int, depth: int) -> int:
        begin = at
        if name == "hyperref":
            group = self._group(options_end(self.source, at))
            target = ""
        else:
            group = self._group(options_end(self.source, at))
            target = self.source[slice(*group)].replace("\\", "") if group else ""
            if name == "href" and group:
                at = group[1] + 1
                group = self._group(at)
        if group is None:
            return at
        self._copy(group[0], group[0])
        shown = self.page.begin(group[0])
        if name == "url":
            self._copy(*group)
        else:
            self.run(*group, depth + 1)
        self.page.mark_link(shown, target, Span(begin, group[1] + 1))
        return group[1] + 1

    def _code(self, start: int, end: int, *, depth: int | None) -> None:
        self._copy(start, start)
        at = self.page.begin(start)
        if depth is None:
            self._copy(start, end)
        else:
            self.run(start, end, depth + 1)
        self.page.mark_code(at)
