"""Directives of docutils, Sphinx and its common extensions: what readers see of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from detector.readers.formats.rst import tables
from detector.readers.formats.rst.definitions import EXPLICIT
from detector.readers.markup.lines import Line, span_of, without_blank_ends
from detector.text.document import BlockKind

if TYPE_CHECKING:
    from detector.readers.formats.rst.blocks import RstReader

_DIRECTIVE = re.compile(r"([\w.+:-]{1,60}?)[ ]?::(?:[ \t]+|\Z)")
_NOTE = re.compile(r"\[(?:\d{1,4}|\#[\w.-]{0,60}|\*|[^\W\d][\w.+:-]{0,60})\](?:[ \t]+|\Z)")
_OPTION = re.compile(r":[\w][\w -]{0,40}:(?=\s|\Z)")

# The argument is the first line of the body.
_BODY = frozenset(
    "note warning tip hint important attention caution danger error seealso compound"
    " hlist needs-note versionremoved information info success question".split()
)
# The argument is a title that readers see.
_TITLED = frozenset(
    "admonition topic sidebar dropdown details card grid-item-card rubric centered collapse toggle"
    " tab tab-item group-tab tabbed code-tab-group question-answer accordion".split()
)
# The argument says how or where; the body is read.
_CONTENT = frozenset(
    "container grid grid-item tabs tab-set only ifconfig glossary class cssclass rst-class div"
    " describe object option cmdoption confval setting envvar function method staticmethod"
    " classmethod attribute data exception property decorator module automodule autoclass"
    " autofunction autoexception autodata automethod macro type struct enum enumerator member var"
    " table pair align-right align-center columns column panels card-carousel card-body card-header"
    " card-footer cards steps step list replace versionhistory program directive role"
    " productionlist-text button-link button-ref".split()
)
_VERSIONED = frozenset("versionadded versionchanged deprecated deprecated-removed".split())
_ELSEWHERE = re.compile(r"(?:latex|latexpdf|pdf|man|texinfo|text|epub|not html)(?: or \w{1,10})?")
_QUOTING = frozenset("epigraph highlights pull-quote parsed-quote blockquote".split())
_FIGURE = frozenset(("figure", "thumbnail", "subfigure", "video-figure"))
_CODE = frozenset(
    "code-block code sourcecode literalinclude parsed-literal highlight-block doctest testcode"
    " testoutput testsetup testcleanup ipython prompt jupyter-execute code-tab math graphviz"
    " digraph graph mermaid uml plantuml plot productionlist command-output program-output"
    " jinja raw terminal console csharp-code tikz exec_code asciinema".split()
)
_LEFT_OUT = frozenset(
    "include image toctree contents sectnum section-numbering header footer meta index"
    " tabularcolumns highlight currentmodule default-role default-domain role"
    " todo todolist title target-notes sectionauthor codeauthor"
    " moduleauthor bibliography footbibliography autosummary date unicode"
    " youtube vimeo video audio local comment post postlist disqus author"
    " tags category feed redirect ablog swagger openapi kroki inheritance-diagram".split()
)


class Directive(NamedTuple):
    """A directive taken apart: its argument's lines, its options and the lines of its content."""

    name: str
    span: tuple[int, int]
    argument: list[Line]
    options: dict[str, Line]
    content: list[Line]


def read_explicit(reader: RstReader, lines: Sequence[Line], depth: int) -> None:
    """Read an explicit markup block: a directive or a footnote; all else leaves no trace."""
    text = reader.text(lines[0])
    mark = EXPLICIT.match(text)
    rest = text[mark.end() :] if mark else ""
    offset = mark.end() if mark else 0
    if match := _NOTE.match(rest):
        reader.body([lines[0].after(offset + match.end(), reader.source), *lines[1:]], depth + 1)
    elif match := _DIRECTIVE.match(rest):
        first = lines[0].after(offset + match.end(), reader.source)
        directive = _take_apart(reader, match.group(1).lower(), lines, first)
        _read(reader, directive, depth + 1)


def _take_apart(reader: RstReader, name: str, lines: Sequence[Line], first: Line) -> Directive:
    head = [] if first.is_blank else [first]
    at = 1
    options: dict[str, Line] = {}
    while at < len(lines) and not lines[at].is_blank:
        text = reader.text(lines[at])
        match = _OPTION.match(text)
        if text.startswith(".. ") and _DIRECTIVE.match(text[3:]):
            break  # the body of one that has no argument
        if match:
            options[match.group().strip(":")] = lines[at].after(match.end(), reader.source)
        elif not options:
            head.append(lines[at])
        at += 1
    span = span_of(without_blank_ends(lines))
    return Directive(name, span, head, options, without_blank_ends(lines[at:]))


def _read(reader: RstReader, directive: Directive, depth: int) -> None:
    name = directive.name.rpartition(":")[2]
    argument, content = directive.argument, directive.content
    if name == "list-table":
        tables.list_table(reader, argument, content, depth)
    elif name == "csv-table":
        tables.csv_table(reader, argument, directive.options.get("header"), content)
    elif name == "table":
        _caption(reader, argument)
        reader.body(content, depth)
    elif name in _FIGURE:
        _figure(reader, content, depth)
    elif name in _VERSIONED:
        words = 2 if name == "deprecated-removed" else 1
        reader.body(_without_words(reader, argument, words), depth)
        reader.body(content, depth)
    elif name in _BODY:
        _body(reader, [*argument, *content], argument, depth)
    elif name in _TITLED:
        _caption(reader, argument)
        reader.body(content, depth)
    elif name in _QUOTING:
        span = span_of([*argument, *content])
        reader.page.aside(BlockKind.QUOTATION, span)
    elif name in _CODE:
        reader.page.aside(BlockKind.CODE, span_of(content))
    elif name == "only" and argument and _ELSEWHERE.fullmatch(reader.text(argument[0]).strip()):
        pass
    elif name in _CONTENT or ":" in directive.name:
        reader.body(content, depth)
    elif name not in _LEFT_OUT and _is_prose(reader, content):
        reader.body(content, depth)  # of an extension that is not known


def _body(reader: RstReader, lines: list[Line], argument: list[Line], depth: int) -> None:
    """Read the body of a directive whose text may begin on the directive's own line."""
    if argument and len(lines) > 1:
        rest = [line.column for line in lines[1:] if not line.is_blank]
        lines[0] = lines[0]._replace(column=min(rest, default=lines[0].column))
    gap = [Line(argument[-1].end, argument[-1].end, 0)] if argument else []
    reader.body([*lines[: len(argument)], *gap, *lines[len(argument) :]], depth)


def _caption(reader: RstReader, lines: Sequence[Line]) -> None:
    if lines:
        reader.show(BlockKind.CAPTION, lines)


def _figure(reader: RstReader, content: list[Line], depth: int) -> None:
    """Show the first paragraph as the caption, and the legend below it."""
    end = 0
    while end < len(content) and not content[end].is_blank:
        end += 1
    _caption(reader, content[:end])
    reader.body(content[end:], depth)


def _without_words(reader: RstReader, lines: list[Line], words: int) -> list[Line]:
    if not lines:
        return []
    first = lines[0]
    for _ in range(words):
        text = reader.text(first)
        cut = next((i for i, c in enumerate(text) if c.isspace()), len(text))
        first = first.after(cut, reader.source)
    rest = lines[1:]
    column = min((line.column for line in rest), default=first.column)
    return [*([] if first.is_blank else [first._replace(column=column)]), *rest]


def _is_prose(reader: RstReader, lines: Sequence[Line]) -> bool:
    """Say whether the content of an unknown directive is text that readers see."""
    words = marks = 0
    for line in lines[:40]:
        text = reader.text(line)
        words += sum(word.strip(".,;:!?()'\"`*").isalpha() for word in text.split())
        marks += sum(text.count(mark) for mark in "{}=;<>$|@&")
    return words >= 6 and marks * 5 <= words
