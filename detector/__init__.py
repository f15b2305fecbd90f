"""Score articles for content quality and search spam, with the evidence at line and column.

>>> from detector import score_text
>>> report = score_text("Only a few words.")
>>> report.verdict, report.reasons
(<Verdict.NOT_SCORED: 'not_scored'>, ('too_short',))
"""

from __future__ import annotations

from detector.api import Detector, score_file, score_files, score_text
from detector.errors import DetectorError
from detector.findings import Failure, Family, Finding, Report, Severity, Verdict
from detector.text.document import ContentType
from detector.version import __version__

__all__ = [
    "ContentType",
    "Detector",
    "DetectorError",
    "Failure",
    "Family",
    "Finding",
    "Report",
    "Severity",
    "Verdict",
    "__version__",
    "score_file",
    "score_files",
    "score_text",
]
