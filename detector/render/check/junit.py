"""JUnit XML: one test case per article; most CI systems show it.

Source: the schema of Jenkins' xUnit plugin, ``junit-10.xsd``.
"""

from __future__ import annotations

from typing import TextIO

from detector.escaping import xml_attribute, xml_text
from detector.findings import Failure, Verdict
from detector.gate.issues import Checked
from detector.render.check.lines import line_of


class JUnit:
    """The first line has the counts, so the cases are kept until the end."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._cases: list[str] = []
        self._failures = self._errors = self._skipped = 0

    def add(self, result: Checked | Failure) -> None:
        if isinstance(result, Failure):
            self._errors += 1
            kind, message = xml_attribute(result.type), xml_attribute(result.message)
            self._case(result.id, f"<error type={kind} message={message}/>")
        elif why := result.skipped or _not_scored(result):
            self._skipped += 1
            self._case(result.name, f"<skipped message={xml_attribute(why)}/>")
        else:
            text = xml_text("\n".join(line_of(issue) for issue in result.shown))
            if result.fails:
                self._failures += 1
                message = xml_attribute(", ".join(result.report.reasons))
                self._case(result.name, f"<failure message={message}>{text}</failure>")
            else:
                self._case(result.name, f"<system-out>{text}</system-out>" if text else "")

    def close(self) -> None:
        counts = f'tests="{len(self._cases)}" failures="{self._failures}" errors="{self._errors}"'
        counts += f' skipped="{self._skipped}"'
        self._stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        self._stream.write(f"<testsuites {counts}>\n")
        self._stream.write(f'<testsuite name="detector" {counts}>\n')
        self._stream.writelines(self._cases)
        self._stream.write("</testsuite>\n</testsuites>\n")
        self._stream.flush()

    def _case(self, name: str, body: str) -> None:
        self._cases.append(
            f'<testcase classname="detector" name={xml_attribute(name)}>{body}</testcase>\n'
        )


def _not_scored(result: Checked) -> str:
    """Return why nothing was said of an article, which is no pass; "" if something was."""
    if result.fails or result.shown or result.report.verdict is not Verdict.NOT_SCORED:
        return ""
    return f"not scored: {(*result.report.reasons, '')[0].replace('_', ' ')}"
