"""Quotations that are none: GitHub's alerts ``> [!NOTE]`` and Obsidian's callouts."""

from __future__ import annotations

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Lines, Page
from detector.regex import lazy

_MARK = lazy(
    r"(?P<quote>[ \t]*>[ \t]?)[ \t]*"
    r"\[!(?:[\w -]{1,40}(?:\|[^\]\n]{0,60})?|div[ \t][^\]\n]{0,200})\][+-]?[ \t]*"
)
_SORTS = (
    "Note|Tip|Important|Warning|Caution|Info|Experiment|Attention"
    "|NOTE|TIP|IMPORTANT|WARNING|CAUTION|INFO|ATTENTION"
)
# Notes in a quotation that say so; in the docs of Swift, Rust and Elixir, and by habit.
_NOTE = lazy(
    r"[ \t]*>[ \t]?(?:#{2,6}[ \t]+)?(?P<mark>\*\*|__)?"
    rf"(?:{_SORTS})"
    r"(?(mark)(?:[:!](?P=mark)|(?P=mark)(?::|[ \t]*$))|:(?=[ \t]|$))"
    r"|[ \t]*>[ \t]?#{2,6}[ \t][^\n]{1,200}\{: ?\.(?:info|warning|tip|error|neutral)\}"
)
_QUOTED = lazy(r"[ \t]*>[ ]?")
# Of Chirpy, Just the Docs and other themes of Jekyll.
_CLASS = lazy(
    r"[ \t]*\{:[ ]?\.(?:prompt-)?"
    r"(?:note|tip|info|warning|important|danger|caution|highlight|new|notice)"
    r"(?:[-. ][^{}\n]{0,100})?\}"
    # Of Writerside, the Markdown of JetBrains.
    r"|[ \t]*\{style=\"(?:note|tip|warning)\"[^{}\n]{0,100}\}"
)
MAX_DEPTH = 5


def shape(lines: Lines, page: Page) -> None:
    if "{:" in page.body or "{style=" in page.body:
        _unquote_classes(lines, page)
    if ">" in page.body:
        _unquote_notes(lines, page)
    for _ in range(MAX_DEPTH):
        if not _pass(lines):
            return


def _unquote_notes(lines: Lines, page: Page) -> None:
    """Take the quotation marks off a quotation whose first words say that it is a note."""
    raw = page.lines
    inside = note = False
    for number, line in enumerate(raw):
        if ">" not in line or not _QUOTED.match(line):
            inside = note = False
            continue
        if not inside:
            note = _NOTE.match(line) is not None
        inside = True
        if note:
            text = lines.texts[number]
            indent = text[: len(text) - len(text.lstrip(" \t"))]
            lines.cut(number, _quotation(text), indent)


def _unquote_classes(lines: Lines, page: Page) -> None:
    """Take the quotation marks off what a class of kramdown makes an admonition."""
    raw = page.lines
    for number, line in enumerate(raw):
        if not _CLASS.match(line):
            continue
        before, after = number - 1, number + 1
        while before >= 0 and _QUOTED.match(raw[before]):
            lines.cut(before, _quotation(lines.texts[before]))
            before -= 1
        if before == number - 1:
            while after < len(raw) and _QUOTED.match(raw[after]):
                lines.cut(after, _quotation(lines.texts[after]))
                after += 1


def _quotation(text: str) -> int:
    match = _QUOTED.match(text)
    return match.end() if match else 0


def _pass(lines: Lines) -> bool:
    """Take one level of quotation off the callouts; say whether there was any."""
    found = False
    inside = False
    texts = lines.texts
    for number, text in enumerate(texts):
        quoted = _QUOTED.match(text)
        if quoted is None:
            inside = False
            continue
        mark = _MARK.match(text) if "[!" in text else None
        if mark:
            inside = found = True
            indent = text[: len(text) - len(text.lstrip(" \t"))]
            if text[mark.end() :].strip():
                lines.title(number, mark.end(), len(text))
            else:
                lines.blank(number)
                lines.texts[number] = indent.strip()
        elif inside:
            indent = text[: len(text) - len(text.lstrip(" \t"))]
            lines.cut(number, quoted.end(), indent)
    return found


FLAVOUR = Flavour(
    name="callouts",
    marks=(lazy(r"\{: ?\.(?:prompt-)?[a-z]"),),
    line_marks=(
        r"\[!(?:[\w -]{1,40}[\]|]|div[ \t])|\{style=|#{2,6}[ ][^\n]{1,200}\{:[ ]?\."
        rf"|(?:#{{2,6}}[ ])?(?:\*\*|__)?(?:{_SORTS})(?:[:!]|\*\*|__)"
    ),
    shape=shape,
)
