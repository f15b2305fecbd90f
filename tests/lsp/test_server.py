"""The language server, asked by a real client over standard streams."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the extra “lsp” is not installed")

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from detector.config import Configuration
from detector.gate.baseline import DEFAULT_NAME, Baseline
from detector.gate.gate import Gate
from detector.readers import parse
from tests.conftest import ROOT
from tests.stub_model import StubModel

WAIT_S = 90
BAD = "# Bread\r\n\r\nThe\t😀 bakers é rise at four turn0search0 and knead by hand.\r\n"


class Client(LanguageClient):
    """Keeps what the server tells."""

    def __init__(self) -> None:
        super().__init__("tests", "1")
        self.published: list[types.PublishDiagnosticsParams] = []
        self.messages: list[str] = []
        self.verdicts: list[Any] = []
        self.news = asyncio.Event()

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.published.append(params)
            self.news.set()

        @self.feature(types.WINDOW_SHOW_MESSAGE)
        def shown(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

        @self.feature("detector/verdict")
        def judged(params: Any) -> None:
            self.verdicts.append(params)

        @self.feature(types.CLIENT_REGISTER_CAPABILITY)
        def registered(params: types.RegistrationParams) -> None:
            assert params.registrations[0].method == types.WORKSPACE_DID_CHANGE_WATCHED_FILES

    async def diagnostics(
        self, wanted: Callable[[types.PublishDiagnosticsParams], bool] = lambda _: True
    ) -> types.PublishDiagnosticsParams:
        """Wait for diagnostics that ``wanted`` takes."""
        async with asyncio.timeout(WAIT_S):
            while True:
                for params in self.published:
                    if wanted(params):
                        self.published.remove(params)
                        return params
                self.news.clear()
                await self.news.wait()


class Session:
    """One client, one server, one folder."""

    def __init__(self, client: Client, root: Path) -> None:
        self.client = client
        self.root = root

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def open(self, name: str, text: str, language: str = "markdown") -> str:
        uri = self.uri(name)
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text))
        )
        return uri

    def change(self, uri: str, version: int, text: str) -> None:
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version=version, uri=uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def save(self, uri: str) -> None:
        self.client.text_document_did_save(
            types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri))
        )

    async def message(self, part: str) -> str:
        """Wait for a message with ``part``."""
        async with asyncio.timeout(WAIT_S):
            while not (found := [told for told in self.client.messages if part in told]):
                await asyncio.sleep(0.05)
        return found[0]

    async def actions(
        self, uri: str, range_: types.Range, only: list[Any] | None = None
    ) -> list[types.CodeAction]:
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(
                types.TextDocumentIdentifier(uri), range_, types.CodeActionContext([], only=only)
            )
        )
        return [action for action in found or [] if isinstance(action, types.CodeAction)]


def session(
    root: Path,
    scenario: Callable[[Session], Awaitable[None]],
    *,
    command: tuple[str, ...] = ("tests.lsp.launch",),
    options: dict[str, Any] | None = None,
    versioned_edits: bool = False,
    watches: bool = True,
    folders: tuple[str, ...] = (),
) -> None:
    """Run ``scenario`` with a server of its own and see that it ends in good order."""

    async def run() -> None:
        client = Client()
        await client.start_io(sys.executable, "-m", *command, cwd=ROOT)
        capabilities = types.ClientCapabilities(
            workspace=types.WorkspaceClientCapabilities(
                did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
                    dynamic_registration=watches
                ),
                workspace_edit=types.WorkspaceEditClientCapabilities(
                    document_changes=versioned_edits
                ),
            )
        )
        answer = await client.initialize_async(
            types.InitializeParams(
                capabilities=capabilities,
                root_uri=None if folders else root.as_uri(),
                workspace_folders=[
                    types.WorkspaceFolder((root / name).as_uri(), name) for name in folders
                ],
                initialization_options=options,
            )
        )
        sync = answer.capabilities.text_document_sync
        assert isinstance(sync, types.TextDocumentSyncOptions)
        assert sync.change is types.TextDocumentSyncKind.Full
        client.initialized(types.InitializedParams())
        async with asyncio.timeout(2 * WAIT_S):
            await scenario(Session(client, root))
        await client.shutdown_async(None)
        client.exit(None)
        server = client._server
        assert server is not None
        async with asyncio.timeout(WAIT_S):
            assert await server.wait() == 0
        await client.stop()

    asyncio.run(run())


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
        verdicts = [(told.version, told.verdict, told.fails) for told in asked.client.verdicts]
        assert verdicts == [
            (1, "pass", False), (2, "fail", True), (2, "fail", True), (3, "pass", False),
        ]  # fmt: skip

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

    session(tmp_path, scenario, command=("detector", "lsp"))
