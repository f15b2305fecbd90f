"""Find articles with more headings than text to go with them.

A list of facts under headings is none: minutes, company profiles, programmes and data sheets say in
each part who, when, where or how much. Their lines hold names, figures or labels; empty sentences
hold none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.counted import counted
from detector.rules.releases import is_log
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import word_set
from detector.rules.thin_content import sections
from detector.text.analysis import Analysis
from detector.text.document import Block, BlockKind, ContentType

MIN_HEADINGS = 4
WORDS_PER_HEADING = 20  # a sentence or so
# A page of this many list items is a list by intent: a recipe, a glossary, a programme.
MAX_LIST_SHARE = 0.5

FACT_SHARE = 0.6  # of the blocks state a fact: the page is a list of facts
_FRAGMENT_WORDS = 8  # a longer line without a verb is not just a fragment
_GLOSSARY = word_set("glossary terminology vocabulary definitions abbreviations acronyms")
# What makes a sentence of a few words: a verb or somebody who acts.
_SENTENCE_WORDS = word_set(
    "is are was were be been has have had do does did can could will would should may might must"
    " it they we you he she there this that more soon coming here i"
)
# A digit, a capital after the first word of a sentence ("I" aside), "Present: all members".
_FACT = r"\d|[a-z,;:)] (?!I\b)[A-Z][\w.]|^[*_]{0,2}[A-Z][\w' -]{1,30}[*_]{0,2}: ?\S"


def check(analysis: Analysis) -> Iterator[Hit]:
    words = analysis.prose_word_count
    # What only reads as a heading can but lower their number.
    if words >= WORDS_PER_HEADING * len(analysis.headings):
        return
    headings = len(sections.headings(analysis))
    if headings < MIN_HEADINGS or words >= WORDS_PER_HEADING * headings or words == 0:
        return
    if is_log(analysis):  # a release may bring one fix
        return
    items = sum(block.kind is BlockKind.LIST_ITEM for block in analysis.prose_blocks)
    if items > MAX_LIST_SHARE * len(analysis.prose_blocks):
        return
    if (
        _is_glossary(analysis)
        or sections.holds_more_than_prose(analysis)
        or _answers_questions(analysis)
        or _states_facts(analysis)
    ):
        return
    yield Hit(
        span=None,
        message=f"{headings} headings, but only {counted(words, 'word')} of text",
        weight=0.3,
    )


def _states_facts(analysis: Analysis) -> bool:
    """Return whether most paragraphs and items hold a figure, a name, a label or a bare answer."""
    blocks = analysis.prose_blocks
    texts = [analysis.text_of(each) for each in blocks]
    times = Counter(texts)
    facts = sum(
        compiled(_FACT, re.NOFLAG).search(text) is not None
        or (times[text] == 1 and _is_fragment(analysis, block))
        for block, text in zip(blocks, texts, strict=True)
    )
    return facts >= max(FACT_SHARE * len(blocks), len(sections.headings(analysis)) / 2)


def _is_fragment(analysis: Analysis, block: Block) -> bool:
    """Return whether the block is an answer without a verb: "The Lind family.", "Approved."."""
    words = analysis.words[slice(*_ends(analysis, block))]
    return len(words) <= _FRAGMENT_WORDS and _SENTENCE_WORDS.isdisjoint(words)


def _ends(analysis: Analysis, block: Block) -> tuple[int, int]:
    reach = analysis.word_range(block.start, block.end)
    return reach.start, reach.stop


def _is_glossary(analysis: Analysis) -> bool:
    """Return whether the title says that the page is a list of terms, a sentence for each."""
    first = analysis.headings[0]
    title = analysis.words[slice(*_ends(analysis, first))]
    return not _GLOSSARY.isdisjoint(title)


def _answers_questions(analysis: Analysis) -> bool:
    """Return whether most headings are answered questions: one sentence may be a full answer."""
    marked = sections.headings(analysis)
    empty = sections.empty(analysis)
    answered = sum(
        analysis.text_of(heading).rstrip(" *_").endswith("?") and heading not in empty
        for heading in marked
    )
    return 2 * answered > len(marked)


_MARKDOWN = ContentType.MARKDOWN
_TOPICS = ("Boats", "Harbours", "Packing", "Costs", "Weather")
_SHORT = "There are many of them and each has its own good sides.\n\n"
_TEXT = (
    "We rented a small boat with one mast, and the harbour master showed us the knots that we "
    "would need. By noon we were out past the second island, and nobody spoke of turning back.\n\n"
)

RULE = Rule(
    id="little-prose",
    family=Family.THIN_CONTENT,
    severity=Severity.WARNING,
    summary="Many headings with hardly a sentence under each",
    why="Headings make promises that the text must keep. If each section is one empty sentence, "
    "the page exists only for its headings.",
    remedy="Merge the sections, and write under each heading what readers came for.",
    sources=("YoastSEO.js, textLength: at least 300 words for an article",),
    finds=(
        Example(
            text="# Sailing\n\n" + "".join(f"## {t}\n\n{_SHORT}" for t in _TOPICS),
            content_type=_MARKDOWN,
        ),
        Example(
            text="# Sailing\n\nSail.\n\n" + "".join(f"## {t}\n\nMore soon.\n\n" for t in _TOPICS),
            content_type=_MARKDOWN,
        ),
        Example(
            text="<h1>Sailing</h1>" + "".join(f"<h2>{t}</h2><p>{_SHORT}</p>" for t in _TOPICS),
            content_type=ContentType.HTML,
        ),
    ),
    spares=(
        Example(
            text="# Sailing\n\n" + "".join(f"## {t}\n\n{_TEXT}" for t in _TOPICS),
            content_type=_MARKDOWN,
        ),
        Example(
            text="# Soup\n\n"
            + "".join(f"## {t}\n\n- a carrot\n- an onion\n- salt\n\n" for t in _TOPICS),
            content_type=_MARKDOWN,
            note="a list by intent",
        ),
        Example(
            text="# Boats\n\n"
            + "".join(
                f"## Can I hire a {boat}?\n\nYes, {when}, if you can swim.\n\n"
                for boat, when in (
                    ("canoe", "from May"),
                    ("dinghy", "for a day"),
                    ("raft", "in August"),
                    ("punt", "with a guide"),
                )
            ),
            content_type=_MARKDOWN,
            note="questions and their answers",
        ),
        Example(
            text="# Harbour board\n\n## Opened\n\nAt 18:30 by the chair.\n\n## Present\n\n"
            "Holm, Lind and two guests.\n\n## Budget\n\nApproved, 5 votes to 1.\n\n"
            "## Next\n\n4 May.\n",
            content_type=_MARKDOWN,
            note="minutes",
        ),
        Example(
            text="# Boatyard\n\n## Owners\n\nThe Lind family.\n\n## Wood\n\nLarch, oak and "
            "pine.\n\n## Hours\n\nWeekdays from seven to four.\n\n## Place\n\nThe north quay, "
            "behind the smokehouse.\n",
            content_type=_MARKDOWN,
            note="the profile of a firm",
        ),
        Example(
            text="# Glossary of boats\n\n"
            + "".join(f"## {t}\n\nIt is what sailors say of {t.lower()}.\n\n" for t in _TOPICS),
            content_type=_MARKDOWN,
            note="a glossary",
        ),
        Example(text=f"# Note\n\n{_SHORT}", content_type=_MARKDOWN, note="a short note"),
    ),
    check=check,
)
