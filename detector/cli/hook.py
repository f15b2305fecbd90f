"""``detector install-hook`` and ``uninstall-hook``: let git ask before every commit."""

from __future__ import annotations

import os
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from detector.cli.messages import say
from detector.errors import DetectorError, ExitStatus
from detector.writing import refusal_reported, write_whole

if TYPE_CHECKING:
    from detector.gate.git import Repository
    from detector.gate.hooks import Place


def install_hook(
    path: Annotated[
        list[str], typer.Option(metavar="PATH", help="Check only this; may be repeated.")
    ] = [],  # noqa: B006 (typer reads the default, nobody changes it)
    force: Annotated[
        bool, typer.Option("--force", help="Keep another hook as pre-commit.old and run it first.")
    ] = False,
    remove: Annotated[
        bool, typer.Option("--remove", help="Remove the hook, like uninstall-hook.")
    ] = False,
) -> int:
    """Install a git hook that checks what is staged before each commit."""
    from detector.gate import hooks
    from detector.gate.git import Repository

    repository = Repository(Path.cwd())
    if remove:
        return _remove(repository)
    place = hooks.place(repository)
    paths = [_from_top(name, repository) for name in path]
    if place.managed is not None:
        if hooks.runs_check(place, repository):
            say(f"{place.managed} already runs the check")
            return ExitStatus.OK
        return _show_lines(place, repository, paths, place.managed)
    file = place.file
    if os.path.lexists(file) and not hooks.is_ours(file):
        if hooks.mentions_us(file):
            say(f"{file} already runs the check")
            return ExitStatus.OK
        if place.is_shared or not force:
            return _show_lines(place, repository, paths, file)
        _keep(file)
    elif hooks.is_ours(file) and not hooks.is_unchanged(file):
        raise DetectorError(f"{file} was changed by hand: change it again, or delete it first")
    with refusal_reported(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, hooks.script(place, paths).encode())
        file.chmod(0o755)
    limits = f" in {', '.join(paths)}" if paths else ""
    say(f"{file} checks the staged articles{limits} before each commit")
    if place.is_shared:
        say("commit this file: it is for all who work on this repository")
    return ExitStatus.OK


def uninstall_hook() -> int:
    """Remove the git hook that install-hook wrote."""
    from detector.gate.git import Repository

    return _remove(Repository(Path.cwd()))


def _from_top(name: str, repository: Repository) -> str:
    """Return ``name``, as seen from the work folder, as git's hooks see it."""
    top = os.path.realpath(repository.top)
    relative = Path(os.path.relpath(os.path.realpath(name), top)).as_posix()
    if relative.split("/", 1)[0] == os.pardir:
        raise DetectorError(f"{name} is outside of the repository {top}: name a path in it")
    if not os.path.lexists(name):
        raise DetectorError(f"{name} does not exist: check the path")
    return relative


def _show_lines(place: Place, repository: Repository, paths: list[str], file: Path) -> int:
    """Print what a person adds to the hooks of another tool: this program leaves them alone."""
    from detector.gate import hooks

    if place.tool == "core.hooksPath":
        why = "core.hooksPath is set for all repositories, and so git does not read .git/hooks"
    elif place.managed is not None:
        why = f"{place.tool} manages the hooks of this repository"
    else:
        why = f"there is a hook already: {file}"
    option = "" if place.managed or place.is_shared else "; --force keeps it and runs both"
    lines, where = hooks.lines_to_add(place, repository, paths)
    # Other tools start their files themselves; git only a file that may be run.
    is_ignored = place.tool in ("", "core.hooksPath") and not os.access(file, os.X_OK)
    runnable = f"make it executable: chmod +x {quote(str(file))}" if is_ignored else ""
    if not os.path.lexists(file):
        say(f"nothing was installed: {why}. Create {file} with these lines, and {runnable}")
    else:
        say(f"nothing was installed: {why}. Add this to {file}{where and f', {where}'}{option}:")
        if runnable:
            say(f"git ignores {file} now; {runnable}")
    print(lines, end="")
    return ExitStatus.USAGE


def _keep(file: Path) -> None:
    from detector.gate.hooks import OLD

    old = file.with_name(OLD)
    if os.path.lexists(old):
        raise DetectorError(f"{old} contains an earlier hook: move it, then use --force")
    file.rename(old)


def _remove(repository: Repository) -> int:
    from detector.gate import hooks

    found = list(hooks.installed(repository))
    if not found:
        place = hooks.place(repository)
        file = place.managed or place.file
        if hooks.mentions_us(file):
            raise DetectorError(f"delete the line with “detector check” from {file}")
        if place.managed is not None and os.path.lexists(file):
            say(f"there is no hook to remove: {file} does not run the check")
            return ExitStatus.OK
        if not os.path.lexists(file):
            say(f"there is no hook to remove: {file} does not exist")
            return ExitStatus.OK
        raise DetectorError(f"{file} was not installed by detector install-hook: delete it by hand")
    for file in found:
        if not hooks.is_unchanged(file):
            raise DetectorError(
                f"{file} was changed by hand: delete the line with “detector check” from it"
            )
        file.unlink()
        old = file.with_name(hooks.OLD)
        if os.path.lexists(old):
            old.rename(file)
        say(f"{file} was removed")
    return ExitStatus.OK
