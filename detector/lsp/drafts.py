"""Check and fix what is open in the editor, by the configuration that holds for its path."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from detector.config import Configuration
from detector.findings import Finding
from detector.gate.baseline import DEFAULT_NAME, Baseline, find
from detector.gate.fix import FIXERS, Edit, edits, fix
from detector.gate.gate import Gate, load_model
from detector.gate.passages import with_passages
from detector.gate.selection import GENERATED
from detector.gate.targets import excluded
from detector.readers import parse
from detector.readers.reader import TextReader
from detector.readers.table import reader_of_file
from detector.text.document import ContentType, Document

if TYPE_CHECKING:
    from detector.gate.issues import Checked
    from detector.model import Model

# By the names that editors give to languages; others are read if their suffix is known.
LANGUAGES = {
    "plaintext": ContentType.TEXT,
    "text": ContentType.TEXT,
    "markdown": ContentType.MARKDOWN,
    "mdx": ContentType.MARKDOWN,
    "html": ContentType.HTML,
}
WATCHED = ("detector.toml", "pyproject.toml", DEFAULT_NAME)
Stamp = tuple[int, int, int]  # of a file: when it was changed, its size, which one it is


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as it stands in the editor, saved or not."""

    path: str
    source: str
    content_type: ContentType

    def document(self) -> Document:
        return parse(self.source, id=self.path, path=self.path, content_type=self.content_type)


def content_type(path: str, language: str | None) -> ContentType | None:
    """Return how to read a text, or None for what is no article."""
    if Path(path).name == "requirements.txt":
        return None
    if kind := LANGUAGES.get(language or ""):
        return kind
    reader = reader_of_file(Path(path).suffix.lower())
    known = isinstance(reader, TextReader) and reader.name in set(ContentType)
    return ContentType(reader.name) if reader and known else None


class Drafts:
    """Checks drafts, each by the configuration and the baseline of its own folder.

    Not for several threads at once.
    """

    def __init__(self, *, config: Path | None, isolated: bool, model: Path | None) -> None:
        self._config = config
        self._isolated = isolated
        self._load: Callable[[], Model] = cache(lambda: load_model(model))
        self.forget_configuration()

    def forget_configuration(self) -> None:
        """Read configurations and baselines again before the next check."""
        self._configuration = Configuration(file=self._config, isolated=self._isolated)
        self._baselines: dict[Path, Path | None] = {}  # by the folder of the draft
        self._gates: dict[Path | None, Gate] = {}  # by the baseline
        self._stamps: dict[Path, Stamp | None] = {}

    def is_outdated(self) -> bool:
        """Whether a configuration or a baseline has changed, come or gone since it was read."""
        return any(_stamp(path) != stamp for path, stamp in self._stamps.items())

    def check(self, draft: Draft) -> Checked | None:
        """Check a draft; None where the configuration leaves its path out.

        Where the prose is held against it, its passages that read as machine-generated are shown.

        Raises DetectorError for a bad configuration, baseline or model.
        """
        gate = self.gate(draft.path)
        if excluded(draft.path, gate.configuration):
            return None
        document = draft.document()
        return self.explained(gate.check(document), document)

    def explained(self, checked: Checked, document: Document) -> Checked:
        """Return ``checked`` with its passages, where the prose is held against it."""
        stands = any(issue.rule == GENERATED for issue in checked.shown)
        return with_passages(checked, document, self._load) if stands else checked

    def fixes(self, draft: Draft) -> list[tuple[Finding, Edit]]:
        """Return what can be fixed, one edit a finding."""
        gate = self.gate(draft.path)
        if excluded(draft.path, gate.configuration):
            return []
        document = draft.document()
        return edits(document, gate.findings(document, FIXERS))

    def fixed(self, draft: Draft) -> str:
        """Return the source with all fixed that can be."""
        gate = self.gate(draft.path)
        return fix(draft.document(), lambda document: gate.findings(document, FIXERS)).source

    def gate(self, path: str) -> Gate:
        """Return the gate for a text at ``path``, which need not exist. Raises DetectorError."""
        folder = Path(path).parent
        if folder not in self._baselines:
            # Noted before they are read: what changes meanwhile is read again.
            self._note(
                self._config, *(place / n for place in (folder, *folder.parents) for n in WATCHED)
            )
            baseline = find(self._configuration, folder)
            self._note(baseline)
            self._baselines[folder] = baseline if baseline and baseline.is_file() else None
        baseline = self._baselines[folder]
        if baseline not in self._gates:
            known = Baseline.load(baseline) if baseline else None
            self._gates[baseline] = Gate(self._configuration, model=self._load, baseline=known)
        return self._gates[baseline]

    def _note(self, *paths: Path | None) -> None:
        for path in paths:
            if path is not None:
                self._stamps.setdefault(path, _stamp(path))


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
