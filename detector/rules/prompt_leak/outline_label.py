"""The labels of an outline, printed as text: "Title:", "Hook:", "Paragraph 2: The venue …".

What makes one: the name of a part of an article, a colon, and then the part itself on the same
line. "Title:" and "Headline:" at the head of the body say so alone, unless other entries follow
them (author, date, year), as in reviews and metadata. The other parts need company of another
kind, one of them a part that only writers name; for abstracts label their parts too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import (
    begins_line,
    is_closing,
    is_opening,
    is_spoken_of,
    opens_sentence,
)
from detector.rules.prompt_leak.outline_parts import NO_OUTLINE, SELLS, set_apart
from detector.rules.releases import is_log
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled, near
from detector.rules.surroundings import is_about, is_commented, word_set
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS, BlockKind, ContentType

_TITLE = (
    r"(?:(?:blog )?(?:(?:blog|article|post|working|suggested|proposed|final) ))?title"
    r"|(?:main )?headline"
    r"|sub-?title|sub-?head(?:line|ing)|standfirst|dek"
)
# Parts that only somebody who plans a text names, and parts that abstracts and reports name.
_WRITERS = (
    r"(?:the |opening |intro |engaging |catchy |compelling |attention-grabbing )?hook|intro|outro"
    r"|main content|(?:blog|article)(?: post)? (?:body|intro(?:duction)?|conclusion"
    r"|outline|content)"
    r"|(?:engaging|catchy|compelling|attention-grabbing|strong|seo)"
    r" (?:intro(?:duction)?|headline|opening"
    r"|title|conclusion)"
    r"|(?:opening|closing|introductory|concluding|first|second"
    r"|third|final|last|lead|body|introduction|conclusion) paragraph(?: \d)?|paragraph"
    r" (?:\d|one|two|three|four|five)"
    r"|(?:main )?body(?: (?:section|text|content|copy))?(?: \d)?|call[- ]to[- ]action|cta|lede"
    r"|thesis statement|topic sentence|transition(?: sentence)?|closing (?:thought|statement|line)"
    r"|opening (?:line|statement)|h[123]|(?:sub-?)?heading \d"
)
_SHARED = r"introduction|conclusion|section (?:\d{1,2}|one|two|three)|caption"
_LABEL = (
    rf"\b(?:(?P<title>{_TITLE})|(?P<writers>{_WRITERS})|(?P<shared>{_SHARED}))"
    # A definition goes on in lower case: "Headline: what do you sell?"
    r"(?:\s?\([^()\n]{1,40}\))?\*{0,2}:\*{0,2}[ \t]{1,3}(?=[\"“*_]{0,3}(?-i:[A-Z0-9]))"
)
_ANCHORS = word_set(
    """
    heading title headline subtitle sub subhead main content blog article engaging catchy strong
    compelling subheading subheadline standfirst dek hook intro outro
    paragraph body action cta lede thesis topic transition closing opening h1 h2 h3 introduction
    conclusion section caption
    """
)
# What nobody but its planner calls a part of a text.
_ALONE = (
    r"(?:blog(?: post)?|article) (?:title|headline|body|intro(?:duction)?|conclusion"
    r"|outline|content)"
    r"|(?:engaging|catchy|compelling|attention-grabbing|strong|seo) \w+"
)
# Entries of a catalogue, of metadata or of a form, and a by-line.
_ENTRY = (
    r"\n[ \t>*_•–-]{0,6}(?:[a-z][\w-]{1,18}(?: [\w-]{2,12})?[ \t]?:(?=[ *\n])|by (?-i:[A-Z]))"
    r"|[ ,;|]\*{0,2}(?:authors?|dates?|year|comments|tags|categor(?:y|ies)|slug|layout|topic|status"
    r"|summary|published|publisher|modified|permalink|isbn|genre|director|artist|abstract|location"
    r"|speaker|rating|format|pages|written by)\*{0,2}:"
)
_OWN_ENTRIES = r"\W*(?:sub-?title|headline|introduction|intro|hook|body|meta|seo|slug|keywords?)\b"
# The labels of an abstract.
_SCIENCE = word_set(
    "abstract background objective objectives methods method results findings aim aims design"
    " materials setting participants interpretation funding"
)
_SCIENCE_LABEL = (
    r"\b(?:abstract|background|objectives?|methods?|results?|findings|aims?|design|materials"
    r"|setting|participants|interpretation|funding)\*{0,2}:"
)
# Advice on how to write names the parts.
_WRITING = word_set(
    """
    essay essays paragraph paragraphs headline headlines thesis outline outlines copywriting
    copywriter writing writer writers storytelling assignment students template templates
    """
)
_LEGAL = word_set("shall pursuant hereby herein thereof clause clauses statute article articles")
_NEEDED = 2  # kinds of labels
_LEAST_SETTINGS = 10  # labels of other things
_BODY = 60  # words that follow a title
# What a label of a program's documentation names: "Hook: create_request", "Hook: handler".
_NAMED = (
    r"(?-i:[a-z][a-z0-9]{1,40})[ \t\W]{0,4}(?:\n|\Z)"
    r"|[\w.:]{0,60}(?:\w_\w|\w::\w|\w\(\))[\w.:()]{0,60}(?=[\s,;]|\Z)"
)
# The size of a crocheter's hook.
_SIZE = r"(?:size |us |uk )*(?:[a-z][ /-]?)?[\d.,/-]{1,6}\s?mm\b"


# A label of any kind at the head of a paragraph.
_ANY_LABEL = r"[ *_]{0,4}([A-Z][a-z]{2,14}(?: [a-z]{2,12}){0,2})[*_]{0,2}: "


class _Label(NamedTuple):
    start: int
    end: int
    kind: str
    name: str


def _labels(analysis: Analysis) -> Iterator[_Label]:
    text = analysis.text
    for match in near(analysis, _ANCHORS, _LABEL, before=20, after=70):
        start, name = match.start(), match.group(match.lastgroup or 0)
        # A capital opens the label even where a flattened page lost the line before it.
        if not name[:1].isupper() or is_spoken_of(analysis, *match.span()):
            continue
        kind = match.lastgroup or ""
        block = analysis.block_at(start)
        if block is None or block.kind is BlockKind.TABLE:
            continue
        if block.kind in HEADING_KINDS and (kind == "shared" or name.lower() in NO_OUTLINE):
            continue  # "Conclusion: so easy it feels like cheating" is a heading
        if compiled(_NAMED).match(text, match.end(), block.end):
            continue
        if name.endswith("ook") and compiled(_SIZE).match(text, match.end()):
            continue
        if kind != "title" and not (
            begins_line(analysis, start) or opens_sentence(analysis, start)
        ):
            continue
        if not text[match.end() : match.end() + 1]:
            continue
        yield _Label(start, match.end(), kind, name.lower())


def _heads_body(analysis: Analysis, label: _Label) -> bool:
    """Return whether a title or headline opens the body, and no entry of a record follows."""
    text = analysis.text
    # A flattened page has its title and the subtitle's label on one line.
    own = begins_line(analysis, label.start) or label.name.startswith("sub")
    if not (own and is_opening(analysis, label.start, 40)):
        return False
    after = text[label.end : label.end + 240]
    entry = compiled(_ENTRY).search(after)
    while entry and compiled(_OWN_ENTRIES).match(after, entry.start()):
        entry = compiled(_ENTRY).search(after, entry.end())
    return entry is None and len(analysis.word_range(label.end, len(text))) >= _BODY


def _other_labels(analysis: Analysis) -> list[str]:
    """Return the labels of blocks that no outline has: "Proof", "Price", "Group"."""
    labels = compiled(_ANY_LABEL, re.NOFLAG)
    found = (labels.match(analysis.text, b.start, b.end) for b in analysis.blocks)
    outline = compiled(rf"(?:{_TITLE}|{_WRITERS}|{_SHARED})")
    return [match[1] for match in found if match and outline.fullmatch(match[1]) is None]


def _is_on_writing(analysis: Analysis, labels: list[_Label]) -> bool:
    """Return whether the text teaches writing; the words of its own labels do not count."""
    own = sum(
        word in _WRITING
        for label in labels
        for word in label.name.split()
        if label.kind == "writers"
    )
    return is_about(analysis, _WRITING, share=0.012, least=4 + own)


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the labels that are printed with what they label."""
    apart = (_Label(start, end, "apart", name) for start, end, name in set_apart(analysis))
    labels = [*_labels(analysis), *apart]
    if not labels or is_log(analysis) or is_commented(analysis):
        return
    others = _other_labels(analysis)
    of_program = len(others) >= max(_LEAST_SETTINGS, len(analysis.blocks) / 2)  # its settings
    if of_program or _is_on_writing(analysis, labels):
        return
    names = {label.name for label in labels}
    written = any(label.kind != "shared" for label in labels)
    scientific = len({m.group().lower() for m in near(analysis, _SCIENCE, _SCIENCE_LABEL)}) >= 2
    legal = is_about(analysis, _LEGAL, share=0.01, least=4)
    company = len(names) >= _NEEDED and written and not scientific and not legal
    company = company and 2 * len(set(others)) < len(names)
    for label in labels:
        phrase = excerpt(analysis.text[label.start : label.end].strip(" *"), 40)
        span = analysis.to_source(label.start, label.end)
        opens = label.kind == "title" and not scientific and _heads_body(analysis, label)
        cta = label.name[:4] in ("call", "cta")
        sells = cta and (
            compiled(SELLS).match(analysis.text, label.end) is not None
            and is_closing(analysis, label.end, 120)
        )
        named = not scientific and compiled(_ALONE).fullmatch(label.name) is not None
        alone = named and begins_line(analysis, label.start)
        if opens or sells or alone or label.kind == "apart" or (company and label.kind != "title"):
            message = f"“{phrase}” is a label of the outline, printed as text"
            yield Hit(span=span, message=message, count=len(labels))
        elif label.kind == "writers" and not (cta or legal or scientific):
            message = f"“{phrase}” may be a label of the outline"
            yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.3)


RULE = Rule(
    id="outline-label",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="Labels of the outline printed as text",
    why="“Headline:” or “Paragraph 2:” names a part for the writer. Readers see the part itself.",
    remedy="Delete the labels. Turn a title into the page's title, and the rest into prose.",
    sources=("https://developers.google.com/search/docs/fundamentals/creating-helpful-content",),
    finds=(
        Example(
            text="Title: How Garden Paths Lead the Eye\n\n"
            + "Gravel drains well and is cheap. " * 12
        ),
        Example(text="H2 – Gravel\n\nIt drains well.\n\nH3 – Its price\n\nIt is cheap."),
        Example(text="H2: Gravel\n\nIt drains well.\n\nH2: Its Price\n\nIt is cheap."),
        Example(
            text="Hook: Have you ever lost your way in a garden?\n\nParagraph 1: Paths lead us. "
            "They wind about.\n\nConclusion: Lay a path of gravel."
        ),
        Example(text="Gravel is cheap.\n\nBlog Post Title: Which Path?\n\nSlate is dear."),
        Example(
            text="Title:\n\nWhich Path?\n\nThesis statement:\n\nGravel drains well.\n\n"
            "Conclusion:\n\nLay gravel."
        ),
        Example(
            text="Gravel drains well, and slate lasts.\n\n**Call to Action:** Ready to lay your "
            "own path? Ring us today."
        ),
    ),
    spares=(
        Example(
            text="# The request\n\nThe server calls each of them in turn.\n\n"
            + "".join(
                f"## Hook: {name}\n\nIt runs before the answer is sent, and may write to it.\n\n"
                for name in ("open_file", "close_file", "handler")
            ),
            content_type=ContentType.MARKDOWN,
            note="the hooks of a program",
        ),
        Example(
            text="Title: The Garden Path\nAuthor: A. Clerk\nYear: 1931\n\n"
            + "The book tells of a path that winds about. " * 10,
            note="a record",
        ),
        Example(
            text="Introduction: Paths are wet.\nMethods: We laid gravel.\nResults: It drained.\n"
            "Conclusion: Gravel works.",
            note="an abstract",
        ),
        Example(text="Conclusion: the gravel was the better choice by far, and it was cheaper."),
        Example(
            text="## Intro: why gravel lasts\n\nIt drains well.\n\n## Prices\n\nIt is cheap.",
            note="a heading may begin with what it heads",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text="Hook:\n4 mm\n\nIntroduction:\nIt is light.\n\nFirst paragraph:\nChain ten.",
            note="a crochet pattern",
        ),
        Example(
            text="Title:\nThe Garden Path\n\nIntroduction:\nby A. Clerk\n\nFinal paragraph:\n"
            '"The path is wet again."',
            note="a library's record",
        ),
        Example(
            text="Headline: what you lay, and where.\n\nSubheadline: what it costs.\n\n"
            "Call to action: one button.",
            note="definitions",
        ),
        Example(
            text='The writer says that "gravel drains well."\n(Paragraph 1)\nThat is so. Later she '
            'adds that "slate lasts."\n(Paragraph 4)\nBoth may be true.',
            note="a pupil says where a quotation stands",
        ),
        Example(text="The title: she held it for a year. Section 4 of the path is closed."),
        Example(
            text="Call to action: write to your council and ask for a path by the river.",
            note="asks for something, and is no advertisement",
        ),
    ),
    check=check,
    weight=0.6,
)
