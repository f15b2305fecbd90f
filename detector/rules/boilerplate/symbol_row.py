"""Rows of symbols between the parts of an article: “«««««« Call now »»»»»»”, “▬▬▬▬▬▬”.

What makes it that kind: the rows come back, each of one symbol, beside words. One may be a rating,
a cry or a line of a drawing, and alone between two parts it is an ornament. Different symbols in a
row are notation: a game, a rhythm, the weather of a week.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.text.analysis import Analysis

# Four and more of one kind of mark, which may have spaces or joiners between them.
_ROW = r"\"{4,80}|(?:[^\x00-\u203a\u2100-\u218f][ \ufe0f]?){4,80}"
_ANGLES = '""""'  # angle quotes are plain ones in the view
# Of 3,908 human articles one has two: a page on the colours of emoji.
_LEAST = 2
_RATED = "★☆⭐✮✩✪"
_PICTURES = "\U0001f300"  # from here on: peppers and cups rate as stars do
_MOST_STARS = 5
_NOTATION = (("\u2654", "\u2685"), ("\u2800", "\u28ff"), ("\u4dc0", "\u4dff"))  # chess, Braille, …


def check(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    if text.isascii() and _ANGLES not in text:
        return
    rows = [m for m in compiled(_ROW).finditer(text) if _is_row(m.group()) and _beside(text, m)]
    rows = [m for m in rows if _ANGLES in m.group() or not analysis.is_mention(*m.span())]
    if len(rows) < _LEAST:
        return
    span = analysis.to_source(*rows[0].span())
    shown = excerpt(analysis.document.source[slice(*span)], 20)
    yield Hit(
        span=span,
        message=f"{len(rows)} rows of symbols, such as “{shown}”, are in the text",
        count=len(rows),
    )


def _is_row(row: str) -> bool:
    marks = [character for character in row if character not in " \ufe0f"]
    if len(set(marks)) > 1:
        return False
    if len(marks) <= _MOST_STARS and (marks[0] in _RATED or marks[0] >= _PICTURES):
        return False
    return _is_ornament(marks[0])


def _beside(text: str, row: re.Match[str]) -> bool:
    """Return whether words stand on the line of a row."""
    before = text[text.rfind("\n", 0, row.start()) + 1 : row.start()]
    end = text.find("\n", row.end())
    after = text[row.end() : end if end >= 0 else len(text)]
    return any(map(str.isalpha, before + after))


def _is_ornament(character: str) -> bool:
    """Return whether the character is a symbol or a quote, but draws no box, bar or line."""
    if "\u2500" <= character <= "\u259f" and character != "▬":
        return False
    if any(low <= character <= high for low, high in _NOTATION):
        return False
    return character == '"' or unicodedata.category(character) in ("So", "Sm")


_TIDES = "Boats are made of wood, and wood swells in the water. It dries for a year in the yard. "

RULE = Rule(
    id="symbol-row",
    family=Family.BOILERPLATE,
    severity=Severity.WARNING,
    summary="Rows of symbols between the parts of the text",
    why="Rows of arrows, stars or bars are there to catch the eye. They come from advertisements, "
    "and screen readers read each symbol out.",
    remedy="Delete the rows. Use headings to divide the text.",
    sources=("https://www.w3.org/TR/WCAG20-TECHS/H86.html",),
    finds=(
        Example(text="".join(f"«««««« {w} »»»»»» {_TIDES}" for w in ("Open", "Call"))),
        Example(text="".join(f"▶▶▶▶▶ {w}\n\n{_TIDES}\n\n" for w in ("Open", "Call", "Visit"))),
        Example(text="".join(f"💥💥💥💥💥💥 {_TIDES}" for _ in range(3))),
    ),
    spares=(
        Example(text=f"We rate it ⭐⭐⭐⭐⭐. {_TIDES} The yard has ★★★★☆, the quay ★★☆☆☆."),
        Example(text=f"┌────┐\n│wood│\n└────┘\n\n{_TIDES}\n\n█████░░░ 60 percent"),
        Example(text=f"{_TIDES}\n\n❦ ❦ ❦ ❦\n\n{_TIDES}\n\n❦ ❦ ❦ ❦\n\n{_TIDES}", note="an ornament"),
        Example(text=f"Day one ☀☀☁☔☀. {_TIDES} Day two ☁☁☔☔☀. {_TIDES}", note="the weather"),
        Example(text=f"Curry 🌶🌶🌶🌶, stew 🌶🌶🌶🌶🌶. {_TIDES}", note="a rating"),
        Example(text=f"He laughed 😂😂😂😂, they say. {_TIDES} «Bonjour», said we; «Bonsoir»."),
    ),
    check=check,
    weight=0.25,
)
