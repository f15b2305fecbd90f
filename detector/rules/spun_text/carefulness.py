"""Distinguish careless or informal writing, where slips mean less, from edited prose."""

from __future__ import annotations

from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis

# Contractions without the apostrophe, chat words, and the misspellings that learners make most.
_CASUAL = word_set(
    """
    dont cant wont didnt doesnt isnt wasnt couldnt wouldnt shouldnt havent hasnt arent werent im
    ive youre theyre thats whats ur gonna gotta wanna kinda lol omg btw idk tho thru cuz
    becuase becouse beacuse alot thier wich untill recieve beleive definately seperate tommorow
    realy alright ppl pls plz lil ya yall ain haha
    """
)
_LETTERS = frozenset({"i", "u"})  # for "I" and "you"; "U" is the first letter of "U.S."


def is_casual(analysis: Analysis) -> bool:
    """Return whether the author writes as in a chat, a forum or a hasty essay.

    Signs: “i” for “I”, contractions without apostrophe, frequent misspellings, or sentences that
    begin in lower case; two signs, or one in ten sentences, are enough.
    """
    counts, surface = analysis.word_counts, analysis.surface
    signs = sum(counts[word] for word in _CASUAL if word in counts)
    signs += sum(map(_LETTERS.__contains__, surface))
    if signs >= 2:
        return True
    # A fragment of markup or a short list item is not a sentence.
    sentences = [s for s in analysis.prose_sentences if s.last_word - s.first_word >= 5]
    small = sum(surface[s.first_word].islower() for s in sentences)
    return small >= 3 and small >= 0.1 * len(sentences)
