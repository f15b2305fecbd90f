"""Work with faults, for the tests of execution: a text says what happens to its worker."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from detector.audit.workers.limits import TimeLimitError, time_limit
from detector.audit.workers.worker import Outcome, Settings, failed, timed_out
from detector.text.source import Source


def work(index: int, batch: Sequence[Source], settings: Settings) -> tuple[int, list[Outcome]]:
    return index, [_one(source, settings) for source in batch]


def _one(source: Source, settings: Settings) -> Outcome:
    text = str(source.data)
    command, _, argument = text.partition(" ")
    try:
        with time_limit(settings.time_limit_s):
            if command == "die":
                os.kill(os.getpid(), signal.SIGKILL)
            if command == "die-once" and not Path(argument).exists():
                Path(argument).touch()
                os.kill(os.getpid(), signal.SIGKILL)
            if command == "sleep":
                time.sleep(60)
            if command == "backtrack":
                re.match(r"(a+)+$", "a" * 40 + "b")
            if command == "hang":  # deaf to signals and exceptions, as a bad C extension is
                signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
                time.sleep(60)
    except TimeLimitError:
        return timed_out(source, settings)
    except Exception as error:  # noqa: BLE001
        return failed(source, "internal_error", str(error))
    return Outcome(f'{{"said": "{source.id}"}}'.encode())
