"""An agent says what it will look up next, and this was published: "Let me search for prices".

What makes it one: "let me", "I'll" or "I need to", a verb of looking up, and information as its
object, in a paragraph of its own or before a colon, as agents write between two calls of a tool.
Speakers and storytellers say it too; so one step warns where it opens or ends the text, and several
fail only if one of them is a search of an agent: it says so, or its result followed a colon.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import (
    AI_TALK,
    discusses,
    is_closing,
    is_opening,
    is_spoken_of,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled, phrases, starts_of
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis
from detector.text.document import BlockKind

_WILL = (
    r"(?:let me|i(?:'ll| will| need to| should| still need to)|now i(?:'ll| need to"
    r"| should))(?: (?:now|also|first|next|quickly|then|start by|begin by|try to"
    r"|continue to|do one more|conduct))?"
)
_LOOK = (
    r"(?:search(?:ing)?(?: for| the web| online)?|look(?:ing)? (?:up|for|into|at)|brows(?:e|ing)"
    r"|gather(?:ing)?|find(?:ing)?(?: out)?|fetch(?:ing)?|check(?:ing)?|research(?:ing)?"
    r"|verify(?:ing)?|retriev(?:e|ing)|pull(?:ing)? up|dig(?:ging)? (?:into|deeper)"
    r"|get(?:ting)?(?: more)?|a search)"
)
_KNOWLEDGE = (
    r"\b(?:information|details|data|sources?|(?:search )?results|articles?|studies|documentation"
    r"|evidence|statistics|specifics|facts|web ?sites?|web|online|internet|reports|resources"
    r"|findings|literature|research|advancements|developments|examples|citations|papers|coverage)\b"
)
_STEP = rf"(?:(?:ok(?:ay)?|great|good|so|also|next|first|perfect)[,.!] )?{_WILL} {_LOOK}\b"
# The end of the search, and the promise of a report at its beginning.
_DONE = (
    r"(?:(?:great|good|ok(?:ay)?|perfect)[,.!] )?(?:now )?i (?:now )?have (?:now )?(?:gathered"
    r"|collected|found|enough|sufficient|comprehensive|all the) (?:[\w-]+ ){0,3}?(?:information"
    r"|data|sources|research|details|material) to (?:answer|write|provide|compile|create|give)\b"
    r"|i(?:'ll| will) (?:research|investigate|analy[sz]e|conduct)\b[^.!?\n]{0,200}?\b(?:and|to) "
    r"(?:provide|present|compile|produce|give) (?:you )?(?:with )?(?:an? |the )?(?:[\w-]+ ){0,2}?"
    r"(?:analysis|report|overview|summary|answer|comparison)[.:]"
)
_OPENINGS = phrases(
    "let", "me"
) | phrases(
    "i'll", "search look browse gather find fetch check research verify retrieve now"
    " first also conduct investigate analyze analyse start begin"
) | phrases(
    "i", "need still now will have should", "to search look gather find check research have"
    " gathered collected enough sufficient comprehensive investigate analyze conduct"
)  # fmt: skip
_LONGEST = 320  # characters of a step's paragraph


def _steps(analysis: Analysis) -> Iterator[tuple[int, int, str]]:
    text = analysis.text
    last = -1
    for place in starts_of(analysis, _OPENINGS):
        block = analysis.block_at(place)
        if block is None or block.start <= last or block.kind is not BlockKind.PARAGRAPH:
            continue
        line = text.rfind("\n", block.start, place) + 1 or block.start
        end = text.find("\n", place, block.end)
        end = block.end if end < 0 else end
        words = text[line:end].replace("’", "'").strip(" *_>")
        if len(words) > _LONGEST:
            last = line
            continue
        step = compiled(_STEP).match(words)
        if step and compiled(rf"[^.!?\n]{{0,160}}?{_KNOWLEDGE}").match(words, step.end()):
            search = words.endswith(":") or compiled(r"search|web|online").search(words, 0, 80)
            yield place, end, "search" if search else "step"
            last = line
        elif compiled(_DONE).match(words):
            yield place, end, "done"
            last = line


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the steps where two are, or one at either end of the text."""
    found = [
        step
        for step in _steps(analysis)
        if not is_spoken_of(analysis, step[0], step[0] + 1, says=True)
    ]
    if not found or discusses(analysis, AI_TALK) or is_technical(analysis):
        return
    sure = len(found) >= 2 and any(kind == "search" for _, _, kind in found)
    for start, end, kind in found:
        edge = is_opening(analysis, start, 60) or is_closing(analysis, end, 40)
        if len(found) >= 2 or edge or kind == "done":
            phrase = excerpt(analysis.text[start:end], 70)
            yield Hit(
                span=analysis.to_source(start, end),
                message=f"“{phrase}” is what an agent says between two searches",
                severity=Severity.ERROR if sure else Severity.WARNING,
                weight=None if sure else 0.4,
                count=len(found),
            )


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="research-talk",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="What an agent says between two searches, published with its text",
    why="“Let me search for more information” announces work that readers never see. It shows that "
    "nobody read the page.",
    remedy="Delete these lines.",
    sources=("https://arxiv.org/abs/2210.03629",),
    finds=(
        Example(
            text=f"Let me search for more information on slate:\n\n{_PATHS}\n\nNow I need to check "
            f"the sources for prices.\n\n{_PATHS}"
        ),
        Example(
            text=f"I'll research garden paths and provide a comprehensive analysis.\n\n{_PATHS}"
        ),
        Example(text=f"{_PATHS}\n\nI now have enough information to answer.\n\n{_PATHS}"),
    ),
    spares=(
        Example(text=f"Let me look for my spade. {_PATHS} I need to check the data on rain later."),
        Example(text=f'"Let me search for the details," said the clerk.\n\n{_PATHS}'),
        Example(text=f"{_PATHS} I will look into the data, and write again in May. {_PATHS}"),
        Example(text=f"I'll research the family's history in the archive this winter.\n\n{_PATHS}"),
        Example(text=f"I'll research your path and provide a report in three weeks.\n\n{_PATHS}"),
        Example(text=f"I have collected all the data for my thesis.\n\n{_PATHS}"),
    ),
    check=check,
    weight=0.7,
)
