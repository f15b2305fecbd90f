"""LaTeX by its tokens: text is copied, macros are looked up, groups are passed through."""

from __future__ import annotations

import re
import unicodedata

from detector.readers.formats.latex import vocabulary as words
from detector.readers.formats.latex.structure import Environment, Structure
from detector.readers.markup.flow import Flow
from detector.readers.markup.page import Page
from detector.text.document import BlockKind, Span

MAX_DEPTH = 20  # of arguments and environments within each other
MAX_FORMULA = 1000  # characters of a formula within a line

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z@]{1,60}\*?)[ \t]*|\\(?P<symbol>[\s\S])"
    r"|(?P<comment>%[^\r\n]*(?:\r\n?|\n|\Z)[ \t]*)|(?P<blank>(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\s*)"
    r"|(?P<math>\${1,2})|(?P<brace>[{}])|(?P<tie>~)|(?P<cell>&)"
    r"|(?P<quote>``|''|`|\"[`'])|(?P<dash>-{2,3})"
)
_QUOTES = {"``": "“", "''": "”", "`": "‘", '"`': "“", "\"'": "”"}
_OPTION = re.compile(r"[ \t]*\[[^\[\]]{0,600}\]|[ \t]*\([\w, -]{0,20}\)(?=\{)|<[\d,+-]{1,12}>")
_SPACE = re.compile(r"[ \t]*(?:\r\n?|\n)?[ \t]*")
_MATH_MACRO = re.compile(r"\\([A-Za-z]{1,30})|\\([^A-Za-z])")
_MATH_GROUP = re.compile(
    r"\\(?:text(?:rm|bf|it|sf|tt)?|math(?:rm|bf|it|sf|tt|cal|bb|frak)|operatorname|emph)\{([^{}]*)\}"
)
_TITLE = re.compile(r"\\title[ \t]*(?=[\[{])|\\icmltitle[ \t]*(?=\{)")


class LatexReader:
    """Reads one source into a page."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.page = Page(source)
        self.structure = Structure(source)
        self.flow = Flow(source, [(0, len(source))])
        self.lists = 0
        self._open = False  # a block is open for text
        self._notes: list[tuple[int, int]] = []

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
            match = _TOKEN.search(self.source, at, end)
            stop = match.start() if match else end
            if stop > at:
                self._copy(at, stop)
            if match is None:
                return
            at = max(getattr(self, f"_{match.lastgroup}")(match, depth), match.start() + 1)

    def _copy(self, start: int, end: int) -> None:
        if not self._open and not self.page.in_row:
            if self.source[start:end].isspace():
                return
            self._open = True
            kind = BlockKind.LIST_ITEM if self.lists else BlockKind.PARAGRAPH
            self.page.open(kind, self.lists)
        self.page.copy(self.flow, start, end)

    def _replace(self, text: str, start: int, end: int) -> None:
        if text.strip():
            self._copy(start, start)
        self.page.replace(text, Span(start, end))

    def _close(self) -> None:
        """End the paragraph, and show its footnotes."""
        if self.page.in_row:
            return
        if self._open:
            self.page.close()
        self._open = False
        while self._notes:
            notes, self._notes = self._notes, []
            for start, end in notes:
                self.page.open(BlockKind.PARAGRAPH)
                self._open = True
                self.run(start, end, MAX_DEPTH - 1)
                self.page.close()
                self._open = False

    def _block(self, kind: BlockKind, start: int, end: int, depth: int, level: int = 0) -> int:
        """Show a range as a block of its own; return the view's position where it begins."""
        self._close()
        self.page.open(kind, level)
        self._open = True
        at = self.page.begin(start)
        self.run(start, end, depth)
        return at

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

    def _formula(self, start: int, end: int) -> None:
        """Show a formula within a line where it can be written in plain characters."""
        text = self.source[start:end]
        if len(text) > MAX_FORMULA:
            self.page.hole()
            return
        text = _MATH_GROUP.sub(r"\1", text)
        text = _MATH_MACRO.sub(_math_character, text)
        text = " ".join(text.replace("{", "").replace("}", "").replace("~", " ").split())
        if "\\" in text or not text:
            self.page.hole()
            return
        self._copy(start, start)
        at = self.page.begin(start)
        self._replace(text, start, end)
        self.page.mark_code(at)

    def _symbol(self, match: re.Match[str], depth: int) -> int:
        mark = match.group("symbol")
        if mark == "\\":
            at = self._options(match.end())
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

    def _accent(self, mark: str, match: re.Match[str]) -> int:
        at = match.end()
        closing = self.structure.braces.get(at)
        letter = self.source[at + 1 : closing] if closing else self.source[at : at + 1]
        end = closing + 1 if closing else at + 1
        letter = letter.replace("\\i", "i").replace("\\j", "j").strip()
        if len(letter) == 1 and letter.isalpha():
            self._replace(
                unicodedata.normalize("NFC", letter + words.ACCENTS[mark]), match.start(), end
            )
            return end
        return match.end()

    def _word(self, match: re.Match[str], depth: int) -> int:  # noqa: PLR0911, PLR0912
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
        if name in words.NOTES:
            if group := self._group(self._options(at)):
                self._notes.append(group)
                self.page.hole()
                return group[1] + 1
        elif name == "item":
            self._close()
            option = _OPTION.match(self.source, at)
            if option:
                self.run(
                    option.start() + option.group().index("[") + 1
                    if "[" in option.group()
                    else option.start(),
                    option.end() - 1,
                    depth + 1,
                )
                self.page.line_end(option.end())
                return option.end()
        elif name in (
            "par",
            "newpage",
            "clearpage",
            "bigskip",
            "medskip",
            "smallskip",
            "maketitle",
        ):
            self._close()
        elif name in ("newline", "linebreak", "tabularnewline"):
            self.page.line_end(at)
        elif name in words.CODE and (group := self._group(self._options(at))):
            self._code(*group, depth=depth)
            return group[1] + 1
        elif name in ("href", "url", "hyperref"):
            return self._link(name, at, depth)
        elif "cite" in name.lower():
            self.page.hole()
            return self._skip(at, 1)
        elif name == "def":
            found = re.compile(r"\\[A-Za-z@]+[^{\n]{0,40}").match(self.source, at)
            return self._skip(found.end(), 1) if found else at
        elif name in words.LEFT_OUT:
            if name.lower().endswith("ref"):
                self.page.hole()
            if "command" in name.lower() and (
                plain := re.compile(r"\\[A-Za-z@]+").match(self.source, at)
            ):
                return self._skip(plain.end(), 1)
            return self._skip(at, words.LEFT_OUT[name])
        elif name in self.structure.shorthands:
            self._replace(self.structure.shorthands[name], begin, begin + 1 + len(name))
            return begin + 1 + len(match.group("word"))
        elif name in words.SYMBOLS:
            self._replace(words.SYMBOLS[name], begin, begin + 1 + len(name))
        elif name in words.ACCENTS:
            return self._accent(name, match)
        else:
            return self._options(at)
        return at

    def _heading(self, name: str, at: int, depth: int) -> int:
        group = self._group(self._options(at))
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
            if group := self._group(self._options(match.end())):
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
            at = self._options(start)
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
        for row in self._rows(at, environment.end):
            with self.page.row():
                for start, end in row:
                    self.page.cell()
                    self.run(start, end, depth + 1)

    def _rows(self, at: int, end: int) -> list[list[tuple[int, int]]]:
        rows: list[list[tuple[int, int]]] = [[]]
        start = at
        while match := _TOKEN.search(self.source, at, end):
            at = match.end()
            inner = self.structure.environments.get(match.start())
            if inner:
                at = inner.after
            elif match.group() == "{" and match.start() in self.structure.braces:
                at = self.structure.braces[match.start()] + 1
            elif match.group("cell"):
                rows[-1].append((start, match.start()))
                start = at
            elif match.group("symbol") == "\\" or match.group("word") in ("tabularnewline", "cr"):
                rows[-1].append((start, match.start()))
                rows.append([])
                start = at = self._options(at)
        rows[-1].append((start, end))
        return rows

    def _link(self, name: str, at: int, depth: int) -> int:
        begin = at
        if name == "hyperref":
            group = self._group(self._options(at))
            target = ""
        else:
            group = self._group(self._options(at))
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

    def _group(self, at: int) -> tuple[int, int] | None:
        """Return the range within the braces at ``at``, blanks before them passed over."""
        space = _SPACE.match(self.source, at)
        at = space.end() if space else at
        end = self.structure.braces.get(at)
        return None if end is None else (at + 1, end)

    def _options(self, at: int) -> int:
        """Return the offset after the arguments in brackets at ``at``."""
        for _ in range(3):
            match = _OPTION.match(self.source, at)
            if not match:
                break
            at = match.end()
        return at

    def _skip(self, at: int, count: int) -> int:
        """Return the offset after ``count`` arguments in braces, and those in brackets."""
        at = self._options(at)
        for _ in range(count):
            group = self._group(at)
            if group is None:
                break
            at = self._options(group[1] + 1)
        return at


def _math_character(match: re.Match[str]) -> str:
    name = match.group(1)
    if name:
        return words.MATH.get(name, words.SYMBOLS.get(name, "\\"))
    mark = match.group(2)
    return " " if mark in ",;: !" else mark if mark in "%&$#_{}" else "\\"
