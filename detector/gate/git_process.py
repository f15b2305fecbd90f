"""Run git so that it starts no program but itself.

A repository's configuration and hooks name programs: filters, file monitors, what a remote is
fetched with. A copied repository may name anything, so none of them runs here.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from detector.errors import DetectorError

# Later settings win, and those of the command line come last. What only `git diff` starts is
# turned off by its options: an empty program would be started, and fail.
_OFF = (
    "core.fsmonitor=false",
    "core.sshCommand=",
    "core.gitProxy=",
    "core.askPass=",
    "core.alternateRefsCommand=",
    "core.quotePath=true",  # no program, but one form for names that are printed in lines
    "credential.helper=",  # an empty one clears the list
    "diff.autoRefreshIndex=false",  # writing the index starts a hook
    "gc.auto=0",
    "log.showSignature=false",  # or gpg is asked
    "maintenance.auto=false",
    "protocol.allow=never",
)
_NO_HOOKS = "core.hooksPath=/dev/null"
NO_DIFF_PROGRAMS = (
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-submodules=all",  # they have a configuration of their own
    "-O/dev/null",  # an order is read from any file
)
_FLAGS = ("--no-pager", "--no-optional-locks", "--literal-pathspecs")

# What git takes programs from. What says where the repository is must stay: git sets it for hooks.
_PROGRAMS = frozenset(
    """GIT_EXTERNAL_DIFF GIT_DIFF_OPTS GIT_SSH GIT_SSH_COMMAND GIT_PROXY_COMMAND GIT_ASKPASS
    SSH_ASKPASS GIT_PAGER PAGER GIT_EDITOR GIT_SEQUENCE_EDITOR VISUAL EDITOR""".split()
)
_NOTHING = "DETECTOR_NOTHING"
_ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1",  # from git 2.45 on, and earlier ones with the same correction
    "GIT_ALLOW_PROTOCOL": "none",  # before that, and whatever protocol.*.allow says
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",  # its warnings are read
    _NOTHING: "",
}

_NOT_FETCHED = (
    "nothing that this partial clone lacks is fetched: run `git diff` with the same revision first"
)
_FILTER_PARTS = ("clean", "smudge", "process")


class Git:
    """Git in one folder. Every call of git goes through ``run``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.warnings = ""  # what the last call said beside its answer

    def run(self, *arguments: str, stdin: bytes | None = None, with_hooks: bool = False) -> bytes:
        """Return what ``git ARGUMENTS`` prints. Raises DetectorError where it fails.

        ``with_hooks`` is for asking where hooks are, by a command that starts none.
        """
        command, *rest = arguments
        if command == "diff":
            rest[:0] = NO_DIFF_PROGRAMS
        off = self._named_off if with_hooks else [*self._named_off, "-c", _NO_HOOKS]
        try:
            return self._started(off, command, *rest, stdin=stdin)
        except DetectorError as error:
            if command != "diff":
                raise
            raise self.incomplete(str(error)) from error

    def incomplete(self, message: str) -> DetectorError:
        """Return the error for content that git does not have, or may not have."""
        partial = any(
            name == "extensions.partialclone" or name.endswith((".promisor", ".partialclonefilter"))
            for name in self._names
        )
        return DetectorError(f"{message}; {_NOT_FETCHED}" if partial else message)

    @cached_property
    def _names(self) -> list[str]:
        out = self._started((), "config", "--list", "--name-only", "-z")
        return os.fsdecode(out).split("\0")

    @cached_property
    def _named_off(self) -> list[str]:
        """The options that turn off what the repository gives names of its own."""
        return [option for key, value in self._named() for option in _setting(key, value)]

    def _named(self) -> Iterator[tuple[str, str]]:
        for driver in self._subsections("filter", *_FILTER_PARTS, "required"):
            yield from ((f"{driver}.{part}", "") for part in _FILTER_PARTS)
            yield f"{driver}.required", "false"
        for hook in self._subsections("hook", "command"):
            yield f"{hook}.enabled", "false"

    def _subsections(self, section: str, *variables: str) -> Iterator[str]:
        """Yield each name in ``section`` for which one of ``variables`` is set."""
        parted = (name.rpartition(".") for name in self._names)
        yield from dict.fromkeys(
            named
            for named, _, variable in parted
            if variable in variables and named.startswith(f"{section}.")
        )

    def _started(self, off: Sequence[str], *arguments: str, stdin: bytes | None = None) -> bytes:
        always = [option for setting in _OFF for option in ("-c", setting)]
        environment = {k: v for k, v in os.environ.items() if k not in _PROGRAMS}
        try:
            done = subprocess.run(  # noqa: S603
                [_program(), *_FLAGS, *always, *off, *arguments],
                cwd=self.folder,
                env=environment | _ENVIRONMENT,
                input=stdin,
                stdin=None if stdin is not None else subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
        except FileNotFoundError as error:
            if not self.folder.is_dir():
                raise DetectorError(f"there is no folder {str(self.folder)!r}") from error
            raise DetectorError("git is not installed, or not on the PATH") from error
        except OSError as error:
            raise DetectorError(f"git cannot be started: {error.strerror}") from error
        if done.returncode:
            raise DetectorError(f"git {arguments[0]}: {_reason(done.stderr) or done.returncode}")
        self.warnings = os.fsdecode(done.stderr)
        return done.stdout


def _setting(key: str, value: str) -> tuple[str, ...]:
    """Return the options that set ``key``; ``-c`` takes the first equals sign for the key's end."""
    if "=" not in key:
        return "-c", f"{key}={value}"
    return (f"--config-env={key}={_NOTHING}",)  # false, too, can be written as nothing


def _reason(stderr: bytes) -> str:
    """Return in one line why git failed, and what it advises: the rest are warnings."""
    lines = [line.strip() for line in stderr.decode("utf-8", "replace").splitlines()]
    lines = [line for line in lines if line]
    fatal = [at for at, line in enumerate(lines) if line.startswith(("fatal:", "error:"))]
    return " ".join(lines[fatal[0] :] if fatal else lines[-1:])


def _program() -> str:
    """Return git's full name: a folder that the PATH names relatively may be the repository."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in map(Path, os.get_exec_path()):
        path = folder / name
        if folder.is_absolute() and os.access(path, os.X_OK) and path.is_file():
            return str(path)
    raise FileNotFoundError(name)
