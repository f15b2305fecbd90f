"""Formulas: ``$x^2$``, ``$$ … $$``, ``\\( … \\)`` and LaTeX's environments are no prose.

What stands between dollars has to look like mathematics: "$5 and $10" are prices.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Page
from detector.regex import lazy

_BLOCK = lazy(
    r"\$(?<![\\$]\$)\$(?!\$)(?P<inner>[^$]{1,3000})\$\$(?!\$)(?:[ ]\([\w:.-]{1,80}\)(?=\s|$))?"
)
_INLINE = lazy(r"\$(?<![\\$\w]\$)(?=[^\s$])(?P<inner>[^$\n]{1,300})(?<=[^\s\\])\$(?![\w$])")
# GitLab closes it by a dollar, Djot does not.
_GITLAB = lazy(r"\$(?<![\w$]\$)`[^`\n]{1,300}`\$?")
_DISPLAY = lazy(
    r"\\\\?\[[ \t]*\n(?P<inner>[^\n]{1,500}\n(?:[^\n]{1,500}\n){0,20})[ \t]*\\\\?\]"
    r"|\\begin\{(?P<name>equation|align|gather|eqnarray|multline)(?P<star>\*?)\}[^$]{1,3000}?"
    r"\\end\{(?P=name)(?P=star)\}"
)
_FORMULA = lazy(r"\\[A-Za-z]{2,}|[\^_]|[=<>+/*|]|^[A-Za-z0-9]$|^\d?[a-zA-Z]$|^\([^()]{1,20}\)$")
_MONEY = lazy(r"\d[\d,.]*(?:\s|$)(?=[^=^_\\]*$)")


def cuts(page: Page) -> Iterator[Cut]:
    text = page.text
    if "$$" in text:
        for match in page.find(_BLOCK):
            if _is_formula(match["inner"]):
                yield Cut(*match.span(), tag="\n" in match.group())
    if "$`" in text:
        for match in _GITLAB.finditer(text):
            yield Cut(*match.span())
    if "$" in text:
        for match in page.find(_INLINE):
            if _is_formula(match["inner"]):
                yield Cut(*match.span())
    if "\\[" in text or "\\begin{" in text:
        for match in page.find(_DISPLAY):
            yield Cut(*match.span(), tag=True)


def _is_formula(inner: str) -> bool:
    bare = inner.strip()
    return _FORMULA.search(bare) is not None and not _MONEY.match(bare)


FLAVOUR = Flavour(
    name="mathematics",
    marks=(
        lazy(r"\$(?:[^\s\d]|\d[^$\n]{0,300}[\\^_=][^$\n]{0,300}\$)"),
        lazy(r"\\(?:\[|begin\{)"),
    ),
    cuts=cuts,
)
