"""The language server: what it knows of the open texts, and what it sends of them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from detector.errors import DetectorError
from detector.findings import Severity
from detector.gate.issues import Checked, Issue
from detector.gate.selection import GATE_RULES
from detector.lsp.drafts import Draft, Drafts, content_type
from detector.lsp.options import Options
from detector.lsp.positions import Positions
from detector.render import rulebook
from detector.rules import RULE_BY_ID
from detector.version import __version__

SOURCE = "detector"
# Long enough that a burst of typing is checked once, short enough to seem immediate.
DEBOUNCE_S = 0.3
# How often configurations are looked at for clients that watch no files: soon after a save.
LOOK_S = 1.0
# The notification of a text's verdict, for clients that ask for it.
VERDICT = "detector/verdict"
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
        self.drafts = Drafts(config=config, isolated=isolated, model=model)
        self.options = Options()
        self._thread = ThreadPoolExecutor(1, "check")
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._shown: dict[str, Shown] = {}
        self._reported: set[str] = set()
        self._watching: asyncio.Task[None] | None = None

    @property
    def folder(self) -> Path:
        """The folder for texts that are not saved yet: the first of the workspace."""
        opened = (to_fs_path(folder.uri) for folder in self.workspace.folders.values())
        return Path(next(opened, None) or self.workspace.root_path or Path.cwd())

    def configure(self, given: object) -> None:
        """Take the options that the client sends."""
        try:
            self.options = self.options.updated(given)
        except DetectorError as error:
            self.show_error(error)

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
        self._thread.submit(self.drafts.forget_configuration)
        self._reported.clear()
        # The keys are no addresses: their escapes are undone.
        for document in self.workspace.text_documents.values():
            self.schedule(document.uri, 0.0)

    def watch_files(self) -> None:
        """Check all again whenever a configuration or a baseline has changed."""
        self._watching = asyncio.get_running_loop().create_task(self._watch())

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            if await self.in_thread(self.drafts.is_outdated):
                self.recheck()

    def draft(self, uri: str) -> Draft | None:
        """Return the text as it stands, or None for what is no article."""
        document = self.workspace.get_text_document(uri)
        path = to_fs_path(uri) if uri.startswith("file:") else None
        name = path or str(self.folder / (uri.rsplit("/", 1)[-1].rsplit(":", 1)[-1] or "draft"))
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
        """Show an error that the user can fix, once until a configuration changes."""
        if str(error) not in self._reported:
            self._reported.add(str(error))
            self.window_show_message(
                types.ShowMessageParams(types.MessageType.Error, f"detector: {error}")
            )

    async def _check(self, uri: str, delay_s: float) -> None:
        await asyncio.sleep(delay_s)
        draft = self.draft(uri)
        version = self.workspace.get_text_document(uri).version
        if draft is None:
            if self._shown.pop(uri, None):  # it has grown too long: what was said is out of date
                self._publish(uri, version, [])
            return
        if await self.in_thread(self.drafts.is_outdated):
            self.recheck()
            return
        try:
            checked = await self.in_thread(lambda: self.drafts.check(draft))
        except DetectorError as error:
            self.show_error(error)
            checked = None
        positions = self.positions(draft.source)
        issues = self._chosen(checked)
        self._shown[uri] = Shown(version, issues, positions)
        if self.options.verdict:
            self.protocol.notify(VERDICT, {"uri": uri, "version": version, **_verdict(checked)})
        self._publish(uri, version, [_diagnostic(issue, positions) for issue in issues])

    def _chosen(self, checked: Checked | None) -> Sequence[Issue]:
        if checked is None:
            return ()
        return checked.issues if self.options.show == "all" else checked.shown

    def _publish(self, uri: str, version: int | None, diagnostics: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, diagnostics, version)
        )

    def _drop(self, uri: str, task: asyncio.Task[None]) -> None:
        if self._waiting.get(uri) is task:
            del self._waiting[uri]
        if not task.cancelled() and task.exception() is not None:
            logging.getLogger(__name__).error("a check failed", exc_info=task.exception())


def _diagnostic(issue: Issue, positions: Positions) -> types.Diagnostic:
    return types.Diagnostic(
        range=_range(issue, positions),
        message=issue.message,
        severity=_SEVERITIES[issue.severity],
        code=issue.rule,
        source=SOURCE,
    )


def _verdict(checked: Checked | None) -> dict[str, Any]:
    """Return what a status bar shows; nulls for a text that the configuration leaves out."""
    if checked is None:
        return {"verdict": None, "fails": False, "quality": None, "reasons": [], "skipped": None,
                "doubt": None}  # fmt: skip
    report = checked.report
    return {
        "verdict": report.verdict.value,
        "fails": checked.fails,
        "quality": report.quality,
        "reasons": list(report.reasons),
        "skipped": checked.skipped or None,
        "doubt": checked.doubt,
    }


def _range(issue: Issue, positions: Positions) -> types.Range:
    whole = issue.start == issue.end == 0
    return positions.first_line() if whole else positions.range(issue.start, issue.end)


def _covers(range_: types.Range, position: types.Position) -> bool:
    return range_.start <= position <= range_.end


def page(issue: Issue) -> str:
    rule = RULE_BY_ID.get(issue.rule)
    if rule is None:
        return f"## {issue.rule}\n\n{issue.message}\n\nFinds: {GATE_RULES.get(issue.rule, '')}\n"
    page = StringIO()
    rulebook.write_page(rule, page, "markdown")
    return page.getvalue()
