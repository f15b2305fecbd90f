"""Fixing files: the bytes around a fix stay, and a preview promises what fixing does."""

from __future__ import annotations

import codecs
import re
import subprocess
import sys
from pathlib import Path

import pytest

from detector.cli import run
from tests.conftest import Run

DEBRIS = "The café isn&#8217;t open. “It is of iron,” says the señor – “naïve”.\n"


# Byte order mark, encoding, line end.
FORMS = [
    (b"", "utf-8", "\n"),
    (codecs.BOM_UTF8, "utf-8", "\n"),
    (codecs.BOM_UTF8, "utf-8", "\r\n"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "\n"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "\r\n"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "\n"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "\r\n"),
    (b"", "cp1252", "\r\n"),
    (b"", "utf-8", "\r"),
]


@pytest.mark.parametrize(("mark", "encoding", "line_end"), FORMS)
def test_bytes_around_a_fix_stay(
    mark: bytes, encoding: str, line_end: str, tmp_path: Path, detector: Run
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(mark + (DEBRIS * 3).replace("\n", line_end).encode(encoding))
    rules = ("--isolated", "--select", "raw-entity")
    run = detector("check", "a.txt", "--fix", *rules, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    fixed_text = (DEBRIS * 3).replace("&#8217;", "’").replace("\n", line_end)
    assert path.read_bytes() == mark + fixed_text.encode(encoding)


@pytest.mark.parametrize(("mark", "encoding", "line_end"), FORMS)
def test_a_patch_holds_the_bytes_of_the_file(
    mark: bytes, encoding: str, line_end: str, tmp_path: Path, detector: Run
) -> None:
    path = tmp_path / "a b.txt"
    path.write_bytes(mark + (DEBRIS * 3).replace("\n", line_end).encode(encoding))
    rules = ("--isolated", "--select", "raw-entity")
    command = [sys.executable, "-m", "detector", "check", path.name, "--fix", "--diff", *rules]
    patch = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert patch.returncode == 1, patch.stderr
    subprocess.run(["git", "apply", "-"], input=patch.stdout, cwd=tmp_path, check=True)
    applied = path.read_bytes()
    assert b"8217" not in applied.replace(b"\0", b"")
    path.write_bytes(mark + (DEBRIS * 3).replace("\n", line_end).encode(encoding))
    detector("check", path.name, "--fix", *rules, cwd=tmp_path)
    assert path.read_bytes() == applied


def test_nothing_is_promised_that_fixing_refuses(tmp_path: Path, detector: Run) -> None:
    broken = "In Köln isn&#8217;t open, nor in Düsseldorf or Göttingen. ".encode() * 9 + b"\xff\n"
    (tmp_path / "a.txt").write_bytes(broken)
    # The encoding has no snowman.
    (tmp_path / "b.txt").write_bytes("In Köln a snowman &#9731; stood.\n".encode("cp1252"))
    rules = ("--isolated", "--select", "raw-entity")
    shown = detector("check", "a.txt", "b.txt", *rules, cwd=tmp_path)
    assert shown.returncode == 1
    assert "can be fixed" not in shown.stderr
    preview = detector("check", "a.txt", "b.txt", "--fix", "--diff", *rules, cwd=tmp_path)
    assert (preview.returncode, preview.stdout) == (1, "")  # as the check ends
    assert preview.stderr.startswith(
        "detector: cannot be fixed: a.txt: contains bytes that are not"
    )
    # A mark of lost letters that stands in the file itself is a letter like others.
    (tmp_path / "a.txt").write_bytes(broken[:-2] + "�\n".encode())
    assert "can be fixed" in detector("check", "a.txt", *rules, cwd=tmp_path).stderr


def test_bytes_of_another_encoding_are_not_lost(tmp_path: Path, detector: Run) -> None:
    path = tmp_path / "a.txt"
    data = ("Café señor naïve über façade. " * 9).encode() + b"isn&#8217;t \xe9 open. " * 3
    path.write_bytes(data)
    run = detector("check", "a.txt", "--fix", "--isolated", "--select", "raw-entity", cwd=tmp_path)
    assert "not fixed" in run.stderr
    assert path.read_bytes() == data


@pytest.mark.parametrize("letter", ["a", "ä", "鐘"])
def test_a_name_may_be_as_long_as_the_system_takes(
    tmp_path: Path, detector: Run, letter: str
) -> None:
    path = tmp_path / (letter * (250 // len(letter.encode())) + ".txt")
    path.write_text(DEBRIS * 3, "utf-8")
    run = detector(
        "check", path.name, "--fix", "--isolated", "--select", "raw-entity", cwd=tmp_path
    )
    assert "not fixed" not in run.stderr
    assert path.read_text("utf-8") == DEBRIS.replace("&#8217;", "’") * 3


def test_a_preview_writes_nothing_and_git_takes_it(tmp_path: Path, detector: Run) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(DEBRIS.encode() + b"No end isn&#8217;t one")
    before = path.read_bytes()
    rules = ("--isolated", "--select", "raw-entity")
    run = detector("check", "a.txt", "--fix", "--diff", *rules, cwd=tmp_path)
    assert run.returncode == 1
    assert path.read_bytes() == before
    subprocess.run(["git", "apply", "-"], input=run.stdout.encode(), cwd=tmp_path, check=True)
    assert path.read_bytes() == before.replace(b"&#8217;", "’".encode())
    assert detector("check", "a.txt", "--fix", "--diff", *rules, cwd=tmp_path).returncode == 0


def test_a_preview_of_an_absolute_path_is_a_patch_from_the_root(
    tmp_path: Path, detector: Run
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(DEBRIS * 3)
    rules = ("--isolated", "--select", "raw-entity")
    run = detector("check", str(path), "--fix", "--diff", *rules, cwd=tmp_path)
    name = str(path).lstrip("/")
    assert run.stdout.splitlines()[:2] == [f"--- a/{name}", f"+++ b/{name}"]


def test_as_many_are_fixed_as_were_announced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What passes, or is known, is not rewritten unasked."""
    monkeypatch.chdir(tmp_path)
    mark = ":contentReference[oaicite:{0}]{{index={0}}}"
    old = f"The old plan{mark.format(0)} was paid for by the council this year.\n"
    new = f"Nobody had asked{mark.format(1)} who would have to pay{mark.format(2)} the bill.\n"
    warned = "The inn by the bridge isn&#8217;t open on Mondays.\n"
    (tmp_path / "old.txt").write_text(old, "utf-8")
    (tmp_path / "passes.txt").write_text(warned, "utf-8")
    rules = ("--select", "chat-citation,raw-entity")
    assert run(["check", ".", "--write-baseline", *rules]) == 0
    (tmp_path / "old.txt").write_text(f"{old}\n{new}", "utf-8")
    (tmp_path / "new.txt").write_text(f"{new}\n{warned}", "utf-8")
    capsys.readouterr()
    assert run(["check", ".", *rules]) == 1
    [announced] = re.findall(r"(\d+) can be fixed", capsys.readouterr().err)
    assert run(["check", ".", "--fix", *rules]) == 0
    assert f"; {announced} fixed" in capsys.readouterr().err
    clean = "Nobody had asked who would have to pay the bill.\n"
    assert (tmp_path / "passes.txt").read_text("utf-8") == warned
    assert (tmp_path / "old.txt").read_text("utf-8") == f"{old}\n{clean}"
    fixed = f"{clean}\n{warned.replace('&#8217;', '’')}"
    assert (tmp_path / "new.txt").read_text("utf-8") == fixed
    (tmp_path / "new.txt").write_text(new, "utf-8")
    rules = (*rules, "--isolated", "--fail-on", "never")  # shown, so fixed
    assert run(["check", "new.txt", *rules]) == 0
    assert "2 can be fixed" in capsys.readouterr().err
    assert run(["check", "new.txt", "--fix", *rules]) == 0
    assert (tmp_path / "new.txt").read_text("utf-8") == clean
