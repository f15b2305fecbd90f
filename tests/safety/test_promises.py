"""No network, nothing unpickled, nothing that drives a terminal or a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from detector.escaping import csv_cell
from tests.conftest import Run

# Raises where a socket is made, a name is looked up, a pickle is loaded or code is compiled from
# text; what libraries do while they are imported is theirs, so all are imported first.
GUARD = """
import json, os, sys
import numpy, yaml, markdown_it, resiliparse.parse.encoding, resiliparse.parse.lang, pathspec
import detector.audit, detector.model, detector.gate.gate, detector.cli
import detector.render.audit.audits
import pickle, socket
detector.model.load()
done = []
def hook(event, args):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "ssl.")):
        raise RuntimeError(f"network: {event}")
    if sys.argv[1] == "audit":
        return  # its workers are processes, and hand their results over as pickles
    if event == "pickle.find_class":
        raise RuntimeError(f"pickle: {args}")
    if event in ("os.system", "os.exec", "os.posix_spawn", "subprocess.Popen"):
        raise RuntimeError(f"process: {args}")
def refuse(*args, **kwargs):
    raise RuntimeError("pickle")
from detector.cli import run
statuses = []
for arguments in json.loads(sys.argv[1]):  # each in a fork: what was imported is as it was
    child = os.fork()
    if child == 0:
        sys.argv = ["detector", *arguments]
        sys.addaudithook(hook)
        if sys.argv[1] != "audit":
            pickle.load = pickle.loads = refuse
        sys.exit(run(sys.argv[1:]))
    statuses.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
with open("statuses", "w") as file:
    json.dump(statuses, file)
"""
PAGE = """<!doctype html><html><head><title>A bridge</title>
<link rel=stylesheet href=http://192.0.2.1/a.css><script src=http://192.0.2.1/a.js></script>
<meta http-equiv=refresh content="0;url=http://192.0.2.1/"></head>
<body><article><img src=http://192.0.2.1/a.png><iframe src=http://192.0.2.1/></iframe>
<p>The bridge was opened in May. <a href=http://192.0.2.1/x>Read</a></p></article></body></html>"""
EVIL = "\x1b]0;owned\x07\x1b[2J\u202etxt.exe\u202c\u2066x\u2069\x9b31m\r"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the commands run in forks")
def test_nothing_is_fetched_started_or_unpickled(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.md").write_text(
        "---\nlayout: !!python/object/apply:os.system [id]\n---\n![x](http://192.0.2.1/a)\n"
    )
    text = "http://192.0.2.1/ is an address."
    (tmp_path / "c.txt").write_text(text)
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": text}))
    commands = [
        ["score", "a.html", "b.md", "c.jsonl", "--jobs", "1"],
        ["check", "a.html", "b.md", "c.txt", "--jobs", "1"],  # it takes files of one article
        ["extract", "a.html", "b.md", "c.jsonl"],
        ["audit", "a.html", "b.md", "c.jsonl", "--jobs", "1"],
    ]
    done = subprocess.run(
        [sys.executable, "-c", GUARD, json.dumps(commands)],
        cwd=tmp_path, env={**os.environ, "DETECTOR_CACHE": str(tmp_path / "cache")},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    statuses = json.loads((tmp_path / "statuses").read_text())
    assert len(statuses) == len(commands)
    assert set(statuses) <= {0, 1}, done.stderr
    assert "Error" not in done.stderr


@pytest.mark.parametrize("command", ["score", "check", "audit", "extract"])
def test_no_text_and_no_name_drives_the_terminal(
    tmp_path: Path, detector: Run, command: str
) -> None:
    text = f"# {EVIL}\n\nLorem ipsum dolor {EVIL} sit amet, consectetur {EVIL}.\n\np >\n"
    (tmp_path / f"n{EVIL}.md").write_text(text, "utf-8")
    more = ["--verbose"] if command == "score" else []
    run = detector(
        command, ".", f"none{EVIL}.md", *more, cwd=tmp_path,
        env={**os.environ, "DETECTOR_CACHE": str(tmp_path / "cache")},
    ) if command in ("check", "audit") else detector(
        command, f"n{EVIL}.md", f"none{EVIL}.md", *more, cwd=tmp_path
    )  # fmt: skip
    assert run.returncode in (1, 3)
    for stream in (run.stdout, run.stderr):
        shown = set(stream) - {"\n", "\t"}
        assert not {c for c in shown if ord(c) < 32 or 0x7F <= ord(c) < 0xA0}, stream
        assert not shown & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), stream


# Of what a spreadsheet takes for a formula.
STARTS = ["=", "+", "-", "@", "\t", "\r", " =", "\t@", "＝"]


def formula(start: str) -> str:
    return f"{start}cmd|' /C calc'!A0"


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory, detector: Run) -> list[list[str]]:
    """The cells of an audit of articles that are named and headed by formulas."""
    folder = tmp_path_factory.mktemp("formulas")
    records = [
        {"id": f, "text": f"# {f}\n\nThe bridge was opened in May.", "url": f}
        for f in map(formula, STARTS)
    ]
    (folder / "a.jsonl").write_text("".join(f"{json.dumps(record)}\n" for record in records))
    env = {**os.environ, "DETECTOR_CACHE": str(folder / "cache")}
    run = detector("audit", "a.jsonl", "--out", "out.csv", cwd=folder, env=env)
    assert run.returncode == 0, run.stderr
    return list(csv.reader(io.StringIO((folder / "out.csv").read_text("utf-8"))))


@pytest.mark.parametrize("start", STARTS)
def test_no_cell_is_a_formula(table: list[list[str]], start: str) -> None:
    assert not csv_cell(formula(start)).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert len(table) == 1 + len(STARTS)
    row = table[1 + STARTS.index(start)]
    assert any(formula(start)[1:] in cell for cell in row)
    assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]


def test_yaml_makes_no_objects(tmp_path: Path, detector: Run) -> None:
    header = "---\ntitle: !!python/object/apply:os.mkdir [made]\n---\nThe bridge is old.\n"
    (tmp_path / "a.md").write_text(header)
    assert detector("score", "a.md", cwd=tmp_path).returncode == 0
    assert not (tmp_path / "made").exists()
