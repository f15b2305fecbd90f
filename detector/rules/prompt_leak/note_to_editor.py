"""Advice to the editor on what to add, published with the article."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.prompt_leak.context import is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, phrases
from detector.text.analysis import Analysis

_PIECE = (
    r"(?:explainer|sidebar|infographic|timeline|glossary|primer|fact ?box|fact sheet|call-?out box"
    r"|pull quote|chart|diagram|graphic|breakdown|comparison table|background section|q&a)"
)
_ADVICE = (
    rf"readers (?:may|might|could|would|will) (?:also |likely )?(?:benefit from|appreciate|find"
    rf"|want|welcome|need|value)(?: it)? (?:an? |some |more )?(?:[\w-]+ ){{0,3}}?{_PIECE}\b"
    rf"|(?:consider|suggest|recommend) (?:adding|including|inserting|embedding) (?:an? )"
    rf"(?:[\w-]+ ){{0,3}}?{_PIECE}\b"
    rf"|(?:simple|short|brief|quick) {_PIECE} (?:on|of|about|would|could|might)\b"
    rf"[^.\n]{{0,80}}\b(?:help|benefit|serve|useful (?:to|for)) (?:the )?readers\b"
    r"|(?:article|piece|section|story|post) (?:could|would|might) (?:also )?benefit"
    r" from (?:an? |more |further |additional )"
)
_OPENINGS = (
    phrases("readers", "may might could would will")
    | phrases("consider suggest recommend", "adding including inserting embedding")
    | phrases(
        "simple short brief quick",
        "explainer sidebar infographic timeline glossary primer fact factbox call callout pull "
        "chart diagram graphic breakdown comparison background q",
    )
    | phrases("article piece section story post", "could would might", "also benefit")
)


def check(analysis: Analysis) -> Iterator[Hit]:
    for match in at(analysis, _OPENINGS, _ADVICE):
        if is_spoken_of(analysis, *match.span()):
            continue
        phrase = " ".join(match.group().split())
        yield Hit(
            span=analysis.to_source(*match.span()),
            message=f"“{phrase}” is advice to the editor, not information for the reader",
        )


RULE = Rule(
    id="note-to-editor",
    family=Family.PROMPT_LEAK,
    severity=Severity.WARNING,
    summary="Advice to the editor published in the article",
    why="A suggestion such as “consider adding a timeline” was meant for the editor. The timeline "
    "itself is missing.",
    remedy="Follow the suggestion, or delete it.",
    sources=("https://developers.google.com/search/docs/fundamentals/creating-helpful-content",),
    finds=(
        Example(text="Readers might appreciate a short timeline of how the harbour was built."),
        Example(text="Consider adding a short sidebar on the history of the bridge at this point."),
        Example(text="This article could benefit from more quotes of local people and experts."),
    ),
    spares=(
        Example(text="Readers will welcome the new opening hours of the town's library."),
        Example(
            text='The review says "readers would value a glossary" and is right.',
            note="quoted",
        ),
        Example(text="The town will consider adding a bridge, and readers wrote to us about it."),
    ),
    check=check,
    weight=0.3,
)
