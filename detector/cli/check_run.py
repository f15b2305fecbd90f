"""One run of ``detector check``: results to the formats, counts to the summary."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from detector.cli.messages import say
from detector.cli.progress import counted
from detector.errors import missing_extra
from detector.findings import Failure, quantity
from detector.gate.issues import SkipReason
from detector.gate.tally import Tally

if TYPE_CHECKING:
    from detector.gate.checking import Task
    from detector.gate.issues import Checked
    from detector.gate.recording import Recording
    from detector.gate.targets import Target

Chosen = Sequence[tuple[str, Path | None]]


class CheckRun:
    """Writes the results of one run and counts what the summary says.

    ``tally`` may have counted before what was skipped. ``recording`` takes what becomes known:
    of what it accepts nothing is shown and nothing fails. ``base`` is the folder from which
    paths are shown in the formats that other programs read. ``piped``: standard input is among
    the articles, and fixes can only be shown.
    """

    def __init__(
        self,
        max_findings: int | None = None,
        *,
        tally: Tally | None = None,
        recording: Recording | None = None,
        base: Path | None = None,
        piped: bool = False,
    ) -> None:
        self._room = max_findings
        self._recording = recording
        self._base = base
        self._fix = "--fix --diff" if piped else "--fix"
        self.tally = tally or Tally()
        self.hidden = 0

    def write(self, targets: Sequence[Target], task: Task, jobs: int, chosen: Chosen) -> None:
        """Check ``targets`` and write the results in the ``chosen`` formats; none: only count."""
        from detector.gate.checking import check_all
        from detector.render import opened
        from detector.render.check.paths import ROOTED, from_folder
        from detector.render.formats import CHECK_FORMATS

        renderers = {name: CHECK_FORMATS[name] for name, _ in chosen}
        if "md" in renderers:
            from detector.render.check.summary import Summary

            renderers["md"] = partial(Summary, tally=self.tally)
        with ExitStack() as stack:
            writers = stack.enter_context(opened(chosen, renderers, sys.stdout)) if chosen else []
            results = counted(check_all(targets, task, jobs=jobs), "checked")
            for result in self._noted(results):
                for (name, _), writer in zip(chosen, writers, strict=True):
                    rooted = name in ROOTED and self._base is not None
                    writer.add(from_folder(result, self._base) if rooted else result)

    def record(self, asked: Sequence[str]) -> None:
        """Write what has become known, and say so; ``asked`` are the paths of the run."""
        if self._recording is not None:
            for done in self._recording.write(asked):
                say(done)

    def _noted(self, results: Iterator[Checked | Failure]) -> Iterator[Checked | Failure]:
        for result in results:
            if isinstance(result, Failure):
                self.tally.add(result)
                if self._recording is not None:
                    self._recording.add_unread(result.path or result.id)
                say(result.located_message)
                yield result
                continue
            if self._recording is not None:
                self._recording.add(result)
                if self._recording.accepts(result.path):
                    result = replace(result, shown=(), fails=False, fixes=())  # noqa: PLW2901
            self.tally.add(result)
            if self._room is not None:
                kept = result.shown[: self._room]
                self._room -= len(kept)
                self.hidden += len(result.shown) - len(kept)
                result = replace(result, shown=kept)  # noqa: PLW2901
            yield result

    def summarize(self, fixed: int = 0, *, wanted: bool = False, warned: bool = False) -> None:
        """Say in one line what was found; say nothing where all is well, unless it is wanted.

        ``warned``: nothing was checked, and whoever asked for it must know.
        """
        tally = self.tally
        for extra, count in tally.missing():
            kind = extra.upper()
            reason = missing_extra(f"reading {kind}", extra)
            say(f"{quantity(count, f'{kind} file')} skipped: {reason}")
        if warned:
            why = "; ".join(tally.others()) or (
                "there are no articles here; name files, or a folder that contains some"
            )
            if tally.skipped[SkipReason.EXCLUDED]:
                why += "; detector config show FILE says where “exclude” comes from"
            say(f"warning: nothing was checked: {why}")
            return
        if not (wanted or fixed or self.hidden or tally.is_notable):
            return
        parts = [tally.headline(), tally.outcomes()] if tally.checked else []
        if tally.fixable:
            parts.append(f"{tally.fixable:,} can be fixed by detector check {self._fix}")
        if fixed:
            parts.append(f"{fixed:,} fixed")
        if self.hidden:
            parts.append(f"{self.hidden:,} not shown")
        parts += tally.others()
        if tally.generated is not None:
            # No tool can fix that: say where to start.
            parts.append(f"which sentences to rewrite: {_score('--explain', tally.generated)}")
        elif tally.low_quality is not None:
            parts.append(f"all that was found in it: {_score(tally.low_quality)}")
        say("; ".join(part for part in parts if part) or "nothing was checked")


def _score(*arguments: str) -> str:
    """Return a command that a person can copy."""
    from shlex import join

    return join(["detector", "score", *arguments])
