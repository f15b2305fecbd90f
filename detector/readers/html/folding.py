"""Text that a page shows after a click: it is read, for visitors and search engines read it."""

from __future__ import annotations

import re

from detector.readers.html.attributes import attribute

MAX_TAG = 2000  # characters of a tag in which a control names what it opens
_OPEN = re.compile(r"(?:^|\s)open(?=[\s=/]|$)", re.I)
_SECTION = re.compile(
    r"(?:^|[\s_-])(?:accordion|collaps\w{0,12}|expand\w{0,6}|faq|answer|read-?more|show-?more|"
    r"more-?(?:text|content)|toggle|tab-?(?:pane|panel|content))(?:$|[\s_-])",
    re.I,
)


def controlled(source: str) -> frozenset[str]:
    """Return the ids of the elements that a closed control of the page (a button) opens."""
    found: set[str] = set()
    at = source.find("aria-expanded")
    while at >= 0:
        start = source.rfind("<", max(0, at - MAX_TAG), at)
        end = source.find(">", at, at + MAX_TAG)
        if start >= 0 and end >= 0:
            attrs = source[start:end]
            if attribute(attrs, "aria-expanded").lower() == "false":
                for name in ("aria-controls", "data-target", "data-bs-target", "href"):
                    value = attribute(attrs, name)
                    if name == "aria-controls" or value[:1] == "#":
                        found.update(word.lstrip("#") for word in value.split())
        at = source.find("aria-expanded", at + 1)
    found.discard("")
    return frozenset(found)


def is_folded(attrs: str, controls: frozenset[str], *, hides: bool) -> bool:
    """Tell whether a visitor sees what is in an element only after a click.

    ``hides`` says whether the element is hidden at first; ``controls`` is what buttons open.
    """
    if controls and "id" in attrs and attribute(attrs, "id") in controls:
        return True
    if "until-found" in attrs:
        return attribute(attrs, "hidden").lower() == "until-found"
    if not hides:
        return False
    if "tabpanel" in attrs and attribute(attrs, "role").lower() == "tabpanel":
        return True
    return _SECTION.search(attribute(attrs, "class")) is not None


def is_open(attrs: str) -> bool:
    """Tell whether the tag of a ``<details>`` is open from the start."""
    return bool(attrs) and _OPEN.search(attrs) is not None
