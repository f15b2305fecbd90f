"""A dictionary's senses of a word pasted over advice on something else of that name.

Networks of filler pages open with what a dictionary says of a word ("A nut is a fruit with a hard
shell. It can also refer to a piece of metal … See also kernel, seed, bolt and pin.") and go on to
advise the reader on one sense as if nothing had happened. A glossary lists senses and advises
nobody; advice defines the one sense that it is about.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_technical, word_set
from detector.text.analysis import Analysis
from detector.text.document import BlockKind

_OPENING = r"(?:An?|The (?:word|term)) [\w' -]{2,40} (?:is|means|refers to) (?:an?|any|the) "
_OTHER_SENSE = (
    r"\b(?:(?:it|the (?:word|term)|an? \w{2,30}) (?:can|may|could|might) also (?:refer to|mean"
    r"|denote|be used to (?:mean|refer to|describe))|the (?:word|term) also (?:refers to|means"
    r"|denotes|describes)|see also \w{2,20}, \w{2,20},? (?:and |or )?\w{2,20}\b"
    r"|(?<=[.;] )(?:verb|noun|adjective): (?:to|an?|the) )"
)
_MARKS = frozenset({"also", "verb", "noun", "adjective"})
_ADDRESS = word_set("you your you're you'll you've")
_WINDOW = 250  # words: the senses stand at the top
_MIN_ADDRESS = 3


def check(analysis: Analysis) -> Iterator[Hit]:
    counts = analysis.word_counts
    if counts.keys().isdisjoint(_MARKS) or sum(counts[word] for word in _ADDRESS) < _MIN_ADDRESS:
        return
    paragraphs = list(analysis.blocks_of(BlockKind.PARAGRAPH))
    if not paragraphs or len(analysis.words) < 80:
        return
    opening = compiled(_OPENING).match(analysis.text, paragraphs[0].start)
    if opening is None or is_technical(analysis):
        return
    end = analysis.word_ends[min(_WINDOW, len(analysis.words)) - 1]
    found = [
        match
        for match in compiled(_OTHER_SENSE).finditer(analysis.text, opening.end(), end)
        if not analysis.is_mention(*match.span())
    ]
    for match in found:
        yield Hit(
            span=analysis.to_source(*match.span()),
            message="another sense of the word from a dictionary, in a text that gives advice",
            weight=None if match is found[0] else 0.15,
        )


RULE = Rule(
    id="stitched-senses",
    family=Family.SPUN_TEXT,
    severity=Severity.WARNING,
    weight=0.5,
    cap=0.6,
    summary="A dictionary's senses of a word pasted above advice on one of them",
    why="The page is filler: its parts come from other pages and were joined by a word.",
    remedy="Delete the definitions, and check where the rest comes from.",
    sources=(),
    finds=(
        Example(
            text="A crane is a tall bird with long legs and a long neck, found near water. It can "
            "also refer to a machine that lifts heavy loads on a building site.\n\nBefore you hire "
            "one, ask the firm how much weight it can carry and how far it must reach. You should "
            "see the papers of the driver, and your site needs firm ground. Most firms will send "
            "somebody to look at the place, and the price depends on how long you need it and on "
            "the way that it has to come through the town to reach you in the morning."
        ),
        Example(
            text="A bolt is a bar that slides to fasten a door. The term also refers to a roll of "
            "cloth or a flash of lightning.\n\nIf you want to buy cloth, feel it first. You can "
            "ask for a sample, wash it at home and see whether your colours run. Good cloth keeps "
            "its shape when you pull it, and a cheap one does not. The price is by the yard, and "
            "most shops will cut what you need while you wait. Take a little more than the pattern "
            "says, because you may make a mistake in the first cut of the sleeves."
        ),
        Example(
            text="A pitch is a dark and sticky substance made from tar. See also resin, tar, and "
            "asphalt. Verb: to throw something.\n\nWhen you book a pitch for your team, look at "
            "the lights and the changing rooms first. You pay by the hour, and evenings cost more "
            "than mornings. Bring your own ball and bibs, and be there ten minutes before you "
            "start. If it rains the day before, call to hear whether the grass can be played on, "
            "and ask what happens with your money when it cannot."
        ),
    ),
    spares=(
        Example(
            text="A crane is a machine that lifts heavy loads. Before you hire one, ask the firm "
            "how much it can carry. You should see the papers of the driver, and your site needs "
            "firm ground. Most firms will send somebody to look at the place. The price depends "
            "on how long you need it, and it may also be higher at night, when you block a road "
            "and when the police have to be there to lead your neighbours around the corner."
        ),
        Example(
            text="A crane is a tall bird with long legs. It can also refer to a machine that lifts "
            "loads. The machine was named for the bird in the fourteenth century, in English as in "
            "Greek, because both of them stretch a long neck. In heraldry the bird holds a stone "
            "in its foot to stay awake. Sailors use the word for a bracket, and in the west "
            "of the country it is a kind of small black berry that is eaten with cream on Sundays "
            "after church in the autumn.",
            note="about the word",
        ),
        Example(
            text="Do you need a crane? You will want to know your load. It can also refer to a "
            "bird, by the way, but you knew that. So tell us what you lift, and we say what it "
            "costs. If you do not know the weight, send us a picture of the thing, and we guess. "
            "Our people come to see your place, free of charge, in any week but the last one of "
            "the year, and they bring the papers that the town wants to see from you and from us.",
            note="no dictionary's opening",
        ),
    ),
    check=check,
)
