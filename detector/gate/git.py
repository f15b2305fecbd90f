"""Ask git: what is staged, which lines a change touches, where its hooks are."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detector.errors import DetectorError
from detector.gate.git_process import NO_DIFF_PROGRAMS, Git
from detector.reading import exists
from detector.regex import lazy

_HUNK = lazy(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_UNOPENED = lazy(r"(?m)^warning: could not open directory '(.+/)': ")
MAX_ADDED = 100  # files that one commit may add before it reads as an import
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
        if "GIT_DIR" not in os.environ and folder.is_dir() and not enclosing(folder):
            message = f"{folder} is in no work tree of a git repository: run the command in one"
            raise DetectorError(message)
        top = self._git.run("rev-parse", "--show-toplevel").rstrip(b"\r\n")
        self.top = self._git.folder = Path(os.fsdecode(top))

    def changed(self, since: str | None, *, staged: bool, exactly: bool = False) -> list[Entry]:
        """List the files that the index (or the work tree) adds or changes since ``since``, or
        since the branch left it; ``exactly``: since that commit itself."""
        arguments = ["diff", "--raw", "-z", "--no-abbrev", "-M", "--diff-filter=ACMRT"]
        compared = self._compared(since, staged=staged, exactly=exactly)
        out = self._git.run(*arguments, *compared)
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

    def unstaged(self, paths: Iterable[str]) -> list[str]:
        """List those of ``paths`` that are not as they are staged: changed, deleted, or neither
        tracked nor ignored."""
        named = sorted(set(paths))
        if not named:
            return []
        kinds = ("--modified", "--others", "--exclude-standard")
        out = self._git.run("ls-files", *kinds, "-z", "--full-name", "--", *named)
        return sorted({name for name in os.fsdecode(out).split("\0") if name})

    def staged_content(self, path: str) -> bytes:
        """Return what the index has of ``path``; nothing where it has none."""
        try:
            return self._git.run("cat-file", "blob", f":{path}")
        except DetectorError:
            return b""

    def path_from_top(self, path: str | Path) -> str:
        """Return ``path``, as seen from the work folder, as git names it."""
        return Path(os.path.relpath(os.path.realpath(path), os.path.realpath(self.top))).as_posix()

    def files_under(self, folder: Path) -> list[str]:
        """List the files below ``folder`` that git does not ignore, and the folders that it may
        not open: their names end in a slash."""
        listing = ("ls-files", "--cached", "--others", "--exclude-standard", "-z", "--full-name")
        out = self._git.run(*listing, "--", str(folder))
        names = {name for name in os.fsdecode(out).split("\0") if name}
        return sorted(names.union(_UNOPENED.findall(self._git.warnings)))

    def ignores(self, folder: Path) -> bool:
        """Return whether git ignores ``folder``, or all that is in it."""
        listing = ("ls-files", "--others", "--ignored", "--exclude-standard", "--directory")
        out = self._git.run(*listing, "-z", "--full-name", "--", str(folder))
        name = Path(os.path.relpath(folder, os.path.realpath(self.top))).as_posix() + "/"
        ignored = [found for found in os.fsdecode(out).split("\0") if found.endswith("/")]
        return any(name.startswith(found) for found in ignored)

    def left_out(self) -> frozenset[str]:
        """List the files of the index that a sparse checkout leaves out of the work tree."""
        out = self._git.run("ls-files", "-t", "-z", "--full-name")
        fields = os.fsdecode(out).split("\0")
        return frozenset(field[2:] for field in fields if field.startswith("S "))

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

    def touched_lines(
        self, since: str | None, *, staged: bool, exactly: bool = False
    ) -> dict[str, Lines]:
        """Map each changed file to the line ranges that the change adds or alters.

        Where lines were only taken out, the line before the gap and the one after it count.
        """
        shape = ("-U0", "--inter-hunk-context=0", "-M", "--text", "--no-color")
        names = ("--src-prefix=a/", "--dst-prefix=b/", "--diff-filter=ACMRT")
        compared = self._compared(since, staged=staged, exactly=exactly)
        out = self._git.run("diff", *shape, *names, *compared)
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

    def first_days(self) -> dict[str, str]:
        """Map each file to the day (ISO) of the commit that added it, under whatever name.

        One call reads the whole history. A commit that adds more than ``MAX_ADDED`` files brought
        them from elsewhere, and the first commits of a shallow clone did not write what they
        hold: neither tells a day. Raises DetectorError where git fails.
        """
        if not self._has_head():
            return {}
        shallow = self._git.run("rev-parse", "--is-shallow-repository").strip() == b"true"
        shape = ("-z", "--reverse", "--root", "--no-merges", "--no-color", "--format=%x01%as %P")
        changes = ("--name-status", "-M100%", *NO_DIFF_PROGRAMS)
        fields = iter(os.fsdecode(self._git.run("log", *shape, *changes)).split("\0"))
        days: dict[str, str] = {}
        added: list[str] = []
        day, told = "", False
        for field in fields:
            status = field.lstrip("\n")
            if status.startswith("\1"):
                days.update(dict.fromkeys(added if told and len(added) <= MAX_ADDED else (), day))
                day, _, parents = status[1:].partition(" ")
                added, told = [], bool(parents) or not shallow
            elif status.startswith("R"):
                old, new = next(fields), next(fields)
                if old in days:
                    days[new] = days.pop(old)
            elif status:
                path = next(fields)
                if status == "A":
                    added.append(path)
        days.update(dict.fromkeys(added if told and len(added) <= MAX_ADDED else (), day))
        return days

    def hooks_folder(self) -> Path:
        """Return where this repository's hooks are, core.hooksPath and linked trees included."""
        out = self._git.run("rev-parse", "--git-path", "hooks", with_hooks=True).rstrip(b"\r\n")
        return self.top / os.fsdecode(out)

    def has_hooks_of_all(self) -> bool:
        """Return whether core.hooksPath is set for more than this repository."""
        try:
            asked = ("config", "--show-scope", "--get", "core.hooksPath")
            out = self._git.run(*asked, with_hooks=True)
        except DetectorError:  # it is not set
            return False
        return out.split(b"\t", 1)[0] in (b"global", b"system")

    def common_folder(self) -> Path:
        """Return the folder that all linked work trees of this repository share, behind links."""
        out = self._git.run("rev-parse", "--git-common-dir").rstrip(b"\r\n")
        return Path(os.path.realpath(self.top / os.fsdecode(out)))

    def git_folder(self) -> Path:
        """Return where git keeps the state of this work tree, such as a merge in progress."""
        usual = self.top / ".git"
        if usual.is_dir() and "GIT_DIR" not in os.environ:
            return usual
        out = self._git.run("rev-parse", "--git-dir").rstrip(b"\r\n")
        return self.top / os.fsdecode(out)

    def _compared(self, since: str | None, *, staged: bool, exactly: bool) -> list[str]:
        """Say what is compared. For the index, git itself takes HEAD, or nothing before there
        is one: no need to ask."""
        if since is not None and exactly:
            return ["--cached", since] if staged else [since]
        if staged:
            return ["--cached"] if since is None else ["--cached", *self._base(since)]
        return self._base(since)

    def _base(self, since: str | None) -> list[str]:
        """The revision to compare with: where ``since`` and HEAD part, so that what others have
        done on that branch since is not held against this change."""
        if since is None:
            return ["HEAD"] if self._has_head() else [self._empty_tree()]
        if since.startswith("-"):
            raise DetectorError(f"not a revision: {since!r}; name a branch, a tag or a commit")
        try:
            return [self._git.run("merge-base", since, "HEAD").decode().strip()]
        except DetectorError:
            raise self._no_base(since) from None

    def _no_base(self, since: str) -> DetectorError:
        """Return why git names no commit where ``since`` and HEAD part. To compare with ``since``
        itself would hold what others did there against this change, or hide what it does."""
        try:
            self._git.run("rev-parse", "--verify", "--quiet", f"{since}^{{commit}}")
        except DetectorError:
            return DetectorError(
                f"git does not know the revision {since!r} here: fetch it, or use another"
            )
        said = f"{since!r} and HEAD have no common ancestor"
        if self._git.run("rev-parse", "--is-shallow-repository").strip() == b"true":
            said += " in this shallow clone: fetch more history, with git fetch --unshallow"
        else:
            said += ": name a revision from which this branch was made"
        return DetectorError(said)

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
    return top_of(Path(os.path.realpath(folder))) is not None


def top_of(folder: Path) -> Path | None:
    """Return the top of the work tree around ``folder`` (absolute) without a process, or None."""
    places = (folder, *folder.parents)
    return next((place for place in places if exists(place / ".git")), None)
