"""One keyword with its words rearranged: "Coffee Mug Coffee", "Mug And Coffee"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import compress, count
from operator import eq

from detector.findings import Family, Severity
from detector.rules.keyword_stuffing.layout import layout_of, shown
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, folded_words, unbroken

MIN_TURNED = 3


def check(analysis: Analysis) -> Iterator[Hit]:
    words, surface = analysis.once(folded_words), analysis.surface
    tokens = analysis.word_tokens
    # "mug coffee mug", "coffee coffee mug" in one run of words.
    doubled = list(compress(count(), map(eq, words, words[1:])))
    framed = compress(count(), map(eq, words, words[2:]))
    starts = {*doubled, *(i - 1 for i in doubled), *framed}
    same = sorted(i for i in starts if 0 <= i < len(words) - 2)
    headings = analysis.once(layout_of).heading_of
    turned: defaultdict[frozenset[str], list[int]] = defaultdict(list)
    for i in same:
        pair = frozenset(words[i : i + 3])
        if len(pair) != 2 or tokens[i + 2] - tokens[i] != 2 or unbroken(analysis, i) < 3:
            continue
        if any(len(word) < 3 or not word.isalpha() for word in pair) or pair & FUNCTION_WORDS:
            continue
        # Lines of code end one after the other: "end", "end", "access".
        span = analysis.words_to_source(range(i, i + 3))
        if "\n" in analysis.document.source[span.start : span.end]:
            continue
        # "rattle rattle warble warble": a pattern, or a name that stands twice.
        beside = (*words[max(0, i - 1) : i], *words[i + 3 : i + 4])
        if not pair.isdisjoint(beside):
            continue
        if not any(word.isupper() for word in surface[i : i + 3]):
            turned[pair].append(i)
    for places in turned.values() if turned and not is_technical(analysis) else ():
        # A keyword is made of plain words; "Jane Doe Jane Doe" is a name that stands twice.
        at = analysis.word_places
        forms = [analysis.words[i] for i in range(places[0], places[0] + 3)]
        if not any(surface[i].islower() for word in forms for i in at[word]):
            continue
        # "Walla Walla wine" and "Jon Snow Jon" appear in one order; a permuted keyword in several.
        if len({tuple(words[i : i + 3]) for i in places}) < 2:
            continue
        in_heading = sum(i in headings for i in places)
        # Captions and credits run names together, with capitals and outside of headings.
        if not in_heading and not any(surface[i].islower() for i in places):
            continue
        if len(places) >= MIN_TURNED or (len(places) == MIN_TURNED - 1 and in_heading):
            indices = range(places[0], places[0] + 3)
            clear = len(places) > MIN_TURNED and in_heading > 0
            yield Hit(
                span=analysis.words_to_source(indices),
                message=f"“{shown(analysis, indices)}” rearranges one keyword; "
                f"such variants appear {len(places)} times",
                count=len(places),
                severity=Severity.ERROR if clear else Severity.WARNING,
                weight=0.65 if clear else 0.45,
            )


_MUG = (
    "Coffee Mug Coffee\n\nA Coffee Mug Coffee is a good gift. Many like a mug coffee mug for the "
    "desk. Each Coffee Mug Coffee keeps its heat. Pick a coffee coffee mug with a lid.\n"
)

RULE = Rule(
    id="keyword-permutation",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.ERROR,
    summary="The words of one keyword, rearranged and doubled",
    why="No sentence needs “mug coffee mug”. Pages of this kind are made by permuting a keyword.",
    remedy="Name the thing once, in its natural word order.",
    sources=(
        "https://developers.google.com/search/docs/essentials/spam-policies#keyword-stuffing",
    ),
    finds=(
        Example(text=_MUG, note="a keyword in every order"),
        Example(text=_MUG.replace("offee", "hess").replace("ug", "at"), note="other words"),
        Example(
            text="Lamp Desk Lamp\n\nThe Lamp Desk Lamp is bright. Buy a desk lamp desk today.\n",
            note="three variants, one in the title",
        ),
    ),
    spares=(
        Example(text="He went on mile after mile, day by day, step by step.", note="idioms"),
        Example(text="Walla Walla wine: Walla Walla is a town.", note="a doubled name, twice"),
        Example(
            text="Calls\n\nA starling sings rattle rattle warble warble, then rattle warble rattle "
            "warble, then rattle rattle warble warble again, and rattle rattle warble warble.\n",
            note="a pattern of sounds",
        ),
        Example(text="A coffee mug holds coffee. Mugs keep coffee hot.", note="plain use"),
    ),
    check=check,
    cap=0.7,
)
