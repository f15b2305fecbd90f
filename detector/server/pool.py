"""The worker processes: each has one article at a time, and is replaced when it sticks or dies."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any, NamedTuple

from detector.errors import DetectorError
from detector.server.worker import LENGTH_BYTES, WorkerSettings

# -P: the folder that the server runs in holds no code of its own.
COMMAND = (sys.executable, "-P", "-m", "detector.server.worker")
START_LIMIT_S = 60.0
FREE_LIMIT_S = 15.0  # a new worker is there in two seconds, or it does not start at all
# A worker ends a text by an exception at the limit; one that does not heed it is killed then.
GRACE_S = 0.5
MAX_PAUSE_S = 10.0

log = logging.getLogger("detector.server")


class Answer(NamedTuple):
    """A record as the worker wrote it, and what it says of itself."""

    body: bytes
    verdict: str
    seconds: float


class CheckError(Exception):
    """An article that could not be checked: ``kind`` is ``time_limit``, ``internal``, ``lost``."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Pool:
    """Keeps ``size`` workers and hands each idle one the next article.

    ``capacity`` decides what is let in; here waiting is bounded for the case that no worker lives.
    """

    def __init__(
        self, size: int, settings: WorkerSettings, command: Sequence[str] = COMMAND
    ) -> None:
        self.size = size
        self.replaced = 0
        self._settings = settings
        self._command = tuple(command)
        self._idle: asyncio.LifoQueue[Process] = asyncio.LifoQueue()
        self._all: set[Process] = set()
        self._starting: set[asyncio.Task[None]] = set()

    @property
    def ready(self) -> int:
        """How many workers there are, idle or busy."""
        return len(self._all)

    async def start(self) -> None:
        """Start the workers and wait for the first.

        Raises DetectorError where a worker cannot start: its configuration or model is bad.
        """
        self._idle.put_nowait(await self._started())
        for _ in range(self.size - 1):
            self._start_another()

    async def check(self, article: Mapping[str, Any]) -> Answer:
        """Have an article checked. Raises CheckError."""
        worker = await self._free()
        try:
            async with asyncio.timeout(self._settings.timeout_s + GRACE_S):
                head, body = await _ask(worker, json.dumps(article).encode())
        except TimeoutError:
            self._replace(worker)
            raise CheckError("time_limit") from None
        except (OSError, asyncio.IncompleteReadError):
            self._replace(worker)
            raise CheckError("lost") from None
        except BaseException:  # cancelled: the answer to come would be taken for the next one's
            self._replace(worker)
            raise
        self._idle.put_nowait(worker)
        if "failure" in head:
            if "where" in head:
                log.error("a worker failed: %s", head["where"])
            raise CheckError(head["failure"])
        return Answer(body, head["verdict"], head["seconds"])

    async def _free(self) -> Process:
        """Wait for a worker that lives, no longer than one needs to start."""
        try:
            async with asyncio.timeout(FREE_LIMIT_S):
                while (worker := await self._idle.get()).returncode is not None:
                    self._replace(worker)  # it died while it was idle
                return worker
        except TimeoutError:
            raise CheckError("lost") from None

    async def stop(self) -> None:
        """End all workers: first by the end of their input, then by force."""
        for task in self._starting:
            task.cancel()
        for worker in self._all:
            if worker.stdin is not None:
                worker.stdin.close()
        for worker in tuple(self._all):
            try:
                async with asyncio.timeout(2.0):
                    await worker.wait()
            except TimeoutError:
                _kill(worker)
                await worker.wait()
        self._all.clear()

    def _replace(self, worker: Process) -> None:
        self._all.discard(worker)
        _kill(worker)
        self.replaced += 1
        self._start_another()

    def _start_another(self) -> None:
        task = asyncio.get_running_loop().create_task(self._until_started())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _until_started(self) -> None:
        pause = 0.5
        while True:
            try:
                self._idle.put_nowait(await self._started())
                return
            except (DetectorError, OSError) as error:
                log.error("a worker did not start: %s", error)
            await asyncio.sleep(pause)
            pause = min(2 * pause, MAX_PAUSE_S)

    async def _started(self) -> Process:
        worker = await asyncio.create_subprocess_exec(*self._command, stdin=PIPE, stdout=PIPE)
        try:
            async with asyncio.timeout(START_LIMIT_S):
                head, _ = await _ask(worker, json.dumps(asdict(self._settings)).encode())
        except (TimeoutError, OSError, asyncio.IncompleteReadError) as error:
            _kill(worker)
            raise DetectorError("a worker process ended before it was ready") from error
        except BaseException:
            _kill(worker)
            raise
        if "error" in head:
            raise DetectorError(head["error"])
        self._all.add(worker)
        return worker


async def _ask(worker: Process, request: bytes) -> tuple[dict[str, Any], bytes]:
    """Send a frame and read the answer: its head and its body."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(len(request).to_bytes(LENGTH_BYTES, "big") + request)
    await worker.stdin.drain()
    length = int.from_bytes(await worker.stdout.readexactly(LENGTH_BYTES), "big")
    head, _, body = (await worker.stdout.readexactly(length)).partition(b"\n")
    return json.loads(head), body


def _kill(worker: Process) -> None:
    with suppress(ProcessLookupError):
        worker.kill()
