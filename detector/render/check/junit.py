"""JUnit XML: one test case per article; most CI systems show it.

Source: the schema of Jenkins' xUnit plugin, ``junit-10.xsd``.
"""

from __future__ import annotations

import re
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from detector.findings import Failure
from detector.gate.issues import Checked
from detector.render.check.lines import line_of

# XML 1.0 cannot represent these.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class JUnit:
    """The first line has the counts, so the cases are kept until the end."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._cases: list[str] = []
        self._failures = self._errors = self._skipped = 0

    def add(self, result: Checked | Failure) -> None:
        if isinstance(result, Failure):
            self._errors += 1
            body = f"<error type={_attribute(result.type)} message={_attribute(result.message)}/>"
            self._case(result.id, body)
        elif result.skipped:
            self._skipped += 1
            self._case(result.path, f"<skipped message={_attribute(result.skipped)}/>")
        else:
            lines = "\n".join(line_of(issue) for issue in result.shown)
            if result.fails:
                self._failures += 1
                message = ", ".join(result.report.reasons)
                text = _text(lines)
                self._case(result.path, f"<failure message={_attribute(message)}>{text}</failure>")
            else:
                self._case(result.path, f"<system-out>{_text(lines)}</system-out>" if lines else "")

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
            f'<testcase classname="detector" name={_attribute(name)}>{body}</testcase>\n'
        )


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", text))
