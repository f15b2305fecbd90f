"""The log of an agent at work, published with its text: "Calling tool: …", "Observation: …".

What makes it one: two or more different steps at the head of lines, one of which only programs
write (a call of a tool, its result, an action's input, a search of the web with its hits). Reports
of experiments have observations, and plans have steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import AI_TALK, discusses, is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis

_STEP = (
    r"(?:^[ \t*_>•#-]{0,6}|(?<=[.…] ))(?P<step>(?P<sure>action input|tool (?:call|result"
    r"|output|response|use)s?"
    r"|calling (?:the )?(?:tool|function"
    r"|agent)|function call|searching (?:the )?(?:web|internet|google)(?: for [^\n]{1,80})?|found"
    r" \d{1,4} (?:results|sources|pages|hits)|fetching (?:page|url|source|content)|reading (?:page"
    r"|url|source) ?\d{0,3}|invoking [\w.-]{2,40}|web_?search"
    r"|final answer|running (?:agent|task|step) ?\d{0,3})|(?P<any>thought|action|observation"
    r"|reflection|step \d{1,2}|plan|status|next step|critique|query|input"
    r"|output))[*_]{0,2}(?:\s?[:(\[]|\s?\.{3}|…|[.]?$)"
)
_SIGNS = (
    "ool",
    "earching",
    "ound ",
    "nput:",
    "nswer:",
    "etching",
    "unction call",
    "gent",
    "nvoking",
)
# One that shows the call itself is enough.
_CALLED = (
    r"^[ \t*_>•#-]{0,6}(?P<step>(?:tool|function) (?:call|use)s?[*_]{0,2}:[*_]{0,2}"
    r" ?`?[a-z][\w.]{1,40}\()"
)
_NEEDED = 2


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the steps."""
    if not any(sign in analysis.text for sign in _SIGNS):
        return
    found = list(compiled(_STEP, re.I | re.M).finditer(analysis.text))
    names = {re.sub(r"\d+", "", match.group("step").lower())[:12] for match in found}
    called = list(compiled(_CALLED, re.I | re.M).finditer(analysis.text))
    found += [call for call in called if all(call.start() != step.start() for step in found[:20])]
    sure = called or (len(names) >= _NEEDED and any(match.group("sure") for match in found))
    if not sure:
        return
    if is_technical(analysis) or discusses(analysis, AI_TALK):
        return
    for match in found:
        start, end = match.span("step")
        if not is_spoken_of(analysis, start, end):
            phrase = excerpt(match.group("step"), 60)
            yield Hit(
                span=analysis.to_source(start, end),
                message=f"“{phrase}” is a step in the log of an agent",
                count=len(found),
            )


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="agent-log",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="The log of an agent published with its text",
    why="Calls of tools and their results are no part of the article. Readers see that a program "
    "wrote the page, and that nobody looked at it.",
    remedy="Delete the log.",
    sources=("https://arxiv.org/abs/2210.03629",),
    finds=(
        Example(text=f"Calling tool: search\n\nTool result: 3 hits\n\n{_PATHS}"),
        Example(text=f"Thought: I need prices.\n\nAction Input: gravel\n\n{_PATHS}"),
        Example(text=f"Searching the web for slate...\n\nFound 4 results.\n\n{_PATHS}"),
    ),
    spares=(
        Example(text=f"Observation: gravel drains.\n\nAction: buy gravel.\n\n{_PATHS}"),
        Example(
            text=f"Step 1: dig.\n\nStep 2: fill it with gravel.\n\nTools: a spade.\n\n{_PATHS}"
        ),
        Example(text=f"We found 4 results. Searching the web took an hour.\n\n{_PATHS}"),
    ),
    check=check,
    weight=0.7,
)
