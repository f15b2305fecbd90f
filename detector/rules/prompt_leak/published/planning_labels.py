"""The plan of a text, printed with it: "Angle: nostalgia", "Main point 2:", "Target reader: …".

What makes it one: labels at the head of a line, or of an item of a list or a table, that are built
from the words in which texts are planned: its parts (hook, main point, sign-off), its search fields
(snippet, queries, semantic terms), its brief (angle, tone, reader, length) and its furniture (pull
quote, caption). A recipe or a data sheet has labels as well, of other words. One such label may
stand anywhere; two that only planners use, or three with one of them, are a plan.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import AI_TALK, SEO_TALK, discusses, is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_about, is_technical, word_set
from detector.text.analysis import Analysis
from detector.text.document import ContentType

# The names that only planners of texts use.
_PLANNED = (
    r"(?:hashtags?(?=: ?#)|h[2-4](?=: [\"“]?(?-i:[A-Z]))|(?:opening |closing )?hook"
    r"|lead[- ]?in|sign[- ]?off|talking points?|main (?:point|idea)"
    r"(?: \d)?|supporting (?:details?|evidence|examples?|arguments?|facts?)(?: \d)?"
    r"|transition(?: sentence)?|tone of voice|length(?=: ?(?:about |around"
    r" )?\d[\d,–-]{1,8} words)|key (?:point|message|idea) \d|segment \d|(?:body"
    r"|supporting) (?:paragraph|point"
    r"|section)s?(?: \d)?|alternat(?:iv)?e (?:titles?|headlines?|intros?|openings?|hooks?"
    r"|captions?)|(?:tweet|linkedin|facebook|instagram|social media|newsletter) ?(?:post|caption"
    r"|copy|blurb|thread|teaser)?|(?:relevance|quality|originality|confidence|sentiment"
    r"|readability) ?(?:score|rating|level)?"
    r"|(?:original|rewritten|revised|humani[sz]ed|paraphrased|reworded) (?:article|title|headline"
    r"|content|text|version|draft|post)|keywords (?:used|included|covered|targeted)"
    r"|points to (?:cover|include)|key points to (?:cover|include)|topic sentence|narrative arc"
    r"|pull[- ]quotes?|suggested [a-z]+(?: [a-z]+)?|proposed [a-z]+"
    r"|(?:target|intended|ideal) (?:reader|audience|readership|persona|length|word count|query"
    r"|queries|term|market|site)s?|(?:search|user|reader|keyword|query) intent|(?:search|google"
    r"|serp|featured) snippet|(?:queries|terms|keywords|phrases) to (?:rank for|target|use|include"
    r"|cover|avoid)|(?:focus|semantic|secondary|main|primary|lsi|seed|core|related) (?:terms?"
    r"|quer(?:y|ies)|phrases?|entities|key ?words?|key ?phrases?)|word (?:count|tally|target"
    r"|budget|limit)|reading level|(?:desired |overall |brand |target )(?:tone(?: of voice)?"
    r"|voice)|(?:story |article |editorial"
    r" )angle|content (?:type|brief|goal|pillar|format)|(?:seo|search)[- ](?:friendly |optimi[sz]ed"
    r" )?(?:headline|title)s?(?: options?| ideas?)?|(?:headline|title|slug|hashtag|caption"
    r"|thumbnail|image|visual) (?:options?|ideas?"
    r"|suggestions?|prompts?|variants?)|(?:internal|external) (?:links?|linking)(?: targets?)?"
    r"|anchor text|call[- ]to[- ]action|cta|outline|persona|house style|style notes?|writing style"
    r"|social (?:copy|blurb|post)|meta(?: (?:title|description|tags?))?|teaser text|fact[-"
    r" ]check(?: notes?)?)"
)
# Names that planners share with data sheets, reviews, minutes and lessons.
_SHARED = (
    r"(?:intent|angle|audience|goal|purpose|tone|style|format|length|key message|message"
    r"|keywords?|topic|headline|title|subtitle|caption|intro(?:duction)?|body|conclusion|hook"
    r"|key takeaways?|tags|category|slug|excerpt|plan|draft|output|cta|sources?|structure"
    r"|constraints)"
)
_LABEL = (
    rf"[ \t>*_#•–-]{{0,6}}(?:\d{{1,2}}[.)] )?\**(?:(?P<planned>{_PLANNED})|(?P<shared>{_SHARED}))"
    r"(?: ?\([^()\n]{1,40}\))?\*{0,2}\s?[:=]\*{0,2}(?=[ \t\n]|\Z)"
)
# Further labels on the same line: "Focus term: bridge; semantic terms: pier; intent: …".
_NEXT = rf"(?<=[;.|,\"] )(?:(?P<planned>{_PLANNED})|(?P<shared>{_SHARED}))\s?[:=] "
# What defines the part, for others who write: "Title: no more than eight words".
_DEFINED = r"[ \t]{0,3}(?-i:what|who|where|why|when|no more than|at most)\b"
_PLANNED_NEEDED, _NEEDED = 2, 3
_STRETCH = 1200  # characters: or they are labels of other sections
# Texts on how to write, to teach or to sell name these parts for their readers.
_WRITING = word_set(
    """
    essay essays paragraph paragraphs copywriting copywriter writing writer writers blogging
    bloggers students student lesson teacher teachers marketing marketers campaign campaigns
    assignment podcast template templates presentation speech brand branding
    """
)
# They say so in the title, however little they say of writing below it.
_FOR_WRITERS = (
    r"\b(?:style ?guide|house style|(?:submission|writing|editorial|contributor|author)s?"
    r" guidelines|guidelines for (?:contributors|authors|writers)|notes? for (?:contributors"
    r"|authors|writers))\b"
)
_MEETING = word_set("minutes apologies agreed present agenda")


class _Label(NamedTuple):
    start: int
    end: int
    name: str
    planned: bool


def _labels(analysis: Analysis) -> Iterator[_Label]:
    text = analysis.text
    for block in analysis.blocks:
        if ":" not in text[block.start : min(block.end, block.start + 120)]:
            continue
        found = compiled(_LABEL).match(text, block.start, block.end)
        while found:
            if not compiled(_DEFINED).match(text, found.end()):
                yield _label(found)
            found = compiled(_NEXT).search(text, found.end(), min(block.end, found.end() + 200))


def _label(match: re.Match[str]) -> _Label:
    kind = match.lastgroup or "shared"
    # The levels of headings are one label; H2 and H3 may be two hypotheses.
    name = compiled(r"\Ah\d\Z").sub("h", match.group(kind).lower())
    return _Label(match.start(kind), match.end(), name, kind == "planned")


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the labels where enough different ones are close to each other."""
    labels = list(_labels(analysis))
    if len({label.name for label in labels}) < _PLANNED_NEEDED:
        return
    about = (
        discusses(analysis, SEO_TALK)
        or discusses(analysis, AI_TALK)
        or is_technical(analysis)
        or is_about(analysis, _MEETING, share=0.008)
        or is_about(analysis, _WRITING, share=0.008, least=5)
        or _is_for_writers(analysis)
    )
    if about:
        return
    starts = [label.start for label in labels]
    for label in labels:
        first = bisect_left(starts, label.start - _STRETCH)
        beside = labels[first : bisect_right(starts, label.start + _STRETCH)]
        planned = {other.name for other in beside if other.planned}
        names = {other.name for other in beside}
        company = bool(planned - {"h"}) and len(names) >= _NEEDED
        enough = len(planned) >= _PLANNED_NEEDED or company
        if not enough or is_spoken_of(analysis, label.start, label.end):
            continue
        phrase = excerpt(analysis.text[label.start : label.end].strip(" *_"), 50)
        yield Hit(
            span=analysis.to_source(label.start, label.end),
            message=f"“{phrase}” is a label of the plan for the text, printed with it",
            count=len(names),
        )


def _is_for_writers(analysis: Analysis) -> bool:
    title = analysis.document.title or ""
    heads = (analysis.text_of(heading) for heading in analysis.headings[:1])
    return any(compiled(_FOR_WRITERS, re.I).search(one) for one in (title, *heads))


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="planning-labels",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="Labels of the plan for the text, printed with it",
    why="“Angle: nostalgia” is an order to a writer. Readers see the plan instead of the text.",
    remedy="Delete the labels and what was meant for the writer; keep what was meant for readers.",
    sources=("https://developers.google.com/search/docs/fundamentals/creating-helpful-content",),
    finds=(
        Example(text=f"Target reader: gardeners.\n\nStory angle: thrift.\n\n{_PATHS}"),
        Example(text=f"Lead-in: It rains.\n\nMain point 1: {_PATHS}\n\nMain point 2: {_PATHS}"),
        Example(text=f"Focus term: garden path; semantic terms: gravel, slate.\n\n{_PATHS}"),
        Example(text=f"{_PATHS}\n\nSuggested caption: a path.\n\nPull quote: It drains well."),
    ),
    spares=(
        Example(
            text="Title: no more than eight words. Headline: what happened, and where. Caption: "
            "who is in the picture. Hook: what makes one read on.",
            note="a magazine tells its authors what each part is",
        ),
        Example(
            text="# Style guide for contributors\n\n- Introduction: say what is new.\n- Meta "
            "description: one sentence.\n- Word count: 700 to 900 words.\n\nSend us your text.",
            content_type=ContentType.MARKDOWN,
            note="a guide for those who write",
        ),
        Example(
            text="Minutes. Present: Ann, Ben. Apologies: Jo.\n\nTitle: the Spring Fair.\n\n"
            "Audience: families.\n\nLength: until five.\n\nCall to action: agreed.",
            note="what a committee settled",
        ),
        Example(text="Length: 4 m. Style: rustic. Format: A4.\n\nTopic: paths.\n\nTone: warm."),
        Example(text="Ingredients: gravel.\n\nMethod: pour it.\n\nKey message: rake it often."),
        Example(text="Title: Paths\n\nAuthor: Ames\n\nTags: gravel\n\nCategory: gardens"),
        Example(text="The tone: warm. The voice: low. She sang with a hook: a line that returns."),
    ),
    check=check,
    weight=0.7,
)
