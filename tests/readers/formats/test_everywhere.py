"""Files that are not text go through every command, by suffix, by content and within archives."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from detector.findings import Failure
from detector.gate.gate import Gate
from detector.gate.targets import staged
from detector.readers import ReadOptions, read_bytes
from detector.readers.table import is_walked
from detector.text.document import Document
from tests.conftest import Run
from tests.readers.formats.builders import docx, epub, odt, p, pdf
from tests.stub_model import StubModel

LEAK = "The old bridge. See :contentReference[oaicite:0] there."
MAIL = f"From: a@site.invalid\nTo: b@site.invalid\nSubject: Bridges\n\n{LEAK}\n".encode()
NOTEBOOK = json.dumps({"cells": [{"cell_type": "markdown", "source": LEAK}], "nbformat": 4})
FILES = {
    "a.docx": (docx(p("First.") + p(LEAK)), "paragraph 2"),
    "a.odt": (odt(f"<text:p>First.</text:p><text:p>{LEAK}</text:p>"), "paragraph 2"),
    "a.epub": (epub({"a": "<p>First.</p>", "b": f"<p>{LEAK}</p>"}), "chapter 2"),
    "a.rtf": (b"{\\rtf1 First.\\par " + LEAK.encode() + b"}", "paragraph 2"),
    "a.eml": (MAIL, "body"),
    "a.ipynb": (NOTEBOOK.encode(), "cell 1"),
    "a.pdf": (pdf([[(72, 700, 11, "First.")], [(72, 700, 9, LEAK)]]), "page 2"),
}


@pytest.fixture(autouse=True)
def _with_library() -> None:
    pytest.importorskip("pypdfium2")


@pytest.mark.parametrize("name", FILES)
def test_the_gate_names_the_location(name: str) -> None:
    data, location = FILES[name]
    document = read_bytes(data, name)
    assert isinstance(document, Document)
    (issue,) = (
        i for i in Gate(model=StubModel).check(document).issues if i.rule == "chat-citation"
    )
    assert issue.message.endswith(f" ({location})")
    assert document.source.split("\n")[issue.line - 1][issue.column - 1 :].startswith(":content")


@pytest.mark.parametrize("name", FILES)
def test_content_shows_the_format(name: str) -> None:
    document = read_bytes(FILES[name][0], "unnamed")
    assert isinstance(document, Document)
    assert document.format == name.partition(".")[2]


def test_the_audit_reads_them_in_folders_and_archives(detector: Run, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for name, (data, _) in FILES.items():
            (folder / name).write_bytes(data)
            archive.writestr(name, data)
    for given in (folder, tmp_path / "all.zip"):
        run = detector("audit", str(given), "--format", "jsonl", cwd=tmp_path)
        records = [json.loads(line) for line in run.stdout.splitlines()]
        found = {
            Path(record["id"]).name: {f.get("location") for f in record["findings"]}
            for record in records
            if "findings" in record
        }
        assert found == {name: {location} for name, (_, location) in FILES.items()}, run.stderr


def test_a_commit_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from detector.config import Configuration

    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.docx").write_bytes(FILES["a.docx"][0])
    (tmp_path / "b.txt").write_bytes(b"\x7fELF" + bytes(100))
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "."], check=True)
    targets = list(staged([], Configuration(isolated=True), None, touched=True, skipped=Counter()))
    assert [target.path for target in targets] == ["a.docx"]
    document = next(targets[0].documents(ReadOptions()))
    assert isinstance(document, Document)
    # The file is binary to git, so no lines of it are touched; all of it is new.
    checked = Gate(model=StubModel).check(document, touched=targets[0].touched)
    assert "chat-citation" in {issue.rule for issue in checked.issues}


def test_without_its_library_a_file_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    failure = read_bytes(FILES["a.pdf"][0], "a.pdf")
    assert isinstance(failure, Failure)
    assert failure.type == "missing_library"
    assert "article-detector[pdf]" in failure.message


def test_a_walk_passes_over_files_whose_library_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_walked(".pdf")
    monkeypatch.setattr("detector.readers.table.find_spec", lambda name: None)
    assert not is_walked(".pdf")
    assert is_walked(".docx")


@pytest.mark.parametrize(
    "member", ["xl/workbook.xml", "ppt/presentation.xml", "classes/Main.class", "readme.txt"]
)
def test_other_archives_stay_refused(member: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(member, "x")
    failure = read_bytes(stream.getvalue(), "a.bin")
    assert isinstance(failure, Failure)
    assert failure.type == "binary"
