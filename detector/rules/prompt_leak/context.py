"""Where a sign is in the text, and whether the text uses it or only mentions it."""

from __future__ import annotations

import re
from bisect import bisect_right

from detector.rules.search import compiled
from detector.rules.surroundings import is_about, word_set
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS, BlockKind, Span

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
# What introduces a sign that is shown: "strings such as ...", "remove ...".
_SHOWS = (
    r"\b(?:such as|for example|for instance|e\.g|phrases?|strings?|markers?|tokens?|placeholders?|"
    r"templates?|prompts?|artifacts?|artefacts?|regex|called|named|labell?ed|reads|typed?"
    r"|replac(?:e"
    r"|es|ing)|remov(?:e|es|ing)|strip(?:s|ped|ping)?|delet(?:e|es|ing)|search(?:es|ed|ing)? for|"
    r"look(?:s|ing)? for|grep|contain(?:s|ing)?|includ(?:e|es|ing)|fields? like|marks? like"
    r"|clause)\b"
)
_SENTENCE_END = r"[.!?\n]\s|[.!?\n]$"
# What names the words that follow it.
_NAMES = (
    r"\b(?:the|a|an|this|that|its|one|another) (?:[\w-]+ ){0,2}?(?:sentence|words|line|message"
    r"|formula|excuse|apology|disclaimer|expression|opening|ending|slogan|notice)[:,]? [*_]*\Z"
)
# What introduces words that somebody says.
_SAYING = (
    r"(?:says?|said|saying|writes?|wrote|replie[sd]|reply|replying|answers?|answered|responds?|"
    r"responded|told|adds?|added|asks?|asked|explain(?:s|ed)|apologi[sz](?:es|ed)|insist(?:s|ed)"
    r"|announce[sd]|offer(?:s|ed)|beg(?:s|an|ins)|continue[sd]|repeat(?:s|ed)|admit(?:s|ted))"
)
_SAYS = (
    r"\b(?:says?|said|saying|writes?|wrote|replie[sd]|reply|replying|answers?|answered|responds?|"
    r"responded|starts? with|begins? with|opens? with|refus(?:e|es|ed|al|als)|outputs?|told|like)\b"
    # A clause about somebody, then a colon.
    r"|\b(?:it|he|she|they|who|which|(?:the|a|an|our|my|his|her|their) (?!user\b)[\w-]+)"
    rf" (?:[\w-]+ ){{0,3}}?(?:{_SAYING}|[\w-]+ed)(?: [\w-]+){{0,4}}: [*_]*\Z"
)
_SPEAKER = r"(?:it|he|she|i|we|they|the [\w-]+|(?-i:[A-Z])[\w-]+)"
# What attributes the words before it to somebody.
_SAID = rf"[^.!?\n]{{0,60}}[,!?.][*_]* (?:{_SPEAKER} {_SAYING}|{_SAYING} {_SPEAKER})\b"
# A script or a transcript: the speaker's name, then what is said. Fields of a brief, and the two
# sides of a pasted chat, are written in the same way.
_LABEL = r"[ *_>•-]{0,8}(?:([A-Z][\w '-]{0,24}): ?|([A-Z][A-Z '-]{1,24})\.)[*_]{0,3} \S"
_NO_SPEAKERS = word_set(
    """
    user assistant system prompt response output input answer question human ai chatgpt gemini
    claude copilot article title draft version topic keyword keywords note notes disclaimer update
    correction introduction intro conclusion summary outline headline post content text tone task
    instructions instruction model language style format length description caption source warning
    """
)
# Emphasis within a line, as Markdown and HTML write it.
_EMPHASIS = (
    r"(?<![*\w])\*(?![*\s])[^*\n]{1,300}\*(?!\*)|(?<![_\w])_(?![_\s])[^_\n]{1,300}_(?![_\w])"
    r"|<(?:em|i)>[^<\n]{1,300}</(?:em|i)>"
)
# How a letter begins.
_SALUTATION = r"^[ \t>*_]{0,6}(?:dear|hi|hello|hey)\b[^.!?\n]{0,40},?[ \t]*$"
_LINE = 400  # characters of a line searched on either side of a sign
_LONGEST_QUOTATION = 4000  # characters; an unclosed quotation mark must not hide the rest


def discusses(analysis: Analysis, topic: frozenset[str]) -> bool:
    """Return whether the text is about ``topic``: its words are too many for a passing mention."""
    # 1 word in 150, and at least four: stricter than elsewhere.
    return is_about(analysis, topic, share=1 / 150, least=4)


def answers_somebody(analysis: Analysis) -> bool:
    """Return whether a question is the title, or somebody is greeted: a reply or a letter."""
    if compiled(_SALUTATION, re.I | re.M).search(analysis.text):
        return True
    first = analysis.headings[0] if analysis.headings else None
    return "?" in (analysis.document.title or "") or bool(first and "?" in analysis.text_of(first))


def is_letter(analysis: Analysis) -> bool:
    """Return whether the body begins by greeting somebody."""
    first = next((b for b in analysis.blocks if b.kind not in HEADING_KINDS), None)
    return first is not None and bool(
        compiled(_SALUTATION, re.I | re.M).match(analysis.text, first.start, first.end)
    )


def is_spoken_of(analysis: Analysis, start: int, end: int, *, says: bool = False) -> bool:
    """Return whether the text only shows or mentions ``start:end``, rather than uses it.

    True inside quotation marks, inline code or an HTML comment, and where the 50 characters before
    it in its own sentence introduce it as a phrase, a marker or a field; with ``says`` also where
    the text presents it as somebody's words: by a verb of saying, as a line of a dialogue or in
    italics.
    """
    if analysis.is_mention(start, end) or _in_long_quotation(analysis, start):
        return True
    text = analysis.text
    if text.rfind("<!--", max(0, start - 300), start) > text.rfind(
        "-->", max(0, start - 300), start
    ):
        return True
    before = compiled(_SENTENCE_END, re.NOFLAG).split(text[max(0, start - 50) : start])[-1]
    if compiled(_SHOWS).search(before) or compiled(_NAMES).search(before):
        return True
    return says and (
        compiled(_SAYS).search(before) is not None
        or compiled(_SAID).match(text, end) is not None
        or _in_dialogue(analysis, start)
        or _in_quoting_italics(analysis, start)
    )


def _in_long_quotation(analysis: Analysis, start: int) -> bool:
    spans = analysis.once(_long_quotations)
    index = bisect_right(spans, (start, len(analysis.text))) - 1
    return index >= 0 and spans[index].end > start


def _long_quotations(analysis: Analysis) -> list[Span]:
    """The quotations of several paragraphs; each paragraph may open with a quotation mark."""
    text = analysis.text
    found: list[Span] = []
    opened = -1
    for mark in compiled(r'"').finditer(text):
        at = mark.start()
        before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
        if (not before or before in " \n(—*_") and after.strip():
            if before in " (—" or opened < 0 or at - opened > _LONGEST_QUOTATION:
                opened = at
        elif opened >= 0:
            if at - opened <= _LONGEST_QUOTATION and "\n" in text[opened:at]:
                found.append(Span(opened, at))
            opened = -1
    return found


def _line_before(text: str, start: int) -> int:
    """Where the line of ``start`` begins, at most ``_LINE`` characters before it."""
    low = max(0, start - _LINE)
    return max(text.rfind("\n", low, start) + 1, low)


def _in_dialogue(analysis: Analysis, start: int) -> bool:
    """Return whether the line of ``start`` is spoken by somebody in a script or a dialogue."""
    text = analysis.text
    first = _line_before(text, start)
    if text[first:start].strip() == "—":
        return True
    label = compiled(_LABEL, re.NOFLAG).match(text, first)
    if label is None or label.end() - 1 > start + 3 or not _is_speaker(label):
        return False
    name = label.group(label.lastindex or 1)
    return name.isupper() or len(analysis.once(_speakers)) > 1


def _is_speaker(label: re.Match[str]) -> bool:
    name = label.group(label.lastindex or 1)
    return _NO_SPEAKERS.isdisjoint(name.lower().split())


def _speakers(analysis: Analysis) -> frozenset[str]:
    """The names that lines of the text begin with as labels of speech."""
    labels = compiled(rf"^{_LABEL}", re.M).finditer(analysis.text)
    return frozenset(m.group(m.lastindex or 1) for m in labels if _is_speaker(m))


def _in_quoting_italics(analysis: Analysis, start: int) -> bool:
    """Return whether ``start`` is in italics inside a sentence or at the head of a list item."""
    source = analysis.document.source
    place = analysis.to_source(start, start + 1).start
    first = _line_before(source, place)
    for run in compiled(_EMPHASIS).finditer(source, first, place + _LINE):
        if run.start() > place:
            return False
        if run.end() > place:
            block = analysis.block_at(start)
            before = source[first : run.start()].rstrip()
            listed = block is not None and block.kind is BlockKind.LIST_ITEM
            after = source[run.end() : run.end() + 40].partition("\n")[0].strip(" .")
            own = before[-1:] in ("", "-", "*", "+", ">") or compiled(r"\d+[.)]").fullmatch(before)
            return bool(listed and own and after) or bool(not own and before[-1:] not in ".!?:")
    return False


def opens_sentence(analysis: Analysis, start: int) -> bool:
    """Return whether ``start`` begins a sentence, a line or the text."""
    before = analysis.text[max(0, start - 4) : start].rstrip(" *_(\"'>#-")
    return not before or before[-1] in ".!?:;\n…" or _is_sign(before[-1]) or start < 4


def _is_sign(mark: str) -> bool:
    """Return whether ``mark`` is an arrow, a tick or a picture, as people set before sentences."""
    return "\u2190" <= mark <= "\u2bff" or mark >= "\U0001f000"


def ends_line(analysis: Analysis, end: int) -> bool:
    """Return whether only closing punctuation is between ``end`` and the end of its line."""
    text = analysis.text
    rest, line_break, _ = text[end : end + 12].partition("\n")
    if not line_break and len(text) > end + 12:
        return False
    return not rest.strip(" .*_)\"'!]:")


def begins_line(analysis: Analysis, start: int) -> bool:
    """Return whether only list and emphasis markers are before ``start`` in its line."""
    before = analysis.text[max(0, start - 8) : start]
    cut = before.rfind("\n")
    if cut < 0 and start > len(before):
        return False
    return not before[cut + 1 :].strip(" *_-(>#•–[")


def is_opening(analysis: Analysis, start: int, words: int = 60) -> bool:
    """Return whether ``start`` is within the first ``words`` words of the running text."""
    first = next((b.start for b in analysis.blocks if b.kind not in HEADING_KINDS), 0)
    return _words_between(analysis, min(first, start), start) <= words


def is_closing(analysis: Analysis, end: int, words: int = 80) -> bool:
    """Return whether at most ``words`` words follow ``end``."""
    return _words_between(analysis, end, len(analysis.text)) <= words


def _words_between(analysis: Analysis, start: int, end: int) -> int:
    return len(analysis.word_range(start, end))
