"""WARC and WET crawls: the pages that were saved, the URL as id.

One bad record is one error record, and the rest of the archive is read.
"""

from __future__ import annotations

from detector.audit.inputs.warc.pages import read

__all__ = ["read"]
