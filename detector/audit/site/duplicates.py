"""Cluster pages whose signatures agree, by locality-sensitive hashing: no pair is tried in vain.

Banding as in Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3: with 32 bands
of 4 places, two texts of similarity 0.6 share a band with a probability of 0.988, of 0.7 with
0.9998. Each page is compared with at most two others a band, so time grows with the pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BANDS = 32
NEAR = 0.6  # share of shingles in common: about one word in twelve changed
SAMPLE = 200  # members of a cluster that are read to describe it
_CHUNK = 20_000


def cluster(
    signatures: NDArray[np.uint32], *, threshold: float = NEAR, bands: int = BANDS
) -> NDArray[np.int64]:
    """Return a label for each row: rows whose signatures agree get the same.

    ``signatures`` has the shape (pages, 128). The label is the lowest row of the cluster. With 64
    ``bands`` of 2 places, texts of a similarity of 0.3 are found with a probability of 0.998.
    """
    import numpy as np

    count, places = signatures.shape
    labels: NDArray[np.int64] = np.arange(count, dtype=np.int64)
    rows = places // bands
    for band in range(bands):
        keys = _band_keys(signatures[:, band * rows : (band + 1) * rows])
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        same = np.flatnonzero(ordered[1:] == ordered[:-1]) + 1
        if not len(same):
            continue
        # The first of each bucket, for every position in it.
        starts = np.zeros(count, dtype=np.int64)
        fresh = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
        starts[fresh] = fresh
        starts = np.maximum.accumulate(starts)
        for partner in (order[starts[same]], order[same - 1]):
            _join(signatures, labels, order[same], partner, threshold)
    return labels


def similarity(signatures: NDArray[np.uint32], first: int, others: NDArray[np.int64]) -> float:
    """Return the mean estimated similarity of ``others`` to row ``first``."""
    if not len(others):
        return 1.0
    return float((signatures[others] == signatures[first]).mean())


def clusters_of(signatures: NDArray[np.uint32], least: int) -> list[list[int]]:
    """Return the rows of each cluster of at least ``least``."""
    return grouped(cluster(signatures), least)


def grouped(labels: NDArray[np.int64], least: int) -> list[list[int]]:
    """Return the rows of each label that at least ``least`` have."""
    groups: dict[int, list[int]] = defaultdict(list)
    for row, label in enumerate(labels.tolist()):
        groups[label].append(row)
    return [rows for rows in groups.values() if len(rows) >= least]


def similarity_of(signatures: NDArray[np.uint32], rows: Sequence[int]) -> float:
    """Return how much alike the rows of a cluster are, by a sample of them."""
    import numpy as np

    return similarity(signatures, rows[0], np.array(rows[1 : SAMPLE + 1], dtype=np.int64))


def spread(pages: Sequence[int], most: int) -> list[int]:
    """Return at most ``most`` of ``pages``, evenly spaced."""
    step = max(1, len(pages) // most)
    return list(pages[::step][:most])


def _band_keys(band: NDArray[np.uint32]) -> NDArray[np.uint64]:
    import numpy as np

    key = np.zeros(len(band), dtype=np.uint64)
    for column in range(band.shape[1]):
        key = (key ^ band[:, column]) * np.uint64(0x9E3779B97F4A7C15)
        key ^= key >> np.uint64(29)
    return key


def _join(
    signatures: NDArray[np.uint32],
    labels: NDArray[np.int64],
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    threshold: float,
) -> None:
    """Give one label to the pairs ``left[i], right[i]`` that are alike, and to their clusters."""
    import numpy as np

    apart = labels[left] != labels[right]
    left, right = left[apart], right[apart]
    parents: dict[int, int] = {}
    for start in range(0, len(left), _CHUNK):
        a, b = left[start : start + _CHUNK], right[start : start + _CHUNK]
        alike = (signatures[a] == signatures[b]).mean(axis=1) >= threshold
        for pair in zip(labels[a[alike]].tolist(), labels[b[alike]].tolist(), strict=True):
            lower, upper = sorted(_root(parents, label) for label in pair)
            if lower != upper:
                parents[upper] = lower
    if parents:
        old = np.array(sorted(parents), dtype=np.int64)
        new = np.array([_root(parents, label) for label in old.tolist()], dtype=np.int64)
        at = np.searchsorted(old, labels)
        at[at == len(old)] = 0
        hit = old[at] == labels
        labels[hit] = new[at[hit]]


def _root(parents: dict[int, int], label: int) -> int:
    while label in parents:
        above = parents[label]
        if above in parents:
            parents[label] = parents[above]
        label = above
    return label
