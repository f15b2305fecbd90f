"""What a word processor's style makes of a paragraph: a heading, code, a quotation, navigation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detector.text.document import BlockKind

MAX_LEVEL = 6  # of headings

# Names of styles in lower case. Word stores the built-in ones in English whatever its language;
# Pandoc, LibreOffice and Google Docs keep to these names or add their own.
_HEADING = re.compile(r"heading ?([1-9])")
_CODE = re.compile(
    r"(?:source |block )?code(?: block)?|source text|(?:html )?preformatted(?: text)?|macro text|"
    r"verbatim(?: char)?|html (?:code|sample|keyboard|typewriter|variable)|listing"
)
_QUOTATION = re.compile(r"(?:intense )?quote")
# Indented blocks: quotations, but notes and examples just as often.
_INDENTED = re.compile(r"quot(?:es|ations?)|block ?(?:text|quote)")
_OPENING_MARKS = ("“", '"', "«", "„", "‘", "»", "'")
_NAVIGATION = re.compile(
    r"(?:toc|contents|index|table of (?:figures|authorities)|user index|illustration index)"
    r"(?: heading| ?\d{1,2})?|header|footer|(?:header|footer) (?:left|right)"
)


@dataclass(frozen=True, slots=True)
class Role:
    """``kind`` None: navigation, which is not read. ``indented``: a quotation, if it reads so."""

    kind: BlockKind | None
    level: int = 0
    indented: bool = False

    def given(self, text: str) -> Role:
        """Return what the paragraph is, now that its text is known."""
        if self.indented and not text.startswith(_OPENING_MARKS):
            return PARAGRAPH
        return self


PARAGRAPH = Role(BlockKind.PARAGRAPH)


def role_of(name: str) -> Role | None:
    """Return what the style ``name`` makes of a paragraph; None where it says nothing."""
    plain = " ".join(name.replace("_20_", " ").replace("_", " ").lower().split())
    if heading := _HEADING.fullmatch(plain):
        return Role(BlockKind.HEADING, min(int(heading.group(1)), MAX_LEVEL))
    if plain == "title":
        return Role(BlockKind.TITLE, 1)
    if plain in ("caption", "image caption", "table caption", "figure", "illustration"):
        return Role(BlockKind.CAPTION)
    if _INDENTED.fullmatch(plain):
        return Role(BlockKind.QUOTATION, indented=True)
    for pattern, kind in (
        (_CODE, BlockKind.CODE), (_QUOTATION, BlockKind.QUOTATION), (_NAVIGATION, None),
    ):  # fmt: skip
        if pattern.fullmatch(plain):
            return Role(kind)
    return None


def is_code(name: str) -> bool:
    """Tell whether a style of characters or paragraphs is that of code."""
    role = role_of(name)
    return role is not None and role.kind is BlockKind.CODE
