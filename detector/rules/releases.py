"""Tell a log of changes: its headings or its entries name releases, by version or day."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from detector.rules.search import compiled
from detector.text.analysis import Analysis

# "Changes in 2.46.0", "[1.4] - 2019-05-02"; a number at the beginning may count the sections.
_RELEASE = (
    r"(?<=\S[ ])[\[(]?[A-Za-z-]{0,30}?v?\d{1,4}(?:\.\d{1,6}){1,4}\w{0,12}(?![\w.]*%)"
    r"|[\[v(]\d{1,4}(?:\.\d{1,6}){1,4}|\A\d{1,4}(?:\.\d{1,6}){2,4}|\b\d{4}-\d{2}-\d{2}\b"
)

# The line above an entry of a log in plain text: "hello (2.10-2) unstable; urgency=low",
# "2001-02-03  A. Nother  <a@example.org>", "v1.2 2008-07-24  A. Nother", "Version 7.8 (3 May)",
# "commit 1f0c2d3".
_ENTRY = (
    r"^[#*= \t]{0,40}(?:[\w.+-]{2,40} \([\w.:~+-]{1,40}\) [\w -]{1,40}; urgency="
    r"|commit [0-9a-f]{7,40}\b"
    r"|(?:\w{3} \w{3} [ \d]\d [^\n]{0,30}|\d{4}-\d\d-\d\d)[ \t]{1,3}[^\n<]{2,60}"
    r"<[^<>@\s]{1,60}@[^<>\s]{1,60}>"
    r"|(?:\w{1,30}[ -]){0,5}v?\d{1,4}(?:\.\d{1,6}){1,4}\w{0,12}[:, (/-]{1,4}[^\n]{0,20}?"
    r"\b(?:19|20)\d\d\b"
    r"|(?:version|release|changes (?:in|since|from)|v):?[ ]?(?:[\w-]{1,30} )?v?\d{1,4}"
    r"(?:\.\d{1,6}){1,4}\b"
    r")[^\n]{0,60}$"
)
_MIN_ENTRIES = 4
_MAX_HEADING = 4  # words on average: "Lampo 2.1 (May 2019)"
# The title of a log, also of one release.
_OF_NOTES = ("release", "log", "history")  # one of them
_NOTES = r"\b(?:release notes|change ?log|(?:release|version|revision) history)\b"


def names_release(heading: str) -> bool:
    """Return whether a heading names a release."""
    return compiled(_RELEASE).search(heading) is not None


def are_releases(headings: Collection[str]) -> bool:
    """Return whether at least half of the headings name a release each."""
    return 2 * sum(map(names_release, headings)) >= len(headings) > 0


def is_log(analysis: Analysis) -> bool:
    """Return whether the text is a log of changes: releases stand above most of its parts.

    Such a log names whatever was changed: a tag, a variable, the file "TODO", a wrong word.
    """
    return analysis.once(_is_log)


def _is_log(analysis: Analysis) -> bool:
    headings = [analysis.text_of(block) for block in analysis.headings]
    title = headings[0].lower() if headings else ""
    if any(word in title for word in _OF_NOTES) and compiled(_NOTES).search(title):
        return True
    if any(len(each) >= _MIN_ENTRIES and are_releases(each) for each in _by_level(analysis)):
        return True
    entries = compiled(_ENTRY, re.M | re.I).finditer(analysis.document.source)
    return len(list(islice(entries, _MIN_ENTRIES))) == _MIN_ENTRIES


def _by_level(analysis: Analysis) -> Iterator[list[str]]:
    """Yield the headings, and those of the first level of several: "Fixes" may stand below each.

    Posts have a day and a whole title there.
    """
    yield [analysis.text_of(block) for block in analysis.headings]
    for level in sorted({block.level for block in analysis.headings}):
        found = [analysis.text_of(block) for block in analysis.headings if block.level == level]
        if len(found) >= _MIN_ENTRIES:
            if sum(len(heading.split()) for heading in found) <= _MAX_HEADING * len(found):
                yield found
            return
