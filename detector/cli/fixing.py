"""``detector check --fix``: write what was mended, or show it as a diff."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from detector.cli.messages import tell
from detector.errors import DetectorError
from detector.findings import Failure
from detector.writing import write_whole

if TYPE_CHECKING:
    from detector.checking import Task
    from detector.targets import Target


def fix_targets(targets: Sequence[Target], task: Task, *, preview: bool) -> int:
    """Mend the files of ``targets`` and return how many findings were mended.

    With ``preview`` the changes go to standard output as a unified diff and nothing is written.
    A file that cannot be mended without loss is left alone and told of on standard error.
    """
    from detector.fix import MENDERS, encoded, mend
    from detector.readers import read_bytes

    gate = task.gate()
    total = 0
    for target in targets:
        if target.data is not None and not preview:
            raise DetectorError("--fix writes files: with standard input (-) add --diff")
        try:
            data = target.data if target.data is not None else Path(target.path).read_bytes()
        except OSError:
            continue  # the check that follows says what is wrong
        document = read_bytes(data, target.path, task.options)
        if isinstance(document, Failure):
            continue
        mended = mend(document, lambda document: gate.findings(document, MENDERS))
        if not mended.findings:
            continue
        if preview:
            total += len(mended.findings)
            _show(target.path, document.source, mended.source)
            continue
        try:
            _write(Path(target.path), encoded(mended.source, document, data))
        except DetectorError as error:
            tell(f"not mended: {error}")
            continue
        total += len(mended.findings)
    return total


def _write(path: Path, data: bytes) -> None:
    try:
        write_whole(path, data)
    except OSError as error:
        raise DetectorError(f"cannot write {str(path)!r}: {error.strerror or error}") from error


def _show(path: str, before: str, after: str) -> None:
    """Write a unified diff that ``git apply`` takes, line ends kept."""
    from difflib import unified_diff

    lines = unified_diff(_lines(before), _lines(after), fromfile=f"a/{path}", tofile=f"b/{path}")
    for line in lines:
        sys.stdout.write(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n")


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.split("\n")[:-1]] + (
        [text.rsplit("\n", 1)[-1]] if not text.endswith("\n") and text else []
    )
