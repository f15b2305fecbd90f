"""What the client asks for, in its initialization options or its settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from detector.errors import DetectorError

SECTION = "detector"  # under which editors file their settings
CHOICES = {"show": ("shown", "all"), "check": ("type", "save")}


@dataclass(frozen=True, slots=True)
class Options:
    """``show``: what the check shows, or ``all`` findings. ``check``: while one types, or once a
    text is opened or saved. ``verdict``: whether the client is also sent the verdict."""

    show: str = "shown"
    check: str = "type"
    verdict: bool = False

    def updated(self, given: Any) -> Options:
        """Return the options with those that ``given`` contains; it may be filed under SECTION.

        Raises DetectorError for a value that is none of the choices.
        """
        if not isinstance(given, dict):
            return self
        if isinstance(given.get(SECTION), dict):
            given = given[SECTION]
        for name, choices in CHOICES.items():
            if name in given and given[name] not in choices:
                expected = " or ".join(repr(choice) for choice in choices)
                raise DetectorError(f"option {name}: expected {expected}, not {given[name]!r:.60}")
        return Options(
            show=given.get("show", self.show),
            check=given.get("check", self.check),
            verdict=bool(given.get("verdict", self.verdict)),
        )
