"""Only regular files are read, whatever a name in a tree leads to, and all through one module."""

from __future__ import annotations

import ast
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from detector import reading
from detector.audit.inputs import InputOptions, sources
from detector.cli import run
from detector.config.files import load
from detector.errors import DetectorError
from detector.findings import Failure
from detector.gate.baseline import Baseline
from detector.model import load as load_model
from detector.readers import read
from detector.server.keys import load_keys
from tests.starter import ROOT

NOTE = "The bridge was opened in May by the mayor, who came by boat from the other bank.\n"
LIMIT_S = 20  # of a whole test: none takes a second, and a wait on a pipe never ends

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def kernel(path: Path) -> None:
    if not Path("/proc/version").exists():
        pytest.skip("no files of a kernel here")
    path.symlink_to("/proc/version")


def kernel_log(path: Path) -> None:
    """A file of the kernel whose reading waits for what the kernel has to say next."""
    if not os.access("/proc/kmsg", os.R_OK):
        pytest.skip("the kernel's log is not for this user")
    path.symlink_to("/proc/kmsg")


Made = Callable[[Path], None]
KINDS = (pipe, endless, kernel, kernel_log)


@pytest.fixture(autouse=True)
def _no_wait() -> Iterator[None]:
    """End a test that waits on a pipe: a reader is woken when somebody opens its other end."""
    timer = threading.Timer(LIMIT_S, os._exit, [1])
    timer.start()
    yield
    timer.cancel()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.md").write_text(NOTE)
    return folder


@pytest.mark.parametrize("make", KINDS)
def test_an_article_that_is_no_file(tree: Path, make: Made) -> None:
    make(tree / "b.md")
    (found,) = read(tree / "b.md")
    assert isinstance(found, Failure)
    assert found.type == "special_file"


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("command", ["check", "audit", "score"])
def test_commands_go_on(
    tree: Path,
    make: Made,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make(tree / "b.md")
    monkeypatch.chdir(tree)
    monkeypatch.setenv("DETECTOR_CACHE", str(tree.parent / "cache"))
    paths = ["a.md", "b.md"] if command == "score" else ["."]
    more = ["--jobs", "1"] if command == "audit" else []
    status = run([command, *paths, *more, "--format", "jsonl"])
    shown = capsys.readouterr()
    # In a folder a pipe or a device is nobody's article; a file that cannot be read is an error.
    passed_over = command != "score" and make in (pipe, endless)
    assert status == (0 if passed_over else 3)
    assert '"a.md"' in shown.out
    assert ("special_file" in shown.out) is not passed_over


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("name", [".gitignore", ".detectorignore"])
@pytest.mark.parametrize("above", [True, False])
def test_ignore_files(tree: Path, make: Made, name: str, above: bool) -> None:
    (tree / ".git").mkdir()
    below = tree / "posts"
    below.mkdir()
    (below / "b.md").write_text(NOTE)
    make((tree if above else below) / name)
    found = list(sources([str(below)], InputOptions()))
    faults = [item for item in found if isinstance(item, Failure)]
    assert [fault.type for fault in faults] == ["special_file"]
    assert len(found) == 2


def test_an_ignore_file_has_a_limit(tree: Path) -> None:
    (tree / ".gitignore").write_bytes(b"# " + bytes(reading.MAX_SETTINGS_BYTES))
    fault, _ = sources([str(tree)], InputOptions())
    assert isinstance(fault, Failure)
    assert "more than" in fault.message


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize(
    "use",
    [
        load,
        Baseline.load,
        lambda path: load_keys(path, None),
        lambda path: load_model(path.parent),
        lambda path: run(["compare", str(path), str(path)]),
    ],
    ids=["configuration", "baseline", "keys", "model", "compare"],
)
def test_settings(
    tree: Path, make: Made, use: Callable[[Path], object], capsys: pytest.CaptureFixture[str]
) -> None:
    make(tree / "config.json")
    try:
        said = f"{use(tree / 'config.json')} {capsys.readouterr().err}"
    except DetectorError as error:
        said = str(error)
    assert "not a file" in said or "copy it to a file" in said


def test_streams_that_the_caller_hands_over_are_read(tree: Path) -> None:
    if not Path("/dev/fd").exists():
        pytest.skip("no /dev/fd here")
    reader, writer = os.pipe()
    os.write(writer, NOTE.encode())
    os.close(writer)
    try:
        (found,) = read(f"/dev/fd/{reader}")
        assert not isinstance(found, Failure)
        (tree / "b.md").symlink_to(f"/dev/fd/{reader}")
        (found,) = read(tree / "b.md")  # a name in a tree hands nothing over
        assert isinstance(found, Failure)
    finally:
        os.close(reader)


# What reads by itself, and why.
EXCEPTIONS = {
    "reading.py": "the one module that opens what others made",
    "writing.py": "opens drafts and outputs, for writing",
    "audit/workers/marks.py": "writes shards, and a file system of fsspec's",
    "render/audit/sqlite.py": "reads the database that it has just built in a folder of its own",
    "render/html/__init__.py": "a resource of the package",
    "render/comparison/html.py": "a resource of the package",
    "server/page/__init__.py": "resources of the package",
    "lsp/features.py": "duplicates standard output",
    "server/worker.py": "duplicates standard output",
    "readers/package.py": "a member of an archive in memory",
    "audit/inputs/substack.py": "a member of an archive that is open",
    "audit/inputs/zipped.py": "a member of an archive that is open",
    "audit/inputs/tarred.py": "an archive that is open",
    "audit/inputs/opening.py": "a file system of fsspec's, and streams that are open",
}
_OPENING = frozenset({"open", "fdopen", "read_text", "read_bytes", "memmap", "fromfile", "connect"})


def openings(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that open or read a file otherwise than by a function of that module's."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if node.args and ast.unparse(node.args[0]) == "os.devnull":
            continue
        if isinstance(called, ast.Name) and called.id in ("open", "fdopen"):
            yield node.lineno
        elif isinstance(called, ast.Attribute) and called.attr in _OPENING:
            owner = ast.unparse(called.value)
            # A page of markup opens its blocks; SQLite's files are held to their form elsewhere.
            if owner not in ("self.page", "files", "sqlite3") and not owner.startswith("np"):
                yield node.lineno


def test_no_module_opens_files_by_itself() -> None:
    package = ROOT / "detector"
    found = {}
    for file in sorted(package.rglob("*.py")):
        source = file.read_text("utf-8")
        may_open = any(f"{name}(" in source for name in _OPENING)  # to parse all takes seconds
        lines = list(openings(ast.parse(source))) if may_open else []
        if lines:
            found[file.relative_to(package).as_posix()] = lines
    assert found.keys() - EXCEPTIONS.keys() == set()
    assert EXCEPTIONS.keys() - found.keys() == set(), "an exception that nothing needs"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("open(name)", 1),
        ("Path(name).open('rb')", 1),
        ("path.read_text('utf-8')", 1),
        ("os.open(name, 0)", 1),
        ("os.open(os.devnull, 0)", 0),
        ("gzip.open(name)", 1),
        ("read_bytes(path)", 0),
        ("self.page.open(kind)", 0),
    ],
)
def test_what_counts_as_opening(code: str, expected: int) -> None:
    assert len(list(openings(ast.parse(code)))) == expected
