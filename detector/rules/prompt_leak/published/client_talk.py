"""The writer reports to the client what was changed in the text: "I removed the part you flagged".

What makes it one: somebody who speaks as "I" says what was done to this text (kept, removed, left
out, shortened), names a part or an ingredient of it, and refers to what "you" asked for, sent or
flagged, or to "your" brief. Authors tell readers what they left out of a story; no reader has asked
for it, and none has a keyword, a word limit or a landing page in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import AI_TALK, discusses, is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_technical, word_set
from detector.text.analysis import Analysis, Sentence

_DID = (
    r"\bi(?:'ve| have|'d| had|'ll| will)?(?: also| now| just| deliberately| only| then| tried to)?"
    r" (?:kept?"
    r"|keep|removed?|left out|leave out|shortened|cut|cut out|trimmed|expanded|added?|moved?|split"
    r"|merged|rewrote|rewritten|reworked|rephrased|reworded|adjusted|changed|included?|mentioned"
    r"|worked in|woven?|wove|used|placed"
    r"|put|swapped|replaced|tightened|softened|simplified|dropped|avoided|followed|matched|stuck"
    r" to|varied|toned down|fixed|corrected|structured|formatted|skipped|preserved|written|wrote"
    r"|drafted)\b"
)
_PART = (
    r"\b(?:paragraphs?|headings?|subheadings?|headlines?|titles?|intro(?:duction)?|conclusion"
    r"|sections?|hook|sentences?|wording|tone|voice|piece|draft|article|post|text|copy|statistics?"
    r"|stats|figures|quotes?|citations?|sources|bullet points|lists?|words|word count|repetition"
    r"|key ?(?:words?|phrases?)|brand name|landing page|links?|meta description|transitions?"
    r"|passive|jargon|structure|outline|cta"
    r"|(?:it|this) (?:conversational|short|simple|light|formal|informal|friendly|concise|brief))\b"
)
_CLIENT = (
    r"(?<!of )\byou(?:'d|'ve| had| have)? (?:flagged|asked(?: for)?|requested|mentioned"
    r"|wanted|specified|marked|noted|provided|gave(?: me)?|sent(?: me)?|supplied|shared|listed"
    r"|pasted|named)\b(?! (?:in your|at the)\b)"
    r"|\byour (?:brief|outline|keywords?|key ?phrases?|target|instructions?|guidelines?|feedback"
    r"|brand(?: name| voice)?|landing page"
    r"|limit|range|window|draft|house style|style guide|requirements?|original|request|notes"
    r"|specs?)\b|\bas (?:discussed|agreed|instructed|briefed|requested)\b|\bper (?:your"
    r"|the) (?:brief|request|notes)\b"
)
_WITHIN = (
    r"\b(?:within|inside|under|over|below|above|close to|right at|short of) your"
    r" (?:[\d,–—-]{3,12}[ -]?(?:words? )?)?"
    r"(?:window|limit|range|target|word (?:limit|count)|brief|budget|minimum|maximum|cap)\b"
)
_EDGE = 6  # sentences at either end of the text
_SIGNS = word_set(
    "you your you'd you've you’d you’ve discussed agreed instructed briefed requested per"
)


def _report_at(analysis: Analysis, sentence: Sentence) -> int | None:
    """Where in the view ``sentence`` reports to a client, or None."""
    text = analysis.text_of(sentence)[:400].replace("’", "'")
    within = compiled(_WITHIN).search(text)
    if within and compiled(r"\d|\bwords?\b").search(text):
        return sentence.start
    did = compiled(_DID).search(text)
    if did and compiled(_PART).search(text) and compiled(_CLIENT).search(text):
        return sentence.start + did.start()
    return None


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the sentences at either end, and lone ones, that report to a client."""
    if _SIGNS.isdisjoint(analysis.vocabulary):
        return
    words, sentences = analysis.words, analysis.sentences
    last = max(_EDGE, len(sentences) - _EDGE)
    # Between the ends only what is a paragraph of its own.
    lone = [
        sentence
        for sentence in sentences[_EDGE:last]
        if sentence.end - sentence.start + 4
        >= len(analysis.text_of(analysis.blocks[sentence.block]))
    ]
    ends = [*sentences[:_EDGE], *lone, *sentences[last:]]
    found = [
        (sentence, place)
        for sentence in ends
        if not _SIGNS.isdisjoint(words[sentence.first_word : sentence.last_word])
        and (place := _report_at(analysis, sentence)) is not None
    ]
    if not found or discusses(analysis, AI_TALK):
        return
    # Whoever mends a program tells of headings and lists as well.
    technical = is_technical(analysis)
    for sentence, place in found:
        if not is_spoken_of(analysis, place, place + 1, says=True):
            phrase = excerpt(analysis.text_of(sentence), 70)
            yield Hit(
                span=analysis.to_source(sentence.start, sentence.end),
                message=f"“{phrase}” reports to a client what was done to the text",
                severity=Severity.WARNING if technical else Severity.ERROR,
                weight=0.5 if technical else None,
            )


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="client-talk",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="A report to the client on what was changed in the text",
    why="What was kept, cut or moved concerns whoever ordered the text. Readers see that nobody "
    "read the page.",
    remedy="Delete the report.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text=f"I removed the repetition you flagged in the second paragraph. {_PATHS}"),
        Example(
            text=f"{_PATHS}\n\nI left out the statistics you mentioned, as they had no source."
        ),
        Example(text=f"{_PATHS}\n\nThat makes 640 words, inside your 600–700 window."),
        Example(text=f"As agreed, I kept your brand name out of the headings. {_PATHS}"),
    ),
    spares=(
        Example(text=f"I left out the chapter on slate; readers of this post know it. {_PATHS}"),
        Example(text=f"{_PATHS}\n\nI used the gravel you sent me, and it is as good as you said."),
        Example(text=f'She wrote: "I cut the paragraph you marked." {_PATHS}', note="quoted"),
        Example(text=f"Some of you wanted a list of stones; I have added it below. {_PATHS}"),
        Example(text=f"I have added a section on slate, as many of you wrote to me. {_PATHS}"),
    ),
    check=check,
    weight=0.7,
)
