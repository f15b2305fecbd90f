"""SARIF 2.1.0, for code scanning and editors.

Source: OASIS, "Static Analysis Results Interchange Format Version 2.1.0"; GitHub documentation,
"SARIF support for code scanning" (fingerprints, limits).
"""

from __future__ import annotations

from typing import Any, TextIO
from urllib.parse import quote

from detector.escaping import to_json
from detector.findings import Failure, Severity
from detector.gate.issues import Checked, Issue
from detector.render.check.checks import rule_text

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


class Sarif:
    """One log with one run; written at the end, because the rules come before the results."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._rules: dict[str, int] = {}
        self._results: list[dict[str, Any]] = []
        self._notifications: list[dict[str, Any]] = []

    def add(self, result: Checked | Failure) -> None:
        if isinstance(result, Failure):
            self._notifications.append(_notification(result))
            return
        for issue in result.shown:
            self.add_issue(issue)

    def add_issue(self, issue: Issue) -> None:
        index = self._rules.setdefault(issue.rule, len(self._rules))
        self._results.append(_result(issue, index))

    def close(self) -> None:
        from detector.version import __version__

        driver = {
            "name": "detector",
            "version": __version__,
            "semanticVersion": __version__,
            "rules": [_rule(rule) for rule in self._rules],
        }
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "invocations": [
                {
                    "executionSuccessful": not self._notifications,
                    "toolExecutionNotifications": self._notifications,
                }
            ],
            "results": self._results,
        }
        log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
        self._stream.write(to_json(log, indent=1) + "\n")
        self._stream.flush()


def _rule(rule: str) -> dict[str, Any]:
    text = rule_text(rule)
    return {
        "id": rule,
        "name": "".join(part.capitalize() for part in rule.replace("_", "-").split("-")),
        "shortDescription": {"text": text.summary},
        "fullDescription": {"text": text.why or text.summary},
        "help": {"text": " ".join(part for part in (text.why, text.remedy) if part)},
        "defaultConfiguration": {"level": _LEVELS[text.severity]},
        "properties": {"tags": [text.family]},
    }


def _result(issue: Issue, index: int) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": issue.line, "startColumn": issue.column}
    if issue.end > issue.start:
        region["endLine"] = issue.end_line
        region["endColumn"] = issue.end_column
        region["snippet"] = {"text": issue.evidence}
    return {
        "ruleId": issue.rule,
        "ruleIndex": index,
        "level": _LEVELS[issue.severity],
        "message": {"text": issue.message},
        "locations": [
            {"physicalLocation": {"artifactLocation": _uri(issue.path), "region": region}}
        ],
        "partialFingerprints": {"detector/v1": issue.fingerprint},
    }


def _notification(failure: Failure) -> dict[str, Any]:
    notification: dict[str, Any] = {"level": "error", "message": {"text": failure.message}}
    if failure.path:
        notification["locations"] = [{"physicalLocation": {"artifactLocation": _uri(failure.path)}}]
    return notification


def _uri(path: str) -> dict[str, Any]:
    """A path as a relative reference from the root of the sources, or as a file's URI."""
    from pathlib import PurePath

    pure = PurePath(path)
    if pure.is_absolute():
        return {"uri": pure.as_uri()}
    return {"uri": quote(pure.as_posix()), "uriBaseId": "%SRCROOT%"}
