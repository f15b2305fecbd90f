"""Hashed n-grams over masked tokens: how something is said, with what it is about taken out.

Words of a fixed vocabulary, common over many sources, stand as they are in lower case. Every
other token is masked: a number, a name (capitalised, or all capitals), or the last three letters
of a rare word. So neither names nor topics reach the model, and replacing every name of an
article by another changes nothing.

The hash is our own, in numpy's 64-bit arithmetic, so that training and scoring agree on every
machine: BLAKE2b of the masked token, combined by a polynomial (Karp & Rabin 1987) and finished
by the mixer of SplitMix64 (Steele et al. 2014).
"""

from __future__ import annotations

from collections.abc import Container
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

MAX_ORDER = 4
NAME, CAPITALS, NUMBER = "<name>", "<capitals>", "<number>"

_MULTIPLIER = 0x9E3779B97F4A7C15
_MIX_1 = 0xBF58476D1CE4E5B9
_MIX_2 = 0x94D049BB133111EB


def masked(token: str, lower: str, vocabulary: Container[str]) -> str:
    """Return the sign that stands for a token in the n-grams."""
    first = token[0]
    if not first.isalnum() or lower in vocabulary:
        return lower
    if first.isdigit():
        return NUMBER
    if first != lower[0]:
        return CAPITALS if len(token) > 1 and token.isupper() else NAME
    return "~" + lower[-3:]


def token_hash(sign: str) -> int:
    """Hash a sign to 64 bits."""
    return int.from_bytes(blake2b(sign.encode(), digest_size=8).digest(), "little")


def fingerprints(
    hashes: npt.NDArray[np.uint64], max_order: int = MAX_ORDER
) -> npt.NDArray[np.uint32]:
    """Return a 32-bit fingerprint of every n-gram of 1 to ``max_order`` tokens.

    ``hashes`` holds one hash per token, in order. The fingerprints of the single tokens come
    first, then those of the pairs, and so on; an n-gram that occurs twice is there twice.
    """
    import numpy as np

    multiplier = np.uint64(_MULTIPLIER)
    parts = []
    total = hashes
    for order in range(1, min(max_order, len(hashes)) + 1):
        if order > 1:
            total = total[:-1] * multiplier + hashes[order - 1 :]
        x = total + np.uint64(order)
        x = (x ^ (x >> np.uint64(30))) * np.uint64(_MIX_1)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(_MIX_2)
        parts.append((x >> np.uint64(32)).astype(np.uint32))
    return np.concatenate(parts) if parts else np.zeros(0, np.uint32)


class Located(NamedTuple):
    """Where the n-grams of a text stand in a model.

    ``place`` holds a column, or -1, for each fingerprint; ``columns`` are the distinct ones,
    sorted, and ``counts`` how often each stands in the text.
    """

    place: npt.NDArray[np.intp]
    columns: npt.NDArray[np.intp]
    counts: npt.NDArray[np.intp]


def locate(found: npt.NDArray[np.uint32], known: npt.NDArray[np.uint32]) -> Located:
    """Find fingerprints among those ``known``, which are sorted.

    Sorting first makes one search of many, and each finds its neighbourhood in the cache; the
    place of each rides in the lower half of its key.
    """
    import numpy as np

    size = len(found)
    keys = np.sort((found.astype(np.uint64) << np.uint64(32)) | np.arange(size, dtype=np.uint64))
    ordered = (keys >> np.uint64(32)).astype(np.uint32)
    ends = np.flatnonzero(np.append(ordered[1:] != ordered[:-1], size > 0))
    counts = np.diff(ends, prepend=-1)
    distinct = ordered[ends]
    at = np.searchsorted(known, distinct)
    at[at == len(known)] = 0
    there = known[at] == distinct
    place = np.empty(size, np.intp)
    place[(keys & np.uint64(0xFFFFFFFF)).astype(np.intp)] = np.repeat(
        np.where(there, at, -1), counts
    )
    return Located(place, at[there], counts[there])


def term_weights(
    columns: npt.NDArray[np.intp], counts: npt.NDArray[np.intp], idf: npt.NDArray[np.float32]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]:
    """Return the ``columns`` that have an ``idf``, and their TF-IDF for these ``counts``.

    Term frequency is sublinear (1 + ln count); the vector has length 1 (Salton & Buckley 1988).
    Places with ``idf`` 0 are not part of the model.
    """
    import numpy as np

    weight = idf[columns].astype(np.float64)
    known = weight > 0
    columns, counts, weight = columns[known], counts[known], weight[known]
    weight *= 1.0 + np.log(counts)
    norm = float(np.sqrt(weight @ weight))
    return columns, weight / norm if norm else weight
