"""Sentences at the ends of a page: there stand the notes that a pipeline puts on many pages."""

from __future__ import annotations

from detector.text.analysis import Analysis, Sentence

FIRST, LAST = 2, 3  # sentences of the prose that are kept
MIN_WORDS = 6  # of a sentence that says anything
MAX_NOTE = 240  # characters; longer ones are cut
MAX_CONFESSIONS = 3

_REWRITTEN = frozenset(
    "rewritten rewriting rewrites paraphrased paraphrasing reworded rephrased spun".split()
)
_MADE = frozenset(
    "written generated created produced drafted composed translated summarized summarised".split()
)
_MACHINE = frozenset("ai chatgpt gpt llm claude gemini bard copilot".split())
_AUTOMATIC = _MACHINE | frozenset(
    "automatically automatic automated algorithm software bot".split()
)
_PIECE = frozenset("article post page content text story version summary piece blog".split())
_NOT = frozenset("no not never without isn't wasn't don't doesn't human humans if whether".split())
_UNABLE = frozenset("cannot can't unable sorry apologize apologise decline couldn't".split())
_TASK = frozenset("assist fulfill fulfil comply request".split())


def notes(analysis: Analysis) -> list[str]:
    """Return the first and last sentences of the prose, and confessions wherever they stand."""
    sentences = [s for s in analysis.prose_sentences if s.last_word - s.first_word >= MIN_WORDS]
    ends = {*sentences[:FIRST], *sentences[-LAST:]}
    confessed = 0
    found: dict[str, None] = {}
    for sentence in sentences:
        kept = sentence in ends
        if not kept and confessed < MAX_CONFESSIONS and _confesses(analysis, sentence):
            confessed += 1
            kept = True
        if kept:
            found[" ".join(analysis.text_of(sentence).split())[:MAX_NOTE]] = None
    return list(found)


def is_confession(note: str) -> bool:
    """Return whether a sentence says that a machine rewrote or wrote the page, or declines to."""
    return _is_confession([word.strip(".,;:!?()\"'“”*_").lower() for word in note.split()])


def _confesses(analysis: Analysis, sentence: Sentence) -> bool:
    words = analysis.words[sentence.first_word : sentence.last_word]
    return len(words) <= 60 and _is_confession(words)


def _is_confession(words: list[str]) -> bool:
    held = set(words)
    if held & {"i", "i'm"} and held & _UNABLE and held & _TASK:
        return True
    if not held & _PIECE or held & _NOT:
        return False
    if not held & {"this", "the", "our", "these"}:
        return False
    if held & _REWRITTEN:
        return bool(held & _AUTOMATIC)
    return bool(held & _MADE and held & _MACHINE and held & {"by", "using", "with"})
