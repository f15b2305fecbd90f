"""Ask git: what is staged, which lines a change touches, where its hooks are."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detector.errors import DetectorError
from detector.gate.git_process import Git

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_FILE_MODES = ("100644", "100755")  # not links (120000), not submodules (160000)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a change: its path from the top of the work tree, and its blob if it is staged."""

    path: str
    blob: str


Lines = list[tuple[int, int]]  # first and last line of each touched range, 1-based, inclusive


class Repository:
    """A work tree. All paths are relative to ``top``, with ``/``."""

    def __init__(self, folder: Path) -> None:
        """Raises DetectorError where ``folder`` is in no work tree, or git is not there."""
        self._git = Git(folder)
        top = self._git.run("rev-parse", "--show-toplevel").rstrip(b"\r\n")
        self.top = self._git.folder = Path(os.fsdecode(top))

    def changed(self, since: str | None, *, staged: bool) -> list[Entry]:
        """List the files that the index (or the work tree) adds or changes since ``since``."""
        arguments = ["diff", "--raw", "-z", "--no-abbrev", "-M", "--diff-filter=ACMRT"]
        out = self._git.run(*arguments, *self._compared(since, staged=staged))
        fields = iter(os.fsdecode(out).split("\0"))
        entries = []
        for head in fields:
            if not head:
                continue
            _, mode, _, blob, status = head.split(" ")
            path = next(fields)
            if status[0] in "RC":
                path = next(fields)
            if mode in _FILE_MODES:
                entries.append(Entry(path, blob))
        return entries

    def untracked(self) -> list[str]:
        """List the files that git neither tracks nor ignores."""
        out = self._git.run("ls-files", "--others", "--exclude-standard", "-z", "--full-name")
        return [name for name in os.fsdecode(out).split("\0") if name]

    def files_under(self, folder: Path) -> list[str]:
        """List the files below ``folder`` that git does not ignore."""
        listing = ("ls-files", "--cached", "--others", "--exclude-standard", "-z", "--full-name")
        out = self._git.run(*listing, "--", str(folder))
        return sorted({name for name in os.fsdecode(out).split("\0") if name})

    def knows(self, path: str) -> bool:
        """Return whether the index or the last commit holds ``path``, or a file below it."""
        place = os.path.relpath(os.path.realpath(path), os.path.realpath(self.top))
        if place.startswith(os.pardir):
            return False
        out = self._git.run("ls-files", "-z", f"--with-tree={self._base(None)[0]}", "--", place)
        return bool(out)

    def contents(self, blobs: Sequence[str]) -> Iterator[bytes]:
        """Yield the content of each blob, in order."""
        if not blobs:
            return
        out = self._git.run("cat-file", "--batch", stdin="\n".join(blobs).encode() + b"\n")
        at = 0
        for _ in blobs:
            end = out.index(b"\n", at)
            size = out[at:end].rsplit(b" ", 1)[1]
            if not size.isdigit():
                raise self._git.incomplete("git does not have the content of a staged file")
            yield out[end + 1 : end + 1 + int(size)]
            at = end + 2 + int(size)

    def touched_lines(self, since: str | None, *, staged: bool) -> dict[str, Lines]:
        """Map each changed file to the line ranges that the change adds or alters.

        Where lines were only taken out, the line before the gap and the one after it count.
        """
        shape = ("-U0", "--inter-hunk-context=0", "-M", "--text", "--no-color")
        names = ("--src-prefix=a/", "--dst-prefix=b/", "--diff-filter=ACMRT")
        out = self._git.run("diff", *shape, *names, *self._compared(since, staged=staged))
        touched: dict[str, Lines] = {}
        ranges: Lines = []
        skip = 0
        for line in out.split(b"\n"):
            if skip and not line.startswith(b"\\"):
                skip -= 1
            elif line.startswith(b"+++ "):
                ranges = touched.setdefault(_unquoted(line[4:]), [])
            elif match := _HUNK.match(line):
                removed, first, added = (int(g) if g else 1 for g in match.groups())
                skip = removed + added
                ranges.append((first, first + added - 1) if added else (first, first + 1))
        return touched

    def hooks_folder(self) -> Path:
        """Return where this repository's hooks are, core.hooksPath and linked trees included."""
        out = self._git.run("rev-parse", "--git-path", "hooks", with_hooks=True).rstrip(b"\r\n")
        return self.top / os.fsdecode(out)

    def _compared(self, since: str | None, *, staged: bool) -> list[str]:
        """Say what is compared. For the index, git itself takes HEAD, or nothing before there
        is one: no need to ask."""
        if staged:
            return ["--cached"] if since is None else ["--cached", *self._base(since)]
        return self._base(since)

    def _base(self, since: str | None) -> list[str]:
        """The revision to compare with: where ``since`` and HEAD part, so that what others have
        done on that branch since is not held against this change."""
        if since is None:
            return ["HEAD"] if self._has_head() else [self._empty_tree()]
        if since.startswith("-"):
            raise DetectorError(f"not a revision: {since!r}")
        try:
            return [self._git.run("merge-base", since, "HEAD").decode().strip()]
        except DetectorError:  # they have nothing in common, or a shallow clone does not say
            commit = ("rev-parse", "--verify", "--quiet", f"{since}^{{commit}}")
        try:
            return [self._git.run(*commit).decode().strip()]
        except DetectorError as error:
            raise DetectorError(
                f"git does not know the revision {since!r} here: fetch it, or use another"
            ) from error

    def _has_head(self) -> bool:
        try:
            self._git.run("rev-parse", "--verify", "--quiet", "HEAD")
        except DetectorError:
            return False
        return True

    def _empty_tree(self) -> str:
        return self._git.run("hash-object", "-t", "tree", "--stdin", stdin=b"").decode().strip()


def _unquoted(name: bytes) -> str:
    """Undo git's quoting of odd names (C escapes) and take off the prefix ``b/``."""
    name = name.rstrip(b"\t\r")
    if name.startswith(b'"'):
        name = ast.literal_eval("b" + name.decode("ascii"))
    return os.fsdecode(name.removeprefix(b"b/"))


def enclosing(folder: Path) -> bool:
    """Tell without a process whether ``folder`` is inside a work tree, where git will see it:
    behind all links."""
    folder = Path(os.path.realpath(folder))
    return any((place / ".git").exists() for place in (folder, *folder.parents))
