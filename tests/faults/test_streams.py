"""Readers that go away, closed streams, pipes, odd locales and names: see docs/faults.md."""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path

import pytest

from tests.faults.closed import closed
from tests.faults.runs import BROKEN, NOTE, assert_status, paths, run
from tests.starter import Starter

pytestmark = pytest.mark.skipif(os.name != "posix", reason="these faults are made as on POSIX")

# Streams


@pytest.mark.parametrize("command", ["score", "audit", "extract", "rules"])
def test_a_reader_that_goes_away(folder: Path, known: Path, command: str) -> None:
    arguments = [] if command == "rules" else ["a.md", "b.md", "c.md"]
    done = run(command, *arguments, cwd=folder, env={"DETECTOR_CACHE": str(known)},
               shell='"$@" | true; exit ${PIPESTATUS[0]}', forked=True)  # fmt: skip
    assert_status(done, 0)
    assert b"Exception ignored" not in done.stderr


WRITING = [
    (("score", "a.md", "b.md", "--format", "text"), 0),
    (("extract", "a.md", "b.md", "--format", "text"), 0),
    (("check", "a.md", "bad.md", "--format", "github"), 1),
    (("check", "a.md", "bad.md", "nowhere.md", "--format", "github"), 3),
    (("audit", "a.md", "bad.md", "--fail-on", "fail"), 1),
]


def outputs(number: int) -> list[str]:
    return ["--out", f"x{number}.jsonl", "--out", f"y{number}.jsonl"]


def assert_whole(folder: Path, number: int, arguments: tuple[str, ...]) -> None:
    written = (folder / f"x{number}.jsonl").read_text()
    read = [json.loads(line)["path"] for line in written.splitlines()]
    assert read == [name for name in arguments if name.endswith(".md")]
    assert (folder / f"y{number}.jsonl").read_text() == written


@pytest.mark.parametrize(("arguments", "status"), WRITING)
def test_files_are_whole_though_the_reader_goes_away(
    folder: Path, arguments: tuple[str, ...], status: int
) -> None:
    (folder / "bad.md").write_text(BROKEN)
    done = run(*arguments, *outputs(0), cwd=folder, forked=True,
               shell='"$@" | true; exit ${PIPESTATUS[0]}')  # fmt: skip
    assert_status(done, status)
    assert b"Exception ignored" not in done.stderr
    assert_whole(folder, 0, arguments)


def test_files_are_whole_though_standard_output_is_closed(folder: Path) -> None:
    (folder / "bad.md").write_text(BROKEN)
    commands = [[*arguments, *outputs(n)] for n, (arguments, _) in enumerate(WRITING)]
    ended = closed(commands, cwd=folder, shell='exec "$@" >&-')
    for number, (done, (arguments, _)) in enumerate(zip(ended, WRITING, strict=True)):
        assert_status(done, 2)
        assert (b"standard output is closed" in done.stderr) or arguments[0] == "audit"
        assert b"Exception ignored" not in done.stderr
        assert_whole(folder, number, arguments)


@pytest.mark.parametrize("command", ["score", "check", "extract"])
@pytest.mark.parametrize(
    "shell",
    [
        '"$@" --out >(cat > got) && wait $!',
        '"$@" --out /dev/stdout | cat > got',
        'mkfifo p; cat p > got & "$@" --out p && wait $!',
    ],
)
def test_pipes_are_written_as_they_are(folder: Path, command: str, shell: str) -> None:
    forked = ">(" not in shell  # a fork gets the three standard streams alone
    done = run(command, "a.md", "--format", "jsonl", cwd=folder, shell=shell, forked=forked)
    assert_status(done, 0)
    (record,) = map(json.loads, (folder / "got").read_text().splitlines())
    assert "error" not in record


WITH_WORKERS = 'exec "$@" 2>&-'


@pytest.mark.parametrize(
    ("shell", "status"),
    [
        ('exec "$@" <&-', 0),
        (WITH_WORKERS, 0),
        ('exec "$@" <&- 2>&-', 0),
        ('exec "$@" >&-', 2),
        ('exec "$@" <&- >&- 2>&-', 2),
    ],
)
def test_closed_streams(folder: Path, known: Path, shell: str, status: int) -> None:
    cache = {} if shell == WITH_WORKERS else {"DETECTOR_CACHE": str(known)}
    commands = [[command, "a.md"] for command in ("score", "audit", "extract", "check")]
    *speaking, silent = closed(commands, cwd=folder, shell=shell, env=cache)
    for done in speaking:
        assert_status(done, status)
    assert_status(silent, 0)  # it has nothing to say
    assert (folder / "a.md").read_text() == NOTE


def test_closed_streams_reach_no_file(folder: Path) -> None:
    """The numbers of closed streams must not become those of files that are opened."""
    done = run("audit", ".", "nowhere.md", "--out", "x.jsonl", cwd=folder,
               shell='exec "$@" <&- >&- 2>&-')  # fmt: skip
    assert done.returncode == 2  # the overview has nowhere to go
    records = [json.loads(line) for line in (folder / "x.jsonl").read_text().splitlines()]
    assert len(records) == 4


@pytest.mark.parametrize("command", ["score", "check", "extract", "audit"])
def test_closed_standard_input_is_unreadable(folder: Path, command: str) -> None:
    done = run(command, "-", cwd=folder, shell='exec "$@" <&-')
    assert_status(done, 3)
    assert b"standard input: could not be read: Bad file descriptor" in done.stderr


# Locales and names


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"LC_ALL": "ja_JP.SJIS"},
        {"PYTHONIOENCODING": "latin-1"},
        {"LC_ALL": "no_SUCH"},
    ],
)
def test_locales_change_no_byte(folder: Path, env: dict[str, str]) -> None:
    (folder / "a.md").write_text("Été “I” istanbul. Lorem ipsum dolor sit amet.\n", "utf-8")
    with Starter(env) as starter:  # one Python that starts in the locale, and runs them all
        start = partial(starter.run, cwd=folder, env={**os.environ, **env}, data=b"")
        scored = start(("score", "a.md", "--format", "jsonl"))
        assert_status(scored, 0)
        assert json.loads(scored.stdout.decode("utf-8"))["findings"]
        assert_status(start(("score", "a.md")), 0)
        checked = start(("check", "a.md"))
        assert_status(checked, 1)
        assert "“Lorem ipsum" in checked.stdout.decode("utf-8")
        assert "Été" in start(("extract", "a.md")).stdout.decode("utf-8")


@pytest.mark.parametrize("command", ["score", "check", "audit", "extract"])
def test_names_that_are_not_utf8(folder: Path, known: Path, command: str) -> None:
    name = b"n\xff\xfe.md"
    try:
        Path(os.fsdecode(bytes(folder) + b"/" + name)).write_text(NOTE)
    except OSError:
        pytest.skip("this file system takes no such names")
    cache = {"DETECTOR_CACHE": str(known)}
    for env in ({}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        done = run(
            command, name, "--format", "jsonl", cwd=folder, env={**cache, **env}, forked=not env
        )
        assert_status(done, 0)
        assert paths(done)[0].startswith("n\ufffd")
