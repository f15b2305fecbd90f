"""Labels of the page's interface copied into the article: comment forms, sharing, notices.

A label that still works is none: a link of its own leads on, a heading opens what stands under it,
and a page may be titled "Privacy Policy".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from detector.findings import Family, Severity
from detector.rules.releases import is_log
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import near
from detector.rules.surroundings import is_licence
from detector.text.analysis import Analysis, Sentence
from detector.text.document import HEADING_KINDS, Block, BlockKind, ContentType
from detector.text.familiar import phrase_list

_MAX_WORDS = 16  # of a block that is a label, not a sentence
# Notices, which may name the site or go on after these words.
_NOTICE = (
    r"\b(?:this|our) (?:web)?site uses cookies\b|\bwe use cookies (?:to|on|and|for)\b"
    r"|\bby (?:continuing|clicking)[^.\n]{0,60} you (?:agree|consent) to (?:our|the) use of cookies"
    r"|\bplease (?:like|share|subscribe)(?:,? (?:and )?(?:like|share|subscribe|comment)){1,3}\b"
    r"|\bdon't forget to (?:like|share|subscribe)(?:,? (?:and )?(?:like|share|subscribe|comment))"
    r"{1,3}\b"
)
_NOTICE_ANCHORS = frozenset({"cookies", "subscribe", "share"})
_MANY_COOKIES = 4  # a text that says "cookie" this often is about them


@cache
def _phrases() -> frozenset[str]:
    return frozenset(phrase_list("interface_phrases"))


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield labels on their own: as a whole block, or at the end of a paragraph."""
    if is_licence(analysis) or is_log(analysis):
        return
    phrases, words, blocks = _phrases(), analysis.words, analysis.blocks
    first = blocks[0] if blocks and blocks[0].kind in HEADING_KINDS else None
    title = " ".join(words[i] for i in analysis.word_range(first.start, first.end)) if first else ""
    for sentence in analysis.sentences:
        size = sentence.last_word - sentence.first_word
        if size > _MAX_WORDS:
            continue
        phrase = " ".join(words[sentence.first_word : sentence.last_word])
        if (
            phrase in phrases
            and _stands_alone(analysis, sentence, blocks[sentence.block].end)
            and not _opens_section(analysis, sentence.block)
            and not _is_link(analysis, sentence)
            and phrase != title
        ):
            yield Hit(
                span=analysis.words_to_source(range(sentence.first_word, sentence.last_word)),
                message=f"“{phrase}” belongs to the page's interface, not to the article",
            )
    if analysis.word_counts["cookies"] + analysis.word_counts["cookie"] < _MANY_COOKIES:
        for match in near(analysis, _NOTICE_ANCHORS, _NOTICE):
            if not analysis.is_mention(*match.span()):
                yield Hit(
                    span=analysis.to_source(*match.span()),
                    message="this notice belongs to the page's interface, not to the article",
                )


def _stands_alone(analysis: Analysis, sentence: Sentence, block_end: int) -> bool:
    """Return whether the label is a block of its own, or ends a block without a full stop."""
    text, start = analysis.text, analysis.word_starts[sentence.first_word]
    end = analysis.word_ends[sentence.last_word - 1]
    if "_" in analysis.document.source[slice(*analysis.to_source(start, end))]:
        return False  # a name in a program, "recent_posts"
    last = not text[end:block_end].strip(' →>"…:*_|-')
    before = text[max(0, start - 1) : start]
    return last and before not in ("'", '"') and not analysis.is_mention(start, end)


def _opens_section(analysis: Analysis, index: int) -> bool:
    """Return whether the block is the page's title, or a marked heading with text under it."""
    blocks = analysis.blocks
    block = blocks[index]
    if block.kind is BlockKind.TITLE or (index == 0 and len(blocks) > 1):
        return True
    # In plain text every short line may pass for a heading.
    marked = analysis.document.content_type is not ContentType.TEXT
    return marked and block.kind is BlockKind.HEADING and _has_text(block, blocks[index + 1 :][:1])


def _has_text(heading: Block, following: tuple[Block, ...]) -> bool:
    return any(
        block.kind is not BlockKind.HEADING or block.level > heading.level for block in following
    )


def _is_link(analysis: Analysis, sentence: Sentence) -> bool:
    """Return whether the label is the text of a link, so that a click on it leads on."""
    start = analysis.word_starts[sentence.first_word]
    end = analysis.word_ends[sentence.last_word - 1]
    return any(link.start <= start and end <= link.end for link in analysis.document.links)


RULE = Rule(
    id="interface-residue",
    family=Family.BOILERPLATE,
    severity=Severity.WARNING,
    summary="Labels of the page's interface left in the article",
    why="“Leave a Reply” or “Advertisement” was copied or scraped together with the text. It "
    "interrupts readers, and a click on it does nothing.",
    remedy="Delete the label.",
    sources=(
        "https://github.com/WordPress/WordPress/tree/master/wp-content/themes",
        "https://huggingface.co/papers/1910.10683",
    ),
    finds=(
        Example(text="The bridge was closed for the winter, the council said.\n\nLeave a Reply"),
        Example(text="The bridge was closed. The ferry runs until May.\n\n0 Comments"),
        Example(text="The bridge was closed, and the ferry runs until May. Continue reading →"),
        Example(text="The bridge was closed. We use cookies to improve your visit."),
    ),
    spares=(
        Example(text="Readers can leave a reply below the story about the bridge."),
        Example(text='The button says "Share this" and opens a window with six logos.'),
        Example(text="The advertisement ran for a year. Keep reading, she told him, and he did."),
        Example(text="Privacy Policy\n\nThe ferry keeps no list of its guests.", note="the title"),
        Example(
            text="# Privacy Policy\n\nPrivacy policy\n\nThe ferry keeps no list of its guests.",
            content_type=ContentType.MARKDOWN,
            note="the title again",
        ),
        Example(
            text="# Ferry news\n\nThe quay is closed until May. [Read more](/quay)\n\n"
            "## Related articles\n\nNine winters on the ferry, by her captain.\n",
            content_type=ContentType.MARKDOWN,
            note="a link that works, and a heading with text under it",
        ),
    ),
    check=check,
    weight=0.15,
)
