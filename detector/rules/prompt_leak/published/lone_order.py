"""An order for a text, as a paragraph between others: "Rewrite the following in your own words:".

What makes it one: a short paragraph that orders a text (or its rewriting, or its tone and length)
in an article that is about something else. It needs two marks of a prompt: a label, a part to play,
a text that was given, the article's own topic, conditions such as keywords or a number of words.
Lessons, contests and pages on writing give such orders to their readers, and several of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import AI_TALK, SEO_TALK, discusses, is_spoken_of
from detector.rules.prompt_leak.published.conditions import CONDITIONS
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_about, is_technical, word_set
from detector.text.analysis import Analysis
from detector.text.document import Block, BlockKind

_TEXT = (
    r"(?:articles?|blog posts?|blog|posts?|essay|introduction|intro|conclusion|paragraphs?"
    r"|sections?|headlines?|titles?|descriptions?|outline|listicle|press release|newsletter"
    r"|landing page|copy|text|passage|content|captions?|summary|faqs?|story|review|advertorial)"
)
_LABEL = (
    r"(?:(?P<label>(?:ai |chatgpt |gpt |claude |gemini |writing )?(?:prompt|instructions?)"
    r"|user|human|me|you|request|chatgpt)[*_]{0,2}:[*_]{0,2} ?[\"“]?)?"
)
_ROLE = (
    r"(?P<role>(?:act as|you are|imagine you are|pretend to be) an? [^.!?:\n]{3,80}?[,.]?"
    r" (?:and )?)"
)
_ASKS = (
    r"(?:please,? |kindly |now,? |can you |could you |i (?:want|need) you to |your task is to )?"
)
_MAKE = r"(?:write|generate|draft|compose|create|produce|craft)"
_WORK = (
    r"(?:rewrite|re-write|expand|shorten|condense|summari[sz]e|paraphrase|rephrase|humani[sz]e"
    r"|translate|proofread|optimi[sz]e|continue|improve)"
)
_GIVEN = r"(?:the |this |my )?(?:following|below|above|given|provided)"
_ORDER = (
    rf"{_LABEL}{_ROLE}?{_ASKS}(?:{_MAKE}(?: me| us)? (?:an?|the|this|another|\d{{1,2}}|some"
    rf"|five|ten) [^.!?\n]{{0,60}}?\b{_TEXT}\b|(?P<given>{_WORK} (?:{_GIVEN}|this|the)"
    rf" (?:[\w-]+ ){{0,2}}?{_TEXT}\b))"
)
# A brief that names no text: how it is to be written.
_MANNER = (
    rf"{_LABEL}{_ASKS}(?:write|use|keep|avoid|include|make|maintain|ensure|aim)\b"
    r"(?! (?:sure|it up)\b)"
)
# What only whoever orders a text gives; of the others none is a mark.
_ORDERED = (
    "length", "keywords", "seo", "format", "tone", "passive", "human", "unique", "own words",
)  # fmt: skip
_TOPIC = r"\b(?:about|on|for|of|covering|titled) ([^.!?\n]{3,120})"
_VERBS = word_set(
    """
    write generate draft compose create produce craft rewrite expand shorten condense summarize
    summarise paraphrase rephrase humanize humanise translate proofread optimize optimise continue
    improve prompt instruction instructions user human me you request chatgpt ai gpt claude gemini
    act imagine pretend please kindly now can could i your use keep avoid include make maintain
    ensure aim writing
    """
)
# Whose readers write: one of these is enough, and several words of the second set.
_TASKS = word_set(
    """
    student students exercise exercises assignment assignments homework contest competition submit
    submission submissions entries entrants rubric worksheet journaling prompts contributors pitch
    classroom lesson lessons workshop syllabus
    """
)
_WRITING = word_set(
    """
    writing writer writers essay essays paragraph paragraphs headline headlines blogging bloggers
    copywriting copywriter author authors readers sentences style email emails resume cv template
    templates marketing
    """
)
_NEEDED = 2  # marks
_LONGEST = 420  # characters
_ORDERS = 2  # more paragraphs or items that begin with such an order are steps


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the paragraphs that order a text, unless the article gives its readers such tasks."""
    words = analysis.words
    found = []
    for block in analysis.blocks_of(BlockKind.PARAGRAPH):
        if block.end - block.start > _LONGEST:
            continue
        first = analysis.word_range(block.start, block.end)[:1]
        if first and words[first[0]] in _VERBS and _marks(analysis, block) >= _NEEDED:
            found.append(block)
    if not 0 < len(found) <= _ORDERS or _is_on_writing(analysis, found):
        return
    for block in found:
        introduced = analysis.text[max(0, block.start - 3) : block.start].strip()[-1:] == ":"
        if introduced or is_spoken_of(analysis, block.start, block.start + 1, says=True):
            continue
        yield Hit(
            span=analysis.to_source(block.start, block.end),
            message=f"“{excerpt(analysis.text_of(block), 70)}” orders a text, as prompts do",
        )


def _marks(analysis: Analysis, block: Block) -> int:
    text = analysis.text_of(block).replace("’", "'").strip(" *_>\"'“”")
    order = compiled(_ORDER).match(text)
    conditions = sum(compiled(CONDITIONS[name]).search(text) is not None for name in _ORDERED)
    if order is None:
        manner = compiled(_MANNER).match(text)
        return conditions + (manner["label"] is not None) if manner and conditions > 1 else 0
    marks = conditions + (order["role"] is not None) + 2 * (order["given"] is not None)
    marks += order["label"] is not None
    return marks + _has_topic(analysis, block, text)


def _has_topic(analysis: Analysis, block: Block, text: str) -> bool:
    """Return whether the order is for a text on what the article is about."""
    topic = compiled(_TOPIC).search(text)
    if topic is None:
        return False
    own = analysis.word_range(block.start, block.end)
    inside = [analysis.words[i] for i in own]
    wanted = {word for word in topic.group(1).lower().split() if len(word) > 4}
    return any(analysis.word_counts[word] - inside.count(word) >= _NEEDED for word in wanted)


def _is_on_writing(analysis: Analysis, found: list[Block]) -> bool:
    if is_technical(analysis) or discusses(analysis, AI_TALK) or discusses(analysis, SEO_TALK):
        return True
    if not _TASKS.isdisjoint(analysis.vocabulary):
        return True
    inside = [analysis.words[i] for b in found for i in analysis.word_range(b.start, b.end)]
    own = sum(word in _WRITING for word in inside)
    return is_about(analysis, _WRITING, share=0.006, least=3 + own)


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="lone-order",
    family=Family.PROMPT_LEAK,
    severity=Severity.WARNING,
    summary="An order for a text, as a paragraph between others",
    why="“Rewrite the following text” was said to a tool or a writer. Readers see how the page was "
    "made, and that nobody read it.",
    remedy="Delete the paragraph.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text=f"{_PATHS}\n\nRewrite the following text in your own words:\n\n{_PATHS}"),
        Example(
            text=f"{_PATHS}\n\nAct as a mason and write a 600-word article on gravel.\n\n{_PATHS}"
        ),
        Example(text=f"{_PATHS}\n\nPrompt: write an introduction on slate.\n\n{_PATHS * 2}"),
        Example(text=f"{_PATHS}\n\nWrite in a friendly tone and use short sentences.\n\n{_PATHS}"),
    ),
    spares=(
        Example(
            text=f"{_PATHS}\n\nWrite a story about a path you know.\n\n{_PATHS}",
            note="one mark",
        ),
        Example(
            text=f"{_PATHS}\n\nWrite a paragraph of 100 words on gravel, and use the keyword. "
            f"Students swap theirs.\n\n{_PATHS}",
            note="a lesson",
        ),
        Example(
            text=f"{_PATHS}\n\nHe typed this:\n\nRewrite the following text in your own words."
            f"\n\n{_PATHS}",
        ),
        Example(
            text=f"{_PATHS}\n\nCreate a section of slate, and keep the tone of the stone warm."
        ),
        Example(text=f"{_PATHS}\n\nUse a level, and keep each row to ten stones.\n\n{_PATHS}"),
    ),
    check=check,
    weight=0.5,
)
