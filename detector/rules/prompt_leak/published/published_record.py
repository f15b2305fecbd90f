"""The record of a program, published as the article: '{"title": "…", "content": "…"}'.

What makes it one: the text opens with a brace and the name of a field of an article in quotation
marks, has several such fields, and one of them holds running prose. Settings that a program reads
above an article (title: "…" date: 2024-01-02) are one too where they are printed as its first
words. Technical pages show records as code, in pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis
from detector.text.document import Span

_FIELD = (
    r"[\"'](title|headline|subtitle|slug|content|body|article|text|html|intro|introduction"
    r"|conclusion|summary|excerpt|description|meta_?[dD]escription|meta_?[tT]itle|tags|keywords"
    r"|sections|heading|category|author|faqs?)[\"']\s?:\s?(?=[\"'\[{])"
)
_OPENS = rf"(?:```)?(?:json)?\s{{0,4}}[\[{{]\s{{0,4}}{_FIELD}"
_META = r"[\"']meta_(?:description|title|keywords)[\"']\s?:\s?(?=[\"'\[])"
# A setting, with a value as programs write it; a catalogue's has neither quotation marks nor lists.
_SETTING = (
    r"(?<![\w'’])(?P<key>title|description|slug|content|date|layout|tags|categories|category|author"
    r"|excerpt|keywords|image|draft|published|permalink|prompt|model|temperature|max_tokens|seo_?title"
    r"|meta_?description|body|summary)\s?: ?(?:[\"'\[]|[|>]-?\s|true\b|false\b|\d{4}-\d\d-\d\d"
    r"|(?<=model: )[\w.-]{3,30}|(?<=temperature: )\d|(?<=layout: )\w)"
)
_OPENS_SETTINGS = r"\W{0,12}(?-i:[a-z_]{3,16})\s?: ?\S"
_OPENING = 30  # code points within which the first colon is
_SETTINGS = 3  # different ones; with a rule of three hyphens above them, two
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
    if not analysis.words:
        yield from _whole(analysis)
        return
    yield from _settings(analysis)
    if "{" not in text[: _HEAD + 20]:
        return
    opening = compiled(_OPENS).search(text, 0, _HEAD + 40)
    if opening is None or opening.start() > _HEAD:
        return
    names = {match.group(1).lower() for match in compiled(_FIELD).finditer(text)}
    closed = text.rfind("}", opening.end())
    words = len(analysis.word_range(opening.end(), closed if closed > 0 else len(text)))
    if len(names) < _FIELDS or words < _PROSE or is_technical(analysis):
        return
    phrase = excerpt(opening.group(), 40)
    yield Hit(
        span=analysis.to_source(*opening.span()),
        message=f"“{phrase}” opens the record of a program; the article is inside it",
        count=len(names),
    )


def _whole(analysis: Analysis) -> Iterator[Hit]:
    """Yield the file that is one record, of which nothing is left to read."""
    source = analysis.document.source
    opening = compiled(_OPENS).match(source)
    if opening is None:
        return
    names = {match.group(1).lower() for match in compiled(_FIELD).finditer(source)}
    if len(names) >= _FIELDS and len(source.split()) >= _PROSE:
        span = Span(0, opening.end())
        message = f"“{excerpt(opening.group(), 40)}” opens the record of a program, not an article"
        yield Hit(span=span, message=message, count=len(names))


def _settings(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    if ":" not in text[:_OPENING] or compiled(_OPENS_SETTINGS).match(text) is None:
        return
    found = list(compiled(_SETTING, re.NOFLAG).finditer(text, 0, _HEAD * 4))
    names = {match.group("key") for match in found}
    if len(names) < _SETTINGS - text.startswith("---") or is_technical(analysis):
        return
    if len(analysis.word_range(found[-1].end(), len(text))) < _PROSE:
        return
    first, last = found[0].start(), found[-1].end()
    message = f"“{excerpt(text[first:last], 40)}” are settings for a program, printed as text"
    yield Hit(span=analysis.to_source(first, last), message=message, count=len(names))


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
        Example(
            text=f'title: "Garden Paths"\ndescription: "How paths are laid"\ncontent: |\n\n'
            f"{_PROSE_TEXT}"
        ),
        Example(text=f"Garden paths\n\n{{'headline': 'Paths', 'article': '{_PROSE_TEXT}'}}"),
    ),
    spares=(
        Example(text=f"{_PROSE_TEXT} The catalogue says {{title: paths}} and no more."),
        Example(text='{"title": "Paths", "author": "Ames"}', note="data, and no prose"),
        Example(
            text=f"title: Garden Paths\nauthor: Ames\ndate: May 1931\n\n{_PROSE_TEXT}",
            note="a catalogue",
        ),
        Example(
            text=f"{_PROSE_TEXT} " * 2 + 'The file holds {"title": "Paths", "body": "Gravel."}',
            note="shown in an article",
        ),
    ),
    check=check,
    weight=0.7,
)
