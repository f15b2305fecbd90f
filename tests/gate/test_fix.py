"""Fixing changes only what a rule named, once for good, and keeps the bytes around it."""

from __future__ import annotations

import codecs
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.cli import run
from detector.config import Configuration
from detector.gate.fix import FIXERS, Fixed, fix
from detector.gate.gate import Gate
from detector.readers import parse
from detector.rules import ALL_RULES
from detector.text.document import ContentType
from tests.conftest import Run

KINDS = {".txt": ContentType.TEXT, ".md": ContentType.MARKDOWN, ".html": ContentType.HTML}
GATE = Gate(Configuration(isolated=True))


def fixed(text: str, suffix: str = ".txt") -> Fixed:
    document = parse(text, id=f"a{suffix}", path=f"a{suffix}", content_type=KINDS[suffix])
    return fix(document, lambda document: GATE.findings(document, FIXERS))


NOTE = "*Note: The above content is a sample blog post on bridges.*"
END = "It was opened by the mayor, who came by boat from the other side of the river.\n"
KETTLE = (
    "Before the first use, fill the kettle to the mark, let it boil once and pour the water away, "
    "since new steel still holds traces of the oil that it was pressed with."
)

PAGE = f"<article><p>{KETTLE}</p>\n<p>{END}</p>\n"


@pytest.mark.parametrize(
    ("before", "after", "suffix"),
    [
        # Tags
        (f"Where the Ferry Stops h 3 >\n{END}", f"Where the Ferry Stops\n{END}", ".txt"),
        (f"< p >The bridge is of iron. {END}", f"The bridge is of iron. {END}", ".txt"),
        (f"{END}\np >\n\n{END}", f"{END}\n{END}", ".txt"),
        (f"{END}p >\n{END}", f"{END}{END}", ".txt"),
        (f"The bridge is of iron./p> {END}", f"The bridge is of iron. {END}", ".txt"),
        (f"The bridge is of iron.<br />{END}", f"The bridge is of iron. {END}", ".txt"),
        (f"The bridge is <strong>old</strong>. {END}", f"The bridge is old. {END}", ".txt"),
        # An address would be lost: left to the editor.
        (f'See <a href="https://e.org/x">this</a>. {END}', None, ".txt"),
        # References
        (f"The council didn&#8217;t vote. {END}", f"The council didn’t vote. {END}", ".txt"),
        (f"Open:&nbsp;nine to five. {END}", f"Open: nine to five. {END}", ".txt"),
        (f"<p>Bed &amp;amp; breakfast. {END}</p>", f"<p>Bed &amp; breakfast. {END}</p>", ".html"),
        # Wrong decoding
        (f"The plan isnâ€™t new. {END}", f"The plan isn’t new. {END}", ".md"),
        (f"A cafÃ© by the river. {END}", f"A café by the river. {END}", ".md"),
        (f"He said â€œnoâ€\x9d to it. {END}", f"He said “no” to it. {END}", ".md"),
        (f"Shown as \ufffd20 on the page. {END}", None, ".md"),
        # Lost spaces
        (
            f"They stayed in the harbour.Boats came late. {END}",
            f"They stayed in the harbour. Boats came late. {END}",
            ".txt",
        ),
        (
            f"It was the spring,Helsinki said. {END}",
            f"It was the spring, Helsinki said. {END}",
            ".txt",
        ),
        # Chat tools
        (f"It was so:contentReference[oaicite:0]{{index=0}}. {END}", f"It was so. {END}", ".md"),
        (f"It was so 【4†source】. {END}", f"It was so. {END}", ".md"),
        (f"So says the maker.[oaicite:3] {END}", f"So says the maker. {END}", ".md"),
        (f"It was so [oaicite:3]{{index=3}}. {END}", f"It was so. {END}", ".md"),
        (f"[oaicite:3](https://e.org/x) {END}", None, ".md"),
        (f"It was so (oaicite:3). {END}", None, ".md"),
        (
            f"Certainly! Here is the blog post about proving baskets:\n\n{KETTLE}\n\n{END}",
            f"{KETTLE}\n\n{END}",
            ".md",
        ),
        (f"Here's the article you asked for. It has two parts:\n\n{KETTLE}\n\n{END}", None, ".md"),
        (f"[x](https://e.org/?utm_source=chatgpt.com) {END}", f"[x](https://e.org/) {END}", ".md"),
        (
            f"[x](https://e.org/?utm_source=openai&a=1#t) {END}",
            f"[x](https://e.org/?a=1#t) {END}",
            ".md",
        ),
        (
            f"[x](https://e.org/?a=1&utm_source=openai) {END}",
            f"[x](https://e.org/?a=1) {END}",
            ".md",
        ),
        (f"{END}\n{KETTLE}\n\n{NOTE}\n", f"{END}\n{KETTLE}\n", ".md"),
        (
            f"{END}\n{END}\n{KETTLE}\n(Tone kept formal, keyphrases included)\n",
            f"{END}\n{END}\n{KETTLE}\n",
            ".md",
        ),
        # Doubled paragraphs, in any line ends
        (f"{KETTLE}\n\n{END}\n{KETTLE}\n", f"{KETTLE}\n\n{END}", ".md"),
        (f"{KETTLE}\r\n\r\n{KETTLE}\r\n\r\nEnd.\r\n", f"{KETTLE}\r\n\r\nEnd.\r\n", ".md"),
        (f"{PAGE}<p>{KETTLE}</p>\n</article>", f"{PAGE}</article>", ".html"),
        # Disguises
        (
            f"We sell vi\u200bagra and pаypal here. {END}",
            f"We sell viagra and paypal here. {END}",
            ".txt",
        ),
        # Named, not used: nothing to fix.
        (f"Write `<p>` and “&nbsp;” where you need them, in HTML. {END}", None, ".md"),
        (f"{END}", None, ".txt"),
    ],
)
def test_mending(before: str, after: str | None, suffix: str) -> None:
    result = fixed(before, suffix)
    assert result.source == (before if after is None else after)
    assert bool(result.findings) == (after is not None)


def test_every_fixed_rule_exists() -> None:
    assert FIXERS.keys() <= {rule.id for rule in ALL_RULES}


@pytest.mark.parametrize(
    "rule", [rule for rule in ALL_RULES if rule.id in FIXERS], ids=lambda r: r.id
)
def test_what_a_rule_spares_is_not_touched(rule: Any) -> None:
    for example in rule.spares:
        document = parse(example.text, id="a", content_type=example.content_type)
        result = fix(document, lambda document: GATE.findings(document, {rule.id}))
        assert result.source == example.text


SCRAPS = [
    "p >",
    "< p >",
    "</p",
    "<br />",
    "&amp;amp;",
    "&nbsp;",
    "&lt;p&gt;",
    "â€™",
    "Ã©",
    "Â ",
    "end.Then",
    "so,Paris",
    ":contentReference[oaicite:1]{index=1}",
    "【1†a】",
    "https://e.org/?utm_source=openai",
    "vi\u200bagra",
    "pаypal",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "The bridge is old. ",
    KETTLE,
    "- ",
    "> ",
    "# ",
    "\t",
    "é",
    "😀",
    "`",
    "*",
]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(SCRAPS), max_size=25), st.sampled_from([*KINDS]))
def test_fixing_twice_changes_nothing_more(scraps: list[str], suffix: str) -> None:
    once = fixed("".join(scraps), suffix)
    again = fixed(once.source, suffix)
    assert again.source == once.source
    assert not again.findings


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=200), st.sampled_from([*KINDS]))
def test_without_findings_not_a_character_changes(text: str, suffix: str) -> None:
    result = fixed(text, suffix)
    assert result.findings or result.source == text.encode("utf-8", "replace").decode()


def test_real_articles_lose_no_words(wild: Callable[[str], Iterator[dict[str, Any]]]) -> None:
    """In good human articles a fix never takes away or changes more than a few words."""
    changed = 0
    for number, row in enumerate(wild("N1")):
        if number >= 120:
            break
        document = parse(row["text"], id=row["id"])
        result = fix(document, lambda document: GATE.findings(document, FIXERS))
        before, after = row["text"].split(), result.source.split()
        named = sum(len(finding.evidence.split()) for finding in result.findings)
        assert len(after) >= len(before) - named
        changed += before != after
    assert changed <= 12


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
