"""A real client of the language server, for the tests."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests import prestarted
from tests.conftest import ROOT

WAIT_S = 90


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
    command: list[str] | None = None,
    options: dict[str, Any] | None = None,
    versioned_edits: bool = False,
    watches: bool = True,
    folders: tuple[str, ...] = (),
) -> None:
    """Run ``scenario`` with a server of its own and see that it ends in good order."""

    async def run() -> None:
        client = Client()
        started = command or prestarted.command("tests.lsp.launch")
        await client.start_io(*started, cwd=ROOT)
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
