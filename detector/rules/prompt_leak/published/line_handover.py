"""A line hands over the text that follows, anywhere: "Absolutely! Here's a detailed overview:".

What makes it one: an eager yes and a text of a kind, as nobody agrees to something in the middle
of an article; a part of this text that was revised for whoever sent it; a readme of its own file;
several headlines to choose from. Authors hand over their own work ("my", "our"), answer a question
that stands above, or quote what follows from somebody; a text may hang on each, so it is a warning.
``opening-handover`` and ``set-off-reply`` find more at the beginning and beside lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.prompt_leak.context import answers_somebody
from detector.rules.prompt_leak.published.handover_lines import (
    AUTHORS,
    FORM,
    HERE,
    SUMMARY,
    Line,
    hits,
    lines_of,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.document import Block, BlockKind, ContentType

# An eager yes, and a text of a kind; easy ones have an exclamation mark. "Of course,
# here is the rub:" is an author's, and so is the recipe that readers asked for.
_SORT = (
    r"(?:explanation|breakdown|overview|summary|guide|version|draft|outline|introduction"
    r"|description|article|blog post|essay|readme|documentation|rewrite|paragraph|abstract"
    r"|caption|response|cheat sheet|tutorial|roadmap|analysis|comparison|template|study plan"
    r"|lesson plan|press release|cover letter|note)s?"
)
_AGREES = (
    rf"(?:(?:certainly|absolutely|of course|definitely|sure(?: thing)?|understood|got it"
    rf"|no problem|alright|great question)[!.] (?:[^.!?\n]{{0,80}}[.!] )?(?:here(?:'s| is| are)"
    rf"|below (?:is|are)) (?:your|an?|some|the) (?:[\w'-]+,? ){{1,8}}?{_SORT}\b"
    rf"|certainly, (?:here(?:'s| is| are)|below (?:is|are)) (?:your|an?|some|the) (?:[\w-]+,? )"
    rf"{{0,6}}?{_SORT}\b)"
)
_RIGHT = (
    r"\byou(?:'re| are) (?:absolutely |completely |quite )?right\b[^.!?\n]{0,80}[.!:] ?"
    r"(?:[^.!?\n]{0,80}[.!] )?here(?:'s| is) the (?:corrected|updated|revised|fixed|improved)"
    r" (?:version|section|text|readme|article|code|file|list|table)\b"
)
# An easy yes before the text itself.
_STARTS = (
    r"(?:perfect|great|excellent|alright|okay|ok|sure|got it|understood|absolutely|certainly"
    r"|of course|no problem)(?:[!.,]| [—–-]) ?(?:[^.!?\n]{0,80}[.!] )?here(?:'s| is) (?:the"
    r"|your|an?)"
    rf" (?:[\w'-]+,? ){{0,6}}?(?:{_SORT}|doc|file|copy|listing|report|plan|post|newsletter"
    rf"|piece|e-?mail|write-?up|section)\b"
)
# Several to choose from; a text on headlines names them again and again.
_CHOICES = (
    r"here are (?:\d{1,2}|some|a few|several|three|four|five|six|seven"
    r"|ten) (?:[\w-]+ )?(?:alternative"
    r"|alternate|possible|potential|suggested|catchy|different"
    r"|additional) (?:[\w-]+ )?(?P<what>titles?"
    r"|headlines?|captions?|taglines?|hooks?|subject lines?|meta descriptions?|opening lines?"
    r"|intros?"
    r"|introductions?|slugs?)\b[^.!?\n]{0,60}:"
)
# The file of a repository, or a part of this text that was reworked for somebody.
_REVISED = (
    r"(?:improved|updated|revised|rewritten|polished|refined|enhanced|corrected|cleaned[- ]up"
    r"|expanded|reworked|reorgani[sz]ed|restructured|reformatted|merged|combined|consolidated)"
)
_FILE = (
    rf"{HERE}(?:[\w-]+,? (?:and )?){{0,3}}?(?:{_REVISED}|{FORM}|final|entire|ready-to-\w+)"
    r"(?: and \w+)?,? (?:[\w-]+,? ){0,3}?(?:readme(?:\.md)?(?! (?:example|template|generator)s?\b)"
    r"|markdown(?: \([^()\n]{2,12}\))?"
    r" (?:file|document|documentation|version|content)|documentation for\b"
    r"|version of (?:the|your|this) (?:[\w-]+ ){0,3}?(?:readme|documentation|section|paragraph"
    r"|article|blog post|essay|abstract|introduction|conclusion|description|content|text"
    r"|document))\b"
)
_COUNTED = (
    rf"{HERE}(?:[\w-]+,? ){{0,4}}?\d{{2,4}}[- ]word (?:[\w-]+ ){{0,4}}?{_SORT}\b[^\n]{{0,80}}?"
    r"\b(?:tailored|based on|for|to|of) (?:to |for )?your\b"
)
_CHANGED = (
    r"\b(?:version of your|with (?:proper|all|better|clear|clearer|improved|added|more"
    r"|the (?:[\w-]+ ){0,3}?"
    r"(?:information|section|details|changes|content))|suitable for|properly|formatted|for your"
    r"|tailored|optimi[sz]ed|of this (?:section|paragraph|text|document|article)"
    r"|this version (?:enhances|improves|includes|adds|provides|keeps|maintains|clarifies|is))\b"
)
_ASSENTED = (
    r"\A(?:perfect|great|excellent|alright|okay|ok|sure|got it|understood|absolutely|certainly"
    r"|of course|no problem)[!.,][^.!?\n]{0,80}[.!](?= here)"
)
_REFERENCE = r"\bfor your (?:easy |quick )?(?:reference|review|notes)\b"
_SIGNS = word_set(
    """
    alternative alternate possible potential suggested catchy different additional word tailored
    perfect excellent okay ok readme readme.md structured organized organised categorized
    categorised certainly absolutely course definitely sure understood got problem alright great
    improved updated revised rewritten polished refined enhanced corrected cleaned expanded reworked
    reorganized reorganised restructured reformatted complete full final entire detailed markdown
    merged combined consolidated right
    """
)
_FEW = 2  # times that a text names what it offers to choose from


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the lines."""
    if _SIGNS.isdisjoint(analysis.word_counts):
        return
    for line in lines_of(analysis):
        if _hands_over(analysis, line):
            yield from hits(analysis, line)


def _hands_over(analysis: Analysis, line: Line) -> bool:
    """Return whether ``line`` hands over what follows it, and answers no reader."""
    text = line.text
    if "here" not in text.lower() and "below" not in text.lower():
        return False
    if compiled(_RIGHT).search(text) or _is_answer(analysis, line.block):
        return compiled(_RIGHT).search(text) is not None
    # "Alright, I understand. Here's the post": the eager speaker is no author.
    told = compiled(_ASSENTED).sub("", text, count=1)
    written = compiled(AUTHORS).search(told) is not None and "your" not in text.lower()
    if written or line.after is None or line.after.kind is BlockKind.CODE:
        return False
    if line.opens and compiled(_STARTS).match(text) and not answers_somebody(analysis):
        return True
    if text.endswith(":") and compiled(f"{_AGREES}|{_COUNTED}").match(text):
        return True
    return _offers(analysis, text) or _revises(text)


def _is_answer(analysis: Analysis, block: Block) -> bool:
    """Return whether a question, or what introduces a quotation, stands right above ``block``."""
    return analysis.text[max(0, block.start - 3) : block.start].strip().endswith(("?", ":"))


def _offers(analysis: Analysis, line: str) -> bool:
    """Return whether ``line`` gives several to choose from, or notes for one person."""
    choices = compiled(_CHOICES).match(line)
    if choices:
        return analysis.word_counts[choices["what"].lower().split()[0]] <= _FEW
    return bool(compiled(SUMMARY).search(line) and compiled(_REFERENCE).search(line))


def _revises(line: str) -> bool:
    found = compiled(_FILE).search(line) if line.endswith((":", "!", ".")) else None
    if found is None:
        return False
    named = compiled(r"readme|markdown").search(found.group()) is not None
    changed = compiled(_CHANGED).search(line, found.start()) is not None
    return changed or (named and line.endswith(":"))


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="line-handover",
    family=Family.PROMPT_LEAK,
    severity=Severity.WARNING,
    summary="A line hands over the text that follows it",
    why="“Absolutely! Here's a detailed overview:” was said to one person. Readers have ordered "
    "nothing, and have the text already.",
    remedy="Delete the line.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text=f"{_PATHS}\n\nAbsolutely! Here's a short guide to slate:\n\n{_PATHS}"),
        Example(
            text=f"{_PATHS}\n\nHere's an improved version of this section:\n\n{_PATHS}",
        ),
        Example(
            text=f"{_PATHS}\n\nHere is the updated README with prices:\n\n# Gate\n\n{_PATHS}",
            content_type=ContentType.MARKDOWN,
        ),
        Example(text=f"Alright, understood. Here's the newsletter on slate.\n\n{_PATHS}"),
        Example(
            text=f"{_PATHS}\n\nHere are five catchy titles that you could use:\n\n{_PATHS}",
        ),
        Example(
            text=f"{_PATHS}\n\nYou're right, gravel is cheaper. Here is the corrected version.\n\n"
            f"{_PATHS}",
        ),
    ),
    spares=(
        Example(text=f"{_PATHS}\n\nOf course, here is the rub:\n\n{_PATHS}"),
        Example(
            text=f"{_PATHS}\n\nHere is the revised version of the rules that we made:\n\n{_PATHS}"
        ),
        Example(
            text=f"{_PATHS}\n\nIs there a short way? Certainly! Here's a quick guide to it:\n\n"
            f"{_PATHS}",
            note="an answer",
        ),
        Example(
            text=f"{_PATHS}\n\nHere is the complete Markdown for the table:\n\n```\n| a |\n```\n",
            note="code follows",
            content_type=ContentType.MARKDOWN,
        ),
        Example(text=f"Okay, here's the story of how I laid my path.\n\n{_PATHS}"),
        Example(
            text=f"Dear Anna,\n\nAbsolutely! Here's a short guide to slate:\n\n{_PATHS}",
            note="a letter",
        ),
        Example(text=f"{_PATHS}\n\nHere are some possible dates for the walk:\n\n{_PATHS}"),
    ),
    check=check,
    weight=0.5,
)
