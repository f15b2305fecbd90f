"""What ``detector check --staged`` says beside the findings."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from detector.cli.messages import say

if TYPE_CHECKING:
    from detector.config import Configuration
    from detector.gate.baselines import Baselines
    from detector.gate.tally import Tally
    from detector.gate.targets import Target

_MAX_NAMED = 3  # files in one message


def report_old_hook() -> None:
    """Say so if the hook that runs this check was installed by an older version."""
    if not _is_commit() or "DETECTOR_HOOK" in os.environ:
        return  # our current hook sets that
    from detector.gate.hooks import older_version

    if (file := older_version()) is not None:
        say(f"{file} is of an older version: detector install-hook writes the current one")


def say_after(
    asked: Sequence[str],
    targets: Sequence[Target],
    tally: Tally,
    configuration: Configuration,
    baselines: Baselines,
    *,
    fails: bool,
) -> None:
    """Say after the findings what differs from the work tree, and, where it ``fails``, what to do.

    ``targets`` were checked, of what was ``asked`` for.
    """
    _say_what_differs(asked, targets, tally, configuration, baselines)
    if fails:
        _say_what_to_do()


def _say_what_differs(
    asked: Sequence[str],
    targets: Sequence[Target],
    tally: Tally,
    configuration: Configuration,
    baselines: Baselines,
) -> None:
    """Name what the work tree has otherwise than the index: settings, which are read from there,
    and articles that fail as they are staged and may be fixed already."""
    from detector.gate.targets import sets_otherwise, settings_of

    # A configuration may leave out all that is staged: then it is that of any article here.
    checked = [target.path for target in targets] or ([] if asked else ["./article"])
    settings = settings_of(checked, configuration, baselines)
    if not (settings or tally.failed):
        return
    from detector.gate.git import Repository

    repository = Repository(Path.cwd())
    read = {repository.path_from_top(path) for path in settings}
    failed = {repository.path_from_top(path) for path in tally.failed}
    inside = (name for name in read | failed if name.split("/", 1)[0] != os.pardir)
    differing = repository.unstaged(inside)
    if found := [n for n in differing if n in read and sets_otherwise(repository, n)]:
        say(
            f"warning: {_listed(found)}: not staged, or changed since; this check has used "
            "the file in the work tree, CI will use the staged one: git add it, or undo the change"
        )
    if found := [name for name in differing if name in failed]:
        say(f"{_listed(found)}: not staged, or changed since: if the change fixes it, git add it")


def _say_what_to_do() -> None:
    """Say in a hook what became of the commit, and each way to go on."""
    if not _is_commit():
        return
    say(
        "the commit was stopped: fix what is shown, git add the files and commit again; "
        "git commit --no-verify commits without the check"
    )
    say(
        "to understand a finding: detector rules RULE; if it is wrong, suppress it with a comment "
        "before it: <!-- detector: disable-next=RULE reason -->"
    )


def _is_commit() -> bool:
    return "GIT_INDEX_FILE" in os.environ  # git sets it for the hooks of a commit


def _listed(paths: list[str]) -> str:
    more = len(paths) - _MAX_NAMED
    named = ", ".join(paths[:_MAX_NAMED])
    return f"{named} and {more} more" if more > 0 else named
