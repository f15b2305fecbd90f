"""Where a mark stands, and whether the text uses it or speaks of it."""

from __future__ import annotations

import re

from detector.analysis import Analysis
from detector.document import HEADING_KINDS
from detector.rules.search import compiled
from detector.rules.surroundings import is_about, word_set

# Words of writing that is about language models and their prompts, or about search optimisation.
AI_TALK = word_set(
    """
    llm llms chatgpt gpt claude gemini copilot perplexity mistral llama deepseek grok openai
    anthropic chatbot chatbots prompt prompts prompting prompted rag
    """
)
SEO_TALK = word_set(
    "seo keyword keywords serp serps backlink backlinks ranking rankings snippet snippets"
)
# What introduces a mark that is shown: "strings such as ...", "remove ...".
_SHOWS = (
    r"\b(?:such as|for example|for instance|e\.g|phrases?|strings?|markers?|tokens?|placeholders?|"
    r"templates?|prompts?|artifacts?|artefacts?|regex|called|named|labell?ed|reads|typed?"
    r"|replac(?:e"
    r"|es|ing)|remov(?:e|es|ing)|strip(?:s|ped|ping)?|delet(?:e|es|ing)|search(?:es|ed|ing)? for|"
    r"look(?:s|ing)? for|grep|contain(?:s|ing)?|includ(?:e|es|ing)|fields? like|marks? like"
    r"|clause)\b"
)
_SENTENCE_END = r"[.!?\n]\s|[.!?\n]$"
# What introduces words that somebody says.
_SAYS = (
    r"\b(?:says?|said|saying|writes?|wrote|replie[sd]|reply|replying|answers?|answered|responds?|"
    r"responded|starts? with|begins? with|opens? with|refus(?:e|es|ed|al|als)|outputs?|told|like)\b"
)


def discusses(analysis: Analysis, topic: frozenset[str]) -> bool:
    """Tell whether the text is about ``topic``: its words are too many for a passing mention."""
    # 1 word in 150, and at least four: stricter than elsewhere.
    return is_about(analysis, topic, share=1 / 150, least=4)


def is_spoken_of(analysis: Analysis, start: int, end: int, *, says: bool = False) -> bool:
    """Tell whether the text shows ``start:end`` or speaks of it, rather than uses it.

    True inside quotation marks, inline code or an HTML comment, and where the 50 characters before
    it in its own sentence introduce it as a phrase, a marker or a field; with ``says`` also where
    they introduce it as what somebody says.
    """
    if analysis.is_mention(start, end):
        return True
    text = analysis.text
    if text.rfind("<!--", max(0, start - 300), start) > text.rfind(
        "-->", max(0, start - 300), start
    ):
        return True
    before = compiled(_SENTENCE_END, re.NOFLAG).split(text[max(0, start - 50) : start])[-1]
    shows = compiled(_SHOWS).search(before) is not None
    return shows or (says and compiled(_SAYS).search(before) is not None)


def opens_sentence(analysis: Analysis, start: int) -> bool:
    """Tell whether ``start`` begins a sentence, a line or the text."""
    before = analysis.text[max(0, start - 4) : start].rstrip(" *_(\"'>#-")
    return not before or before[-1] in ".!?:;\n…✅" or start < 4


def ends_line(analysis: Analysis, end: int) -> bool:
    """Tell whether nothing but closing marks stands between ``end`` and the end of its line."""
    text = analysis.text
    rest, line_break, _ = text[end : end + 12].partition("\n")
    if not line_break and len(text) > end + 12:
        return False
    return not rest.strip(" .*_)\"'!]:")


def begins_line(analysis: Analysis, start: int) -> bool:
    """Tell whether nothing but marks of lists and emphasis stands before ``start`` in its line."""
    before = analysis.text[max(0, start - 8) : start]
    cut = before.rfind("\n")
    if cut < 0 and start > len(before):
        return False
    return not before[cut + 1 :].strip(" *_-(>#•–[")


def is_opening(analysis: Analysis, start: int, words: int = 60) -> bool:
    """Tell whether ``start`` stands within the first ``words`` words of the running text."""
    first = next((b.start for b in analysis.blocks if b.kind not in HEADING_KINDS), 0)
    return _words_between(analysis, min(first, start), start) <= words


def is_closing(analysis: Analysis, end: int, words: int = 80) -> bool:
    """Tell whether at most ``words`` words follow ``end``."""
    return _words_between(analysis, end, len(analysis.text)) <= words


def _words_between(analysis: Analysis, start: int, end: int) -> int:
    return len(analysis.word_range(start, end))
