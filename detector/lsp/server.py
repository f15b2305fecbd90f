"""The language server: diagnostics while one types, rule pages on hover, quick fixes."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from detector.errors import DetectorError
from detector.findings import Severity
from detector.gate.issues import Checked, Issue
from detector.gate.selection import GATE_RULES
from detector.lsp import actions
from detector.lsp.drafts import WATCHED, Draft, Drafts, content_type
from detector.lsp.positions import Positions
from detector.render import rulebook
from detector.rules import RULE_BY_ID
from detector.version import __version__

SOURCE = "detector"
# Long enough that a burst of typing is checked once, short enough to seem immediate.
DEBOUNCE_S = 0.3
MAX_CHARACTERS = 1_000_000  # a larger text is no article; checking it would hold up the others

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Hint,
}
_T = TypeVar("_T")


@dataclass
class Shown:
    """What was last said of a text, and of which version of it."""

    version: int | None
    issues: Sequence[Issue]
    positions: Positions


class DetectorServer(LanguageServer):
    """Holds what is known of the open texts."""

    def __init__(self, config: Path | None, isolated: bool, model: Path | None) -> None:
        # Whole texts come in: pygls would apply partial changes by Python's line ends, which
        # are more than the protocol's, and an article is small.
        super().__init__(SOURCE, __version__, types.TextDocumentSyncKind.Full)
        self._options = (config, isolated, model)
        self._drafts: Drafts | None = None
        self._thread = ThreadPoolExecutor(1, "check")
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._shown: dict[str, Shown] = {}
        self._last_error = ""
        self.show_all = False

    @property
    def drafts(self) -> Drafts:
        if self._drafts is None:
            config, isolated, model = self._options
            root = Path(self.workspace.root_path or Path.cwd())
            self._drafts = Drafts(config=config, isolated=isolated, model=model, root=root)
        return self._drafts

    def schedule(self, uri: str, delay_s: float) -> None:
        """Check the text soon; an earlier plan to do so is dropped."""
        self.forget(uri)
        task = asyncio.get_running_loop().create_task(self._check(uri, delay_s))
        self._waiting[uri] = task
        task.add_done_callback(lambda done: self._drop(uri, done))

    def forget(self, uri: str) -> None:
        if task := self._waiting.pop(uri, None):
            task.cancel()

    def close(self, uri: str) -> None:
        self.forget(uri)
        self._shown.pop(uri, None)
        self._publish(uri, None, [])

    def recheck(self) -> None:
        """Check all again by a new configuration."""
        self.drafts.forget_configuration()
        self._last_error = ""
        for uri in self.workspace.text_documents:
            self.schedule(uri, 0.0)

    def draft(self, uri: str) -> Draft | None:
        """Return the text as it stands, or None for what is no article."""
        document = self.workspace.get_text_document(uri)
        path = to_fs_path(uri) if uri.startswith("file:") else None
        name = path or str(Path.cwd() / (uri.rsplit("/", 1)[-1].rsplit(":", 1)[-1] or "draft"))
        kind = content_type(name, document.language_id)
        if kind is None or len(document.source) > MAX_CHARACTERS:
            return None
        return Draft(name, document.source, kind)

    def positions(self, source: str) -> Positions:
        return Positions(source, self.workspace.position_codec)

    def issues_at(self, uri: str, position: types.Position) -> list[Issue]:
        """Return the issues shown at ``position``, if the text is still the one checked."""
        shown = self._shown.get(uri)
        if shown is None or shown.version != self.workspace.get_text_document(uri).version:
            return []
        return [
            issue for issue in shown.issues if _covers(_range(issue, shown.positions), position)
        ]

    def edit(
        self, version: int | None, uri: str, changes: Sequence[types.TextEdit]
    ) -> types.WorkspaceEdit:
        """Make an edit of ``version`` of a text, bound to it where the client can do that."""
        workspace = self.client_capabilities.workspace
        if workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes:
            identifier = types.OptionalVersionedTextDocumentIdentifier(uri, version)
            return types.WorkspaceEdit(
                document_changes=[types.TextDocumentEdit(identifier, list(changes))]
            )
        return types.WorkspaceEdit(changes={uri: list(changes)})

    async def in_thread(self, function: Callable[[], _T]) -> _T:
        """Run what takes long beside the protocol, one at a time."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, function)

    def show_error(self, error: DetectorError) -> None:
        """Show an error that the user can fix, once."""
        if str(error) != self._last_error:
            self._last_error = str(error)
            self.window_show_message(
                types.ShowMessageParams(types.MessageType.Error, f"detector: {error}")
            )

    async def _check(self, uri: str, delay_s: float) -> None:
        await asyncio.sleep(delay_s)
        draft = self.draft(uri)
        version = self.workspace.get_text_document(uri).version
        if draft is None:
            return
        try:
            checked = await self.in_thread(lambda: self.drafts.check(draft))
        except DetectorError as error:
            self.show_error(error)
            checked = None
        positions = self.positions(draft.source)
        issues = self._chosen(checked)
        self._shown[uri] = Shown(version, issues, positions)
        self._publish(uri, version, [_diagnostic(issue, positions) for issue in issues])

    def _chosen(self, checked: Checked | None) -> Sequence[Issue]:
        if checked is None:
            return ()
        return checked.issues if self.show_all else checked.shown

    def _publish(self, uri: str, version: int | None, diagnostics: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, diagnostics, version)
        )

    def _drop(self, uri: str, task: asyncio.Task[None]) -> None:
        if self._waiting.get(uri) is task:
            del self._waiting[uri]
        if not task.cancelled() and task.exception() is not None:
            logging.getLogger(__name__).error("a check failed", exc_info=task.exception())


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
        options = params.initialization_options
        server.show_all = isinstance(options, dict) and options.get("show") == "all"

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.schedule(params.text_document.uri, 0.0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.schedule(params.text_document.uri, DEBOUNCE_S)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)


def _add_configuration(server: DetectorServer) -> None:
    @server.feature(types.INITIALIZED)
    async def initialized(_params: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watched = workspace.did_change_watched_files if workspace else None
        if not (watched and watched.dynamic_registration):
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

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        # For clients that watch no files.
        if params.text_document.uri.rsplit("/", 1)[-1] in WATCHED:
            server.recheck()


def _add_help(server: DetectorServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        issues = server.issues_at(params.text_document.uri, params.position)
        pages = dict.fromkeys(_page(issue) for issue in issues)
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


def _diagnostic(issue: Issue, positions: Positions) -> types.Diagnostic:
    return types.Diagnostic(
        range=_range(issue, positions),
        message=issue.message,
        severity=_SEVERITIES[issue.severity],
        code=issue.rule,
        source=SOURCE,
    )


def _range(issue: Issue, positions: Positions) -> types.Range:
    whole = issue.start == issue.end == 0
    return positions.first_line() if whole else positions.range(issue.start, issue.end)


def _covers(range_: types.Range, position: types.Position) -> bool:
    return range_.start <= position <= range_.end


def _page(issue: Issue) -> str:
    rule = RULE_BY_ID.get(issue.rule)
    if rule is None:
        return f"## {issue.rule}\n\n{issue.message}\n\nFinds: {GATE_RULES.get(issue.rule, '')}\n"
    page = StringIO()
    rulebook.write_page(rule, page, "markdown")
    return page.getvalue()
