"""A translator's report to whoever gave the text: "Here is the translation of your text:".

What makes it one: the sentence hands a translation over (it names the language, "the provided
text", what was preserved), or says what was kept of the *format* of the text (placeholders, code
blocks, Markdown) and that it stayed as it was. Translators tell readers what they did with names,
verse and spelling; none of them has kept placeholders unchanged "according to the guidelines".
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import AI_TALK, discusses, is_opening, is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled, phrases, starts_of
from detector.text.analysis import Analysis
from detector.text.document import Block, BlockKind

_KEPT = (
    r"(?:\b(?P<note>(?:translator's )?note:?|(?:please )?note that)[*_]* )?"
    r"\b(?:i(?:'ve| have)?(?: also| tried to| not)?"
    r"|(?:the|this) (?:translation|translated (?:text|version))(?: has| also)?)"
    r" (?:kept|keep|keeps|preserved?|preserves|maintained?|maintains|left|retained?|retains"
    r"|followed|follows|translated|changed|modified)\b(?P<what>[^!?\n]{4,320})"
)
# What only the format of a file has.
_FORMAT = (
    r"\b(?P<code>(?:inline )?code(?: (?:blocks?|examples?|snippets?|comments?)| itself"
    r"|(?= (?:unchanged|intact|untouched|as[- ]is))))\b"
    r"|\b(?P<names>(?:variable|function|class|file) names)\b|\b(?P<slots>placeholders?)\b"
    r"|\b(?P<markup>(?:markdown|html|latex|mdx|yaml|front ?matter)(?: \w+)?)\b"
    r"|\b(?P<format>(?:original |same |existing )?format(?:ting)?(?: symbols)?)\b"
    r"|\b(?P<terms>(?:technical|professional|domain) (?:terms?|details|terminology|accuracy))\b"
    r"|\b(?P<layout>(?:original |same )?structure|headings?|heading levels|tables|links)\b"
    r"|\b(?P<syntax>special syntax|syntax|emphasis|bold text)\b"
)
_AS_IS = (
    r"\b(?:unchanged|intact|as[- ]is|untouched|untranslated|unmodified|exactly|verbatim|preserved"
    r"|original|as they (?:are|were)|in (?:their )?(?:english|original form))\b"
)
_TOLD = (
    r"\b(?:(?:the|your|given|provided) (?:[\w-]+ )?(?:guidelines|requirements|instructions"
    r"|glossary)|(?:guidelines|requirements|instructions) (?:provided|given)|as per|as requested"
    r"|you (?:asked|provided|requested)|crucial|accurate(?:ly)?)\b"
)
_HERE = (
    r"(?:(?P<yes>(?:certainly|sure|of course|absolutely|okay|ok)[!,.] ))?(?:here(?:'s| is)|below"
    r" is) (?:the|your|an?) (?:[\w-]+ ){0,3}?translat(?:ion|ed (?:text|version|article))\b"
    r"(?P<rest>[^.:!?\n]{0,140})(?P<end>[.:])?[*_]*\Z"
)
_HANDS = (
    r"\b(?P<yours>your|you)\b|\b(?P<given>provided|given|entire|requested|following)\b"
    r"|\b(?P<language>(?:in|into|to) (?-i:[A-Z][a-z]{3,12}))\b"
    r"|\b(?P<with>(?:maintaining|preserving|keeping|formatted|while|with the) (?:[\w-]+ ){0,3}?"
    r"(?:format\w*|structure|tone|placeholders?|markdown|headings|code|links|original|technical))\b"
    r"|\b(?P<piece>article|section|conversation|document|content|page|post|transcript|file)\b"
)
_AUTHORS = (
    r"\b(?:my|our|we|i|interview|statement|printed|published|wrote|spoke|poem|song|verse|hymn|letter"
    r"|inscription|diary|sermon|speech)\b"
)
_OPENINGS = (
    phrases("here here's below sure certainly okay of", "is the your a an here here's course")
    | phrases("i i've the this note", "have kept preserved maintained left retained followed"
              " translated also tried translation i i've the this that")
)  # fmt: skip
_LONGEST = 700  # characters of such a paragraph
_SURE = 4  # points; one fewer is a warning


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the paragraphs that hand a translation over or say what was kept of the format."""
    found = {}
    for place in starts_of(analysis, _OPENINGS):
        block = analysis.block_at(place)
        if block and block.kind is BlockKind.PARAGRAPH and block.end - block.start <= _LONGEST:
            found[block.start] = block
    for block in found.values():
        points = _points(analysis, block)
        if points < _SURE - 1 or is_spoken_of(analysis, block.start, block.start + 1, says=True):
            continue
        if discusses(analysis, AI_TALK):
            return
        sure = points >= _SURE
        yield Hit(
            span=analysis.to_source(block.start, block.end),
            message=f"“{excerpt(analysis.text_of(block), 70)}” is said to whoever gave the text to "
            "translate",
            severity=Severity.ERROR if sure else Severity.WARNING,
            weight=None if sure else 0.4,
        )


def _points(analysis: Analysis, block: Block) -> int:
    text = analysis.text_of(block).replace("’", "'").strip(" *_>([")
    here = compiled(_HERE).match(text)
    if here and compiled(_AUTHORS).search(here["rest"]):
        return 0
    if here:
        signs = {match.lastgroup for match in compiled(_HANDS).finditer(here.group("rest"))}
        points = len(signs) + 2 * ("yours" in signs) + ("with" in signs) + (here["end"] == ":")
        given = signs & {"yours", "given", "with"} or here["yes"]
        return bool(given) * (points + bool(here["yes"]) + is_opening(analysis, block.start, 12))
    kept = compiled(_KEPT).match(text)
    if kept is None:
        return 0
    formats = {match.lastgroup for match in compiled(_FORMAT).finditer(text)}
    if not formats:
        return 0
    points = min(len(formats), 3) + (kept["note"] is not None)
    points += compiled(_AS_IS).search(text) is not None
    points += compiled(r"\btranslat").search(text) is not None
    return points + (compiled(_TOLD).search(text) is not None)


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="translation-note",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="A translator's report to whoever gave the text",
    why="What was kept of the format concerns whoever ordered the translation. Readers see that "
    "nobody read the page.",
    remedy="Delete the note.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text=f"Here is the translation of the provided page into English:\n\n{_PATHS}"),
        Example(
            text=f"{_PATHS}\n\nNote: I have left the code blocks and placeholders unchanged.\n\n"
            f"{_PATHS}"
        ),
        Example(
            text=f"{_PATHS}\n\nNote: I've preserved the original formatting and translated the "
            "headings."
        ),
        Example(text=f"{_PATHS}\n\nHere's the translation of your text into German:\n\n{_PATHS}"),
    ),
    spares=(
        Example(
            text="Below is an English translation of the interview that the Gazette printed with "
            f"the mason.\n\n{_PATHS}"
        ),
        Example(text=f"{_PATHS}\n\nHere is the translation of the inscription:\n\n{_PATHS}"),
        Example(
            text=f"{_PATHS}\n\nTranslator's note: I have left the names of the stones in Welsh.",
        ),
        Example(text=f"{_PATHS}\n\nI've kept the original spelling of the letter.\n\n{_PATHS}"),
        Example(text=f"{_PATHS}\n\nI have kept the code examples as short as I could.\n\n{_PATHS}"),
        Example(text=f'{_PATHS}\n\nHere is the translation into English: "The path is wet."'),
    ),
    check=check,
    weight=0.65,
)
