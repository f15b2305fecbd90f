"""Which baseline holds for an article: the named one, the configured one, or the nearest."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from detector.config import Configuration
from detector.errors import DetectorError
from detector.gate.baseline import DEFAULT_NAME, Baseline, nearest
from detector.gate.git import top_of


@dataclass
class Baselines:
    """Answers for every article, wherever the program runs; reads each baseline once.

    ``named``: use this one for all articles. An isolated configuration has no other.
    """

    configuration: Configuration
    named: Path | None = None
    _by_folder: dict[Path, Path | None] = field(default_factory=dict, repr=False)
    _loaded: dict[Path, Baseline | None] = field(default_factory=dict, repr=False)

    def path_for(self, article: str | Path) -> Path | None:
        """Return the file that holds for ``article``, or None; a configured one may be missing."""
        if self.named is not None:
            return self.named
        if self.configuration.isolated:
            return None
        configured = self.configuration.settings(Path(article)).baseline
        if configured is not None:
            return configured
        folder = _folder_of(article)
        if folder not in self._by_folder:
            self._by_folder[folder] = nearest(folder)
        return self._by_folder[folder]

    def of(self, article: str | Path) -> Baseline | None:
        """Return what is known of ``article``. Raises DetectorError for what is no baseline."""
        path = self.path_for(article)
        return None if path is None else self.load(path)

    def load(self, path: Path) -> Baseline | None:
        """Return the baseline in the file ``path``, None where there is no such file."""
        if path not in self._loaded:
            self._loaded[path] = Baseline.load(path) if path.exists() else None
        return self._loaded[path]

    def path_to_write(self, article: str | Path) -> Path:
        """Return the file that ``article`` belongs to: that which holds, else a new one.

        A new one lies beside the article's configuration, if that is in the same repository;
        else in the work folder, if the article is below it; else at the top of its repository.
        """
        path = self.path_for(article) or self._new_path(article)
        if self.named is None and not path.resolve().is_relative_to(path.parent.resolve()):
            raise DetectorError(f"{path} is a link out of its folder; name it with --baseline")
        return path

    def _new_path(self, article: str | Path) -> Path:
        folder, here = _folder_of(article), Path.cwd()
        top = top_of(folder)
        file = None if self.configuration.file else self.configuration.file_for(Path(article))
        if file is not None and file.folder.is_relative_to(top or here):
            return file.folder / DEFAULT_NAME
        # The search for it ends at the top of the article's repository.
        if folder.is_relative_to(here) and (top is None or here.is_relative_to(top)):
            return here / DEFAULT_NAME
        return (top or folder) / DEFAULT_NAME


def _folder_of(article: str | Path) -> Path:
    return Path(os.path.abspath(article)).parent  # noqa: PTH100 (links are not followed)
