"""Sections of the prompt left in: headings that name the writer's task, fields with “none”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS, Block, BlockKind

# A heading made of these words alone names no topic. The second set is common in good articles
# ("Summary", "Background"); the first belongs to a form for writers or analysts.
_TASK = word_set(
    """
    value add added logical take takes outlook additional note notes angle hook sentiment tone
    implication implications interpretation commentary editorial perspective reader relevance
    positive positives negative negatives neutral body lead lede closing opening caveat caveats
    remark remarks comment assessment significance rationale reasoning critique pointers nuance
    explainer context
    """
)
_ORDINARY = word_set(
    """
    summary conclusion background introduction overview analysis key takeaway takeaways insight
    insights final thoughts points point main facts details quick brief recap highlights next
    steps look ahead impact bottom line related further reading sources references what to watch
    why it this matters means we know happened
    """
)
_GLUE = word_set("and & the a of for in on with to - / added extra more")
_ORDINARY_PHRASES = frozenset(
    {
        "what to watch next", "what to watch", "what to watch for", "what comes next", "what's "
        "next",
        "what happens next", "why it matters", "why this matters", "what it means",
        "what this means", "the bottom line", "bottom line", "looking ahead", "key takeaways",
    }
)  # fmt: skip
# Fields of a form that a writer or a model filled in with "none".
_SLOT = (
    r"[ \t>*_•–-]{0,6}((?:negatives?|positives?|neutral|sentiment|bias|keywords?|hashtags?"
    r"|cta|"
    r"call to action|quotes?|(?:additional |editor'?s? |other )?(?:notes?|context|information)|"
    r"images?|image prompt|caption|headline|subtitle|subheading|disclaimers?|citations?|tone|hook|"
    r"conclusion|meta description|(?:internal|external) links?|fact[- ]check|caveats?|corrections?|"
    r"negative (?:prompt|keywords?|aspects?|points?)|controvers(?:y|ies)|follow[- ]?ups?|"
    r"media|embeds?|related (?:links|articles|topics)|sponsored|speculation|opinion)"
    r"\*{0,2}[ \t]?[:：–-]\*{0,2}[ \t]?(?:none|n/?a|null|nil|not applicable|not provided|"
    r"not specified|nothing to add|no \w+ (?:provided|needed|required))[.*_]{0,3})\s*"
)
# Fields of a task for a writer or a model. "Notes: none" also appears in minutes, logs and forms.
_WRITERS_SLOT = (
    r"sentiment|bias|keywords?|hashtags?|cta|call to action|image prompt|tone|hook|embeds?"
    r"|meta description|(?:internal|external) links?|negative\b|positive\b|speculation"
)
# Any other label answered with "none" beside them makes the text a form that people fill in.
_ANSWERED = r"[ \t>*_•–-]{0,6}[a-z][\w '/()-]{1,50}[ \t]?[:：][ \t]?(?:none|n/?a|nil)[. ]{0,2}"
_MAX_SLOT = 60  # characters
# The last word of such a field.
_NOTHING = word_set("none na a null nil applicable provided specified add needed required")


def _label(analysis: Analysis, block: Block) -> str | None:
    """``task``, ``ordinary`` or None: what kind of label the heading is."""
    if block.end - block.start > 60:
        return None
    words = [analysis.words[i] for i in analysis.word_range(block.start, block.end)]
    if not words or len(words) > 6:
        return None
    if " ".join(words) in _ORDINARY_PHRASES:
        return "ordinary"
    if not all(word in _TASK or word in _ORDINARY or word in _GLUE for word in words):
        return None
    task = sum(word in _TASK for word in words)
    return "task" if task >= 2 or (task and len(words) > 1) else "ordinary"


def _may_be_slot(analysis: Analysis, block: Block) -> bool:
    words = analysis.word_range(block.start, block.end)
    return bool(words) and analysis.words[words[-1]] in _NOTHING


def _is_writers(slot: re.Match[str]) -> bool:
    return compiled(_WRITERS_SLOT).match(slot.group(1)) is not None


def _slots(analysis: Analysis) -> tuple[list[re.Match[str]], int]:
    """Return the fields with “none”, and the number of other labels that say “none”."""
    slots, answers = [], 0
    for block in analysis.blocks:
        if block.end - block.start <= _MAX_SLOT and _may_be_slot(analysis, block):
            match = compiled(_SLOT).fullmatch(analysis.text, block.start, block.end)
            if match:
                slots.append(match)
            elif compiled(_ANSWERED).fullmatch(analysis.text, block.start, block.end):
                answers += 1
    return slots, answers


def _slot_hits(
    analysis: Analysis, slots: list[re.Match[str]], *, scaffold: bool, answers: int
) -> Iterator[Hit]:
    writers = sum(_is_writers(match) for match in slots)
    for match in slots:
        phrase = match.group(1).strip(" *_")
        span = analysis.to_source(match.start(1), match.end(1))
        message = f"“{phrase}” looks like an empty field of a form"
        valence = phrase.lower().startswith(("negative", "positive"))
        if scaffold or (_is_writers(match) and not answers and (writers > 1 or valence)):
            message = f"“{phrase}” is an empty field of the prompt's form"
            yield Hit(span=span, message=message, weight=0.7)
        elif _is_writers(match) and not answers:
            yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.3)
        else:
            yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.02)


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield fields with “none”, and label headings over lists if the text has several."""
    blocks = analysis.blocks
    slots, answers = _slots(analysis)
    labels = []
    for block, following in pairwise(blocks):
        if block.kind in HEADING_KINDS and (kind := _label(analysis, block)):
            labels.append((block, kind, following.kind is BlockKind.LIST_ITEM))
    tasks = sum(kind == "task" for _, kind, _ in labels)
    over_lists = sum(listed for _, _, listed in labels)
    # One unusual label is a style; two of them among three or more labels over lists are a form.
    scaffold = tasks >= 2 and len(labels) >= 3 and over_lists >= 2
    yield from _slot_hits(analysis, slots, scaffold=scaffold, answers=answers)
    if not scaffold and not slots:
        return
    for block, kind, listed in labels:
        phrase = analysis.text_of(block).strip()
        span = analysis.to_source(block.start, block.end)
        if kind == "task" and scaffold:
            message = (
                f"“{phrase}” names a task for the writer; {len(labels)} headings are such labels"
            )
            yield Hit(span=span, message=message, count=len(labels))
        elif listed or scaffold:
            message = f"“{phrase}” is one of several labels of a form"
            yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.1)


RULE = Rule(
    id="section-scaffold",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="Sections of the prompt left in the text",
    why="“Sentiment: none” or “Tone and angle” belongs to a form for the writer. It names a task, "
    "not a topic.",
    remedy="Delete empty fields. Turn each remaining section into prose under a heading that "
    "describes its content.",
    sources=("https://developers.google.com/search/docs/fundamentals/creating-helpful-content",),
    finds=(
        Example(
            text="The ferry runs again in May, and both towns will celebrate.\nSentiment: none"
        ),
        Example(
            text="Reader relevance\n- The bridge is old.\nEditorial angle\n"
            "- It will be repaired.\nSummary\n- Work starts in May."
        ),
        Example(
            text="The bridge is old.\nOpening hook\n- It will be repaired.\nTone and angle\n- It "
            "is neutral.\nKey points\n- Work starts in May."
        ),
    ),
    spares=(
        Example(
            text="Background\nThe bridge is old.\nSummary\nIt will be repaired.\nSources\nThe town."
        ),
        Example(text="Default: none\nArguments: none\nThe command prints the list and exits."),
        Example(text="Closing remarks\n- The bridge is old.\nThe river\n- It is wide and slow."),
    ),
    check=check,
    weight=0.55,
)
