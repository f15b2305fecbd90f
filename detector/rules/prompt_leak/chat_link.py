"""Links with the tracking parameter of a chat tool."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.prompt_leak.context import is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.text.analysis import Analysis
from detector.text.document import Span

_MARK = (
    r"\butm_source=(?:chatgpt(?:\.com)?|openai(?:\.com)?|copilot(?:\.com)?|perplexity(?:\.ai)?"
    r"|claude\.ai|gemini(?:\.google\.com)?)\b|\breferrer=grok\.com"
)


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield each such link. People paste them too, so each has a low weight."""
    text, source = analysis.text, analysis.document.source
    spans: list[Span] = []
    if "utm_source=" in text or "referrer=grok" in text:
        spans += [
            analysis.to_source(*match.span())
            for match in compiled(_MARK).finditer(text)
            if not is_spoken_of(analysis, *match.span())
        ]
    for link in analysis.document.links:
        if "utm_source=" in link.target or "referrer=grok" in link.target:
            match = compiled(_MARK).search(source, *link.source)
            if match and all(span.start != match.start() for span in spans):
                spans.append(Span(*match.span()))
    for span in spans:
        yield Hit(
            span=span,
            message="the tracking parameter shows that the link comes from a chat tool's answer",
            count=len(spans),
        )


RULE = Rule(
    id="chat-link",
    family=Family.PROMPT_LEAK,
    severity=Severity.INFO,
    summary="Links with a chat tool's tracking parameter",
    why="A chat tool supplied these sources; some may never have been opened.",
    remedy="Open each source, check that it supports the text, and remove the tracking parameter.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text="See https://example.org/report?utm_source=chatgpt.com for the figures."),
        Example(text="The data are at https://example.org/?utm_source=openai and were checked."),
        Example(text="More at https://example.org/a?x=1&referrer=grok.com in the archive."),
    ),
    spares=(
        Example(text="See https://example.org/report?utm_source=newsletter for the figures."),
        Example(text='Visits with "utm_source=chatgpt.com" rose by half.', note="quoted"),
        Example(text="Filter the report by utm_medium=chat to see them."),
    ),
    check=check,
    weight=0.08,
    cap=0.3,
)
