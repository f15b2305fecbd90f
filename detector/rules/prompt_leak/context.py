"""Where a mark stands, and whether the text uses it or speaks of it."""

from __future__ import annotations

from detector.analysis import Analysis
from detector.document import HEADING_KINDS
from detector.rules.search import compiled


# Words of writing that is about language models and their prompts, or about search optimisation.
def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


AI_TALK = _words(
    """
    llm llms chatgpt gpt claude gemini copilot perplexity mistral llama deepseek grok openai
    anthropic chatbot chatbots prompt prompts prompting prompted rag
    """
)
SEO_TALK = _words(
    "seo keyword keywords serp serps backlink backlinks ranking rankings snippet snippets"
)
# What introduces a mark that is shown or spoken of: "phrases such as ...", "the string ...".
_INTRODUCES = (
    r"\b(?:such as|for example|for instance|e\.g|phrases?|says?|said|saying|called|named|reads?|"
    r"writes?|wrote|types?|starts? with|begins? with|opens? with|contain(?:s|ing)?|includ(?:es"
    r"|ing)|"
    r"strings?|markers?|marks?|tokens?|placeholders?|templates?|prompts?|artifacts?|artefacts?|"
    r"regex|replac(?:e|es|ing)|remov(?:e|es|ing)|strip(?:s|ped|ping)?|delet(?:e|es|ing)|"
    r"search(?:es|ed|ing)? for|look(?:s|ing)? for|grep|fields? (?:called|named|like)|answer(?:s"
    r"|ed)|"
    r"repl(?:y|ies|ied)|respond(?:s|ed)?|respon[cs]es?|refus(?:e|es|ed|al|als)|outputs?|leaves?|"
    r"leaked|leaks?|telltale|giveaway|copy-?pasted?|tags?|codes?|citations? (?:like|as)|like)\b"
)
# A rate of topic words that makes the topic the subject: 1 word in 150, and at least four.
_TOPIC_RATE, _TOPIC_WORDS = 1 / 150, 4


def is_about(analysis: Analysis, topic: frozenset[str]) -> bool:
    """Tell whether the text is about ``topic``: its words are too many for a passing mention."""
    counts = analysis.word_counts
    number = sum(counts[word] for word in topic if word in counts)
    return number >= _TOPIC_WORDS and number >= _TOPIC_RATE * len(analysis.words)


def is_spoken_of(analysis: Analysis, start: int, end: int) -> bool:
    """Tell whether the text shows ``start:end`` or speaks of it, rather than uses it.

    True inside quotation marks or inline code, and where the words before it in its own line
    (80 characters) introduce it as a phrase, a marker, a field or what somebody says.
    """
    if analysis.is_mention(start, end):
        return True
    text = analysis.text
    if text.rfind("<!--", max(0, start - 300), start) > text.rfind(
        "-->", max(0, start - 300), start
    ):
        return True
    near = max(0, start - 80)
    line = max(text.rfind("\n", near, start), text.rfind(". ", near, start)) + 1
    return compiled(_INTRODUCES).search(text, max(line, near), start) is not None


def opens_sentence(analysis: Analysis, start: int) -> bool:
    """Tell whether ``start`` begins a sentence, a line or the text."""
    before = analysis.text[max(0, start - 4) : start].rstrip(" *_(\"'>#-")
    return not before or before[-1] in ".!?:;\n…✅" or start < 4


def ends_line(analysis: Analysis, end: int) -> bool:
    """Tell whether nothing but closing marks stands between ``end`` and the end of its line."""
    text = analysis.text
    stop = text.find("\n", end)
    rest = text[end : stop if stop >= 0 else len(text)]
    return len(rest) < 8 and not rest.strip(" .*_)\"'!]:")


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
