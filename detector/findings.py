"""What the tool says of an article: findings, verdicts and the result record of the contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

SCHEMA = 1


class Severity(StrEnum):
    """How much a finding counts, the most serious first."""

    ERROR = "error"  # an editor must act: the article fails
    WARNING = "warning"  # several of them are reason to act
    INFO = "info"  # worth knowing, never a reason


class Family(StrEnum):
    """The families of the contract, in its order."""

    KEYWORD_STUFFING = "keyword_stuffing"
    MARKUP_DEBRIS = "markup_debris"
    PROMPT_LEAK = "prompt_leak"
    SPUN_TEXT = "spun_text"
    REPETITION = "repetition"
    BOILERPLATE = "boilerplate"
    READABILITY = "readability"
    THIN_CONTENT = "thin_content"


class Verdict(StrEnum):
    """The verdicts of the contract; NOT_SCORED: nothing could be judged, and no rule failed it."""

    PASS = "pass"
    REVIEW = "review"
    FAIL = "fail"
    NOT_SCORED = "not_scored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One piece of evidence. Offsets are code points of the source; all zero: the whole text.

    ``location`` says where in a file that is not text it is, such as "page 3".

    ``weight`` (0 to 1) is what the finding alone contributes to its family's score. ``before``
    and ``after`` are what stands around the evidence on its line, for showing it to a person.
    None of the three is part of the result record.
    """

    rule: str
    family: Family
    severity: Severity
    message: str
    line: int
    column: int
    start: int
    end: int
    evidence: str
    location: str | None = None
    count: int = 1
    weight: float = 0.0
    before: str = ""
    after: str = ""

    def to_json(self) -> dict[str, Any]:
        where = {} if self.location is None else {"location": self.location}
        return {
            "rule": self.rule,
            "family": self.family.value,
            "severity": self.severity.value,
            "message": self.message,
            "line": self.line,
            "column": self.column,
            "start": self.start,
            "end": self.end,
            **where,
            "evidence": self.evidence,
            "count": self.count,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceEvidence:
    """A sentence that speaks for a machine's hand (``machine``) or against it.

    ``strength`` is 0 to 1, beside the strongest sentence shown. ``words`` are the source ranges
    of the words that carry it.
    """

    machine: bool
    strength: float
    line: int
    column: int
    start: int
    end: int
    evidence: str
    words: tuple[tuple[int, ...], ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "speaks_for": "machine" if self.machine else "human",
            "strength": _rounded(self.strength),
            "line": self.line,
            "column": self.column,
            "start": self.start,
            "end": self.end,
            "evidence": self.evidence,
            "words": [list(word) for word in self.words],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class MachinePassage:
    """A run of sentences of the source that reads as machine-generated, with its probability.

    ``words``, ``opening``, its first words, and ``phrases``, those that carry it, are for showing
    it to a person.
    """

    start: int
    end: int
    line: int
    column: int
    probability: float
    words: int = 0
    opening: str = ""
    phrases: tuple[str, ...] = ()

    @property
    def carried_by(self) -> str:
        """The phrases that carry it, for a person; empty where there are none."""
        listed = ", ".join(f"“{phrase}”" for phrase in self.phrases)
        return f"typical phrases: {listed}" if listed else ""

    def to_json(self) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "line": self.line,
            "column": self.column,
            "probability": _rounded(self.probability),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInfo:
    """Which model scored; ``sha256`` is that of its ``config.json``, in hexadecimal."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The result for one article, as the contract's record (``to_json``).

    Probabilities are None where nothing could be measured (an empty text). ``features``,
    ``contributions``, ``explanation``, ``passages`` and ``extent`` (the estimated share of the
    wording that a model made, 0 to 1) are None unless asked for.
    """

    id: str
    path: str | None
    words: int
    language: str | None
    content_type: str
    verdict: Verdict
    reasons: tuple[str, ...]
    quality: float | None
    generated: float | None
    reliable: bool
    low_quality: float | None
    scores: Mapping[Family, float]
    findings: tuple[Finding, ...]
    model: ModelInfo | None
    features: Mapping[str, float] | None = None
    contributions: Mapping[str, float] | None = None
    explanation: tuple[SentenceEvidence, ...] | None = None
    passages: tuple[MachinePassage, ...] | None = None
    extent: float | None = None
    needs_script: bool = False  # of the document; a person is told, the record does not say it

    def to_json(self) -> dict[str, Any]:
        """Return the record of the contract; numbers are rounded."""
        record: dict[str, Any] = {
            "schema": SCHEMA,
            "id": self.id,
            "path": self.path,
            "words": self.words,
            "language": self.language,
            "content_type": self.content_type,
            "verdict": self.verdict.value,
            "reasons": list(self.reasons),
            "quality": _rounded(self.quality),
            "generated": {"probability": _rounded(self.generated), "reliable": self.reliable},
            "low_quality": {"probability": _rounded(self.low_quality)},
            "scores": {family.value: _rounded(self.scores[family]) for family in Family},
            "findings": [finding.to_json() for finding in self.findings],
            "model": None
            if self.model is None
            else {
                "name": self.model.name,
                "version": self.model.version,
                "sha256": self.model.sha256,
            },
        }
        if self.extent is not None:
            record["generated"]["extent"] = _rounded(self.extent)
        if self.features is not None:
            record["features"] = {k: _rounded(v) for k, v in self.features.items()}
        if self.contributions is not None:
            record["contributions"] = {k: _rounded(v) for k, v in self.contributions.items()}
        if self.passages is not None:
            record["passages"] = [passage.to_json() for passage in self.passages]
        if self.explanation is not None:
            record["explanation"] = [sentence.to_json() for sentence in self.explanation]
        return record


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input that could not be read: it replaces its result, and the run goes on.

    ``count`` is above 1 where one record stands for many equal errors.
    """

    id: str
    path: str | None
    type: str
    message: str
    line: int | None = None
    count: int = 1

    @property
    def located_message(self) -> str:
        """The message with its location, for a person: most messages name it already."""
        if self.message.startswith((f"{self.path}: ", f"{self.path}, line ", "standard input")):
            return self.message
        numbered = self.line is not None and not self.id.endswith(f":{self.line}")
        where = f"{self.id}:{self.line}" if numbered else self.id
        return f"{where}: {self.message}"

    def to_json(self) -> dict[str, Any]:
        error: dict[str, Any] = {"type": self.type, "message": self.message}
        if self.line is not None:
            error["line"] = self.line
        if self.count > 1:
            error["count"] = self.count
        return {"schema": SCHEMA, "id": self.id, "path": self.path, "error": error}


def percent(probability: float | None) -> str:
    """Return a probability for a person; never “0%” or “100%”, which would claim certainty."""
    value = probability or 0.0
    if value < 0.01:
        return "under 1%"
    return "over 99%" if value > 0.99 else f"{value * 100:.0f}%"


def quantity(number: int, noun: str) -> str:
    """Return a number with its noun for a person: “1 page”, “2,000 pages”."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _rounded(value: float | None) -> float | None:
    """Six decimals, as the contract says; never a negative zero."""
    return None if value is None else round(float(value), 6) + 0.0
