"""SEO fields, meant for a form, in the body of the article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.rules.prompt_leak.context import (
    SEO_TALK,
    begins_line,
    discusses,
    is_closing,
    is_opening,
    is_spoken_of,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, compiled, phrases
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS

_NAME = (
    r"seo[- ](?:friendly )?(?:title|meta description|description|keywords?|key ?phrases?|slug|url"
    r"|tags?|focus|meta(?:data)?|score)|meta[- ](?:title|description|desc|keywords?|tags?|data)"
    r"|(?:suggested |recommended |seo )?url[- ]slug|suggested (?:url|slug|permalink|title|meta"
    r" description|tags|categories|featured image)|(?:primary|secondary|focus|target|main|"
    r"long[- ]?tail|lsi|related|supporting|semantic) key(?:word|[- ]?phrase)s?(?: phrase)?"
    r"|title tags?|keyword density|(?:featured )?image alt(?: text)?|alt text|image prompt"
    r"|og[: ](?:title|description)|open graph (?:title|description)|excerpt|permalink|focus topic"
    r"|(?:suggested )?(?:internal|external) link(?:ing)?"
    r" (?:suggestions?|opportunit(?:y|ies)|ideas?)"
    r"|(?:suggested )?image (?:suggestion|idea|placeholder)s?|schema suggestion|cta"
)
# The name, a note such as "(155 characters)", perhaps bold markers, then a colon.
_FIELD = rf"\b({_NAME})(?:\s?\([^()\n]{{1,40}}\))?\s?(?:\*{{1,2}})?\s?[:：](?!//)\s?\*{{0,2}}"
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
# Advice on a field rather than its content.
_ADVICE = re.compile(
    r"\W*(?:(?:a|an|the|this|these|your|keep|use|write|include|add|make|ensure|place|put|aim|try|"
    r"should|must|is|are|it|they|you|choose|create|craft|each|every|describe|describes|short|"
    r"what|how|why|where)\b|$)",
    re.IGNORECASE,
)
_STRETCH = 700  # characters: a block of fields is no longer
# Labels that other texts use as well: hypotheses are called H1 and H2.
_LOW = frozenset({"excerpt", "permalink", "alt text", "cta", "h1", "h2", "h3", "h4"})


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
        name = match.group(1).lower()
        content = begins_line(analysis, start) or "suggest" in name
        advice = not content and _ADVICE.match(value) is not None
        yield _Field(start, end, name, advice)
    for block in analysis.blocks:
        if block.kind in HEADING_KINDS and block.end - block.start < 60:
            whole = compiled(_NAKED).fullmatch(analysis.text_of(block).strip(" *_:"))
            if whole:
                yield _Field(block.start, block.end, whole.group().lower(), False)


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield each field; in a text about search optimisation only a block of them counts."""
    fields = list(_fields(analysis))
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
        Example(text="Gravel is cheap.\n\nSEO keywords: garden path, gravel path, path ideas."),
    ),
    spares=(
        Example(
            text="The search engine may show your meta description below the title of the page."
        ),
        Example(
            text='Fill in the field called "Meta description:" and save the page.', note="quoted"
        ),
        Example(
            text="Fields such as SEO title: and slug: are filled in by the editor.",
            note="named as an example",
        ),
        Example(
            text="The primary keyword in most languages is the verb, and secondary keywords vary."
        ),
    ),
    check=check,
    weight=0.6,
)
