"""Sentences that speak of the order for the text; most are at either end of it.

Chat tools and agents reply to an order: they hand the text over with its length, tell what they
will write, repeat the prompt, offer another version. Whoever pastes the reply publishes these
sentences. ``commission`` says how they are told from what authors write.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import AI_TALK, SEO_TALK, discusses, is_spoken_of
from detector.rules.prompt_leak.published.commission import Act, acts
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis

CERTAIN = 3  # points of a sentence; a prompt has more
_ORDERS = frozenset({"order", "rewrite", "role", "only", "must", "user"})
# Conditions that nobody gives to a person who is to learn or to win.
_MACHINE = frozenset({"seo", "keywords", "human", "unique", "passive"})
# Tasks that people give to people: school, contests, calls for papers.
_ASSIGNMENTS = word_set(
    """
    students student submit submission submissions rubric grade graded assignment assignments
    contest competition entries teacher homework exam deadline editor's pitch pitches contributors
    guest guidelines learner learners
    """
)
_AROUND = 600  # characters before and after the orders
# Where and when it is to be handed in, and what becomes of it.
_HANDED_IN = (
    r"\b(?:(?:hand|turn) (?:it|them|yours?|your \w+|in)|(?:e?-?mail|send|post) (?:it|them|us|yours?"
    r"|your \w+) |due (?:on|by|in)|we (?:print|pay|publish|mark|accept|want your))\b"
)


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the sentences about the order; in a text about prompts or search they are examples."""
    opening, closing, between = analysis.once(acts)
    # Between the ends a prompt is one sentence: orders of other sentences are steps of advice.
    parts = (opening, closing, *([act] for act in between))
    found = [act for part in parts for act in _certain(analysis, part)]
    if not found or discusses(analysis, AI_TALK) or discusses(analysis, SEO_TALK):
        return
    for start, end in sorted({(act.sentence.start, act.sentence.end) for act in found}):
        if not is_spoken_of(analysis, start, start + 1, says=True):
            phrase = excerpt(analysis.text[start:end], 70)
            yield Hit(
                span=analysis.to_source(start, end),
                message=f"“{phrase}” speaks to whoever ordered the text, not to its reader",
            )


def _certain(analysis: Analysis, found: list[Act]) -> Iterator[Act]:
    orders = [act for act in found if act.name in _ORDERS]
    if _is_prompt(orders) and not _is_assignment(analysis, orders):
        yield orders[0]
    for act in found:
        if act.name == "user" and act.points > CERTAIN:
            yield act
        # "It meets all the requirements of the rubric: it has 600 words", says a teacher.
        if act.name == "covers" and _is_assignment(analysis, [act]):
            continue
        if act.name not in _ORDERS and act.points >= CERTAIN and act.sure:
            yield act


def _is_assignment(analysis: Analysis, orders: list[Act]) -> bool:
    """Return whether people are asked for the text: where it is ordered, not anywhere in it.

    Whoever says "we pay for gravel" further down asks nobody for a text.
    """
    low = max(0, orders[0].sentence.start - _AROUND)
    high = orders[-1].sentence.end + _AROUND
    if compiled(_HANDED_IN).search(analysis.text, low, high):
        return True
    around = analysis.word_range(low, high)
    asked = sum(analysis.words[i] in _ASSIGNMENTS for i in around)
    # A prompt may be for a text about students.
    own = sum(
        analysis.words[i] in _ASSIGNMENTS
        for act in orders
        for i in range(act.sentence.first_word, act.sentence.last_word)
    )
    return asked > own or own > 1


def _is_prompt(orders: list[Act]) -> bool:
    """Return whether the orders are a prompt: conditions, a role or a form for the answer."""
    conditions = {condition for act in orders for condition in act.conditions}
    names = {act.name for act in orders}
    if "writes" in conditions:
        return True
    if conditions & _MACHINE and len(conditions) >= 2:
        return True
    several = len(conditions) >= 2 or len(names) >= 2 or "only" in names
    return several and sum(act.points for act in orders) > CERTAIN


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="commission-talk",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="Sentences about the order for the text, published with it",
    why="Length, keywords, brief and other versions concern whoever ordered the text. Readers see "
    "that nobody read the page.",
    remedy="Delete the sentence, and check both ends of the text for others like it.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text=f"Here is your 800-word article: {_PATHS}"),
        Example(text=f"{_PATHS}\n\nWould you like a shorter version with a meta description?"),
        Example(
            text="Write a 900-word blog post about garden paths. Use a friendly tone and include "
            f"the keyword garden path five times.\n\n{_PATHS}"
        ),
        Example(text=f"{_PATHS}Hmm, I need to keep this under 400 words. {_PATHS * 9}"),
        Example(text=f"{_PATHS}I have ensured the keyword appears in each part. {_PATHS * 9}"),
        Example(
            text=f"{_PATHS}Generate an SEO-friendly article on paths with five headings. "
            f"{_PATHS * 9}"
        ),
        Example(text=f"{_PATHS}Let me count words: {_PATHS * 9}"),
        Example(
            text=f"I've completed the piece. It covers all points of the outline and uses the "
            f"target keyword eight times.\n\n{_PATHS}"
        ),
        Example(text=f"As per the brief, this article is written in a friendly tone.\n\n{_PATHS}"),
        Example(text=f"Thank you for the brief. Here is the post on garden paths:\n\n{_PATHS}"),
    ),
    spares=(
        Example(text=f"As per your request, this draft has no pictures of the path. {_PATHS}"),
        Example(text=f"Here is the post that most of you asked for: our paths. {_PATHS}"),
        Example(
            text="Write a piece of up to 600 words on a path. It should avoid Latin names. Send it "
            "by 1 June. We print eight pieces in each number.",
            note="a magazine asks its readers for texts",
        ),
        Example(text=f"Here is a 2,000-word essay that I wrote last year. {_PATHS}"),
        Example(text=f"{_PATHS}\n\nLet me know if you find another quarry. I can send a map."),
        Example(
            text="Write an essay of 500 words about a path you know. Students submit it by May. "
            "Use short sentences.",
            note="an assignment",
        ),
        Example(text=f"Let's write a story about a path together. {_PATHS}"),
        Example(text=f"According to the brief, the path is to be laid in May. {_PATHS}"),
        Example(text=f"{_PATHS}The post covers the whole of the path, says the clerk. {_PATHS}"),
        Example(text=f"{_PATHS}I must keep the path dry, and I have kept the stones. {_PATHS}"),
        Example(text=f"I've finished the story of the path at last. {_PATHS}"),
    ),
    check=check,
    weight=0.7,
)
