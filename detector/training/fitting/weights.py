"""Weights of training pieces: no source, label or domain may drown the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from detector.training.data.texts import LabelledText
from detector.training.fitting.design import Design

# A source of n texts weighs n ** SOURCE_POWER: between one vote a text and one vote a source.
SOURCE_POWER = 0.5
# Rows whose label rests on the name or the style of a site only.
UNSURE = 0.5
# Where a domain has one label only, that label says "domain": keep this share of its weight.
ONE_SIDED = 0.15

_DOMAINS = {
    "news": "news", "opinion": "news", "essay": "essay", "academic": "academic",
    "wiki": "encyclopedia", "encyclopedia": "encyclopedia", "story": "story", "fiction": "story",
    "review": "review",
}  # fmt: skip


def piece_weights(
    texts: Sequence[LabelledText], design: Design, chosen: npt.NDArray[np.intp]
) -> npt.NDArray[np.float64]:
    """Return the weights of the ``chosen`` pieces, mean 1, both labels alike."""
    of = design.text[chosen]
    label = np.array([texts[t].generated for t in of], bool)
    used = sorted(set(map(int, of)))
    size = Counter((texts[t].unit, texts[t].generated) for t in used)
    per_text = np.zeros(len(texts))
    for t in used:
        weight = size[texts[t].unit, texts[t].generated] ** (SOURCE_POWER - 1.0)
        per_text[t] = weight if texts[t].sure else UNSURE * weight
    for side in (False, True):
        mine = [t for t in used if texts[t].generated is side]
        if mine:
            per_text[mine] *= 1.0 / per_text[mine].sum()
    pieces = np.bincount(of, minlength=len(texts))
    weights = per_text[of] / np.sqrt(pieces[of])
    _balance_domains([_DOMAINS.get(texts[t].kind, "web") for t in of], label, weights)
    for side in (False, True):
        total = weights[label == side].sum()
        if total:
            weights[label == side] *= 0.5 / total
    balanced: npt.NDArray[np.float64] = weights / weights.mean()
    return balanced


def _balance_domains(
    domains: Sequence[str], label: npt.NDArray[np.bool_], weights: npt.NDArray[np.float64]
) -> None:
    rows: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for i, domain in enumerate(domains):
        rows[domain, bool(label[i])].append(i)
    totals = {key: float(weights[indices].sum()) for key, indices in rows.items()}
    for (domain, side), indices in rows.items():
        own, other = totals[domain, side], totals.get((domain, not side), 0.0)
        target = max(np.sqrt(own * other), ONE_SIDED * own)
        weights[indices] *= np.clip(target / own, ONE_SIDED, 4.0)
