"""Renderers: one small file per format, listed in ``formats``; those of an audit in ``audits``.

A renderer writes to one output stream. It receives each result as it comes, in input order, and
is closed at the end; it keeps results only if the format needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Protocol, TextIO, TypeVar, cast

from detector.errors import DetectorError
from detector.findings import Failure, Report
from detector.writing import discard, refusal_reported, whole


class Renderer(Protocol):
    """Writes results one by one to the stream that it was made with; ``close`` ends the output."""

    def add(self, result: Report | Failure) -> None: ...

    def close(self) -> None: ...


class Closes(Protocol):
    """What all renderers have in common."""

    def close(self) -> None: ...


MakeRenderer = Callable[[TextIO], Renderer]
Closing = TypeVar("Closing", bound=Closes)  # renderers of other commands take other results


def outputs(
    formats: Sequence[str],
    files: Sequence[Path],
    available: Iterable[str],
    default: str,
) -> list[tuple[str, Path | None]]:
    """Pair formats and files: ``(format, file)``, where the file None is standard output.

    A file's suffix chooses its format; a file with another suffix takes the first ``--format``.
    A ``--format`` that no file took goes to standard output.

    Raises DetectorError for an unknown format, or two formats for standard output.
    """
    names = list(available)
    for name in formats:
        if name not in names:
            raise DetectorError(f"unknown format {name!r}; choose from: {', '.join(names)}")
    chosen: list[tuple[str, Path | None]] = []
    for file in files:
        suffix = file.suffix.lstrip(".").lower()
        name = suffix if suffix in names else (formats[0] if formats else "")
        if not name:
            raise DetectorError(
                f"the name {str(file)!r} does not show the format; give --format, or one of the "
                f"suffixes .{', .'.join(n for n in names if n != 'text')}"
            )
        chosen.append((name, file))
    taken = {name for name, _ in chosen}
    to_stdout = [name for name in dict.fromkeys(formats) if name not in taken]
    if len(to_stdout) > 1:
        raise DetectorError(
            f"{' and '.join(to_stdout)} would both go to standard output; name a file with --out"
        )
    if to_stdout:
        chosen.append((to_stdout[0], None))
    return chosen or [(default, None)]


@contextmanager
def opened(
    chosen: Sequence[tuple[str, Path | None]],
    table: Mapping[str, Callable[[TextIO], Closing]],
    stdout: TextIO,
) -> Iterator[list[Closing]]:
    """Open the files, make the renderers, and close all of them at the end.

    A file replaces an older one of its name only when it is complete. This holds even if the
    reader of standard output goes away, or standard output cannot be written.

    Raises DetectorError if a file cannot be written, and OSError at the end if standard output
    could not; if its reader went away, only if there was nothing else to write.
    """
    beside = _Beside(stdout)
    with ExitStack() as stack:
        renderers = []
        for name, file in chosen:
            if file is None:
                stream = stdout if len(chosen) == 1 else cast("TextIO", beside)
            else:
                with refusal_reported(file):
                    binary = stack.enter_context(whole(file))
                stream = stack.enter_context(TextIOWrapper(binary, "utf-8", newline="\n"))
            renderers.append(table[name](stream))
        try:
            yield renderers
        except KeyboardInterrupt:  # what was done is shown; files stay as they were
            for renderer, (_, file) in zip(renderers, chosen, strict=True):
                if file is None:
                    renderer.close()
            raise
        for renderer in renderers:
            renderer.close()
        if len(chosen) > 1:
            beside.flush()
    if isinstance(beside.refusal, BrokenPipeError):
        discard(stdout)
    elif beside.refusal is not None:
        raise beside.refusal


class _Beside:
    """Standard output beside files: after the first failed write, the rest is dropped."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.refusal: OSError | None = None

    def write(self, text: str) -> int:
        if self.refusal is None:
            try:
                self._stream.write(text)
            except OSError as refusal:
                self.refusal = refusal
        return len(text)

    def flush(self) -> None:
        if self.refusal is None:
            try:
                self._stream.flush()
            except OSError as refusal:
                self.refusal = refusal

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
