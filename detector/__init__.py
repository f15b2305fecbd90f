"""Score articles for content quality and search spam, with the evidence at line and column."""

from __future__ import annotations

__version__ = "0.1.0"
