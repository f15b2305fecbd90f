"""What the language server answers: texts, configuration, rule pages on hover, quick fixes."""

from __future__ import annotations

import logging
import os
import sys
from functools import partial
from pathlib import Path

from lsprotocol import types

from detector.errors import DetectorError
from detector.lsp import actions
from detector.lsp.drafts import WATCHED
from detector.lsp.server import DEBOUNCE_S, DetectorServer, page


def create_server(
    *, config: Path | None = None, isolated: bool = False, model: Path | None = None
) -> DetectorServer:
    """Make the language server; ``start_io`` runs it."""
    server = DetectorServer(config, isolated, model)
    _add_documents(server)
    _add_configuration(server)
    _add_help(server)
    return server


def run(*, config: Path | None, isolated: bool, model: Path | None) -> None:
    """Serve over the standard streams until the client ends it."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    # pygls closes the streams that it is given; the command line still flushes its own. What
    # anything else prints must not get between the messages.
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    server = create_server(config=config, isolated=isolated, model=model)
    server.start_io(sys.stdin.buffer, output)


def _add_documents(server: DetectorServer) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.configure(params.initialization_options)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.schedule(params.text_document.uri, 0.0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        if server.options.check == "type":
            server.schedule(params.text_document.uri, DEBOUNCE_S)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        if server.options.check == "save":
            server.schedule(params.text_document.uri, 0.0)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)


def _add_configuration(server: DetectorServer) -> None:
    @server.feature(types.INITIALIZED)
    async def initialized(_params: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watched = workspace.did_change_watched_files if workspace else None
        if not (watched and watched.dynamic_registration):
            server.watch_files()
            return
        watchers = [types.FileSystemWatcher(f"**/{name}") for name in WATCHED]
        registration = types.Registration(
            "configuration",
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
            types.DidChangeWatchedFilesRegistrationOptions(watchers),
        )
        await server.client_register_capability_async(types.RegistrationParams([registration]))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def files_changed(_params: types.DidChangeWatchedFilesParams) -> None:
        server.recheck()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def settings_changed(params: types.DidChangeConfigurationParams) -> None:
        before = server.options
        server.configure(params.settings)
        if server.options != before:
            server.recheck()


def _add_help(server: DetectorServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        issues = server.issues_at(params.text_document.uri, params.position)
        pages = dict.fromkeys(page(issue) for issue in issues)
        if not pages:
            return None
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n---\n".join(pages)))

    kinds = types.CodeActionOptions([types.CodeActionKind.QuickFix, actions.FIX_ALL])

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)
    async def code_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        draft = server.draft(params.text_document.uri)
        if draft is None:
            return []
        # Another version may come in while this one waits for its turn.
        version = server.workspace.get_text_document(params.text_document.uri).version
        make_edit = partial(server.edit, version)
        try:
            positions = server.positions(draft.source)
            return await server.in_thread(
                lambda: actions.offered(server.drafts, draft, positions, params, make_edit)
            )
        except DetectorError as error:
            server.show_error(error)
            return []
