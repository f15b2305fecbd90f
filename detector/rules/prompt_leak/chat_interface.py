"""What the window of a chat tool shows around an answer."""

from __future__ import annotations

from collections.abc import Iterator

from detector.analysis import Analysis
from detector.findings import Family, Severity
from detector.rules.prompt_leak.context import (
    AI_TALK,
    begins_line,
    ends_line,
    is_about,
    is_spoken_of,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import near

_WINDOW = (
    r"(?:^|(?<=[\n.!?:] )|(?<=\n))(?:chatgpt|gemini|claude|copilot|bard|assistant) said:"
    r"|\bregenerate response\b|\bchatgpt can make mistakes\b[^\n]{0,40}"
    r"|\bgemini can make mistakes\b[^\n]{0,40}|\bwas this response better or worse\?"
    r"|\bthought for \d{1,3} (?:seconds|s)\b|</?think>"
    r"|\b(?:python|javascript|bash|html|css|java|sql|json|typescript|yaml|php|csharp"
    r"|cpp) ?copy code\b"
)
_ANCHORS = frozenset({"said", "regenerate", "mistakes", "response", "thought", "think", "copy"})


def _check(analysis: Analysis) -> Iterator[Hit]:
    """Yield parts of the window; in a text about chat tools only those that stand alone."""
    for match in near(analysis, _ANCHORS, _WINDOW, before=20, after=60):
        start, end = match.span()
        if is_spoken_of(analysis, start, end):
            continue
        alone = begins_line(analysis, start) and ends_line(analysis, end)
        if alone or not is_about(analysis, AI_TALK):
            phrase = " ".join(match.group().split())
            yield Hit(
                span=analysis.to_source(start, end),
                message=f"“{phrase}” is part of a chat tool's window, copied with its answer",
            )


RULE = Rule(
    id="chat-interface",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="Parts of a chat tool's window stand in the text",
    why="Labels such as “Regenerate response” came along with a copied answer.",
    remedy="Delete the label, and check that the answer itself was read.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text="Gravel drains well, and slate looks better.\n\nRegenerate response"),
        Example(text="ChatGPT said:\n\nGravel drains well, and slate looks better on a slope."),
        Example(text="Lay the stones in sand. python Copy code print(1) Then water the bed."),
    ),
    spares=(
        Example(text='The button "Regenerate response" was blue, and nobody pressed it again.'),
        Example(text="The assistant said: gravel drains well. She thought for a while."),
        Example(text="You can copy code from the book; think of it as a gift to the reader."),
    ),
    check=_check,
    weight=0.6,
)
