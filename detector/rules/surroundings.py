"""Judge the surroundings of a match: code, a technical subject, an address, running prose."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from detector.rules.releases import is_log
from detector.rules.search import compiled
from detector.text.analysis import Analysis
from detector.text.document import BlockKind, ContentType


def word_set(text: str) -> frozenset[str]:
    """Return the words of ``text`` as a set."""
    return frozenset(text.split())


_CODE_MARKS = "{}();=<>[]|\\$_&*+`"
# Prose has parentheses, brackets and stars too: about one in 70 letters. Flattened code has one
# in ten or more.
_CODE_SHARE = 0.06
_RADIUS = 120
# An address, a path or an e-mail address contains no white space.
_ADDRESS = r"://|www\.|@|\.(?:com|org|net|io|html?|php|js|py)\b|\w\.\w{2,12}/|/\S*/|\\"
_MAX_ADDRESS = 200

# Two spaces and more between words; two stand behind a full stop in old letters too.
_COLUMN = r"(?<=[^\s.!?:])(?:[ ]{2,}|\t+)(?=\S)"
_LEAST_COLUMNS = 2
# "To show a gallery, type [gallery]": what stands right before a code that is spoken of.
_TOLD = (
    r"\b(?:types?|typed|typing|enter|paste|pasted|write|written as|spelt|is called|are called"
    r"|codes?|shortcodes?|tags?|variables?|placeholders?|such as|for example|for instance)"
    r"[ ,:]{1,2}(?:[\w.#-]{1,20}[ ]){0,2}\s?\Z"
)
_TOLD_BEFORE = 60
# "mcast,ethernet address,socket type,port": a line of prose loses one space or two.
_VALUES = r"\w,(?=\w)"
_LEAST_VALUES = 3
_MAX_DATA = 100
_MAX_ROW = 400

# A name in angle brackets, after the time or without it: "[10:02] <anna> the pump is fine".
_TYPED = r"^[\[\](). \t\d:*_-]{0,24}<[@+%~&]?[\w\[\]{}|^`.-]{1,24}>[*_:]{0,3} \S"
_LEAST_TYPED = 10

CODING = word_set(
    """
    html xml xhtml css scss javascript typescript jsx tsx json yaml markdown php python java
    ruby code codebase syntax compiler function functions variable variables parser regex api
    apis sdk bash shell terminal sql react vue angular svelte jekyll hugo liquid jinja handlebars
    wordpress shortcode shortcodes template templates templating tag tags markup element elements
    dom attribute attributes script scripts github git npm browser browsers programmer
    programming developer developers encoding escape escaped escaping
    """
)
_LICENCE = word_set(
    "license licence licensed licensee licensor warranty warranties redistribution redistributions"
)


def looks_like_code(text: str, start: int, end: int, *, ignore: str = "") -> bool:
    """Return whether the 120 characters on either side of ``start:end`` look like source code.

    The characters in ``ignore`` are not counted.
    """
    around = text[max(0, start - _RADIUS) : start] + text[end : end + _RADIUS]
    letters = len(around) - around.count(" ")
    if not letters:
        return False
    marks = sum(around.count(mark) for mark in _CODE_MARKS if mark not in ignore)
    return marks >= 5 and marks / letters >= _CODE_SHARE


def is_about(
    analysis: Analysis, subject: Collection[str], *, share: float = 0.004, least: int = 3
) -> bool:
    """Return whether the words of ``subject`` are at least ``least`` and ``share`` of all words."""
    counts = analysis.word_counts
    found = sum(counts[word] for word in subject if word in counts)
    return found >= least and found >= share * len(analysis.words)


def is_technical(analysis: Analysis) -> bool:
    """Return whether the page shows or discusses code, so that tags and variables are its topic."""
    return analysis.once(_shows_code)


def _shows_code(analysis: Analysis) -> bool:
    if any(block.kind is BlockKind.CODE for block in analysis.document.blocks):
        return True
    if is_log(analysis):
        return True
    return len(analysis.document.code) >= 3 or is_about(analysis, CODING, share=0.008)


def is_licence(analysis: Analysis) -> bool:
    """Return whether the text is a licence: its headings, notices and clauses are set phrases."""
    return is_about(analysis, _LICENCE, share=0.01)


def is_chat_log(analysis: Analysis) -> bool:
    """Return whether a third of the lines, ten at least, are what people typed in a chat.

    Minutes of meetings keep such lines as they were typed: "<anna> andthe pump is fine".
    """
    return analysis.once(_shows_chat)


def _shows_chat(analysis: Analysis) -> bool:
    if "<" not in analysis.text:
        return False
    lines = sum(map(bool, map(str.strip, analysis.text.splitlines())))
    typed = len(compiled(_TYPED, re.MULTILINE).findall(analysis.text))
    return typed >= _LEAST_TYPED and 3 * typed >= lines


def is_for_generator(analysis: Analysis) -> bool:
    """Return whether a site generator will read the file: braces are its instructions there."""
    document = analysis.document
    return document.content_type is ContentType.MARKDOWN or document.front_matter_source is not None


def used(analysis: Analysis, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches of ``pattern`` in the view that begin outside mentions.

    A match may contain a quotation further on, as ``<a href="…">`` does.
    """
    for match in pattern.finditer(analysis.text):
        if not analysis.is_mention(match.start(), match.start() + 1):
            yield match


def tells_how(analysis: Analysis, matches: Iterable[re.Match[str]]) -> bool:
    """Return whether the text tells readers to type one of ``matches``, or what it is called."""
    text, named = analysis.text, compiled(_TOLD)
    for match in matches:
        if named.search(text, max(0, match.start() - _TOLD_BEFORE), match.start()):
            return True
    return False


def in_columns(analysis: Analysis, start: int) -> bool:
    """Return whether ``start`` is in a source line of values, between spaces or commas."""
    source, at = analysis.document.source, analysis.to_source(start, start + 1).start
    end = source.find("\n", at)
    line = source[source.rfind("\n", 0, at) + 1 : end if end >= 0 else len(source)]
    if len(line) <= _MAX_DATA and len(compiled(_VALUES).findall(line)) >= _LEAST_VALUES:
        return True
    return len(compiled(_COLUMN, re.NOFLAG).findall(line[:_MAX_ROW])) >= _LEAST_COLUMNS


def in_address(text: str, start: int, end: int) -> bool:
    """Return whether ``start:end`` lies inside a web address, an e-mail address or a file path."""
    first = start
    while first > 0 and start - first < _MAX_ADDRESS and not text[first - 1].isspace():
        first -= 1
    last = end
    while last < len(text) and last - end < _MAX_ADDRESS and not text[last].isspace():
        last += 1
    return compiled(_ADDRESS).search(text, first, last) is not None
