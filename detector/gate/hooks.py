"""Where a pre-commit hook lasts: in git's own folder, or in the files of a tool that manages hooks.

Sources: githooks(5), git-config(1) on ``core.hooksPath``; the documentation of husky 9 ("How to"),
lefthook ("Configuration"), pre-commit ("New hooks") and prek ("Configuration").
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detector.gate.git import Repository
from detector.reading import MAX_SETTINGS_BYTES, read_text

NAME = "pre-commit"
OLD = "pre-commit.old"  # the name of the hook that ours runs first
MARK = "# installed by: detector install-hook"
_VERSION = f"{MARK}, version 2"
_CONFIGURATIONS = {
    "pre-commit": (".pre-commit-config.yaml", ".pre-commit-config.yml"),
    "prek": ("prek.toml",),
    "lefthook": tuple(
        f"{start}lefthook.{suffix}"
        for start in ("", ".", ".config/")
        for suffix in ("yml", "yaml", "toml", "json", "jsonc")
    ),
}

_TEMPLATE = """#!/bin/sh
{version}
# Checks the staged articles. `git commit --no-verify` skips it.
old="$(dirname "$0")/{old}"
if [ -x "$old" ]; then "$old" "$@" || exit; fi
export DETECTOR_HOOK=2
if [ -x {python} ]; then
    exec {python} -P -m {check}
elif command -v detector >/dev/null 2>&1; then
    exec {check}
fi
echo "detector is no longer installed; install it, or run: detector uninstall-hook" >&2
exit 1
"""
# For a file that is committed: no path of this machine is in it.
_SHARED = """#!/bin/sh
{version}
# Checks the staged articles. `git commit --no-verify` skips it.
{check}
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the hook belongs.

    ``file`` is the hook's own file. ``managed`` names the file that a person must edit, if a tool
    writes the hooks or they are those of all repositories; ``tool`` is its name.
    """

    file: Path
    is_shared: bool = False
    tool: str = ""
    managed: Path | None = None


def place(repository: Repository) -> Place:
    """Find out where a hook of this repository lasts."""
    folder = repository.hooks_folder()
    top = repository.top
    for tool, names in _CONFIGURATIONS.items():
        for name in names:
            if (top / name).is_file():
                return Place(folder / NAME, tool=tool, managed=top / name)
    if husky := _husky(folder, top):
        # Its folder `_` is made again at every installation; what people write is beside it.
        return Place(husky / NAME, is_shared=True, tool="husky")
    if repository.has_hooks_of_all():
        return Place(folder / NAME, tool="core.hooksPath", managed=folder / NAME)
    is_shared = folder.is_relative_to(top) and not folder.is_relative_to(top / ".git")
    return Place(folder / NAME, is_shared=is_shared)


def _husky(hooks: Path, top: Path) -> Path | None:
    hooks = Path(os.path.normpath(hooks))
    for folder in (hooks, hooks.parent, top / ".husky"):
        if folder.name == ".husky" and folder.is_dir():
            return folder
    return None


def command(paths: Sequence[str]) -> str:
    """Return the command that checks what is staged below ``paths``; none: everywhere."""
    named = f" -- {shlex.join(paths)}" if paths else ""
    return f"detector check --staged{named}"


def script(place: Place, paths: Sequence[str]) -> str:
    """Return the text of the hook."""
    template = _SHARED if place.is_shared else _TEMPLATE
    python = shlex.quote(Path(sys.executable).as_posix())
    return template.format(version=_VERSION, old=OLD, python=python, check=command(paths))


def lines_to_add(place: Place, top: Path, paths: Sequence[str]) -> str:
    """Return what a person adds to the file that the tool reads."""
    check = command(paths)
    if place.tool == "lefthook":
        return f"pre-commit:\n  commands:\n    detector:\n      run: {check}\n"
    if place.tool in ("pre-commit", "prek"):
        files = f"^({'|'.join(map(_pattern, paths))})" if paths else ""
        fields = {
            "id": "detector",
            "name": "detector",
            "entry": "detector check",
            "language": "system",
            **({"files": files} if files else {}),
        }
        if place.tool == "prek":
            listed = "".join(f"{key} = '{value}'\n" for key, value in fields.items())
            return (
                f"[[repos]]\nrepo = 'local'\n\n[[repos.hooks]]\n{listed}"
                "types_or = ['markdown', 'mdx', 'html', 'plain-text']\nrequire_serial = true\n"
            )
        listed = "".join(f"        {key}: {value}\n" for key, value in fields.items())
        return (
            f"  - repo: local\n    hooks:\n      - {listed.lstrip()}"
            "        types_or: [markdown, mdx, html, plain-text]\n        require_serial: true\n"
        )
    if place.tool == "core.hooksPath":
        return f'case "$PWD" in {shlex.quote(str(top))}) {check} || exit ;; esac\n'
    return f"{check} || exit\n"


def _pattern(path: str) -> str:
    """Return a path as a regular expression in a quote-free YAML value."""
    escaped = "".join(c if c.isalnum() or c in "/_-" else f"\\{c}" for c in path)
    return f"{escaped}(/|$)" if path != "." else ""


def is_ours(file: Path) -> bool:
    """Return whether ``file`` was installed by this program, in any version.

    A link that leads nowhere is somebody's hook too: on another day it leads somewhere.
    """
    return file.exists() and MARK in _text(file)


def is_unchanged(file: Path) -> bool:
    """Return whether a hook of ours is as it was installed: nobody has added to it."""
    text = _text(file)
    if _VERSION not in text:  # the one older form has ten lines
        return text.count("\n") == 10 and text.endswith("exit 1\n")
    return any(_fixed_lines(text) == _fixed_lines(form) for form in (_TEMPLATE, _SHARED))


def _fixed_lines(text: str) -> list[str]:
    """Return the lines of a hook that are the same on every machine; of the others, nothing."""
    lines = text.splitlines()
    varies = ("{version}", MARK, "-x ", "-P -m", "check", "detector check", "old=")
    return ["" if any(part in line for part in varies) else line for line in lines]


def older_version() -> Path | None:
    """Return the hook of this repository if an older version installed it."""
    file = Repository(Path.cwd()).hooks_folder() / NAME
    text = _text(file) if file.is_file() else ""
    return file if MARK in text and _VERSION not in text else None


def installed(repository: Repository) -> Iterator[Path]:
    """Yield the hooks of ours in this repository."""
    files = (place(repository).file, repository.hooks_folder() / NAME)
    yield from (file for file in dict.fromkeys(files) if is_ours(file))


def mentions_us(file: Path) -> bool:
    """Return whether a person has added the check to ``file``, as a command or as a hook's id."""
    text = _text(file) if file.is_file() else ""
    return re.search(r"detector check|\bid\s{0,3}[:=]\s{0,3}[\"']?detector\b", text) is not None


def _text(file: Path) -> str:
    return read_text(file, MAX_SETTINGS_BYTES, "replace")
