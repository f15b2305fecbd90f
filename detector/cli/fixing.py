"""``detector check --fix``: write what was fixed, or show it as a diff."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from detector.cli.messages import say
from detector.errors import DetectorError
from detector.escaping import visible
from detector.findings import Failure, Finding, quantity
from detector.writing import refusal_reported, write_whole

if TYPE_CHECKING:
    from detector.gate.checking import Task
    from detector.gate.fix import Fixed
    from detector.gate.gate import Gate
    from detector.gate.issues import Checked
    from detector.gate.targets import Target
    from detector.text.document import Document


class _Article(NamedTuple):
    """An article with its bytes, before and after fixing, and how many findings are fixed."""

    target: Target
    data: bytes
    document: Document
    fixed: Fixed
    fixes: int


def fix_targets(targets: Sequence[Target], task: Task) -> int:
    """Fix what the check shows of ``targets`` and return how many findings were fixed: as many
    as the check says it can.

    A file that cannot be fixed, or not without loss, is left alone and reported on standard error.
    One that cannot be read is left to the check that follows.
    """
    from detector.gate.fix import encoded

    total = 0
    for article in _articles(targets, task):
        if isinstance(article, Failure) or not article.fixes:
            continue
        target, data, document, fixed, count = article
        path = Path(target.path)
        try:
            with refusal_reported(path):
                write_whole(path, encoded(fixed.source, document, data))
        except DetectorError as error:
            say(f"not fixed: {error}")
            continue
        total += count
    return total


def preview_targets(targets: Sequence[Target], task: Task) -> None:
    """Show what fixing would change as a unified diff; nothing is written.

    Where there is nothing that a program can fix, standard error says so, as of a file that
    cannot be fixed without loss. What cannot be read is left to the check that follows.
    """
    from detector.gate.fix import encoded

    empty = True
    for article in _articles(targets, task):
        if isinstance(article, Failure) or not article.fixes:
            continue
        empty = False
        target, data, document, fixed, _ = article
        try:
            after = encoded(fixed.source, document, data)
        except DetectorError as error:
            say(f"cannot be fixed: {error}")
            continue
        if sys.stdout.isatty():
            _show_safe(target.path, document.source, fixed.source)
        else:
            _show(target.path, data, after)
    if empty:
        say("there is nothing that can be fixed automatically")


def _articles(targets: Sequence[Target], task: Task) -> Iterator[_Article | Failure]:
    from detector.gate.fix import FIXERS
    from detector.readers import articles_of

    gate = task.gate()
    for target in targets:
        try:
            data = target.content()
        except OSError:
            yield from filter(_is_unread, target.documents(task.options))
            continue
        unfixable = 0
        for document in articles_of(data, target.path, task.options):
            if isinstance(document, Failure):
                yield document
                continue
            checked = gate.check(document, touched=target.touched)
            if document.is_printed:
                unfixable += sum(issue.rule in FIXERS for issue in checked.shown)
            else:
                fixed = _fixed(gate, document, checked)
                yield _Article(target, data, document, fixed, len(checked.fixes))
        if unfixable:
            say(
                f"not fixed: {target.path}: this kind of file cannot be edited; fix "
                f"{quantity(unfixable, 'finding')} where the file was made"
            )


def _fixed(gate: Gate, document: Document, checked: Checked) -> Fixed:
    """Fix what is shown of ``document``, and what that lays bare; what the baseline knows, or
    lies on lines that no change touches, stays."""
    from detector.gate.fix import FIXERS, fix

    def found(current: Document) -> dict[tuple[str, str], list[Finding]]:
        by_words: dict[tuple[str, str], list[Finding]] = {}
        for finding in gate.findings(current, FIXERS):
            words = current.source[finding.start : finding.end]
            by_words.setdefault((finding.rule, words), []).append(finding)
        return by_words

    def find(current: Document) -> list[Finding]:
        if current is document:
            return list(checked.fixes)
        return [f for key, findings in found(current).items() if key not in stays for f in findings]

    stays: set[tuple[str, str]] = set()
    if checked.fixes:
        stays = set(found(document)) - {(issue.rule, issue.evidence) for issue in checked.issues}
    return fix(document, find)


def _is_unread(item: Document | Failure) -> TypeGuard[Failure]:
    return isinstance(item, Failure)


def _show(path: str, before: bytes, after: bytes) -> None:
    """Write a unified diff that ``git apply`` takes: the bytes of the file, whatever they mean."""
    from difflib import diff_bytes, unified_diff

    name = os.fsencode(path.lstrip("/"))  # "patch -p1 -d /" takes it for an absolute path
    for line in diff_bytes(
        unified_diff,
        BytesIO(before).readlines(),  # git ends a line at \n alone
        BytesIO(after).readlines(),
        fromfile=b"a/" + name,
        tofile=b"b/" + name,
    ):
        sys.stdout.buffer.write(line if line.endswith(b"\n") else line + _NO_END.encode())
    sys.stdout.buffer.flush()


def _show_safe(path: str, before: str, after: str) -> None:
    """Write a unified diff for a terminal: nothing in it can drive that."""
    from difflib import unified_diff

    path = path.lstrip("/")
    for line in unified_diff(
        StringIO(before, "\n").readlines(), StringIO(after, "\n").readlines(),
        fromfile=f"a/{path}", tofile=f"b/{path}",
    ):  # fmt: skip
        end = "\n" if line.endswith("\n") else _NO_END
        sys.stdout.write(visible(line.removesuffix("\n")) + end)


_NO_END = "\n\\ No newline at end of file\n"
