"""Find sentences that end in the number of a reference: “…of the lung.3,4 In contrast …”.

Journals print the number above the line, after the full stop. In plain text it joins two sentences
into one, for whoever splits at a full stop before a blank; such sentences are not long.
"""

from __future__ import annotations

import re

from detector.rules.releases import is_log
from detector.rules.repetition.reference import is_data
from detector.rules.search import compiled
from detector.text.analysis import Analysis

# One reference or several, in brackets or not; a version ("Python 3.11 The") has a digit before.
_REFERENCE = (
    r"(?<=[a-z)\]\"”%])\.(?:\[?\d{1,3}(?:[,–-] ?\d{1,3}| \d{1,3}(?= [A-Z\d]))*\]?)+ ?(?=[A-Z])"
)


def lacks_sentences(analysis: Analysis) -> bool:
    """Return whether lines stand for sentences: a log of changes, whose entries need no full stop,
    or a file of data."""
    return is_log(analysis) or is_data(analysis)


def hidden_ends(analysis: Analysis) -> int:
    """Return how many sentences of the running text end in the number of a reference."""
    return sum(1 for _ in compiled(_REFERENCE, re.NOFLAG).finditer(analysis.prose))
