"""Apply a model to an analysis: probabilities, verdicts, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from detector.findings import Family, ModelInfo, Verdict
from detector.model.extent import Extent
from detector.model.features import ngrams, style, surprisal
from detector.model.features.lexicon import WordClass
from detector.model.features.passage import Passage, passage
from detector.model.head import Head, sigmoid
from detector.model.prediction import Prediction
from detector.model.sentence_weights import SentenceWeight, sentence_weights
from detector.text.analysis import Analysis
from detector.text.language import WITHOUT_SPACES

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from detector.model.features.surprisal import LanguageModels
    from detector.model.features.tokens import TokenTable

# The rest of the log-odds, which no feature added; its value as a feature is 1.
BIAS = "bias"


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstention:
    """When the classifier must not decide."""

    min_words: int  # of running prose
    min_prose_share: float  # running prose in all words
    min_function_words: float  # function words in running prose


@dataclass(frozen=True, slots=True)
class _Measured:
    """The measures of one text."""

    hashes: npt.NDArray[np.uint64]  # of the masked tokens
    classes: npt.NDArray[np.int64]  # of the tokens, ``WordClass`` bits
    words: int
    dense: npt.NDArray[np.float64]  # style, then surprisal
    columns: npt.NDArray[np.intp]
    values: npt.NDArray[np.float64]


class Judgement(NamedTuple):
    """The calibrated probability that a model wrote a run of sentences, judged by itself."""

    probability: float
    threshold: float  # from which a passage of this length is shown
    words: int

    @property
    def stands_out(self) -> bool:
        return self.probability >= self.threshold < 1.0


class Model:
    """A classifier with two heads, ``generated`` and ``low_quality``, over shared features."""

    def __init__(
        self,
        *,
        info: ModelInfo,
        table: TokenTable,
        known: npt.NDArray[np.uint32],
        idf: npt.NDArray[np.float32],
        languages: LanguageModels,
        generated: Head,
        low_quality: Head,
        abstention: Abstention,
        extent: Extent | None = None,
    ) -> None:
        self.info = info
        self._table = table
        self._known = known
        self._idf = idf
        self._languages = languages
        self._generated = generated
        self._low_quality = low_quality
        self._abstention = abstention
        self._extent = extent
        # The table of words grows with the texts: one text at a time is looked up in it.
        self._lock = Lock()

    def predict(
        self, analysis: Analysis, scores: Mapping[Family, float], *, explain: bool = False
    ) -> Prediction:
        """Return the probabilities and their verdicts.

        ``scores`` are the rule families' scores, which the head ``low_quality`` uses. With
        ``explain`` the prediction carries features and contributions.
        """
        if not analysis.words:
            return Prediction(
                generated=None,
                low_quality=None,
                abstention="empty",
                generated_verdict=Verdict.PASS,
                low_quality_verdict=Verdict.PASS,
            )
        import numpy as np

        measured = self._measure(passage(analysis))
        families = np.array([scores[family] for family in Family])
        generated_features = self._features_of(measured, self._generated)
        generated = self._decide(self._generated, generated_features, measured.words)
        low_quality_features = np.concatenate(
            [
                self._features_of(measured, self._low_quality),
                families,
                [family_evidence(families)],
            ]
        )
        low_quality = self._decide(self._low_quality, low_quality_features, measured.words)
        features = contributions = None
        if explain:
            features = dict(zip(FEATURES, map(float, [*low_quality_features, 1.0]), strict=True))
            features[FEATURES[0]] = float(generated_features[0])
            features[LOW_QUALITY_WORDING] = float(low_quality_features[0])
            contributions = self._contributions(generated_features, measured.words)
        return Prediction(
            generated=generated[0],
            low_quality=low_quality[0],
            abstention=self._reason_to_abstain(analysis, measured),
            generated_verdict=generated[1],
            low_quality_verdict=low_quality[1],
            words=measured.words,
            features=features,
            contributions=contributions,
        )

    def judge(self, prose: Passage) -> Judgement:
        """Return how a run of sentences reads by itself, as a text of its length."""
        measured = self._measure(prose)
        features = self._features_of(measured, self._generated)
        probability, _ = self._decide(self._generated, features, measured.words)
        threshold = self._generated.thresholds.showing(measured.words)
        return Judgement(probability, threshold, measured.words)

    def extent(self, prose: Passage) -> tuple[float, int] | None:
        """Return the estimated share of the words that a model made, and their number.

        None where the folder of the model has no such estimate, or there are no words.
        """
        measured = self._measure(prose)
        if self._extent is None or not measured.words:
            return None
        values = map(float, self._features_of(measured, self._generated))
        return self._extent.share(dict(zip(FEATURES, values, strict=False))), measured.words

    def explain_sentences(self, analysis: Analysis) -> list[SentenceWeight]:
        """Return what the wording of each sentence of the prose adds, in text order.

        An n-gram's weight is shared by its occurrences, and each share by its tokens.
        """
        measured = self._measure(passage(analysis))
        slope, _ = self._generated.calibration.line(measured.words)
        contribution = (
            slope * measured.values * self._generated.weights[measured.columns].astype(float)
        )
        return sentence_weights(
            analysis,
            measured.hashes,
            measured.classes,
            self._known[measured.columns],
            contribution,
        )

    def _features_of(self, measured: _Measured, head: Head) -> npt.NDArray[np.float64]:
        """Return what both heads see: the n-gram part, the length, style, surprisal."""
        import numpy as np

        wording = head.ngram_score(measured.columns, measured.values)
        length = np.log(measured.words + 1.0)
        return np.concatenate([[wording, length], measured.dense])

    def _measure(self, tokens: Passage) -> _Measured:
        import numpy as np

        ends = np.array(tokens.ends, np.int32)
        with self._lock:
            rows = self._table.rows(tokens.tokens)
            hashes = self._table.hashes[rows]
            classes = self._table.classes[rows]
            words = int(np.count_nonzero(classes & _WORD))
            measures = style.measure(rows, ends, self._table)
        found = ngrams.fingerprints(hashes)
        located = ngrams.locate(found, self._known)
        columns, values = ngrams.term_weights(located.columns, located.counts, self._idf)
        at = surprisal.aligned(located.place, len(rows))
        dense = np.concatenate([measures, self._languages.measure(at)])
        return _Measured(hashes, classes, words, dense, columns, values)

    def _decide(
        self, head: Head, features: npt.NDArray[np.float64], words: int
    ) -> tuple[float, Verdict]:
        raw = head.log_odds(features)
        slope, offset = head.calibration.line(words)
        probability = sigmoid(slope * raw + offset)
        return probability, head.thresholds.verdict(probability, words)

    def _contributions(self, features: npt.NDArray[np.float64], words: int) -> Mapping[str, float]:
        added, start = self._generated.contributions(features)
        slope, offset = self._generated.calibration.line(words)
        parts = {
            name: slope * float(part) for name, part in zip(FEATURES, added, strict=False) if part
        }
        parts[BIAS] = slope * start + offset
        return dict(sorted(parts.items(), key=lambda item: (-item[1], item[0])))

    def _reason_to_abstain(self, analysis: Analysis, measured: _Measured) -> str | None:
        limits = self._abstention
        words = len(analysis.words)
        if analysis.language in WITHOUT_SPACES:
            return "unsupported_language"
        if words < limits.min_words:
            return "too_short"
        if measured.words < limits.min_prose_share * words:
            return "not_prose"
        if analysis.language != "en":
            return "unsupported_language"
        if float(measured.dense[_FUNCTION_WORDS]) < limits.min_function_words:
            return "not_prose"
        return "too_short" if measured.words < limits.min_words else None


def family_evidence(scores: Sequence[float] | npt.NDArray[np.float64]) -> float:
    """Return what the families' scores weigh together: minus the logarithm of what they leave.

    Readability and thin content alone make no spam, and are left out.
    """
    return -sum(
        log1p(-min(float(score), _SURE))
        for family, score in zip(Family, scores, strict=True)
        if family not in _NO_SPAM
    )


_SURE = 0.99  # a score's weight stays finite
_NO_SPAM = frozenset({Family.READABILITY, Family.THIN_CONTENT})
_WORD = int(WordClass.WORD)
_FUNCTION_WORDS = style.NAMES.index("rate_function")
LOW_QUALITY_WORDING = "wording_low_quality"
# The features by name, in the order that the trees of both heads know; the first is the n-gram
# score of the head itself, and only `low_quality` sees the families.
FEATURES: tuple[str, ...] = (
    "wording_generated",
    "log_words",
    *style.NAMES,
    *surprisal.NAMES,
    *(f"family_{family.value}" for family in Family),
    "evidence",
    BIAS,
)
