"""Links with the tracking parameter of a chat tool.

One such link was pasted by somebody who looked something up. Several that are most of the links of
a text, or one in the form of a citation ("([example.org](…))"), came with the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.prompt_leak.context import AI_TALK, SEO_TALK, discusses, is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.text.analysis import Analysis
from detector.text.document import ContentType, Link, Span

_MARK = (
    r"\butm_source=(?:chatgpt(?:\.com)?|openai(?:\.com)?|copilot(?:\.com)?|perplexity(?:\.ai)?"
    r"|claude\.ai|gemini(?:\.google\.com)?)\b|\breferrer=grok\.com"
)
_SIGNS = ("utm_source=", "referrer=grok")
_SEVERAL = 3  # different addresses


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield each such link. People paste them too, so a single one has a low weight."""
    text, source = analysis.text, analysis.document.source
    spans: list[Span] = []
    targets: set[str] = set()
    cited = False
    if any(sign in text for sign in _SIGNS):
        for match in compiled(_MARK).finditer(text):
            if not is_spoken_of(analysis, *match.span()):
                spans.append(analysis.to_source(*match.span()))
                targets.add(text[text.rfind(" ", 0, match.start()) + 1 : match.start()])
    links = analysis.document.links
    for link in links:
        if any(sign in link.target for sign in _SIGNS) and compiled(_MARK).search(link.target):
            # The address of a reference stands elsewhere.
            here = compiled(_MARK).search(source, *link.source)
            span = Span(*here.span()) if here else link.source
            spans.append(span)
            targets.add(link.target)
            cited = cited or _is_citation(analysis, link)
    # The address that a link shows is in the text as well.
    spans = list({span.start: span for span in spans}.values())
    outward = {link.target for link in links if link.target.startswith("http")} | targets
    several = len(targets) >= _SEVERAL and 2 * len(targets) >= len(outward)
    clear = (several or cited) and not (
        discusses(analysis, AI_TALK) or discusses(analysis, SEO_TALK)
    )
    message = "the tracking parameter shows that the link comes from a chat tool's answer"
    for number, span in enumerate(spans):
        first = clear and number == 0
        yield Hit(
            span=span,
            message=message,
            count=len(spans),
            severity=Severity.WARNING if first else Severity.INFO,
            weight=0.5 if first else 0.08,
        )


def _is_citation(analysis: Analysis, link: Link) -> bool:
    """Return whether the anchor is the address's host in brackets, as chat tools cite."""
    around = analysis.text[max(0, link.start - 1) : link.end + 1]
    host = link.target.partition("//")[2].partition("/")[0].lower().removeprefix("www.")
    return around == f"({link.anchor})" and link.anchor.lower().removeprefix("www.") == host


RULE = Rule(
    id="chat-link",
    family=Family.PROMPT_LEAK,
    severity=Severity.WARNING,
    summary="Links with a chat tool's tracking parameter",
    why="A chat tool supplied these sources; some may never have been opened.",
    remedy="Open each source, check that it supports the text, and remove the tracking parameter.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text="See https://example.org/report?utm_source=chatgpt.com for the figures."),
        Example(text="The data are at https://example.org/?utm_source=openai and were checked."),
        Example(text="More at https://example.org/a?x=1&referrer=grok.com in the archive."),
        Example(
            text="Gravel drains well. ([example.org][1])\n\n"
            "[1]: https://example.org/a?utm_source=chatgpt.com",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    spares=(
        Example(text="See https://example.org/report?utm_source=newsletter for the figures."),
        Example(text='Visits with "utm_source=chatgpt.com" rose by half.', note="quoted"),
        Example(text="Filter the report by utm_medium=chat to see them."),
    ),
    check=check,
    weight=0.5,
    cap=0.5,
)
