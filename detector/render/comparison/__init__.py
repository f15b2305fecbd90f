"""Two audits side by side: one small file a format, listed in ``COMPARISON_FORMATS``.

``write(found, stream)`` of the module receives the comparison and a text stream.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from detector.audit.compare import Comparison

# Format: module in this package, which is imported at first use.
COMPARISON_FORMATS = {
    "text": "text",
    "json": "records",
    "markdown": "markdown",
    "html": "html",
}
# Suffixes that choose a format.
SUFFIXES = {".txt": "text", ".json": "json", ".md": "markdown", ".html": "html", ".htm": "html"}


def write(found: Comparison, format: str, stream: TextIO) -> None:
    """Write the comparison in one of ``COMPARISON_FORMATS``."""
    import_module(f"{__package__}.{COMPARISON_FORMATS[format]}").write(found, stream)
