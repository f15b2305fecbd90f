"""MinHash signatures of word shingles: two texts alike have signatures alike.

Broder, "On the resemblance and containment of documents" (1997): the share of equal places in two
signatures estimates the Jaccard similarity of the two sets of shingles.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHINGLE_WORDS = 3
ROUNDS = 8
BINS = 16  # a text of 100 words leaves 1 of 500 bins empty
PLACES = ROUNDS * BINS  # the estimate's standard error at a similarity of 0.6 is 0.043

# Odd 64-bit multipliers, one a round: SHA-256 of "round 0", "round 1", ... (made so that nobody
# chose them), of which the first 8 bytes, made odd.
_FACTORS = tuple(
    int.from_bytes(sha256(f"round {index}".encode()).digest()[:8], "little") | 1
    for index in range(ROUNDS)
)

_hash_word = lru_cache(maxsize=50_000)(lambda word: crc32(word.encode("utf-8", "surrogatepass")))


def hash_words(words: Sequence[str]) -> NDArray[np.uint64]:
    """Return a hash of each word, the same in every run."""
    import numpy as np

    return np.fromiter(map(_hash_word, words), dtype=np.uint64, count=len(words))


def signature(hashed: NDArray[np.uint64]) -> bytes:
    """Return the signature of the 3-word shingles of the words ``hashed``.

    128 little-endian 32-bit numbers; empty for fewer than ``SHINGLE_WORDS`` words. Each of 8
    rounds hashes all shingles anew and keeps the lowest of each of 16 equal ranges (Li, Owen,
    Zhang, "One permutation hashing", 2012): one sort in place of 16 hash functions. An empty
    range takes what the next one has.
    """
    import numpy as np

    if len(hashed) < SHINGLE_WORDS:
        return b""
    shingles = np.unique(mixed(hashed[:-2], hashed[1:-1], hashed[2:]))
    lowest = np.empty((ROUNDS, BINS), dtype="<u4")
    for index, factor in enumerate(_FACTORS):
        drawn = shingles * np.uint64(factor)
        drawn ^= drawn >> np.uint64(32)
        drawn *= np.uint64(factor)
        drawn.sort()
        first = np.searchsorted(drawn, _range_starts())
        first[first == len(drawn)] = 0
        lowest[index] = drawn[first] >> np.uint64(28)  # the 4 bits above name the range
    return lowest.tobytes()


@lru_cache(maxsize=1)
def _range_starts() -> NDArray[np.uint64]:
    import numpy as np

    return np.arange(BINS, dtype=np.uint64) << np.uint64(60)


def mixed(
    first: NDArray[np.uint64], second: NDArray[np.uint64], third: NDArray[np.uint64]
) -> NDArray[np.uint64]:
    """Hash three words to 64 bits; the last steps are the finaliser of SplitMix64."""
    import numpy as np

    value = (first * np.uint64(0x9E3779B97F4A7C15)) ^ (second * np.uint64(0xC2B2AE3D27D4EB4F))
    value += third * np.uint64(0x165667B19E3779F9)
    value ^= value >> np.uint64(30)
    value *= np.uint64(0xBF58476D1CE4E5B9)
    value ^= value >> np.uint64(27)
    value *= np.uint64(0x94D049BB133111EB)
    finished: NDArray[np.uint64] = value ^ (value >> np.uint64(31))
    return finished
