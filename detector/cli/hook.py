"""``detector install-hook``: let git ask before every commit."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from detector.cli.messages import say
from detector.errors import DetectorError, ExitStatus
from detector.reading import MAX_SETTINGS_BYTES, read_text
from detector.writing import refusal_reported, write_whole

_MARK = "# installed by: detector install-hook"
_OLD = "pre-commit.old"  # the name of the hook that ours replaces
_HOOK = """#!/bin/sh
{mark}
# Checks the staged articles. `git commit --no-verify` skips it.
if [ -x {python} ]; then
    exec {python} -P -m detector check --staged
elif command -v detector >/dev/null 2>&1; then
    exec detector check --staged
fi
echo "detector is no longer installed; delete $0 or install it again" >&2
exit 1
"""


def install_hook(
    force: Annotated[
        bool, typer.Option("--force", help="Replace another hook; it is kept as pre-commit.old.")
    ] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Remove the hook.")] = False,
) -> int:
    """Install a git hook that checks what is staged before each commit."""
    from detector.gate.git import Repository

    path = Repository(Path.cwd()).hooks_folder() / "pre-commit"
    if remove:
        _remove(path)
        return ExitStatus.OK
    if os.path.lexists(path) and not _is_ours(path):
        if not force:
            raise DetectorError(
                f"there is a hook already: {path}; add `detector check --staged` to it, or use "
                "--force to replace it"
            )
        old = path.with_name(_OLD)
        if os.path.lexists(old):
            raise DetectorError(f"{old} contains an earlier hook: move it, then use --force")
        path.rename(old)
    hook = _HOOK.format(mark=_MARK, python=shlex.quote(Path(sys.executable).as_posix()))
    with refusal_reported(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, hook.encode())
        path.chmod(0o755)
    say(f"{path} checks the staged articles before each commit")
    return ExitStatus.OK


def _remove(path: Path) -> None:
    if not _is_ours(path):
        raise DetectorError(f"{path} was not installed by detector install-hook")
    path.unlink()
    old = path.with_name(_OLD)
    if os.path.lexists(old):
        old.rename(path)
    say(f"{path} was removed")


def _is_ours(path: Path) -> bool:
    """A link that leads nowhere is somebody's hook too: on another day it leads somewhere."""
    return path.exists() and _MARK in read_text(path, MAX_SETTINGS_BYTES, "replace")
