"""One service in all its forms: "carpet cleaning company", "professional carpet cleaners", …

No single phrase is dense in such a text, but the thing and the words of the trade stand together in
every sentence, in turns. Advice to hire is its register; a manual, a leaflet and a history of the
trade have another. It is part of the rule ``query-variants``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from detector.findings import Severity
from detector.rules.keyword_stuffing.commerce import SERVICE_HEADS, is_contract
from detector.rules.keyword_stuffing.layout import shown
from detector.rules.keyword_stuffing.local_pairs import SERVICES
from detector.rules.keyword_stuffing.register import advises_hiring
from detector.rules.rule import Hit
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, folded_words, unbroken

# The words that make forms of a service; the thing that it is done to is any other word.
_SERVICE = SERVICES | SERVICE_HEADS
# Of 3,700 good texts one, an advertisement, reaches 0.065, six runs and three forms.
MIN_SHARE, MIN_RUNS, MIN_FORMS, MIN_TENTHS = 0.065, 6, 3, 4
_THINGS = 3  # that are looked at


def service_forms(analysis: Analysis) -> Iterator[Hit]:
    """Yield the thing whose services take more of the text than advice on them needs."""
    if not analysis.once(advises_hiring) or analysis.once(is_contract):
        return
    words = analysis.once(folded_words)
    runs = list(_runs(analysis, words))
    things = Counter(word for run in runs for word in {words[i] for i in run} - _SERVICE)
    for thing, times in things.most_common(_THINGS):
        if times < MIN_RUNS:
            break
        inside = [run for run in runs if any(words[i] == thing for i in run)]
        named = Counter(word for run in inside for word in {words[i] for i in run})
        kept = [
            tuple(i for i in run if words[i] in _SERVICE or named[words[i]] >= MIN_FORMS)
            for run in inside
        ]
        forms = {tuple(w for i in run if (w := words[i]) in _SERVICE) for run in inside}
        share = sum(map(len, kept)) / len(words)
        tenths = len({run.start * 10 // len(words) for run in inside})
        if share < MIN_SHARE or len(forms) < MIN_FORMS or tenths < MIN_TENTHS:
            continue
        if is_technical(analysis):
            return
        listed = list(dict.fromkeys(shown(analysis, run).lower() for run in inside))
        yield Hit(
            span=analysis.words_to_source(inside[0]),
            message=f"{', '.join(f'“{form}”' for form in listed[:3])}: one service in "
            f"{len(forms)} forms, which take {share:.0%} of the words",
            count=len(inside),
            severity=Severity.WARNING,
            weight=0.55,
        )
        return


def _runs(analysis: Analysis, words: list[str]) -> Iterator[range]:
    """Yield the runs of content words that hold a word of a service and another."""
    i = 0
    while i < len(words):
        if words[i] in FUNCTION_WORDS or not words[i][0].isalpha():
            i += 1
            continue
        most = i + unbroken(analysis, i)
        end = i + 1
        while end < most and words[end] not in FUNCTION_WORDS:
            end += 1
        kinds = {word in _SERVICE for word in words[i:end]}
        if len(kinds) == 2:
            yield range(i, end)
        i = end
