"""Which rule is fixed by what. A rule that is not here is left to the editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from detector.findings import Finding
from detector.gate.fix import debris, leaks
from detector.gate.fix.edits import Edit
from detector.text.document import Document

Fixer = Callable[[Document, Finding], Edit | None]

FIXERS: Mapping[str, Fixer] = {
    "broken-tag": debris.tag,
    "visible-tag": debris.tag,
    "raw-entity": debris.entity,
    "mojibake": debris.mojibake,
    "lost-space": debris.lost_space,
    "disguised-words": debris.disguise,
    "chat-citation": leaks.citation,
    "chat-link": leaks.link_mark,
    "chat-preamble": leaks.note,
    "end-note": leaks.note,
    "prompt-echo": leaks.note,
    "duplicate-paragraph": leaks.copy,
}

# These are marks whatever the text is about; their severity tells how much they matter.
CERTAIN_AT_ANY_SEVERITY = frozenset({"chat-link", "duplicate-paragraph"})
