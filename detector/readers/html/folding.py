"""Text that a page shows after a click: it is read, for visitors and search engines read it."""

from __future__ import annotations

import re
from collections.abc import Collection

from detector.readers.html.attributes import attribute
from detector.regex import lazy

_OPEN = lazy(r"(?:^|\s)open(?=[\s=/]|$)", re.I)
_SECTION = lazy(
    r"(?:^|[\s_-])(?:accordion|collaps\w{0,12}|expand\w{0,6}|faq|answer|read-?more|show-?more|"
    r"more-?(?:text|content)|toggle|tab-?(?:pane|panel|content))(?:$|[\s_-])",
    re.I,
)


def controlled(attrs: str) -> list[str]:
    """Return the ids of the elements that a tag's control opens; none where it is open."""
    if attribute(attrs, "aria-expanded").lower() != "false":
        return []
    targets = attribute(attrs, "aria-controls").split()
    for name in ("data-target", "data-bs-target", "href"):
        value = attribute(attrs, name)
        if value[:1] == "#" and len(value) > 1:
            targets.append(value[1:])
    return targets


def is_folded(attrs: str, controls: Collection[str], *, hides: bool) -> bool:
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
