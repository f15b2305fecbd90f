"""The text calls its own search phrase a keyword."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.prompt_leak.context import SEO_TALK, discusses, is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import near
from detector.text.analysis import Analysis

_PATTERN = (
    r"\b[Tt]he (?:(?:focus|target|primary|main|search|exact) )?(?:key(?:word|[- ]?phrase)|search"
    r" (?:phrase|term)) (?-i:[\"“]?[A-Z][\w.'-]*(?: (?:[A-Z0-9][\w.'-]*|to|and|for|of"
    r"|in)){1,8})[\"”]?"
    r" (?:is|has|refers|reflects|attracts|suggests|describes|means|often|usually|can|may|appeals)\b"
    r"|\bpeople (?:who )?search(?:ing)? for (?-i:[\"“]?[A-Z][\w.'-]*(?: [A-Z0-9][\w.'-]*){2,8})"
)
_ANCHORS = frozenset({"keyword", "keyphrase", "phrase", "term", "search", "searching"})


def check(analysis: Analysis) -> Iterator[Hit]:
    about = None
    for match in near(analysis, _ANCHORS, _PATTERN):
        if about is None:
            spread = sum(w in SEO_TALK and w[:7] != "keyword" for w in analysis.words)
            about = spread >= 2 and discusses(analysis, SEO_TALK)
        if about or is_spoken_of(analysis, *match.span()):
            continue
        phrase = " ".join(match.group().split())
        yield Hit(
            span=analysis.to_source(*match.span()),
            message=f"“{phrase}” refers to the text's own search phrase",
        )


RULE = Rule(
    id="keyword-as-subject",
    family=Family.PROMPT_LEAK,
    severity=Severity.WARNING,
    summary="The text calls its own search phrase a keyword",
    why="The keyword of the brief became the topic: the page is about being found.",
    remedy="Write about the topic itself, and keep the phrase in the page's settings.",
    sources=("https://developers.google.com/search/docs/essentials/spam-policies",),
    finds=(
        Example(text="The keyword Buy Old Garden Paths is associated with interest in gardens."),
        Example(text="The search phrase Cheap Slate Paths reflects a wish to save money."),
        Example(text="Why do people search for Best Garden Path Sellers these days?"),
    ),
    spares=(
        Example(text="The keyword async is placed before the function in most languages."),
        Example(text='He typed the keyword "Garden Path" and the page came up.', note="quoted"),
        Example(text="People search for gold in the river, and the keyword is patience."),
    ),
    check=check,
    weight=0.3,
)
