"""Where a pre-commit hook lasts: in git's own folder, or in the files of a tool that manages hooks.

Sources: githooks(5), git-config(1) on ``core.hooksPath``; the documentation of husky 9 ("How to"),
lefthook ("Configuration"), pre-commit ("New hooks") and prek ("Configuration").
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detector.escaping import to_json
from detector.gate.git import Repository
from detector.reading import MAX_SETTINGS_BYTES, read_text
from detector.regex import lazy

NAME = "pre-commit"
OLD = "pre-commit.old"  # the name of the hook that ours runs first
MARK = "# installed by: detector install-hook"
_VERSION = f"{MARK}, version 2"
_MENTION = lazy(r"detector check|\bid\s{0,3}[:=]\s{0,3}[\"']?detector\b")
# How a line of a hook for all repositories is limited to one, now and by earlier versions.
_ONLY_IN = 'if [ "$(git rev-parse --git-common-dir)" -ef'
_LIMITS = (_ONLY_IN, 'case "$PWD" in')
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
# For files that are committed: no path of this machine is in them, and others have no detector.
_IS_INSTALLED = (
    "command -v detector >/dev/null 2>&1 || { echo "
    '"detector is not installed here: install it with pip install article-detector, or '
    'commit without it: git commit --no-verify" >&2; exit 1; }'
)
_SHARED = """#!/bin/sh
{version}
# Checks the staged articles. `git commit --no-verify` skips it.
{is_installed}
{check}
"""
_EARLIER_SHARED = _SHARED.replace("{is_installed}\n", "")


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
    return template.format(
        version=_VERSION,
        old=OLD,
        python=python,
        check=command(paths),
        is_installed=_IS_INSTALLED,
    )


def lines_to_add(place: Place, repository: Repository, paths: Sequence[str]) -> tuple[str, str]:
    """Return what a person adds to the file that the tool reads, and where in it: a phrase, or
    "" if anywhere will do."""
    check = command(paths)
    if place.tool == "lefthook":
        return _for_lefthook(place, check)
    if place.tool in ("pre-commit", "prek"):
        return _for_pre_commit(place, paths)
    if place.tool == "core.hooksPath":
        # Not the path that a shell was led to: a link, or a linked work tree, has another.
        folder = shlex.quote(repository.common_folder().as_posix())
        start = "" if place.file.exists() else "#!/bin/sh\n"
        return f"{start}{_ONLY_IN} {folder} ]; then {check} || exit; fi\n", ""
    start = f"{_IS_INSTALLED}\n" if place.is_shared else ""
    return f"{start}{check} || exit\n", ""


def _for_lefthook(place: Place, check: str) -> tuple[str, str]:
    suffix = place.managed.suffix if place.managed else ""
    if suffix == ".toml":
        return f"[pre-commit.commands.detector]\nrun = {to_json(check)}\n", ""
    if suffix in (".json", ".jsonc"):
        entry = {"commands": {"detector": {"run": check}}}
        return f'"pre-commit": {to_json(entry)}\n', "inside the outer braces"
    held = _yaml(place).get("pre-commit")
    if not isinstance(held, dict):
        return f"pre-commit:\n  commands:\n    detector:\n      run: {check}\n", ""
    if held.get("jobs"):
        return f"    - name: detector\n      run: {check}\n", "to “jobs:” in “pre-commit:”"
    if held.get("commands"):
        return f"    detector:\n      run: {check}\n", "to “commands:” in “pre-commit:”"
    return f"  commands:\n    detector:\n      run: {check}\n", "below “pre-commit:”"


def _for_pre_commit(place: Place, paths: Sequence[str]) -> tuple[str, str]:
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
        ), ""
    listed = "".join(f"        {key}: {value}\n" for key, value in fields.items())
    entry = (
        f"  - repo: local\n    hooks:\n      - {listed.lstrip()}"
        "        types_or: [markdown, mdx, html, plain-text]\n        require_serial: true\n"
    )
    held = _yaml(place)
    if held.get("repos"):
        return entry, "to the end of “repos:”"
    return f"repos:\n{entry}", "in place of its empty “repos:”" if "repos" in held else ""


def _yaml(place: Place) -> dict[str, Any]:
    """Return what the file of a tool holds; nothing where it cannot be read."""
    import yaml

    try:
        held = yaml.safe_load(_text(place.managed)) if place.managed else None
    except (yaml.YAMLError, RecursionError):
        held = None
    return held if isinstance(held, dict) else {}


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
    forms = (_TEMPLATE, _SHARED.replace("{is_installed}", _IS_INSTALLED), _EARLIER_SHARED)
    return any(_fixed_lines(text) == _fixed_lines(form) for form in forms)


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
    return _MENTION.search(_text(file) if file.is_file() else "") is not None


def runs_check(place: Place, repository: Repository) -> bool:
    """Return whether the file of ``place`` runs the check in this repository.

    A hook of all repositories may run it in others alone.
    """
    file = place.managed or place.file
    if place.tool != "core.hooksPath":
        return mentions_us(file)
    ours = f"{_ONLY_IN} {shlex.quote(repository.common_folder().as_posix())} ]"
    lines = _text(file).splitlines() if file.is_file() else []
    asked = (line for line in lines if _MENTION.search(line))
    return any(ours in line or not line.lstrip().startswith(_LIMITS) for line in asked)


def _text(file: Path) -> str:
    return read_text(file, MAX_SETTINGS_BYTES, "replace")
