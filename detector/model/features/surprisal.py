"""How expected each word is: surprisal under two back-off language models of n-grams.

One model was counted on human prose, the other on generated prose. A machine's words are the
expected ones, evenly so; a person's surprise now and then (Gehrmann et al. 2019, GLTR; Mitchell et
al. 2023, DetectGPT); a spun or shuffled text surprises all the time.

The tables are in the form of ARPA: each known n-gram has the log-probability of its last token
after the others, and a back-off weight for what follows it (Katz 1987; Dirichlet smoothing of
MacKay & Peto 1995).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from detector.model.features.ngrams import MAX_ORDER

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

STRETCH = 20  # tokens over which the evenness is measured
_LIKELY = (0.5, 0.2, 0.05, 0.01, 0.001)  # probabilities of a word that a model expected
_LEANS = (-2.0, -1.0, -0.5, 0.5, 1.0, 2.0)  # nats by which a word speaks for a model
_LOW = 0.1  # the quantile over stretches

_SERIES = ("human", "generated", "ratio", "human_words", "ratio_words", "ratio_pairs")

NAMES: tuple[str, ...] = (
    *(f"surprisal_{part}_{name}" for name in _SERIES for part in ("mean", "spread")),
    *(f"expected_at_{probability}" for probability in _LIKELY),
    "context_helps_human",
    "context_helps_generated",
    *(f"leans_over_{nats}" for nats in _LEANS),
    "clipped_ratio",
    *(f"stretches_{part}_{name}" for name in _SERIES[:3] for part in ("spread", "low")),
)


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Natural log-probabilities and back-off weights of the known n-grams, by column."""

    log_probability: npt.NDArray[np.float32]
    back_off: npt.NDArray[np.float32]
    unknown: float  # log-probability of a token that is no known n-gram

    def score(self, at: npt.NDArray[np.intp]) -> list[npt.NDArray[np.float64]]:
        """Return each token's log-probability after 0, 1, ... tokens of context.

        ``at`` are columns as ``aligned`` gives them.
        """
        import numpy as np

        is_known = at >= 0
        known = self.log_probability[at].astype(np.float64)
        weight = self.back_off[at[:-1]].astype(np.float64)
        weight *= is_known[:-1]
        score = np.where(is_known[0], known[0], self.unknown)
        scores = [score]
        for order in range(1, len(at)):
            shorter = score.copy()
            shorter[1:] += weight[order - 1, :-1]
            np.copyto(shorter, known[order], where=is_known[order])
            score = shorter
            scores.append(score)
        return scores


@dataclass(frozen=True, slots=True)
class LanguageModels:
    """The two models whose difference tells a machine's wording from a person's."""

    human: LanguageModel
    generated: LanguageModel

    def measure(self, at: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
        """Return the measures of ``NAMES`` for the tokens whose columns are ``at``."""
        import numpy as np

        if at.shape[1] < 2:
            return np.zeros(len(NAMES))
        human, generated = self.human.score(at), self.generated.score(at)
        ratio = generated[-1] - human[-1]
        series = (
            human[-1],
            generated[-1],
            ratio,
            human[0],
            generated[0] - human[0],
            generated[1] - human[1],
        )
        table = np.array(series)
        size = table.shape[1]
        means = np.add.reduce(table, axis=1) / size
        off = table - means[:, None]
        spreads = np.sqrt(np.add.reduce(off * off, axis=1) / size)
        likely = [np.count_nonzero(generated[-1] > log(limit)) / size for limit in _LIKELY]
        leans = [np.count_nonzero(ratio > limit) / size for limit in _LEANS]
        return np.array(
            [
                *np.column_stack([means, spreads]).ravel(),
                *likely,
                means[0] - means[3],
                means[1] - float(generated[0].mean()),
                *leans,
                float(np.clip(ratio, -1.0, 1.0).mean()),
                *_evenness(table[:3]),
            ]
        )


def _evenness(series: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Spread and low quantile of the means over stretches, for each series in turn."""
    import numpy as np

    whole = series.shape[1] // STRETCH
    if whole < 2:
        return np.zeros(2 * len(series))
    means = series[:, : whole * STRETCH].reshape(len(series), whole, STRETCH).mean(axis=2)
    low = np.sort(means, axis=1)[:, int(_LOW * whole)]
    return np.column_stack([means.std(axis=1), low]).ravel()


def aligned(place: npt.NDArray[np.intp], tokens: int) -> npt.NDArray[np.intp]:
    """Return a row per order and a column per token: the known n-gram that ends there, or -1.

    ``place`` are the columns of all fingerprints of a text of ``tokens`` tokens, in the order of
    ``ngrams.fingerprints``.
    """
    import numpy as np

    at = np.full((MAX_ORDER, tokens), -1, np.intp)
    start = 0
    for n in range(1, min(MAX_ORDER, tokens) + 1):
        size = tokens - n + 1
        at[n - 1, n - 1 :] = place[start : start + size]
        start += size
    return at
