"""Quick fixes: the edits of ``detector check --fix``, one a finding, and all at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lsprotocol import types

from detector.findings import Finding
from detector.gate.fix import Edit
from detector.lsp.drafts import Draft, Drafts
from detector.lsp.positions import Positions

FIX_ALL = "source.fixAll.detector"
MAX_SHOWN = 40  # characters of the text that a title repeats

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

MakeEdit = Callable[[str, Sequence[types.TextEdit]], types.WorkspaceEdit]


def offered(
    drafts: Drafts,
    draft: Draft,
    positions: Positions,
    params: types.CodeActionParams,
    make_edit: MakeEdit,
) -> list[types.CodeAction]:
    """Return what can be fixed in the range that is asked for, and the fixing of all."""
    uri, only = params.text_document.uri, params.context.only
    fixes = drafts.fixes(draft)
    found = []
    if _wanted(types.CodeActionKind.QuickFix.value, only):
        first = positions.offset(params.range.start)
        last = positions.offset(params.range.end)
        for finding, edit in fixes:
            if finding.start <= last and finding.end >= first:
                found.append(
                    types.CodeAction(
                        title=f"Fix {finding.rule}: {_change(draft.source, edit)}",
                        kind=types.CodeActionKind.QuickFix,
                        diagnostics=_of(finding, params.context.diagnostics, positions),
                        edit=make_edit(uri, [_text_edit(edit, positions)]),
                    )
                )
    if fixes and _wanted(FIX_ALL, only):
        whole = difference(draft.source, drafts.fixed(draft))
        found.append(
            types.CodeAction(
                title="Fix all that is safe to fix",
                kind=FIX_ALL,
                edit=make_edit(uri, [_text_edit(whole, positions)]),
            )
        )
    return found


def difference(before: str, after: str) -> Edit:
    """Return the one edit of whole lines that turns ``before`` into ``after``."""
    old, new = _LINE.findall(before), _LINE.findall(after)
    limit = min(len(old), len(new))
    head = next((i for i in range(limit) if old[i] != new[i]), limit)
    room = limit - head
    tail = next((i for i in range(room) if old[-1 - i] != new[-1 - i]), room)
    return Edit(
        sum(map(len, old[:head])),
        sum(map(len, old[: len(old) - tail])),
        "".join(new[head : len(new) - tail]),
    )


def _of(
    finding: Finding, diagnostics: Sequence[types.Diagnostic], positions: Positions
) -> list[types.Diagnostic]:
    start = positions.position(finding.start)
    return [
        given for given in diagnostics if given.code == finding.rule and given.range.start == start
    ]


def _text_edit(edit: Edit, positions: Positions) -> types.TextEdit:
    return types.TextEdit(positions.range(edit.start, edit.end), edit.text)


def _wanted(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether the client asks for ``kind``, by its name or by the name of one above it."""
    if not only:
        return True
    asked = [given.value if isinstance(given, types.CodeActionKind) else given for given in only]
    return any(kind == given or kind.startswith(f"{given}.") for given in asked)


def _change(source: str, edit: Edit) -> str:
    old, new = (" ".join(text.split()) for text in (source[edit.start : edit.end], edit.text))
    old, new = (
        f"{text[: MAX_SHOWN - 1]}…" if len(text) > MAX_SHOWN else text for text in (old, new)
    )
    return f"“{old}” → “{new}”" if new else f"delete “{old}”"
