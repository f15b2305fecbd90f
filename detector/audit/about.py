"""What an audit was asked to do: which paths, how, when, by which version."""

from __future__ import annotations

import os
import shlex
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detector.addresses import split_address
from detector.audit.inputs import InputOptions
from detector.audit.workers.worker import Settings
from detector.version import __version__

# Options with a value that change what an audit finds; --jobs and the like do not.
_READING = (
    "content_type",
    "text_field",
    "id_field",
    "include",
    "exclude",
    "changed_since",
    "dates",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The heading of a report.

    ``command`` leaves out what does not change the result (workers, cache, outputs), so that two
    audits of the same pages have the same report. ``date`` is the day in UTC, of
    ``SOURCE_DATE_EPOCH`` where that is set. ``folder`` is the absolute path from which relative
    paths were read; ``model`` is the folder of a model other than the shipped one.
    """

    site: str
    paths: tuple[str, ...]
    command: str
    date: str
    version: str
    folder: str
    model: str | None

    @classmethod
    def of(cls, paths: Sequence[str], inputs: InputOptions, settings: Settings) -> About:
        """Describe an audit of ``paths``."""
        return cls(
            site=_site(paths),
            paths=tuple(paths),
            command=shlex.join(["detector", "audit", *paths, *_options(inputs, settings)]),
            date=_today(),
            version=__version__,
            folder=Path.cwd().as_posix(),
            model=None if settings.model is None else str(settings.model),
        )


def _site(paths: Sequence[str]) -> str:
    if len(paths) != 1:
        return f"{len(paths):,} paths"
    path = paths[0]
    if "://" in path:
        return split_address(path).hostname or path
    return "standard input" if path == "-" else Path(path).absolute().name or path


def _today() -> str:
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(stated) if stated.isdecimal() else time.time()
    return time.strftime("%Y-%m-%d", time.gmtime(seconds))


def _options(inputs: InputOptions, settings: Settings) -> Iterator[str]:
    usual = InputOptions()
    for name in _READING:
        value = getattr(inputs, name)
        if value == getattr(usual, name):
            continue
        for one in value if isinstance(value, tuple) else (value,):
            yield f"--{name.replace('_', '-')}"
            yield str(one)
    if settings.model is not None:
        yield "--model"
        yield str(settings.model)
