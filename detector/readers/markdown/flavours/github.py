"""What GitHub shows as a picture: short names of emoji, boxes of tasks, uploaded files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Page
from detector.regex import lazy

_EMOJI = lazy(
    r":(?<![^\s(|>\]]:)(?:[a-z0-9][a-z0-9_]{1,40}|[+-]1|e-mail):(?::(?:[a-z0-9][a-z0-9_]{1,40}|[+-]1|e-mail):){0,9}"
    r"(?=[\s.,;!?)|<\[*]|$)"
)
_BOX = lazy(r"^(?P<lead>[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[[ xX]\][ \t]+(?=\S)", re.M)
_UPLOAD = lazy(
    r"^[ \t]*https://(?:github\.com/(?:user-attachments|[\w.-]{1,100}/[\w.-]{1,100})/assets"
    r"|(?:private-)?user-images\.githubusercontent\.com)/\S{1,400}[ \t]*$",
    re.M,
)


# GitHub's own documentation puts the title of the page there.
_TITLE_OF_PAGE = lazy(r"\[AUTOTITLE\]\([^()\n]{1,300}\)")


def cuts(page: Page) -> Iterator[Cut]:
    for match in page.find(_EMOJI):
        yield Cut(*match.span())
    for match in page.find(_BOX):
        yield Cut(match.end("lead"), match.end())
    if "[AUTOTITLE](" in page.text:
        for match in page.find(_TITLE_OF_PAGE):
            yield Cut(*match.span())
    for match in page.find(_UPLOAD):
        yield Cut(*match.span(), tag=True)


FLAVOUR = Flavour(
    name="github",
    marks=(lazy(r":(?:[a-z0-9][a-z0-9_]{1,40}|[+-]1|e-mail):"), lazy(r"\[AUTOTITLE\]")),
    line_marks=(
        r"(?:[-*+]|\d{1,9}[.)])[ \t]++\[[ xX]\]"
        r"|https://(?:github\.com/|(?:private-)?user-images)"
    ),
    cuts=cuts,
)
