"""The language server, asked by a real client over standard streams."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra “lsp” is not installed")

from lsprotocol import types

from detector.config import Configuration
from detector.gate.baseline import DEFAULT_NAME, Baseline
from detector.gate.gate import Gate
from detector.lsp.server import MAX_CHARACTERS
from detector.readers import parse
from tests.conftest import ROOT
from tests.lsp.client import Session, session
from tests.stub_model import RATED_LOW, StubModel

BAD = "# Bread\r\n\r\nThe\t😀 bakers é rise at four turn0search0 and knead by hand.\r\n"


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def text_in(source: str, range_: types.Range) -> str:
    """Cut a range of UTF-16 positions out of ``source``, as an editor would."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert range_.start.line == range_.end.line
    line = lines[range_.start.line].encode("utf-16-le")
    return line[2 * range_.start.character : 2 * range_.end.character].decode("utf-16-le")


def of(rule: str, params: types.PublishDiagnosticsParams) -> types.Diagnostic:
    return next(found for found in params.diagnostics if found.code == rule)


def test_diagnostics_positions_and_closing(tmp_path: Path) -> None:
    async def scenario(asked: Session) -> None:
        uri = asked.open("post.md", BAD)
        told = await asked.client.diagnostics()
        assert (told.uri, told.version) == (uri, 1)
        found = of("chat-citation", told)
        assert found.source == "detector"
        assert found.severity is types.DiagnosticSeverity.Error
        assert found.range.start.line == 2
        assert found.range.start.character == utf16("The\t😀 bakers é rise at four ")
        assert text_in(BAD, found.range) == "turn0search0"
        asked.client.text_document_did_close(
            types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
        )
        assert not (await asked.client.diagnostics()).diagnostics

    session(tmp_path, scenario)


def test_a_text_that_grows_too_long_shows_nothing_old(tmp_path: Path) -> None:
    async def scenario(asked: Session) -> None:
        uri = asked.open("post.md", BAD)
        assert (await asked.client.diagnostics()).diagnostics
        asked.change(uri, 2, BAD + "x" * MAX_CHARACTERS)
        told = await asked.client.diagnostics()
        assert told.version == 2
        assert not told.diagnostics

    session(tmp_path, scenario)


def test_typing_is_checked_once(tmp_path: Path) -> None:
    async def scenario(asked: Session) -> None:
        uri = asked.open("post.md", "# Bread\n\nThe bakers rise at four.\n")
        assert not (await asked.client.diagnostics()).diagnostics
        for version in range(2, 12):
            asked.change(uri, version, BAD + "x" * version)
        told = await asked.client.diagnostics()
        assert told.version == 11
        assert of("chat-citation", told)
        asked.change(uri, 12, "# Bread\n\nThe bakers rise at four.\n")
        assert not (await asked.client.diagnostics()).diagnostics
        assert asked.client.published == []

    session(tmp_path, scenario)


def test_line_separators_do_not_move_lines(tmp_path: Path) -> None:
    text = "One\u2028line\x0cis this.\n\nThe bakers rise turn0search0 at four.\n"

    async def scenario(asked: Session) -> None:
        asked.open("post.txt", text, "plaintext")
        found = of("chat-citation", await asked.client.diagnostics())
        assert found.range.start.line == 2
        assert text_in(text, found.range) == "turn0search0"

    session(tmp_path, scenario)


def test_hover_shows_the_page_of_the_rule(tmp_path: Path) -> None:
    async def scenario(asked: Session) -> None:
        uri = asked.open("post.md", BAD)
        found = of("chat-citation", await asked.client.diagnostics())
        where = types.TextDocumentIdentifier(uri)
        inside = types.Position(2, found.range.start.character + 3)
        told = await asked.client.text_document_hover_async(types.HoverParams(where, inside))
        assert told is not None
        assert isinstance(told.contents, types.MarkupContent)
        assert told.contents.value.startswith("## chat-citation")
        assert "How to fix it" in told.contents.value
        beside = types.HoverParams(where, types.Position(2, 1))
        assert await asked.client.text_document_hover_async(beside) is None

    session(tmp_path, scenario)


def test_quick_fixes_are_those_of_the_command(tmp_path: Path) -> None:
    async def scenario(asked: Session) -> None:
        uri = asked.open("post.md", BAD)
        found = of("chat-citation", await asked.client.diagnostics())
        fix, fix_all = await asked.actions(uri, found.range)
        assert fix.kind == types.CodeActionKind.QuickFix
        assert fix.edit is not None
        assert fix.edit.changes is not None
        (edit,) = fix.edit.changes[uri]
        assert text_in(BAD, edit.range).strip() == "turn0search0"
        assert fix_all.kind == "source.fixAll.detector"
        away = types.Range(types.Position(0, 0), types.Position(0, 1))
        assert [a.kind for a in await asked.actions(uri, away)] == ["source.fixAll.detector"]
        only = [types.CodeActionKind.SourceFixAll]
        assert [a.kind for a in await asked.actions(uri, away, only)] == ["source.fixAll.detector"]
        assert await asked.actions(uri, away, [types.CodeActionKind.Refactor]) == []

    session(tmp_path, scenario)


def test_an_edit_is_of_the_version_that_was_read(tmp_path: Path) -> None:
    async def scenario(asked: Session) -> None:
        uri = asked.open("post.md", BAD)
        found = of("chat-citation", await asked.client.diagnostics())
        asked.change(uri, 2, BAD)
        asking = asyncio.create_task(asked.actions(uri, found.range))
        await asyncio.sleep(0)  # the request is on its way before the next version is
        asked.change(uri, 3, "Another text.\n")
        edits = [action.edit for action in await asking]
        assert len(edits) == 2
        for edit in edits:
            assert edit is not None
            assert edit.document_changes is not None
            (change,) = edit.document_changes
            assert isinstance(change, types.TextDocumentEdit)
            assert change.text_document.version == 2

    session(tmp_path, scenario, versioned_edits=True)


def test_configuration_holds_and_is_read_anew(tmp_path: Path) -> None:
    config = tmp_path / "detector.toml"
    config.write_text('exclude = ["drafts/**"]\nignore = ["chat-citation"]\n', "utf-8")

    async def scenario(asked: Session) -> None:
        uri = asked.open("post.md", BAD)
        asked.open("drafts/post.md", BAD)
        for _ in range(2):
            assert not (await asked.client.diagnostics()).diagnostics
        config.write_text("", "utf-8")
        event = types.FileEvent(config.as_uri(), types.FileChangeType.Changed)
        asked.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        told = await asked.client.diagnostics(lambda params: params.uri == uri)
        assert of("chat-citation", told)
        config.write_text("ingore = []\n", "utf-8")
        asked.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        told = await asked.client.diagnostics(
            lambda params: params.uri == uri and not params.diagnostics
        )
        assert "did you mean 'ignore'" in await asked.message("")
        assert len(asked.client.messages) == 1

    session(tmp_path, scenario)


@pytest.mark.parametrize("name", ["pâté 😀.md", "50%25 off #1.md", "a+b&c=d;e.md"])
def test_a_text_keeps_its_address_when_it_is_checked_again(tmp_path: Path, name: str) -> None:
    config = tmp_path / "detector.toml"
    config.write_text("", "utf-8")

    async def scenario(asked: Session) -> None:
        uri = asked.open(name, BAD)
        assert (await asked.client.diagnostics()).diagnostics
        config.write_text('ignore = ["chat-citation"]', "utf-8")
        told = await asked.client.diagnostics(lambda params: not params.diagnostics)
        assert (told.uri, told.version) == (uri, 1)

    session(tmp_path, scenario, watches=False)


def test_each_folder_has_its_configuration_and_its_baseline(tmp_path: Path) -> None:
    for name in ("known", "lenient", "strict"):
        (tmp_path / name / "posts").mkdir(parents=True)
        (tmp_path / name / "detector.toml").write_text("", "utf-8")
    (tmp_path / "lenient" / "detector.toml").write_text('ignore = ["chat-citation"]', "utf-8")
    path = str(tmp_path / "known" / "posts" / "a.md")
    Path(path).write_text(BAD, "utf-8")  # one that is gone would count as renamed
    gate = Gate(Configuration(isolated=True), model=StubModel)
    standing = gate.check(parse(BAD, id=path, path=path)).standing
    baseline = Baseline({"posts/a.md": standing.entries}, tmp_path / "known")
    baseline.write(tmp_path / "known" / DEFAULT_NAME)

    async def scenario(asked: Session) -> None:
        found = {}
        for name in ("known", "lenient", "strict"):
            uri = asked.open(f"{name}/posts/a.md", BAD)
            told = await asked.client.diagnostics(lambda p, uri=uri: p.uri == uri)  # type: ignore[misc]
            found[name] = {one.code for one in told.diagnostics}
        assert "chat-citation" in found["strict"]
        assert "chat-citation" not in found["lenient"]
        assert not found["known"]
        # What is not saved yet belongs to the first folder, whose baseline does not know it.
        asked.client.text_document_did_open(
            types.DidOpenTextDocumentParams(
                types.TextDocumentItem("untitled:Untitled-1", "markdown", 1, BAD)
            )
        )
        assert (await asked.client.diagnostics()).diagnostics
        (tmp_path / "known" / "detector.toml").write_text("ingore = []", "utf-8")
        asked.change(uri, 2, BAD)
        told = await asked.client.diagnostics(lambda params: params.uri == uri)
        assert told.diagnostics  # a bad configuration is that of one folder
        assert "known" in await asked.message("ingore")

    session(tmp_path, scenario, folders=("known", "lenient", "strict"))


def test_clients_that_watch_no_files(tmp_path: Path) -> None:
    config = tmp_path / "detector.toml"

    async def scenario(asked: Session) -> None:
        asked.open("posts/post.md", BAD)
        assert of("chat-citation", await asked.client.diagnostics())
        config.write_text('ignore = ["chat-citation"]\n', "utf-8")
        assert not (await asked.client.diagnostics()).diagnostics
        config.unlink()
        assert (await asked.client.diagnostics()).diagnostics

    session(tmp_path, scenario, watches=False)


def test_check_on_save_and_the_verdict(tmp_path: Path) -> None:
    async def scenario(asked: Session) -> None:
        uri = asked.open("post.md", "# Bread\n\nThe bakers rise at four.\n")
        assert not (await asked.client.diagnostics()).diagnostics
        asked.change(uri, 2, BAD)
        await asyncio.sleep(0.6)  # twice what a burst of typing is waited for
        assert asked.client.published == []
        asked.save(uri)
        assert of("chat-citation", await asked.client.diagnostics())
        settings = {"detector": {"check": "type", "show": "nothing"}}
        change = types.DidChangeConfigurationParams(settings)
        asked.client.workspace_did_change_configuration(change)
        assert "expected 'shown' or 'all'" in await asked.message("option show")
        settings["detector"].pop("show")
        asked.client.workspace_did_change_configuration(change)
        assert (await asked.client.diagnostics()).version == 2
        asked.change(uri, 3, "# Bread\n")
        assert (await asked.client.diagnostics()).version == 3
        asked.change(uri, 4, f"# Bread\n\nThe dough of their rivals is {RATED_LOW}.\n")
        assert (await asked.client.diagnostics()).version == 4
        verdicts = [(told.version, told.verdict, told.fails) for told in asked.client.verdicts]
        assert verdicts == [
            (1, "pass", False), (2, "fail", True), (2, "fail", True), (3, "pass", False),
            (4, "pass", False),
        ]  # fmt: skip
        doubts = [told.doubt for told in asked.client.verdicts]
        assert doubts[:4] == [None] * 4
        assert "no rule shows a reason" in doubts[4]

    session(tmp_path, scenario, options={"check": "save", "verdict": True})


def test_all_issues_on_request_and_no_article(tmp_path: Path) -> None:
    text = "# Bread\n\nThe bakers rise at four.\n\nI hope this helps.\n"  # a note: people write it

    async def scenario(asked: Session) -> None:
        asked.open("code.py", BAD, "python")
        asked.open("post.md", BAD + text)
        told = await asked.client.diagnostics()
        assert told.uri.endswith("post.md")
        assert asked.client.published == []
        found.append({one.severity for one in told.diagnostics})

    found: list[set[types.DiagnosticSeverity | None]] = []
    session(tmp_path, scenario, options={"show": "all"})
    session(tmp_path, scenario)
    assert types.DiagnosticSeverity.Hint in found[0] - found[1]


def test_the_command_itself(tmp_path: Path) -> None:
    if not (ROOT / "models" / "article-en" / "config.json").exists():
        pytest.skip("there is no model in models/article-en")

    async def scenario(asked: Session) -> None:
        asked.open("post.md", BAD)
        assert of("chat-citation", await asked.client.diagnostics())

    session(tmp_path, scenario, command=[sys.executable, "-m", "detector", "lsp"])
