"""The record of a program, published whole: '{"title": "…", "content": "…"}'.

What makes it one: the text opens with a brace and the name of a field of an article in quotation
marks, has several such fields, and one of them holds running prose. Technical pages show records
as code, in pieces.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis

_FIELD = (
    r"[\"'](title|headline|subtitle|slug|content|body|article|text|html|intro|introduction"
    r"|conclusion|summary|excerpt|description|meta_?[dD]escription|meta_?[tT]itle|tags|keywords"
    r"|sections|heading|category|author|faqs?)[\"']\s?:\s?(?=[\"'\[{])"
)
_OPENS = rf"(?:```)?(?:json)?\s{{0,4}}[\[{{]\s{{0,4}}{_FIELD}"
_META = r"[\"']meta_(?:description|title|keywords)[\"']\s?:\s?(?=[\"'\[])"
_HEAD = 120  # characters of the text in which the record opens: a title may stand above
_FIELDS = 2  # different ones
_PROSE = 30  # words after the first field


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the beginning of the record."""
    text = analysis.text
    if "meta_" in text:
        found = compiled(_META).search(text)
        if found and not is_technical(analysis):
            message = f"“{excerpt(found.group(), 40)}” is the field of a record, for a program"
            yield Hit(span=analysis.to_source(*found.span()), message=message)
            return
    if "{" not in text[: _HEAD + 20]:
        return
    opening = compiled(_OPENS).search(text, 0, _HEAD + 40)
    if opening is None or opening.start() > _HEAD:
        return
    names = {match.group(1).lower() for match in compiled(_FIELD).finditer(text)}
    words = len(analysis.word_range(opening.end(), len(text)))
    if len(names) < _FIELDS or words < _PROSE or is_technical(analysis):
        return
    phrase = excerpt(opening.group(), 40)
    yield Hit(
        span=analysis.to_source(*opening.span()),
        message=f"“{phrase}” opens the record of a program; the article is inside it",
        count=len(names),
    )


_PROSE_TEXT = (
    "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. Paths wind"
    " through gardens, and whoever walks on them should see where they lead before the rain sets "
    "in."
)

RULE = Rule(
    id="published-record",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="The record of a program published as the article",
    why="Braces and names of fields are meant for a program. Readers see that nobody looked at the "
    "page.",
    remedy="Take the text out of the record, and publish that.",
    sources=("https://www.rfc-editor.org/rfc/rfc8259",),
    finds=(
        Example(text=f'{{"title": "Garden Paths", "content": "{_PROSE_TEXT}"}}'),
        Example(text=f'{{"body": "{_PROSE_TEXT}", "tags": ["gravel", "slate"]}}'),
        Example(text=f'{_PROSE_TEXT}\n\n"meta_title": "Paths", "tags": ["gravel"]'),
        Example(text=f"Garden paths\n\n{{'headline': 'Paths', 'article': '{_PROSE_TEXT}'}}"),
    ),
    spares=(
        Example(text=f"{_PROSE_TEXT} The catalogue says {{title: paths}} and no more."),
        Example(text='{"title": "Paths", "author": "Ames"}', note="data, and no prose"),
        Example(
            text=f"{_PROSE_TEXT} " * 2 + 'The file holds {"title": "Paths", "body": "Gravel."}',
            note="shown in an article",
        ),
    ),
    check=check,
    weight=0.7,
)
