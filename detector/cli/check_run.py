"""One run of ``detector check``: results to the formats, counts to the summary."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

from detector.cli.messages import say
from detector.cli.progress import counted
from detector.findings import Failure, quantity
from detector.gate.issues import SkipReason
from detector.gate.selection import GENERATED

if TYPE_CHECKING:
    from detector.gate.baseline import Standing
    from detector.gate.checking import Task
    from detector.gate.issues import Checked
    from detector.gate.targets import Target


class CheckRun:
    """Writes the results of one run and counts what the summary says.

    ``skipped`` counts what was skipped before. With ``accepted`` nothing is shown and nothing
    fails: all of it goes into a new baseline.
    """

    def __init__(
        self,
        max_findings: int | None,
        skipped: Counter[SkipReason] | None = None,
        *,
        accepted: bool = False,
    ) -> None:
        self._room = max_findings
        self._accepted = accepted
        self.skipped = Counter(skipped)
        self.unread: Counter[str] = Counter()  # failures by type
        self.checked = self.failing = 0
        self.hidden = self.known = self.suppressed = self.fixable = 0
        self.severities: dict[str, int] = {}
        self.results: list[Checked] = []
        self._generated: str | None = None  # the first article that fails for its prose
        self._partly_read: set[str] = set()  # paths

    @property
    def read_nothing(self) -> bool:
        """Whether nothing was looked at because all of it is in no form to be read."""
        left_out = self.skipped.total() - self.skipped[SkipReason.LANGUAGE]
        return not self.checked and left_out > 0

    def write(
        self,
        targets: Sequence[Target],
        task: Task,
        jobs: int,
        format: Sequence[str],
        out: Sequence[Path],
    ) -> None:
        from detector.gate.checking import check_all
        from detector.render import opened, outputs
        from detector.render.formats import CHECK_FORMATS

        chosen = outputs(format, out, CHECK_FORMATS, default="text")
        with opened(chosen, CHECK_FORMATS, sys.stdout) as writers:
            results = counted(check_all(targets, task, jobs=jobs), "checked")
            for result in self._noted(results):
                for writer in writers:
                    writer.add(result)

    def _noted(self, results: Iterator[Checked | Failure]) -> Iterator[Checked | Failure]:
        from dataclasses import replace

        for result in results:
            if isinstance(result, Failure):
                self.unread[result.type] += 1
                self._partly_read.add(result.path or result.id)
                say(result.located_message)
                yield result
                continue
            if self._accepted:
                result = replace(result, shown=(), fails=False, fixable=0)  # noqa: PLW2901
            if result.skip_reason:
                self.skipped[result.skip_reason] += 1
            else:
                self.checked += 1
            self.failing += result.fails
            self.known += result.known
            self.suppressed += result.suppressed
            self.fixable += result.fixable
            for issue in result.shown:
                self.severities[issue.severity] = self.severities.get(issue.severity, 0) + 1
                if issue.rule == GENERATED and self._generated is None:
                    self._generated = result.path
            self.results.append(replace(result, issues=(), shown=()))
            if self._room is not None:
                kept = result.shown[: self._room]
                self._room -= len(kept)
                self.hidden += len(result.shown) - len(kept)
                result = replace(result, shown=kept)  # noqa: PLW2901
            yield result

    def write_baseline(self, path: Path, task: Task, asked: Sequence[str]) -> None:
        """Write what is known: all of it at first, later only what is left of it.

        ``asked`` are the paths of the run: a file that is gone is missed there alone.
        """
        from detector.config import relative_to
        from detector.findings import Verdict
        from detector.gate.baseline import NOTHING, Baseline

        folder = path.absolute().parent
        current: dict[str, Standing] = {}
        for result in self.results:
            name = str(relative_to(Path(result.path), folder))
            now = result.standing
            if result.path in self._partly_read:  # what its other texts hold is not known
                now = now.joined(NOTHING)
            current[name] = current[name].joined(now) if name in current else now
        if task.baseline is None:
            standing = {
                str(relative_to(Path(result.path), folder))
                for result in self.results
                if result.report.verdict in (Verdict.FAIL, Verdict.REVIEW)
            }
            files = {name: now.entries for name, now in current.items() if name in standing}
            written = Baseline(files, folder)
        else:
            written = task.baseline.shrunk(current, map(Path, asked))
        written.write(path)
        known = quantity(written.size, "known finding")
        say(f"{path} now contains {known} in {quantity(len(written.files), 'article')}")

    def summarize(self, fixed: int) -> None:
        """Say in one line what was found; say nothing where all is well."""
        parts = []
        if self.failing or self.severities:
            counts = ", ".join(
                quantity(self.severities[severity], severity)
                for severity in ("error", "warning", "info")
                if severity in self.severities
            )
            share = f"{self.failing} of {quantity(self.checked, 'article')} "
            share += "fails" if self.failing == 1 else "fail"
            share = share if self.failing else "no article fails"
            parts.append(f"{share}: {counts}" if counts else share)
        if self.fixable:
            parts.append(f"{self.fixable} can be fixed by detector check --fix")
        if fixed:
            parts.append(f"{fixed} fixed")
        if self.unread:
            parts.append(f"{self.unread.total()} not read{_by_reason(self.unread)}")
        if self.hidden:
            parts.append(f"{self.hidden} not shown")
        if self.skipped and (parts or not self.checked or SkipReason.TEMPLATE in self.skipped):
            parts.append(f"{self.skipped.total()} skipped{_by_reason(self.skipped)}")
        if parts and self.known:
            parts.append(f"{self.known} known from the baseline")
        if parts and self.suppressed:
            parts.append(f"{self.suppressed} suppressed")
        if self._generated is not None:
            # No tool can fix that: say where to start.
            path = quote(self._generated)
            parts.append(f"which sentences to rewrite: detector score --explain {path}")
        if parts:
            say("; ".join(parts))


def _by_reason(counts: Counter[Any]) -> str:
    """Return counts in brackets: “ (not text: 2, template: 1)”, most first."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    listed = ", ".join(f"{str(reason).replace('_', ' ')}: {count:,}" for reason, count in ranked)
    return f" ({listed})"
