"""Tell the headings of a log of changes: each names a release, by its version or its day."""

from __future__ import annotations

from collections.abc import Collection

from detector.rules.search import compiled

# "Changes in 2.46.0", "[1.4] - 2019-05-02"; a number at the beginning may count the sections.
_RELEASE = (
    r"(?<=\S[ ])[\[(]?[A-Za-z-]{0,30}?v?\d{1,4}(?:\.\d{1,6}){1,4}\w{0,12}(?![\w.]*%)"
    r"|[\[v(]\d{1,4}(?:\.\d{1,6}){1,4}|\A\d{1,4}(?:\.\d{1,6}){2,4}|\b\d{4}-\d{2}-\d{2}\b"
)


def names_release(heading: str) -> bool:
    """Return whether a heading names a release."""
    return compiled(_RELEASE).search(heading) is not None


def are_releases(headings: Collection[str]) -> bool:
    """Return whether at least half of the headings name a release each."""
    return 2 * sum(map(names_release, headings)) >= len(headings) > 0
