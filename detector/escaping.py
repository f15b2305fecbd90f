"""Escape text from articles and file names, in one function for each kind of output.

A text may hold characters that drive a terminal, reorder what a reader sees, end a line or a cell,
or mean something to the program that shows it.
"""

from __future__ import annotations

import json
import re

from detector.regex import lazy

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that reorder text
_LINE_ENDS = "\u2028\u2029"
_SURROGATES = "\ud800-\udfff"  # no UTF-8 has them
# What leaves no trace on a line, besides: the zero-width characters and marks of annotations.
_UNSEEN = "\u200b-\u200d\u2060-\u2065\ufeff\ufff9-\ufffb"
_UNSAFE = lazy(f"[\x00-\x1f\x7f-\x9f{_BIDI}{_LINE_ENDS}{_UNSEEN}{_SURROGATES}]")
_SPACES = frozenset("\t\n\r\x0b\x0c\x85\u2028\u2029")

# JSON escapes those below a space by itself, XML allows only three of them.
_HIDDEN = f"\x7f-\x9f{_BIDI}{_LINE_ENDS}\ufeff"
_JSON = lazy(f"[{_HIDDEN}{_SURROGATES}]")
_XML_TEXT = lazy(f"[&<>\r{_HIDDEN}]")
_XML_VALUE = lazy(f'[&<>"\t\n\r{_HIDDEN}]')  # a reader makes spaces of these three
_NO_XML = lazy(f"[\x00-\x08\x0b\x0c\x0e-\x1f{_SURROGATES}\ufffe\uffff]")

_UNSEEN_IN_CELLS = lazy(f"[\x00-\x1f\x7f-\x9f{_BIDI}{_LINE_ENDS}]+")
# Signs of ASCII, full width and small; after what another program may take for a separator.
_FORMULA = lazy('((?:^|[,;|])[\\s"]*)(?=[=+\\-@＝＋－＠﹦﹢﹣﹫])')

_MARKUP = lazy(r"[\\`*_{}\[\]<>|#~&]")
_MENTION = lazy(r"@(?=\w)|#(?=\d)")  # of a user, of an issue
_ZERO_WIDTH = "&#8203;"


def visible(text: str) -> str:
    """Return ``text`` as one line that is safe on a terminal: what ends a line or has no shape
    becomes a space or nothing."""
    return _UNSAFE.sub(lambda match: " " if match.group() in _SPACES else "", text)


def to_json(value: object, indent: int | None = None) -> str:
    """Return JSON that any UTF-8 stream takes: the value is the same, and nothing in it is hidden.

    Raises ValueError for numbers that are not finite.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    if text.isascii() and "\x7f" not in text:  # most are, and this takes no time
        return text
    return _JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def xml_text(text: str) -> str:
    """Escape the text of an element; what XML cannot represent becomes U+FFFD."""
    return _XML_TEXT.sub(_reference, _NO_XML.sub("\ufffd", text))


def xml_attribute(text: str) -> str:
    """Quote and escape the value of an attribute, as ``xml_text``."""
    legal = _NO_XML.sub("\ufffd", text)
    return f'"{_XML_VALUE.sub(_reference, legal)}"'


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


def csv_cell(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula (OWASP, "CSV injection").

    Programs differ in what separates cells, and some take off spaces before they look. The sign
    gets an apostrophe wherever a cell could start with it.
    """
    line = _UNSEEN_IN_CELLS.sub(lambda match: " " if _SPACES & {*match.group()} else "", text)
    return _FORMULA.sub(r"\1'", line)


def markdown(text: str) -> str:
    """Return ``text`` as literal Markdown on one line, which mentions no user and no issue.

    A service looks for mentions in what is shown, so only a character that is not seen parts them.
    """
    shown = _MARKUP.sub(r"\\\g<0>", visible(text))
    return _MENTION.sub(lambda match: match.group() + _ZERO_WIDTH, shown)


def workflow_command(text: str) -> str:
    """Escape what would end a workflow command of GitHub, start another, or drive a terminal."""
    return visible(text).replace("%", "%25")


def workflow_property(text: str) -> str:
    """Escape the value of a property of a workflow command."""
    return workflow_command(text).replace(":", "%3A").replace(",", "%2C")
