"""A tree that somebody else made widens neither what is read nor what is written or run."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sysconfig
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from detector.audit.inputs import InputOptions, sources
from detector.audit.inputs.ignore_patterns import spec
from detector.findings import Failure
from tests.conftest import Run
from tests.cpu_time import is_below

NOTE = "The bridge was opened in May by the mayor, who came by boat from the other bank.\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.md").write_text(NOTE)
    (tmp_path / "secret.html").write_text("<p>A secret of the house.</p>")
    return folder


def texts(path: Path) -> list[str]:
    found = sources([str(path)], InputOptions())
    return [item.message if isinstance(item, Failure) else str(item.data) for item in found]


@pytest.mark.parametrize(
    "address",
    [
        "https://../secret.html",
        "https://e.org/../secret.html",
        "https://e.org/%2e%2e/secret.html",
        "https://e.org/..%2fsecret.html",
        "file:///secret.html",
        "https://./../secret.html",
        "https://e.org/%00secret.html",
        "//../secret",
    ],
)
def test_a_sitemap_leads_nowhere_else(tree: Path, address: str) -> None:
    (tree / "sitemap.xml").write_text(f"<urlset><url><loc>{address}</loc></url></urlset>")
    (found,) = texts(tree / "sitemap.xml")
    assert "secret of the house" not in found


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "../secret.html">]>',
        '<!DOCTYPE a SYSTEM "../secret.html">',
        '<!DOCTYPE a [<!ENTITY y "aaaaaaaaaa"><!ENTITY x "&y;&y;&y;&y;&y;&y;&y;">]>',
    ],
)
def test_entities_of_a_sitemap_fetch_nothing(tree: Path, head: str) -> None:
    body = "<urlset><url><loc>&x;</loc></url></urlset>"
    (tree / "sitemap.xml").write_text(f'<?xml version="1.0"?>{head}{body}')
    assert "secret of the house" not in "".join(texts(tree / "sitemap.xml"))


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.XGLTYPE])
def test_headers_of_an_archive_have_a_limit(tree: Path, kind: bytes) -> None:
    info = tarfile.TarInfo("a.md")
    info.type, info.size = kind, 80_000_000
    with tarfile.open(tree / "a.tgz", "w:gz") as archive:
        assert archive.fileobj is not None
        archive.fileobj.write(info.tobuf())
        archive.fileobj.write(bytes(info.size))
    tracemalloc.start()
    (found,) = texts(tree / "a.tgz")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "a header of 80,000,000 bytes" in found
    assert peak < 20_000_000


def test_a_line_too_long_is_told(tree: Path) -> None:
    (tree / "a.csv").write_bytes(b'text\n"' + b"a" * 3_000_000)
    (found,) = sources([str(tree / "a.csv")], InputOptions(max_bytes=1_000_000))
    assert isinstance(found, Failure)
    assert found.type == "too_large"


def test_archives_within_archives_end(tree: Path) -> None:
    data = NOTE.encode()
    for _ in range(60):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.zip", data)
        data = packed.getvalue()
    (tree / "a.zip").write_bytes(data)
    options = InputOptions(include=("*.zip", "*.md"))
    found = list(sources([str(tree / "a.zip")], options))
    assert len(found) == 1


def test_a_packed_sitemap_is_cut_off(tree: Path) -> None:
    bomb = b"<urlset><url><loc>" + b"a" * 80_000_000
    (tree / "sitemap.xml.gz").write_bytes(gzip.compress(bomb, 9))
    (found,) = texts(tree / "sitemap.xml.gz")
    assert "at most" in found


@pytest.mark.parametrize("name", ["../known.json", "/etc/known.json", "link.json"])
def test_a_configuration_cannot_choose_what_is_written(
    tree: Path, name: str, detector: Run
) -> None:
    outside = tree.parent / "known.json"
    outside.write_text("mine\n")
    (tree / "link.json").symlink_to(outside)
    (tree / "detector.toml").write_text(f"baseline = {json.dumps(name)}\n")
    run = detector("check", "a.md", "--write-baseline", cwd=tree)
    assert run.returncode == 2
    assert "outside the folder" in run.stderr
    assert outside.read_text() == "mine\n"


def test_a_link_cannot_choose_what_is_written(tree: Path, detector: Run) -> None:
    outside = tree.parent / "not-there.json"
    (tree / "detector-baseline.json").symlink_to(outside)
    run = detector("check", "a.md", "--write-baseline", cwd=tree)
    assert run.returncode == 2
    assert "is a link out of its folder" in run.stderr
    assert not outside.exists()


@pytest.mark.parametrize("command", ["check", "audit"])
def test_a_repository_cannot_choose_what_is_run(tree: Path, command: str, detector: Run) -> None:
    run = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example"]
    try:
        subprocess.run([*run, "init", "-q"], cwd=tree, check=True)
    except FileNotFoundError:
        pytest.skip("git is not installed")
    subprocess.run([*run, "add", "."], cwd=tree, check=True)
    subprocess.run([*run, "commit", "-qm", "x"], cwd=tree, check=True)
    trap = tree.parent / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch '{tree.parent}/sprung'\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "diff.external"):
        subprocess.run(["git", "config", key, str(trap)], cwd=tree, check=True)
    (tree / "a.md").write_text(NOTE * 2)
    options = ["--diff"] if command == "check" else ["--changed-since", "HEAD", "--no-cache"]
    done = detector(command, ".", *options, cwd=tree)
    assert done.returncode in (0, 1), done.stderr
    assert not (tree.parent / "sprung").exists()


@pytest.mark.parametrize("pattern", ["*a" * 30 + "b", "**/a/" * 30 + "b", "*a*/" * 8 + "b"])
def test_an_ignore_file_cannot_hold_the_audit(tree: Path, pattern: str) -> None:
    (tree / ".gitignore").write_text(f"{pattern}\n")
    deep = tree / "/".join(["a" * 100] * 10)
    deep.mkdir(parents=True)
    (deep / ("a" * 240 + ".md")).write_text(NOTE)
    assert len(texts(tree)) == 2
    assert is_below(2, lambda: tree, texts)


@pytest.mark.parametrize(
    ("line", "path", "ignored"),
    [
        ("*a*b*c", "xaxbxc", True),
        ("*a*b*c", "xaxcxb", False),
        ("*.min.*", "x.min.js", True),
        ("*-*-*.md", "2024-05-06-x.md", True),
        ("*[0-9]*x/", "a1bx/c", True),
        ("a**b", "axxb", True),
        ("/*a*/*b*/c", "xax/xbx/c", True),
        ("/*a*/*b*/c", "y/xax/xbx/c", False),
        ("*\\**x*", "a*bxc", True),
    ],
)
def test_quick_patterns_are_those_of_git(line: str, path: str, ignored: bool) -> None:
    found = spec([line])
    assert found is not None
    assert bool(found.check_file(path).include) is ignored


def test_ignore_files_only_take_away(tree: Path) -> None:
    (tree / ".gitignore").write_text("!../secret.html\n!*\n!.hidden.md\n!/etc/*.txt\n")
    (tree / ".hidden.md").write_text("A secret of the house.")
    assert len(texts(tree)) == 1


def test_names_in_archives_are_only_names(tree: Path, detector: Run) -> None:
    with zipfile.ZipFile(tree / "a.zip", "w") as archive:
        for name in ("../../evil.md", "/evil.md", "C:\\evil.md", "x/\x1b[2J\u202e.md"):
            archive.writestr(name, NOTE)
    run = detector("audit", "a.zip", "--no-cache", "--format", "jsonl", cwd=tree)
    assert run.returncode == 0, run.stderr
    assert len(run.stdout.splitlines()) == 4
    made = {path.name for path in tree.parent.rglob("*")}
    assert made == {"site", "a.md", "a.zip", "secret.html"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes_and_devices_are_not_waited_for(tree: Path, detector: Run) -> None:
    os.mkfifo(tree / "b.md")
    (tree / "c.md").symlink_to("/dev/zero")
    run = detector("audit", ".", "--no-cache", "--format", "jsonl", cwd=tree)
    assert run.returncode in (0, 3), run.stderr
    assert '"a.md"' in run.stdout


@pytest.mark.parametrize("command", ["check", "audit"])
def test_modules_in_the_tree_are_not_imported(tree: Path, command: str) -> None:
    for name in ("joblib", "signal", "numpy"):
        (tree / f"{name}.py").write_text(f"open({str(tree.parent / 'sprung')!r}, 'w')\n")
    for number in range(210):
        (tree / f"{number}.md").write_text(NOTE)
    done = subprocess.run(
        [Path(sysconfig.get_path("scripts")) / "detector", command, ".", "--jobs", "2"],
        cwd=tree, capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "DETECTOR_CACHE": str(tree.parent / "cache")},
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    assert not (tree.parent / "sprung").exists()


def test_the_hook_runs_no_code_of_the_repository(tree: Path, detector: Run) -> None:
    try:
        subprocess.run(["git", "init", "-q"], cwd=tree, check=True)
    except FileNotFoundError:
        pytest.skip("git is not installed")
    assert detector("install-hook", cwd=tree).returncode == 0
    (tree / "typer.py").write_text(f"open({str(tree.parent / 'sprung')!r}, 'w')\n")
    subprocess.run(["git", "add", "."], cwd=tree, check=True)
    identity = ["-c", "user.name=a", "-c", "user.email=a@b.example"]
    subprocess.run(["git", *identity, "commit", "-qm", "x"], cwd=tree, check=False)
    assert not (tree.parent / "sprung").exists()
