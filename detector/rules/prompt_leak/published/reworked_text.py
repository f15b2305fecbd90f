"""A text was rewritten to order, and what was said about the rewriting was published with it.

Three kinds: the name of the result above it ("Rewritten passage:"), the sentence that hands it over
("Here is a paraphrased version of the review:"), and the report of what was done to its language
("This polished text keeps the original meaning while improving clarity"). Editors report changes
too: of an interview or a later edition, and not of the clarity, the tone and the grammar at once.
Authors who revise a text of their own may say the last two, so one of these alone warns; several
fail, or one that names the result of an order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import (
    AI_TALK,
    discusses,
    is_closing,
    is_spoken_of,
    opens_sentence,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled, near
from detector.rules.surroundings import is_about, is_technical, word_set
from detector.text.analysis import Analysis

_TEXT = (
    r"(?:passage|paragraph|text|article|review|abstract|story|essay|e-?mail|message|news(?: article"
    r"| piece| story)?|piece|draft|(?:blog )?post|content|summary|sentence|version)"
)
# Work that is done to order, and work that authors do to texts of their own too.
_ORDERED = (
    r"(?:rewritten|re-written|paraphrased|rephrased|reworded|polished|proofread|humani[sz]ed)"
)
_ANY = rf"(?:{_ORDERED}|revised|edited|corrected|improved|refined|updated)"
_GIVEN = r"(?:the|your|this)(?: (?:given|original|provided|following|above))?"
_LABEL = (
    rf"\b(?P<label>(?:(?:the|my|your) )?{_ORDERED} (?!(?:article|version|text|blog|draft|content)"
    rf"\s?:[*_]*\s?\n){_TEXT}(?: (?:would be|could be|is|reads|is as follows))?"
    rf"|(?:my|your) (?:rewrite|paraphrase)(?: of the {_TEXT})?|continued (?:review|story|passage))"
    r"[*_]{0,2}:"
)
_GIVE = (
    r"\b(?P<give>here(?:'s| is| are) (?:an?|the|my|your|one|some) (?:[\w-]+ ){0,2}?"
    rf"(?:{_ORDERED} (?:version of )?(?:{_GIVEN} )?{_TEXT}"
    rf"|{_ANY} version of {_GIVEN} {_TEXT}|(?:edit|rewrite|paraphrase|rewrites) of {_GIVEN} {_TEXT}"
    rf"|(?:possible|suggested) continuations? of {_GIVEN} {_TEXT}|continued (?:review|story))"
    r"(?! (?:i|we|by|from|that (?:i|we|he|she|they))\b)[^.!?:\n]{0,100}[*_]{0,2}(?::|\n))"
)
_DID = (
    rf"\b(?P<did>i(?:'ve| have| will|'ll)?(?: \w+){{0,2}}? (?:rewrite|rewritten|rewrote"
    r"|paraphrased?"
    rf"|rephrased?|reworded?) {_GIVEN} {_TEXT}\b(?! (?:of|for|by|that|we|i) )"
    rf"|in (?:this|the|my) {_ANY} {_TEXT}, i(?:'ve| have)?\b)"
)
_OF_RESULT = (
    rf"\b(?P<result>(?:(?:this|the|my) {_ANY} {_TEXT}|(?:this|my) (?:rewrite"
    rf"|paraphrase)) (?:[\w']+ ){{0,2}}?(?:maintains?|retains?"
    r"|preserves?|keeps?|conveys?|captures?|aims?|uses?|is|has|avoids?|removes?|improves?|enhances?"
    r"|streamlines?|offers?|presents?|provides?|ensures?|emphasi[sz]es?)\b)"
)
# What is said of the language of a text, each counted once.
_QUALITIES = (
    r"\b(?P<clear>clarity|clearer|clear)\b|\b(?P<concise>concis\w+)|\b(?P<read>readab\w+)"
    r"|\b(?P<grammar>gramma\w+|punctuation|spelling|typos)\b|\b(?P<tone>tone|style)\b"
    r"|\b(?P<flow>flow|sentence structure)\b|\b(?P<word>wording|word choice|vocabulary|synonyms)\b"
    r"|\b(?P<formal>formal\w*|professional\w*)\b|\b(?P<engaging>engaging|engagement|convincing)\b"
    r"|\b(?P<meaning>(?:original|same|semantic|intended) (?:meaning|text|passage|content|message"
    r"|intent\w*|information|structure)|meaning (?:intact|and))\b|\b(?P<language>language)\b"
)
_ORDINARY = (
    r"\b(?:interview|transcript|conversation|edition|translation|bill|law|treaty|manuscript)s?\b"
)
_CHANGED = (
    r"(?:note:? )?i(?:'ve| have)? (?:also |then |just |only )?(?:made (?:some|a few|minor|slight"
    r"|several|the following|these)[\w ]{0,20}? ?(?:changes|edits|improvements|adjustments)"
    r"|corrected|rearranged|simplified|replaced|tried (?:my best )?to (?:keep|maintain|preserve"
    r"|use|paraphrase)|added (?:a few|some) words|used more)\b"
    # In brackets, of the text itself.
    r"|note:? (?:the|this|grammar|spelling|punctuation)\b[^.!?\n]{0,60}\b(?:has|have) been"
    r" (?:polished|adjusted|simplified|kept|modified|edited and)\b"
)
# What may stand before it in its sentence.
_LED_IN = r"\b(?:sure|certainly|of course|absolutely|okay|ok|note)[,:!]? \Z"
_ANCHORS = word_set(
    "rewritten written paraphrased rephrased reworded polished proofread humanized humanised"
    " continued"
    " revised edited corrected improved refined updated rewrite rewrites rewrote paraphrase"
    " rephrase reword continuation continuations edit"
)
_LATER = 260  # characters after a sentence about the result
_ORDERED_WORDS = rf"(?i)\b(?:{_ORDERED}|rewrite|paraphrase|continuation)"
_VERSION = (
    rf"(?i)\b(?:version of (?:the|your|this)"
    rf"|{_ORDERED} (?:passage|paragraph|review|abstract|sentence))\b"
)
# A text of the author's own was published before.
_PUBLISHED = (
    r"\b(?:since|(?:first|originally|was|been) (?:posted|appeared|published|printed)|than the"
    r"|yesterday|last (?:week|month|year)|twice|the first was)\b"
)
_AFTER = 80  # characters
_WRITING = word_set(
    "essays students student paraphrasing plagiarism exercise exercises teacher lesson writers"
    " copywriting translator translation"
)


def _qualities(text: str) -> int:
    return len({match.lastgroup for match in compiled(_QUALITIES).finditer(text)})


def _named(analysis: Analysis) -> Iterator[re.Match[str]]:
    pattern = f"{_LABEL}|{_GIVE}|{_DID}|{_OF_RESULT}"
    text = analysis.text
    for match in near(analysis, _ANCHORS, pattern, before=60, after=160):
        start, end = match.span()
        before = text[max(0, start - 16) : start]
        if not (opens_sentence(analysis, start) or compiled(_LED_IN).search(before)):
            continue
        kind = match.lastgroup
        if kind == "result" or (
            kind == "did" and not text[end : end + 12].lstrip().startswith("as")
        ):
            rest = text[start : end + _LATER].partition("\n")[0]
            if _qualities(rest) < (2 if kind == "result" else 1):
                continue
            if not is_closing(analysis, end, 120) or compiled(_ORDINARY).search(rest):
                continue
        yield match


def _reported(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Yield sentences near the end that report several changes to the language of the text."""
    for sentence in analysis.sentences[-6:]:
        text = analysis.text_of(sentence)[:400].replace("’", "'").lstrip(" *_(\"'")
        if not compiled(_CHANGED).match(text):
            continue
        given = compiled(r"\bchanges to the (?:original|given) ").search(text)
        if (given or _qualities(text) >= 2) and not compiled(_ORDINARY).search(text):
            yield sentence.start, sentence.end


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield labels, hand-overs and reports; texts on writing and editing show them."""
    found = [match.span() for match in _named(analysis)]
    found += _reported(analysis)
    if not found or discusses(analysis, AI_TALK) or is_technical(analysis):
        return
    if is_about(analysis, _WRITING, share=0.008, least=3):
        return
    spans = [
        (start, end)
        for start, end in sorted(set(found))
        if not is_spoken_of(analysis, start, start + 1, says=True)
        and not compiled(_PUBLISHED).search(analysis.text[start : end + _AFTER])
    ]
    for start, end in spans:
        # Authors revise their own texts, and say so; to order, a text is rewritten or paraphrased.
        ordered = compiled(_ORDERED_WORDS).search(analysis.text, start, end) is not None
        sure = len(spans) >= 2 or (ordered and compiled(_VERSION).search(analysis.text, start, end))
        phrase = excerpt(analysis.text[start:end], 70)
        yield Hit(
            span=analysis.to_source(start, end),
            message=f"“{phrase}” is about the rewriting of the text, not about its subject",
            severity=Severity.ERROR if sure else Severity.WARNING,
            weight=None if sure else 0.4,
        )


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="reworked-text",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="Sentences about the rewriting of the text, published with it",
    why="“Rewritten passage:” names a result for whoever ordered it. Readers see that the text was "
    "rewritten by a tool, and that nobody read the page.",
    remedy="Delete the label or the sentence, and the older text if it is there too.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text=f"Rewritten passage: {_PATHS}"),
        Example(text=f"Here is a paraphrased version of the paragraph:\n\n{_PATHS}"),
        Example(
            text=f"{_PATHS}\n\nThis polished text keeps the original meaning while improving "
            "clarity and flow."
        ),
        Example(text=f"{_PATHS}\n\nI made a few changes to improve the grammar and the tone."),
        Example(text=f"Here's a possible continuation of the story: {_PATHS}"),
    ),
    spares=(
        Example(text=f"{_PATHS}\n\nThe revised edition keeps the maps and adds a chapter."),
        Example(text=f"{_PATHS}\n\nThis interview was edited for clarity and length."),
        Example(text=f"Here is the revised text of the bill, which we rewrote in May. {_PATHS}"),
        Example(text=f'{_PATHS} The page began with "Rewritten passage:" for a week.'),
        Example(text=f"{_PATHS}\n\nI corrected the prices, as two readers wrote to me."),
        Example(text="Polished stone: it shines. Corrected version: gravel costs 40 dollars."),
        Example(text=f"{_PATHS}\n\nI made a few edits for clarity and grammar since May."),
        Example(
            text=f"Here is an updated version of this post, which first appeared in May:\n{_PATHS}"
        ),
    ),
    check=check,
    weight=0.7,
)
