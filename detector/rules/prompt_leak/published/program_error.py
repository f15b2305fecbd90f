"""The error of a program, printed where a part of the text should be: "RateLimitError: retry …".

What makes it one: the name of an exception as programs write it, a colon, and a message about a
service that makes texts (its quota, tokens, model, request). Technical pages show such lines too.
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
from detector.text.document import BlockKind, ContentType

_ERROR = (
    r"\b(?:[A-Z][a-zA-Z]{1,30}\.){0,3}(?:[A-Z][a-z]+|[A-Z]{2,6}){1,4}(?:Error|Exception|Timeout): "
    r"[^\n]{0,120}?\b(?:[Qq]uota|[Tt]okens?|API|[Mm]odel|[Rr]ate|timed out|[Tt]imeout|[Rr]equest"
    r"|[Rr]esponse|[Cc]onnection|[Pp]rompt|[Cc]ompletion|[Cc]ontext|[Rr]etry"
    r"|[Ss]tatus)\b[^\n.]{0,40}"
)
# The answer of a server, on a line of its own.
_STATUS = (
    r"^[ \t*_]{0,4}(?:HTTP(?:/\d(?:\.\d)?)? ?)?(?:[Ee]rror )?(?:429|50[0-4])[ :–-]{1,3}(?:Too"
    r" Many Requests|Internal Server Error|Bad Gateway|Service Unavailable"
    r"|Gateway Time-?out)[.!*_]{0,3}$|\bNaN (?:min(?:ute)?s? read|words|comments|views|shares)\b"
    r"|\bundefined (?:min(?:ute)?s? read|comments|views|shares)\b"
)
# What PHP prints into the page.
_PHP = (
    r"\b(?:Warning|Notice|Fatal error|Parse error|Deprecated): [^\n]{5,160}? in"
    r" [^\n]{1,120}?\.php\b"
    r"(?: on line \d{1,5})?"
)
# A text on a failure shows what its readers or its writer saw.
_SHOWN = (
    r"(?:[:,]|\b(?:said|says|reads?|shows?|showed|shown|saw|see|sees|seen|displayed|message|error"
    r"|got|gets?|with))[\s*_]{0,10}\Z"
)
# "- RoutingError: raised when …": items that open with different names tell what each is for.
_LISTED = r"[A-Z]\w{2,60}(?:Error|Exception|Timeout)(?=:)"
_LEAST_LISTED = 2
_SIGNS = ("429", "500", "502", "503", "504", "NaN", "undefined ")
_LINE = 120  # characters
_NAMES = ("Error: ", "Exception: ", "Timeout: ")


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the errors; pages that show several of them are about them."""
    text = analysis.text
    patterns = [_ERROR] if any(name in text for name in _NAMES) else []
    patterns += [_STATUS] if any(sign in text for sign in _SIGNS) else []
    patterns += [_PHP] if ".php" in text else []
    if not patterns or is_technical(analysis) or discusses(analysis, AI_TALK):
        return
    for pattern in patterns:
        for match in compiled(pattern, re.M).finditer(text):
            before = text[max(0, match.start() - 40) : match.start()]
            if compiled(_SHOWN).search(before):
                return
            if match.group().startswith(("NaN", "undefined")) and not _is_short(analysis, match):
                continue
            if _is_listed(analysis, match):
                continue
            if not is_spoken_of(analysis, match.start(), match.start() + 1):
                phrase = excerpt(match.group().strip(), 70)
                yield Hit(
                    span=analysis.to_source(*match.span()),
                    message=f"“{phrase}” is the error of a program, not text",
                )


def _is_listed(analysis: Analysis, match: re.Match[str]) -> bool:
    """Return whether the match opens one item of a list of errors."""
    block = analysis.block_at(match.start())
    if block is None or block.kind is not BlockKind.LIST_ITEM or match.start() > block.start:
        return False
    return len(analysis.once(_listed)) >= _LEAST_LISTED


def _listed(analysis: Analysis) -> frozenset[str]:
    """Return the different names of errors that open items of lists."""
    name = compiled(_LISTED, re.NOFLAG)
    items = analysis.blocks_of(BlockKind.LIST_ITEM)
    found = (name.match(analysis.text, item.start, item.end) for item in items)
    return frozenset(match.group() for match in found if match)


def _is_short(analysis: Analysis, match: re.Match[str]) -> bool:
    """Return whether the match stands in a line of facts on the article, not in a sentence."""
    block = analysis.block_at(match.start())
    return block is not None and block.end - block.start <= _LINE


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="program-error",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="The error of a program printed in the text",
    why="The error shows that a part of the text was never made, and that nobody looked at it.",
    remedy="Delete the error, and write the part that is missing.",
    sources=("https://developers.google.com/search/docs/essentials/spam-policies",),
    finds=(
        Example(text=f"{_PATHS}\n\nWarning: Undefined variable $title in /srv/post.php on line 3"),
        Example(
            text=f"{_PATHS}\n\nRateLimitError: too many requests, retry after 20 s.\n\n{_PATHS}"
        ),
        Example(text=f"{_PATHS}\n\nopenai.APIError: the model is not available.\n\n{_PATHS}"),
        Example(text=f"{_PATHS}\n\nHTTP 503 Service Unavailable\n\n{_PATHS}"),
        Example(text=f"{_PATHS}\n\nReadTimeout: the request took too long.\n\n{_PATHS}"),
    ),
    spares=(
        Example(text=f"{_PATHS} Human Error: a request of the mayor was lost."),
        Example(text=f'{_PATHS} The screen said "ConnectionError: request failed" all day.'),
        Example(
            text=f"{_PATHS}\n\n- **LampError**: of the lamp\n- **SwitchError**: raised for "
            "a request that is too long\n",
            note="a list of what each error is for",
            content_type=ContentType.MARKDOWN,
        ),
        Example(text=f"{_PATHS} Exception: the mayor may connect two paths."),
        Example(
            text="Since Monday our page shows this:\n\nWarning: Undefined variable $day in "
            "/srv/path.php on line 7\n\nMay I delete that line?",
            note="a reader asks for help",
        ),
        Example(
            text=f"{_PATHS}\n\nOn Sunday readers saw\n\n503 Service Unavailable\n\nfor an hour.",
            note="a report of a failure",
        ),
    ),
    check=check,
    weight=0.7,
)
