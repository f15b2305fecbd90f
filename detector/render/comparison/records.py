"""A comparison as one JSON object."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from detector.escaping import to_json

if TYPE_CHECKING:
    from detector.audit.compare import Comparison


def write(found: Comparison, stream: TextIO) -> None:
    """Write the comparison as JSON."""
    stream.write(to_json(found.to_json(), indent=1) + "\n")
