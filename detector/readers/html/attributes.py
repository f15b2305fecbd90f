"""The attributes of an HTML tag, read from the tag as it is written."""

from __future__ import annotations

import html
import re
from functools import cache

from detector.regex import lazy

_HIDDEN_STYLE = lazy(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|em|pt|%)?\s*(?:[;\"'!]|$)|"
    r"text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{4,}",
    re.I,
)
_HIDDEN_ATTRIBUTE = lazy(r"(?:^|[\s\"'])hidden(?=[\s=/]|$)(?!\s*=\s*[\"']?(?:false|until))", re.I)

_CLASS_OR_ID = lazy(
    r"""(?:^|[\s"'/])(?:class|id)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.I
)
_QUOTED = lazy(r"\"[^\"]*+\"|'[^']*+'")


def attribute(attrs: str, name: str) -> str:
    """Return the decoded value of the attribute ``name`` of a tag, empty where there is none."""
    if name not in attrs and name not in attrs.lower():
        return ""
    match = _attribute(name).search(attrs)
    if match is None:
        return ""
    value = next((group for group in match.groups() if group is not None), "")
    if "&" in value:
        return html.unescape(value).strip()
    return value.strip()


def attribute_span(attrs: str, name: str) -> tuple[int, int] | None:
    """Return where in ``attrs`` the value of the attribute ``name`` is, trimmed; None for none."""
    match = _attribute(name).search(attrs)
    if match is None or match.lastindex is None:
        return None
    start, end = match.span(match.lastindex)
    value = attrs[start:end]
    bare = value.strip()
    if not bare:
        return None
    start += value.index(bare[0])
    return start, start + len(bare)


def is_hidden(attrs: str) -> bool:
    """Return whether a tag hides its content by its style or the ``hidden`` attribute."""
    if "hidden" in attrs:
        bare = _QUOTED.sub('""', attrs)
        if _HIDDEN_ATTRIBUTE.search(bare):
            return True
    if "tyle" not in attrs and "STYLE" not in attrs:
        return False
    # Few styles hide anything; the rest is sorted out without a search.
    may_hide = "none" in attrs or "hidden" in attrs or ":0" in attrs or ": 0" in attrs
    return (may_hide or ":-" in attrs or ": -" in attrs) and _HIDDEN_STYLE.search(
        attribute(attrs, "style")
    ) is not None


def names(attrs: str) -> str:
    """Return the class and id names of a tag, as written."""
    found = _CLASS_OR_ID.findall(attrs) if "=" in attrs else ()
    return " ".join([double or single or bare for double, single, bare in found])


@cache
def _attribute(name: str) -> re.Pattern[str]:
    return re.compile(
        rf"""(?:^|[\s"'/]){name}\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.I
    )
