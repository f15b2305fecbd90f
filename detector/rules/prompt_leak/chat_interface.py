"""What the window of a chat tool shows around an answer."""

from __future__ import annotations

from collections.abc import Iterator

from detector.analysis import Analysis
from detector.findings import Family, Severity
from detector.rules.prompt_leak.context import (
    AI_TALK,
    begins_line,
    discusses,
    ends_line,
    is_spoken_of,
    opens_sentence,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, phrases

_WINDOW = (
    r"(?:chatgpt|gemini|claude|copilot|bard|assistant) said:(?=\s)|regenerate response\b"
    r"|(?:chatgpt|gemini) can make mistakes\b[^\n]{0,40}|was this response better or worse\?"
    r"|thought for \d{1,3} (?:seconds|s)\b|think>"
    r"|(?:python|javascript|bash|html|css|java|sql|json|typescript|yaml|php|csharp) ?copy code\b"
)
_LANGUAGES = "python javascript bash html css java sql json typescript yaml php csharp"
_OPENINGS = (
    phrases("chatgpt gemini claude copilot bard assistant", "said")
    | phrases("chatgpt gemini", "can", "make")
    | phrases("regenerate", "response")
    | phrases("was", "this", "response")
    | phrases("thought", "for", "#")
    | phrases("think")
    | phrases(_LANGUAGES, "copy")
    | phrases(" ".join(f"{language}copy" for language in _LANGUAGES.split()), "code")
)


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield parts of the window; in a text about chat tools only those that stand alone."""
    for match in at(analysis, _OPENINGS, _WINDOW):
        start, end = match.span()
        said = match.group().endswith(":")
        if is_spoken_of(analysis, start, end) or (said and not opens_sentence(analysis, start)):
            continue
        alone = begins_line(analysis, start) and ends_line(analysis, end)
        if alone or not discusses(analysis, AI_TALK):
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
    check=check,
    weight=0.6,
)
