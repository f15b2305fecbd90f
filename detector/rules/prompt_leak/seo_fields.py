"""SEO fields, meant for a form, in the body of the article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.regex import lazy
from detector.rules.prompt_leak.context import (
    SEO_TALK,
    begins_line,
    discusses,
    is_closing,
    is_opening,
    is_spoken_of,
)
from detector.rules.prompt_leak.field_tables import is_variable, rows_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, compiled, near, phrases
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS, ContentType

_NAME = (
    r"seo[- ](?:friendly )?(?:title|meta description|description|keywords?|key ?phrases?|slug|url"
    r"|tags?|focus|meta(?:data)?|score)|meta[- ](?:title|description|desc|keywords?|tags?|data)"
    r"|(?:suggested |recommended |seo )?url[- ]slug|suggested (?:url|slug|permalink|title|meta"
    r" description|tags|categories|featured image)|(?:primary|secondary|focus|target|main|"
    r"long[- ]?tail|lsi|related|supporting|semantic) key(?:word|[- ]?phrase)s?(?: phrase)?"
    r"|title tags?|keyword density|(?:featured )?image alt(?: text)?|alt text|image prompt"
    r"|og[: ](?:title|description)|open graph (?:title|description)|excerpt|permalink|focus topic"
    r"|suggested (?:internal|external) links?"
    r"|(?:suggested )?(?:internal|external) link(?:ing)?"
    r" (?:suggestions?|opportunit(?:y|ies)|ideas?)"
    r"|(?:suggested )?image (?:suggestion|idea|placeholder)s?|schema suggestion|cta"
)
# The name, a note such as "(155 characters)", perhaps bold markers, then a colon.
_FIELD = (
    rf"\b({_NAME})(?:\s?\([^()\n]{{1,40}}\))?\s?(?:\*{{1,2}})?"
    r"(?:\s?[:：](?!//)|(?P<dash>\s[–—-]\s))\s?\*{0,2}"
)
# With a dash for the colon only the head of a line can be a field, and of these names.
_DASHED = r"(?:seo|meta|primary|secondary|focus|target|lsi|long)\b(?! (?:tags?|data)\b)"
_NAKED = rf"(?:{_NAME}|h[1-4])"
_KEYWORD = "key keyword keywords keyphrase keyphrases"
_OPENINGS = (
    phrases("seo meta excerpt permalink cta")
    | phrases(
        "primary secondary focus target main longtail lsi related supporting semantic", _KEYWORD
    )
    | phrases("long", "tail", _KEYWORD)
    | phrases(
        "suggested",
        "url slug permalink title meta tags categories featured internal external image",
    )
    | phrases("url", "slug")
    | phrases("recommended", "url", "slug")
    | phrases("title", "tag tags")
    | phrases("keyword", "density")
    | phrases("featured", "image", "alt")
    | phrases("image", "alt prompt suggestion suggestions idea ideas placeholder placeholders")
    | phrases("alt", "text")
    | phrases("og", "title description")
    | phrases("open", "graph", "title description")
    | phrases("focus", "topic")
    | phrases("internal external", "link linking", "suggestions opportunity opportunities ideas")
    | phrases("internal external", "link linking", "suggestion idea")
    | phrases("schema", "suggestion")
)
# Advice on a field rather than its content. What is in quotation marks is its content.
_ADVICE = lazy(
    r"(?![ *_]{0,4}[\"“])\W*(?:(?:this|these|your|keep|use|write|include|add|make|ensure|place"
    r"|put|aim"
    r"|try|should|must|is|are|it|they|you|choose|create|craft|each|every|describe|describes|short|"
    r"what|how|why|where|(?:an?|the) (?:[\w-]+ ){0,4}?(?:tag|element|attribute|summary|snippet|text"
    r"|string|sentence|line|phrase|words?|percentage|number|keyword|term|page|title|description))\b"
    r"|$)",
    re.IGNORECASE,
)
# What the field has to be: "at most 155 characters".
_MEASURE = (
    r"\W*(?:what|how|where|(?:(?:at most|at least|up to|no more than|max(?:imum)?|under"
    r"|between|around"
    r"|about|roughly) )?(?:\d{1,3}|one|two|three|four|five|six|ten)(?: ?(?:-|–|to|or|and)"
    r" ?(?:\d{1,3}|\w{3,5}))? (?:characters?|words?|sentences?|lines?|phrases?))\b"
)
# "due to a meta tag:": a thing that is spoken of, before it is shown.
_SPOKEN = r"\b(?:an?|this|that|these|those|following|each|every|another|its|single|missing) \Z"
# Without a colon only capitals tell a field from the words of a sentence.
_BARE = (
    r"\b(?-i:(?:(?:SEO|Meta|Page) (?:[Tt]itle|[Dd]escription|[Kk]eywords?)|(?:Focus"
    r"|Primary|Secondary"
    r"|Target|Main|LSI) (?:[Kk]ey(?:word|phrase)|[Kk]ey [Pp]hrase)s?|(?:URL )?Slug|Title [Tt]ag"
    r"|Alt [Tt]ext|Excerpt|Word [Cc]ount(?= ?\d)|Suggested (?:[Ss]lug|URL|[Tt]ags|[Tt]itle))"
    r"(?: ?\([^()\n]{1,30}\))?(?: ?[–—|-])?[ \t]"
    r"(?=(?P<sure>[\"“/]?[A-Z0-9]|/[a-z]|[a-z\d]+-[a-z\d]+-)|[a-z]))"
)
_BARE_WORDS = word_set(
    "seo meta page focus primary secondary target main lsi url slug title alt excerpt suggested"
    " word"
)
# The first cell of a row: in a table capitals do not matter.
_CELL = (
    r"[ *_|]{0,6}((?:seo |page |meta )?title(?: tag)?|meta(?: (?:description|keywords?|title))?"
    r"|(?:url )?slug|(?:seo )?url|permalink|(?:focus|primary|main|target|secondary|lsi|long-tail)"
    r" key ?(?:word|phrase)s?|h1(?: tag)?|canonical(?: url)?|(?:image )?alt(?: text)?|search intent"
    r"|word count|schema(?: type)?|internal links?|external links?|target audience|category|tags)"
    r"[*_ ]{0,4}[:|\t ]"
)
# Names that catalogues and comparisons have as well.
_CATALOGUE = frozenset({"title", "url", "category", "tags", "page title", "word count"})
_ROWS_TOLD = 50  # rows of tables that describe fields
_ROWS = 3  # different fields; one that only such a form has is among them
_STRETCH = 700  # characters: a block of fields is no longer
# Labels that other texts use as well: hypotheses are called H1 and H2, manuals have meta tags.
_LOW = frozenset(
    {
        "meta tag",
        "meta tags",
        "meta data",
        "title tags",
        "excerpt",
        "permalink",
        "alt text",
        "cta",
        "h1",
        "h2",
        "h3",
        "h4",
    }
)


class _Field(NamedTuple):
    start: int
    end: int
    name: str
    advice: bool  # followed by advice on the field, not by its content


def _fields(analysis: Analysis) -> Iterator[_Field]:
    text = analysis.text
    for match in at(analysis, _OPENINGS, _FIELD):
        start, end = match.span()
        value = text[end : end + 80]
        if is_spoken_of(analysis, start, end) or not value.strip():
            continue
        if compiled(_SPOKEN).search(text, max(0, start - 12), start):
            continue
        name = match.group(1).lower().replace("-", " ")
        if match["dash"] and not (begins_line(analysis, start) and compiled(_DASHED).match(name)):
            continue
        content = begins_line(analysis, start) or "suggest" in name
        advice = not content and _ADVICE.match(value) is not None
        advice = advice or compiled(_MEASURE).match(value) is not None
        yield _Field(start, end, name, advice)
    for block in analysis.blocks:
        if block.kind in HEADING_KINDS and block.end - block.start < 60:
            whole = compiled(_NAKED).fullmatch(analysis.text_of(block).strip(" *_:"))
            if whole:
                name = whole.group().lower().replace("-", " ")
                yield _Field(block.start, block.end, name, False)


def _bare_fields(analysis: Analysis) -> list[_Field]:
    """The fields without a colon, in a row of a table or in running text, if two are close.

    A sentence may begin with the name too, "Meta description is …": then the others are fields.
    """
    sure, found = [], []
    for match in near(analysis, _BARE_WORDS, _BARE, before=2, after=60):
        if not is_spoken_of(analysis, *match.span()):
            name = match.group().strip(" –—|-").lower()
            found.append(_Field(match.start(), match.end(), name, False))
            if match.group("sure"):
                sure.append(found[-1])
    kept = []
    for field in found[:20]:
        others = {o.name for o in sure if abs(o.start - field.start) < _STRETCH} - {field.name}
        if len(others) >= (1 if field in sure else 2):
            kept.append(field)
    return kept


def _cells(analysis: Analysis) -> list[_Field]:
    """The fields that are the first cells of rows, if three of one table are."""
    found = []
    for block, described in rows_of(analysis):
        if described:
            continue
        match = compiled(_CELL).match(analysis.text, block.start, block.end)
        if match and not is_variable(analysis, *match.span(1)):
            found.append(_Field(match.start(1), match.end(1), match.group(1).lower(), False))
    names = {field.name for field in found}
    return found if len(names) >= _ROWS and names - _CATALOGUE else []


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield each field; in a text about search optimisation only a block of them counts."""
    fields = list(_fields(analysis))
    if not _BARE_WORDS.isdisjoint(analysis.word_counts):
        taken = {field.start for field in fields}
        told = [block for block, described in rows_of(analysis) if described]
        bare = [
            field
            for field in (*_bare_fields(analysis), *_cells(analysis))
            if not any(row.start <= field.start < row.end for row in told[:_ROWS_TOLD])
        ]
        fields += [field for field in bare if field.start not in taken]
    if not fields:
        return
    fields.sort()
    used = [f for f in fields if not f.advice]
    places = [f.start for f in used]
    about = discusses(analysis, SEO_TALK)
    for field in fields:
        span = analysis.to_source(field.start, field.end)
        first = bisect_left(places, field.start - _STRETCH)
        company = used[first : first + 20]
        near_names = {f.name for f in company if f.start - field.start < _STRETCH}
        edge = is_opening(analysis, field.start, 120) or is_closing(analysis, field.end, 200)
        block = len(near_names) >= 2 and edge
        alone = field.name in _LOW and not near_names - _LOW
        if field.advice or alone or (about and not block):
            message = f"“{field.name}” is the name of an SEO field"
            yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.03)
        else:
            message = f"“{field.name}:” is an SEO field, published in the body"
            yield Hit(span=span, message=message, count=len(used))


RULE = Rule(
    id="seo-fields",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="SEO fields published in the body",
    why="A title tag, slug or list of keywords belongs in the page's settings. In the body it "
    "shows readers how the page was produced.",
    remedy="Move the field to the page's settings, and delete it from the text.",
    sources=("https://developers.google.com/search/docs/essentials/spam-policies",),
    finds=(
        Example(
            text="SEO Title: Best Garden Paths 2024 Meta Description: Learn how paths are laid."
        ),
        Example(
            text="Primary keyword: garden path | Secondary keywords: gravel, slate\n\nPaths wind."
        ),
        Example(
            text="Paths wind through it. Suggested URL Slug: best-garden-paths Gravel is cheap."
        ),
        Example(
            text="SEO Title Best Garden Paths Today Meta Description Learn how paths are laid."
        ),
        Example(
            text="Gravel is cheap. Meta description Learn how paths are laid Focus keyphrase path "
            "of gravel Slug path-of-gravel Word count 620 It drains well."
        ),
        Example(text="Gravel is cheap.\n\nSEO keywords: garden path, gravel path, path ideas."),
    ),
    spares=(
        Example(
            text="| Field | Type |\n| --- | --- |\n| id | String |\n| title | String |\n"
            "| slug | String |\n| tags | String[] |\n| excerpt | String |\n",
            content_type=ContentType.MARKDOWN,
            note="the variables of a program",
        ),
        Example(
            text="The search engine may show your meta description below the title of the page."
        ),
        Example(text='Fill in the field called "Meta description:" and save.', note="quoted"),
        Example(
            text="Fields such as SEO title: and slug: are filled in by the editor.",
            note="named as an example",
        ),
        Example(
            text="The page was hidden due to a meta tag:\n\nThe clerk deleted it, and it came back."
        ),
        Example(
            text="The primary keyword in most languages is the verb, and secondary keywords vary."
        ),
    ),
    check=check,
    weight=0.6,
)
