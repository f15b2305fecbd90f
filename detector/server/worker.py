"""A worker process: articles come in on standard input, results go out on standard output.

A frame is its length in four bytes, big-endian, and as many bytes. A request's are JSON. An
answer's are a line of JSON for the server, and after it the record for the client, who gets it as
it is. The first request holds the settings; the answer to it says that the model is loaded. The
process ends with its input.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any
from urllib.parse import urlsplit

from detector.audit.workers.limits import TimeLimitError, time_limit
from detector.config import Configuration
from detector.config.files import find
from detector.errors import DetectorError
from detector.escaping import to_json
from detector.gate.gate import Gate, load_model
from detector.gate.passages import with_passages
from detector.pipeline import GC_THRESHOLD
from detector.readers.parsing import clean
from detector.rules import ALL_RULES
from detector.server.articles import Article, record

LENGTH_BYTES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSettings:
    """What a worker needs to know; sent to it as JSON."""

    timeout_s: float
    config: str | None = None
    isolated: bool = False
    fail_on: str | None = None
    model: str | None = None


def main() -> int:
    """Answer frames until the input ends."""
    # The server ends its workers itself, once all that was asked has been answered.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print must not break a frame
    gc.set_threshold(GC_THRESHOLD)
    first = read_frame(source)
    if first is None:
        return 0
    settings = WorkerSettings(**json.loads(first))
    try:
        checker = Checker(settings)
    except DetectorError as error:
        write_frame(sink, {"error": str(error)})
        return 2
    write_frame(sink, {"ready": True})
    while (frame := read_frame(source)) is not None:
        write_frame(sink, *checker.answer(json.loads(frame)))
    return 0


class Checker:
    """Checks articles one after another."""

    def __init__(self, settings: WorkerSettings) -> None:
        self._timeout_s = settings.timeout_s
        file = Path(settings.config) if settings.config else None
        if file is None and not settings.isolated:
            file = find(Path.cwd())
        given = {"fail_on": settings.fail_on} if settings.fail_on else {}
        self.configuration = Configuration(file=file, isolated=file is None, given=given)
        self._folder = file.absolute().parent if file else Path.cwd()
        model = load_model(Path(settings.model) if settings.model else None)
        self._gate = Gate(self.configuration, model=lambda: model)
        self._model = model
        # Reads all that is read but once, and finds a bad configuration before anyone asks. What
        # the rules say of themselves is prose enough to go every way.
        self._check({"content": "\n\n".join(rule.why for rule in ALL_RULES), "id": "first"})

    def answer(self, article: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Check one article; return what the server must know, and the record."""
        started = time.perf_counter()
        try:
            with time_limit(self._timeout_s):
                result = self._check(article)
        except TimeLimitError:
            return {"failure": "time_limit"}, b""
        except DetectorError as error:  # the configuration has changed for the worse
            return {"failure": "internal", "where": str(error)}, b""
        except Exception as error:  # noqa: BLE001 - one article must not end the worker
            # The error's own message may repeat the article; its kind and place do not.
            return {"failure": "internal", "where": _where(error)}, b""
        seconds = time.perf_counter() - started
        body = to_json(result).encode()
        return {"seconds": seconds, "verdict": result["verdict"]}, body

    def _check(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        article = Article(
            sent.get("title"), sent["content"], sent.get("content_type"), id=clean(sent["id"])
        )
        name = self._folder / path_of(sent.get("url"))
        checked = self._gate.check(article.document, name=str(name))
        if sent.get("explain"):
            checked = with_passages(checked, article.document, lambda: self._model)
        settings = self.configuration.settings(name)
        return record(article, checked, settings["fail_on"])


def path_of(url: str | None) -> str:
    """Return the path by which the configuration's overrides know an article: its URL's own."""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        path = ""
    parts = [part for part in PurePosixPath(path).parts if part not in ("/", "//", "..", ".")]
    return "/".join(parts).replace("\0", "") or "article"


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Read one frame; None at the end of the input."""
    head = stream.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        return None
    length = int.from_bytes(head, "big")
    body = stream.read(length)
    return body if len(body) == length else None


def write_frame(stream: IO[bytes], head: Mapping[str, Any], body: bytes = b"") -> None:
    """Write one answer."""
    line = json.dumps(head).encode() + b"\n"
    stream.write((len(line) + len(body)).to_bytes(LENGTH_BYTES, "big") + line + body)
    stream.flush()


def _where(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    name = Path(trace.tb_frame.f_code.co_filename).name
    return f"{type(error).__name__} at {name}:{trace.tb_lineno}"


if __name__ == "__main__":
    raise SystemExit(main())
