"""The page ends by offering more work: "If you want, I can also generate a diagram of it".

What makes it one: a paragraph at the very end, in which "I" would make something out of files and
programs (a readme, a schema, a script) if "you" want it; or a list of such things to choose from.
Such a sentence may be its author's, so one alone is a warning. Other signs add to it: "also", a
question, what is offered in bold letters or code, a choice, the use of it for "you", a line above.
With enough of them the thing may be of any kind. People offer to send, show or sell, and ask
readers to write to them or to open an issue first; the answers of a forum stand below a question.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import (
    AI_TALK,
    answers_somebody,
    discusses,
    is_spoken_of,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled, phrases, starts_of
from detector.text.analysis import Analysis
from detector.text.document import Block, BlockKind, ContentType

_MAKE = (
    r"(?P<make>generat(?:e|ing)|produce|creat(?:e|ing)|prepar(?:e|ing)|draft|convert|refactor"
    r"|commit|implement|finish|package|design|walk you through)"
)
# People offer this too: it takes a file by name, or a list to choose from.
_WORK = r"(?:add|update|write|include|provide|build|extend|expand|adapt|turn|outline|show|help)"
_OFFER = (
    r"(?:^|(?<=[.!?*\"] )|(?<=[—–-] ))[*_]{0,2}(?:if you(?:'d| would)? (?:want|like|prefer|wish),?"
    r" i (?:can|could)(?: also| then| next)?"
    r"|(?:just )?say the word,? and i(?:'ll| will)(?: also)?"
    r"|(?:would you like|do you want|want) me to)(?: (?:also|help(?: you)?))?"
    rf" ?(?:\b(?:{_MAKE}|{_WORK})\b|:)"
)
_NAMED = (
    r"\breadme\b|\blicen[cs]e file\b|\b[\w/-]{2,40}\.(?:md|json|ya?ml|toml|py|js|ts|sh|txt|html|css"
    r"|ipynb|sql|csv)\b|\bdocker\b"
)
_PRODUCT = (
    r"\b(?:docs?|documents?|documentation|schemas?|endpoints?|json|ya?ml|csv|sql|html|scripts?"
    r"|(?:unit )?tests?|test suite|workflows?|pipeline|ci/cd|migrations?|components?|modules?"
    r"|config"
    r"\w*|repo(?:sitory)?|pull requests?|diagrams?|code|snippets?|templates?|curl|ui|implementation"
    r"|integration|toggle|grammar|slides|spec(?:ification)?)\b"
)
# What readers are asked to do, and what an author would make for them.
_READERS = (
    r"\b(?:open an? (?:issue|ticket)|issues? (?:page|tracker)|comments?|e-?mail|contact|ping|dm"
    r"|write to me|reach out|donat\w+|sponsor\w*|posts?|videos?|episodes?|tutorials?|newsletter"
    r"|subscribe|patreon|discord|workshop|course|order|invoice|quote|price)\b"
)
# "Or keep it as it is?"; an aside that explains the offer.
_CHOICE = (
    r"[,—–-] ?(?:\bor (?:keep|leave|would you|do you|should i|just|stay|is this)\b|(?:like"
    r"|since)\b)|\([^()\n]{3,80}\)| [—–] |\b(?:let me know|tell me) which\b"
    r"|^[*_]{0,2}(?:just )?say the word\b"
)
_USE = (
    r"\bso (?:that )?(?:you|it|they|your|(?:the |any )?[\w/-]+) (?:can|could|know|see|will|is"
    r"|are)\b"
)
_OPENINGS = (
    phrases("if", "you you'd", "want like prefer wish i")
    | phrases("if", "you", "would")
    | phrases("say", "the", "word")
    | phrases("would", "you", "like")
    | phrases("do", "you", "want")
    | phrases("want", "me", "to")
)
_LAST, _OPTIONS = 3, 2  # paragraphs at the end; things to choose from
_ENOUGH = 2  # signs that a person's question may have


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the paragraph at the end that offers another file, or a list of them."""
    if not starts_of(analysis, _OPENINGS) or answers_somebody(analysis):
        return
    if discusses(analysis, AI_TALK):
        return
    for block, options in _ends(analysis):
        text = analysis.text_of(block).replace("’", "'").strip()
        start = block.start
        sure = _offers(analysis, block, text, options)
        if sure and not is_spoken_of(analysis, start, start + 1, says=True):
            yield Hit(
                span=analysis.to_source(start, block.end),
                message=f"“{excerpt(text, 70)}” offers more work to whoever ordered the text",
                severity=Severity.ERROR if sure is Severity.ERROR else Severity.WARNING,
                weight={Severity.ERROR: None, Severity.WARNING: 0.5, Severity.INFO: 0.4}[sure],
            )


def _ends(analysis: Analysis) -> Iterator[tuple[Block, list[str]]]:
    """Yield the last paragraphs, each with the items of the list that directly follows it."""
    items: list[str] = []
    paragraphs = 0
    for block in reversed(analysis.blocks):
        if block.kind is BlockKind.LIST_ITEM:
            items.insert(0, analysis.text_of(block))
        elif block.kind is BlockKind.PARAGRAPH:
            yield block, items
            items = []
            paragraphs += 1
        else:
            items = []
        if paragraphs == _LAST:
            return


def _offers(analysis: Analysis, block: Block, text: str, options: list[str]) -> Severity | None:
    """Return how sure it is that ``text`` offers work; INFO stands for a weak warning."""
    found = compiled(_OFFER).search(text)
    if found is None or compiled(_READERS).search(text[found.start() :]):
        return None
    rest = text[found.start() :]
    if rest.rstrip(" *_").endswith(":"):
        of_files = any(compiled(f"{_NAMED}|{_PRODUCT}").search(option) for option in options)
        return Severity.ERROR if len(options) >= _OPTIONS and of_files else None
    signs = _signs(analysis, block, rest)
    named = compiled(_NAMED).search(rest) is not None
    if named or (found["make"] is not None and compiled(_PRODUCT).search(rest) is not None):
        steps = (Severity.INFO if named else None, Severity.INFO, Severity.WARNING)
        return steps[signs] if signs < len(steps) else Severity.ERROR
    # "Do you want me to also show you the steps?" is a question to readers without the others.
    last = not analysis.text[block.end :].strip()
    return Severity.WARNING if last and signs > _ENOUGH and "also" in rest else None


def _signs(analysis: Analysis, block: Block, rest: str) -> int:
    """Count the marks of a chat tool's offer."""
    source = analysis.document.source
    written = source[slice(*analysis.to_source(block.start, block.end))]
    above = source[: analysis.to_source(block.start, block.end).start].rstrip(" \n*_>")
    return (
        (compiled(r"\balso\b").search(rest[:60]) is not None)
        + ("?" in rest[-6:] and compiled(r"\bme to\b").search(rest) is not None)
        + ("**" in written or "`" in written)
        + (compiled(_CHOICE).search(rest) is not None)
        + (compiled(_USE).search(rest) is not None)
        + above.endswith(("---", "***", "___"))
    )


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="closing-offer",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="The page ends by offering more work",
    why="“If you want, I can also generate a diagram” was said to one person. Readers cannot "
    "answer, and see that the page was copied from a chat.",
    remedy="Delete the offer.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(
            text=f"{_PATHS}\n\nDo you want me to also show you **the edging** — so that you can "
            "compare both?",
            content_type=ContentType.MARKDOWN,
        ),
        Example(text=f"{_PATHS}\n\nIf you want, I can also generate a diagram of the path."),
        Example(text=f"{_PATHS}\n\nIf you'd like, I can add the prices to `stones.csv` next."),
        Example(text=f"{_PATHS}\n\nSay the word and I'll finish the integration!"),
        Example(
            text=f"{_PATHS}\n\nIf you want, I can also:\n\n- add a script that counts the stones\n"
            "- write a test for it",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    spares=(
        Example(text=f"{_PATHS}\n\nDo you want me to also show you how I cut the stones?"),
        Example(text=f"{_PATHS}\n\nIf you want, I can also lay the path, or show you how."),
        Example(
            text=f"{_PATHS}\n\nIf you'd like, I can create a template too: open an issue for it."
        ),
        Example(
            text=f"# How do I draw it?\n\n{_PATHS}\n\nIf you want, I can also create a diagram.",
            note="an answer",
            content_type=ContentType.MARKDOWN,
        ),
        Example(text=f"{_PATHS}\n\nIf you want, I can write up the recipe for the mortar."),
        Example(text=f"Hi Anna,\n\n{_PATHS}\n\nIf you want, I can also update the README.\n\nTom"),
        Example(text=f"{_PATHS}\n\nI can create a pull request if you want."),
        Example(text=f"If you want, I can also draft the documents, he said. {_PATHS}"),
        Example(text=f"{_PATHS}\n\nI can add a chart if you want; leave a comment below."),
    ),
    check=check,
    weight=0.65,
)
