"""What a rule is: a value with its meaning, its examples and one plain function."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from detector.findings import Family, Severity
from detector.text.analysis import Analysis
from detector.text.document import ContentType, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One location where a rule applies.

    ``span`` is a source range (use ``analysis.to_source``), or None for the whole text.
    ``severity`` and ``weight`` override the rule's own.
    """

    span: Span | None
    message: str
    count: int = 1
    severity: Severity | None = None
    weight: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text for a rule's page and its tests; ``note`` says why it is reported or not."""

    text: str
    note: str = ""
    content_type: ContentType = ContentType.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A check with everything that its page shows and its tests need.

    ``weight`` is what one hit adds to the family's score by noisy-or; ``cap`` bounds what all
    hits of the rule add together. 0.5 is where a reasonable editor would act, so the default
    weight of an error is at least 0.5, and one warning rule alone stays below it. With
    ``metadata`` the rule is asked of titles, descriptions and alternative texts too, each as a
    document of its own.
    """

    id: str
    family: Family
    severity: Severity
    summary: str  # what it finds, one line
    why: str  # why it matters
    remedy: str  # how to fix it
    sources: tuple[str, ...]
    finds: tuple[Example, ...]
    spares: tuple[Example, ...]
    check: Callable[[Analysis], Iterable[Hit]] = field(repr=False)
    weight: float = -1.0
    cap: float = -1.0
    metadata: bool = False

    def __post_init__(self) -> None:
        weight, cap = _DEFAULTS[self.severity]
        if self.weight < 0:
            object.__setattr__(self, "weight", weight)
        if self.cap < 0:
            object.__setattr__(self, "cap", max(cap, self.weight))


_DEFAULTS = {
    Severity.ERROR: (0.7, 1.0),
    Severity.WARNING: (0.25, 0.45),
    Severity.INFO: (0.05, 0.15),
}
