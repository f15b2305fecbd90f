"""A comparison as one JSON object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from detector.audit.compare import Comparison


def write(found: Comparison, stream: TextIO) -> None:
    """Write the comparison as JSON."""
    json.dump(found.to_json(), stream, ensure_ascii=False, indent=1)
    stream.write("\n")
