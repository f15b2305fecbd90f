"""Marks of how a text was made, at its ends and in its headings: "[END OF ARTICLE]", "(200 words)".

What makes one: a line of its own that says where the text ends or which draft it is, and headings
that carry the number of words that the section is to have. Authors end a text without saying so;
contests and courses that ask for a number of words say what to send.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import is_closing, is_opening, is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS, ContentType

_PIECE = r"(?:article|blog post|post|draft|content|response|output|essay|story text)"
_END = (
    rf"[\[(*_=~—– -]{{1,8}}(?:the )?(?:end of (?:the )?{_PIECE}|{_PIECE} ends(?: here)?|end"
    rf" {_PIECE})"
    r"[\])*_=~—– .-]{1,8}|(?-i:END OF (?:ARTICLE|BLOG POST|POST|DRAFT|CONTENT|RESPONSE|OUTPUT))[.]?"
)
_STATE = (
    r"\W{0,4}(?:(?:first|second|rough|working|final|revised) )?draft(?:"
    r" ?v?\d(?:\.\d)?)?\b.{0,12}\b(?:not for publication"
    r"|do not publish|for (?:client|editorial|your|internal) (?:review|approval|feedback)"
    r"|awaiting approval|(?:revised|updated) (?:per|after|following|based on|with) (?:your |the"
    r" |client )?(?:feedback|comments|notes))\b(?: \([^()\n]{2,80}\))?\W{0,4}"
)
_BUDGET = (
    r".{2,90}[(\[](?:~|about |approx\.? |around |max\.? |target: ?)?\d{2,4}(?: ?[-–]"
    r" ?\d{2,4})?\+? words?[)\]]\W{0,3}"
)
_WORDS = r"(?:~|about |approx\.? |around )?\d{2,4}(?: ?[-–] ?\d{2,4})? words"
# The place of a part that was to be written, and a part's budget before the order for it.
_PART = (
    r"\[(?:(?:body )?(?:section|part|heading|paragraph) \d{1,2}|introduction|intro|conclusion|hook"
    rf"|body|faqs?)\b[^\[\]\n]{{0,100}}?\b{_WORDS}\]"
)
_ORDERED = (
    rf"[\W\d]{{0,8}}[a-z][^()\n:]{{2,60}} ?\({_WORDS}\)[*_]{{0,2}} ?[:–—-] ?[*_]{{0,2}}"
    rf" ?(?:hook|discuss"
    r"|explain|describe|introduce|open with|start with|begin with|grab|set the scene|summari[sz]e"
    r"|outline|highlight|present|provide|include|end with|close with|recap|explore|define|compare"
    r"|emphasi[sz]e|address)\b"
)
_MIN_BUDGETS = 2
_MANY_CALLS = 3
_LONGEST = 120  # characters of such a line
# Whoever asks people for texts.
_CALLS = word_set(
    """
    submit submission submissions entries entry contest competition prize students student essay
    essays assignment applicants application judges rubric syllabus exam scholarship abstract word
    """
)


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield marks of the end and of the draft, and budgets of words where several headings"
    " have."""
    budgets = []
    called = sum(analysis.word_counts[w] for w in _CALLS)
    for block in analysis.blocks if "words" in analysis.word_counts else ():
        if not called and compiled(f"{_PART}|{_ORDERED}").match(
            analysis.text, block.start, block.end
        ):
            what = "is the plan of a part that was to be written"
            line_end = min(block.end, block.start + _LONGEST)
            yield _hit(analysis, block.start, line_end, what, 0.5)
    for block in analysis.blocks:
        if block.end - block.start > _LONGEST:
            continue
        line = analysis.text_of(block).strip()
        end = compiled(_END).fullmatch(line)
        if end and is_closing(analysis, block.end, 60) and not _is_shown(analysis, block.start):
            yield _hit(analysis, block.start, block.end, "says where the text ends", 0.55)
        elif compiled(_STATE).fullmatch(line) and is_opening(analysis, block.start, 30):
            yield _hit(analysis, block.start, block.end, "says which draft this is", 0.55)
        elif block.kind in HEADING_KINDS and "word" in line and compiled(_BUDGET).fullmatch(line):
            budgets.append(block)
    if len(budgets) < _MIN_BUDGETS or called >= _MANY_CALLS:
        return
    for block in budgets:
        what = "gives the words that the section was to have"
        yield _hit(analysis, block.start, block.end, what, 0.6, Severity.ERROR)


def _is_shown(analysis: Analysis, start: int) -> bool:
    return is_spoken_of(analysis, start, start + 1)


def _hit(
    analysis: Analysis,
    start: int,
    end: int,
    what: str,
    weight: float,
    severity: Severity = Severity.WARNING,
) -> Hit:
    phrase = excerpt(analysis.text[start:end].strip(), 60)
    span = analysis.to_source(start, end)
    return Hit(span=span, message=f"“{phrase}” {what}", weight=weight, severity=severity)


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="publication-mark",
    family=Family.PROMPT_LEAK,
    severity=Severity.WARNING,
    summary="Marks of how the text was made: its end, its draft, its budget of words",
    why="Where a text ends, which draft it is and how long a section was to be concern its makers. "
    "Readers see that nobody cleaned it up.",
    remedy="Delete the mark.",
    sources=("https://developers.google.com/search/docs/fundamentals/creating-helpful-content",),
    finds=(
        Example(text=f"{_PATHS}\n\n[END OF ARTICLE]"),
        Example(text=f"{_PATHS}\n\n--- End of blog post ---"),
        Example(text=f"DRAFT v2 - not for publication\n\n{_PATHS}"),
        Example(
            text=f"## Gravel (150-200 words)\n\n{_PATHS}\n\n## Slate (300 words)\n\n{_PATHS}",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    spares=(
        Example(text=f"{_PATHS}\n\nThe end"),
        Example(text=f"The end of the article was cut off.\n\n{_PATHS}"),
        Example(
            text="## Story (2,000 words)\n\nSubmit by May.\n\n## Poem (300 words)\n\nThe entry is "
            "free, and the contest has one prize.",
            note="a contest",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text=f"## Slate (300 words)\n\n{_PATHS}",
            note="once",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    check=check,
    weight=0.55,
    cap=0.8,
)
