"""The log: one JSON object a line on standard error, whoever writes it."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

ACCESS = "detector.server.access"
_LOGGERS = ("detector.server", "uvicorn.error")


class JsonLines(logging.Formatter):
    """Writes ``time``, ``level`` and the fields of a request, or else a ``message``."""

    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created, UTC)
        line = {
            "time": when.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
        }
        told = getattr(record, "fields", None) or {"message": record.getMessage()}
        if record.exc_info and record.exc_info[1]:
            told = {**told, "error": frames(record.exc_info[1])}
        return json.dumps({**line, **told})  # in ASCII: a path must not steer a terminal


def set_up() -> None:
    """Send the log of the server, and of what serves it, to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(logging.INFO)
        logger.propagate = False


def frames(error: BaseException) -> str:
    """Name the error's type and the places it came through; its message may hold content."""
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__} at {' < '.join(reversed(places))}"
