"""The first line hands over a readme or a structured summary: "Here is a comprehensive README:".

What makes it one: the first paragraph of the body (or, for a readme, the one above a heading) says
"here is" something in words for its form. A readme that says so of itself was written by somebody
else; a summary also needs the material that it was made of, or the order it was put in. Authors
who hand over their own work say "I" or "our", and letters greet first.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import (
    AI_TALK,
    answers_somebody,
    discusses,
    is_letter,
    is_spoken_of,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS, Block, BlockKind, ContentType

_HERE = (
    r"(?:^|(?<=[.!:?] ))(?:[a-z]+(?: [a-z]+)?[!,.] )?(?:here(?:'s| is)|below is) (?:the|an?|your) "
)
_FORM = (
    r"(?:comprehensive|complete|detailed|professional|well-structured|polished|concise|full"
    r"|structured|well-organi[sz]ed|clear|clean|beginner-friendly)"
)
_README = (
    rf"{_HERE}(?:{_FORM},? (?:and )?){{1,3}}(?:[\w-]+ ){{0,2}}?readme(?:\.md)?\b"
    r"(?! (?:template|example|that (?:i|we)\b|i\b|we\b))"
)
# For whom, in which format, or that it follows.
_ORDERED = (
    r"\b(?:for|to) (?:your|the|this|an?|[\w./-]+) (?:[\w-]+ ){0,4}?(?:project|package"
    r"|repo(?:sitory)?|script|app(?:lication)?|code|module|library|tool|file|job|system|api)\b"
    r"|\bmarkdown format\b"
    r"|\b(?:documenting|that (?:covers|includes|integrates|explains|describes|documents))\b|:\Z"
)
_KIND = (
    r"(?:summary|overview|breakdown|outline|list|analysis|comparison|explanation|version|notes|guide"
    r"|report|answer|description|table|documentation)"
)
_SUMMARY = (
    rf"{_HERE}(?:[\w-]+,? ){{0,3}}?(?:well-)?(?:structured|organi[sz]ed|categori[sz]ed)"
    rf" (?:[\w-]+ ){{0,2}}?{_KIND}\b"
)
_OF_MATERIAL = (
    rf"{_HERE}(?:[\w-]+,? ){{0,3}}?(?:summary|overview|breakdown|analysis|explanation|outline) of"
    r" the (?:provided|supplied|uploaded|pasted|given) (?:[\w-]+ ){0,3}?(?:text|article|content"
    r"|transcript|document|passage|excerpt|code|notes|information|material|file|video)\b"
)
# What it was made of, and how it was put in order.
_MADE = (
    r"\b(?:provided|supplied|uploaded|transcript|(?:the|this) (?:[\w\"'-]+ ){0,6}?(?:video|text"
    r"|article|lecture|podcast|conversation|passage)|your|organi[sz]ed (?:by|into)"
    r"|categori[sz]ed by"
    r"|grouped by|for (?:your |easy |quick )?reference|key (?:concepts|points|takeaways))\b"
)
# Anywhere: an eager yes, and a text of a kind; easy ones have an exclamation mark. "Of course,
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
    r"\byou(?:'re| are) (?:absolutely |completely |quite )?right\b[^.!?\n]{0,80}[.!:] ?[^.!?\n]{0,80}"
    r"[.!] here(?:'s| is) the (?:corrected|updated|revised|fixed|improved|right) [\w-]+"
)
# An easy yes before the text itself.
_STARTS = (
    r"(?:perfect|great|excellent|alright|okay|ok|sure|got it|understood|absolutely|certainly"
    r"|of course|no problem)(?:[!.,]| [—–-]) ?(?:[^.!?\n]{0,80}[.!] )?here(?:'s| is) (?:the|your|an?)"
    rf" (?:[\w'-]+,? ){{0,6}}?(?:{_SORT}|doc|file|copy|listing|report|plan|post|newsletter|piece|e-?mail|write-?up|section)\b"
)
# Several to choose from; a text on headlines names them again and again.
_CHOICES = (
    r"here are (?:\d{1,2}|some|a few|several|three|four|five|six|seven|ten) (?:[\w-]+ )?(?:alternative"
    r"|alternate|possible|potential|suggested|catchy|different|additional) (?:[\w-]+ )?(?P<what>titles?"
    r"|headlines?|captions?|taglines?|hooks?|subject lines?|meta descriptions?|opening lines?|intros?"
    r"|introductions?|slugs?)\b[^.!?\n]{0,60}:"
)
# The file of a repository, or a part of this text that was reworked for somebody.
_REVISED = (
    r"(?:improved|updated|revised|rewritten|polished|refined|enhanced|corrected|cleaned[- ]up"
    r"|expanded|reworked|reorgani[sz]ed|restructured|reformatted|merged|combined|consolidated)"
)
_FILE = (
    rf"{_HERE}(?:[\w-]+,? (?:and )?){{0,3}}?(?:{_REVISED}|{_FORM}|final|entire|ready-to-\w+)"
    r"(?: and \w+)?,? (?:[\w-]+,? ){0,3}?(?:readme(?:\.md)?(?! (?:example|template|generator)s?\b)"
    r"|markdown(?: \([^()\n]{2,12}\))?"
    r" (?:file|document|documentation|version|content)|documentation for\b"
    r"|version of (?:the|your|this) (?:[\w-]+ ){0,3}?(?:readme|documentation|section|paragraph"
    r"|article|blog post|essay|abstract|introduction|conclusion|description|content|text"
    r"|document))\b"
)
_CHANGED = (
    r"\b(?:version of your|with (?:proper|all|better|clear|clearer|improved|added|more|the (?:[\w-]+ ){0,3}?"
    r"(?:information|section|details|changes|content))|suitable for|properly|formatted|for your"
    r"|tailored|optimi[sz]ed|of this (?:section|paragraph|text|document|article)"
    r"|this version (?:enhances|improves|includes|adds|provides|keeps|maintains|clarifies|is))\b"
)
_ASSENTED = (
    r"\A(?:perfect|great|excellent|alright|okay|ok|sure|got it|understood|absolutely|certainly"
    r"|of course|no problem)[!.,][^.!?\n]{0,80}[.!](?= here)"
)
_REFERENCE = r"\bfor your (?:easy |quick )?(?:reference|review|notes)\b"
_AUTHORS = r"\b(?:i|i've|my|we|we've|our|ours|us)\b"
_SIGNS = word_set(
    """
    alternative alternate possible potential suggested catchy different additional
    perfect excellent okay ok readme readme.md structured organized organised categorized categorised provided supplied
    uploaded given certainly absolutely course definitely sure understood got problem alright great
    improved updated revised rewritten polished refined enhanced corrected cleaned expanded reworked
    reorganized reorganised restructured reformatted complete full final entire detailed markdown
    """
)
_LONGEST = 420  # characters of such a paragraph
_FEW = 2  # times that a text names what it offers to choose from
_MANY = 6  # times that a text about readmes names one


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the line that hands over what follows."""
    counts = analysis.word_counts
    if counts.keys().isdisjoint(("here", "here's", "here’s", "below")):
        return
    if _SIGNS.isdisjoint(counts):
        return
    if discusses(analysis, AI_TALK):
        return
    blocks = analysis.blocks
    first = next((b for b in blocks if b.kind not in HEADING_KINDS), None)
    for number, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH or block.end - block.start > _LONGEST:
            continue
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        weight = _weight(analysis, block, opens=block is first, after=after)
        if weight and not is_spoken_of(analysis, block.start, block.start + 1, says=True):
            text = analysis.text_of(block)
            yield Hit(
                span=analysis.to_source(block.start, block.end),
                message=f"“{excerpt(text, 70)}” hands over a text to whoever ordered it",
                weight=weight,
            )


def _weight(analysis: Analysis, block: Block, *, opens: bool, after: Block | None) -> float:
    """Return what the paragraph weighs, 0 where it hands nothing over."""
    text = analysis.text_of(block).replace("’", "'").strip(" *_>\"'")
    line = text.partition("\n")[0].strip(" *_")
    if compiled(_RIGHT).search(line) and not is_letter(analysis):
        return 0.5
    # "Alright, I understand. Here's the post": the eager speaker is no author.
    told = compiled(_ASSENTED).sub("", line, 1)
    written = compiled(_AUTHORS).search(told) is not None and "your" not in line.lower()
    if written or is_letter(analysis):
        return 0
    headed = after is not None and after.kind in HEADING_KINDS
    if _hands_on(analysis, block, line, after, opens=opens):
        return 0.5
    if (opens or headed) and "readme" in line.lower():
        found = compiled(_README).search(line)
        counts = analysis.word_counts
        if found and counts["readme"] + counts["readme.md"] < _MANY:
            return 0.5 if compiled(_ORDERED).search(line, found.end()) else 0
    if not opens or answers_somebody(analysis):
        return 0
    if compiled(_OF_MATERIAL).search(line):
        return 0.5
    found = compiled(_SUMMARY).search(line)
    if found is None:
        return 0
    made = compiled(_MADE).search(line, found.start()) is not None
    return 0.5 if made and line.endswith((":", ".")) else 0


def _hands_on(
    analysis: Analysis, block: Block, line: str, after: Block | None, *, opens: bool
) -> bool:
    """Return whether a line anywhere hands over what follows it, and answers no reader."""
    if after is None or after.kind is BlockKind.CODE or not line.endswith((":", "!", ".")):
        return False
    before = analysis.text[max(0, block.start - 3) : block.start].strip()
    if before.endswith(("?", ":")):
        return False
    if line.endswith(":") and compiled(_AGREES).match(line):
        return True
    if opens and compiled(_STARTS).match(line):
        return not answers_somebody(analysis)
    choices = compiled(_CHOICES).match(line)
    if choices:
        return analysis.word_counts[choices["what"].lower().split()[0]] <= _FEW
    if compiled(_SUMMARY).search(line) and compiled(_REFERENCE).search(line):
        return True
    found = compiled(_FILE).search(line)
    if found is None:
        return False
    named = compiled(r"readme|markdown").search(found.group()) is not None
    changed = compiled(_CHANGED).search(line, found.start()) is not None
    return changed or (named and line.endswith(":"))


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="opening-handover",
    family=Family.PROMPT_LEAK,
    severity=Severity.WARNING,
    summary="The first line hands over a text that somebody ordered",
    why="“Here is a comprehensive README” was said to one person. Readers have the text already.",
    remedy="Delete the line.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text=f"Here is a comprehensive README file for the stone package.\n\n{_PATHS}"),
        Example(
            text=f"Here's a structured summary of all the stones, grouped by price:\n\n{_PATHS}"
        ),
        Example(text=f"Here is a concise summary of the provided text:\n\n{_PATHS}"),
        Example(
            text=f"{_PATHS}\n\nHere is a detailed README.md documenting the gate:\n\n# The gate\n\n"
            f"{_PATHS}",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    spares=(
        Example(text=f"Here is a structured overview of our degree programme:\n\n{_PATHS}"),
        Example(text=f"Here's a summary of the meeting on Monday:\n\n{_PATHS}"),
        Example(text=f"Here is a complete list of the stones, grouped by price:\n\n{_PATHS}"),
        Example(text=f"Here is a README that explains the folders of the archive.\n\n{_PATHS}"),
        Example(
            text="Dear members,\n\nHere is a structured summary of the talk for your reference:\n\n"
            f"{_PATHS}",
            note="a letter",
        ),
        Example(
            text=f"{_PATHS}\n\nHere is a structured summary of the talk for reference:\n\n{_PATHS}",
            note="an author sums up",
        ),
    ),
    check=check,
    weight=0.5,
)
