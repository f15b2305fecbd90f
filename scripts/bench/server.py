"""Measure the server on loopback: capacity, then a mixed load at 80% and at 200% of it.

    python scripts/bench/server.py --minutes 30

The load is open: requests start when they are due, whether or not earlier ones have been answered,
like those of many clients. Articles are made of the rules' own prose, 100 to 1,500 words. Of
100 requests 80 check one article, 5 a batch of three, 5 ask for rules or state, and 10 are bad: no
JSON, too large, unknown, malformed, or cut off by the client. The script starts the
server with its default limits, except the rate.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from requests_mix import (
    BAD,
    BATCH,
    CHECK,
    CUT_OFF,
    STATE,
    any_request,
    article_body,
    get,
    mean_words,
    post,
)

START_S = 120  # for the server to be ready: imports, on a busy machine
MAX_OPEN = 400  # connections of the load itself, below the server's own limit
EXPECTED = {CHECK: {200}, BATCH: {200}, STATE: {200}, BAD: {0, 400, 404, 413, 422}}


@dataclass
class Load:
    """Results of one run of the load: seconds of accepted requests by kind, and all outcomes."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    outcomes: Counter[tuple[str, int]] = field(default_factory=Counter)
    skipped: int = 0

    def note(self, kind: str, status: int, seconds: float) -> None:
        self.outcomes[kind, status] += 1
        if status == 200:
            self.seconds.setdefault(kind, []).append(seconds)

    @property
    def shed(self) -> int:
        return sum(n for (_, status), n in self.outcomes.items() if status == 429)

    @property
    def errors(self) -> int:
        return sum(
            n
            for (kind, status), n in self.outcomes.items()
            if status not in EXPECTED[kind] and status != 429
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print a table; status 1 if the server made an error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="of the load at 80%%")
    parser.add_argument("--overload", type=float, default=0.5, help="minutes of the load at 200%%")
    parser.add_argument("--capacity", type=float, default=10.0, help="seconds to find capacity")
    parser.add_argument("--workers", type=int, default=0)
    given = parser.parse_args(arguments)
    workers = ["--workers", str(given.workers)] if given.workers else []
    port = _free_port()
    command = [sys.executable, "-m", "detector", "serve", "--port", str(port), "--rate", "0"]
    with subprocess.Popen([*command, "--isolated", *workers], stderr=subprocess.DEVNULL) as server:
        try:
            return asyncio.run(_measure(port, server.pid, given))
        finally:
            server.terminate()


async def _measure(port: int, pid: int, given: argparse.Namespace) -> int:
    await _until_ready(port)
    random_ = random.Random(5)
    bodies = [article_body(random_) for _ in range(200)]
    await _closed(port, bodies, 4, min(3.0, given.capacity))  # warms up
    capacity = await _closed(port, bodies, 4, given.capacity)
    print(f"capacity: {capacity:.1f} articles per second, mean {mean_words(bodies):.0f} words")
    print(_HEAD)
    errors = 0
    for share, minutes in ((0.8, given.minutes), (2.0, given.overload)):
        if minutes <= 0:
            continue
        before, spent = _memory(pid), _cpu_s(pid)
        load = await _open(port, bodies, share * capacity, 60 * minutes, random_)
        print(_row(share, capacity, minutes, load, before, _memory(pid)))
        errors += load.errors
        unexpected = {key: n for key, n in load.outcomes.items() if key[1] not in EXPECTED[key[0]]}
        accepted = len(load.seconds.get(CHECK, ())) + 3 * len(load.seconds.get(BATCH, ()))
        spent = 1000 * (_cpu_s(pid) - spent) / max(accepted, 1)
        print(f"  CPU of server and workers: {spent:.1f} ms per article, including all requests")
        print("  unexpected outcomes:", dict(sorted(unexpected.items())) or "none")
        if load.skipped:
            print(f"  not sent because all connections were in use: {load.skipped}")
        await asyncio.sleep(1.0)
    return 1 if errors else 0


_HEAD = (
    f"{'load':>6} {'sent/s':>8} {'minutes':>8} {'requests':>9} {'refused':>7} {'errors':>7} "
    f"{'p50 ms':>7} {'p95 ms':>7} {'p99 ms':>7} {'max ms':>7} {'batch p95':>9} {'MB before':>10} "
    f"{'MB after':>9}"
)


def _row(
    share: float, capacity: float, minutes: float, load: Load, before: float, after: float
) -> str:
    times = sorted(1000 * second for second in load.seconds.get(CHECK, [0.0]))
    batches = sorted(1000 * second for second in load.seconds.get(BATCH, [0.0]))
    total = sum(load.outcomes.values())

    def at(values: Sequence[float], quantile: float) -> float:
        return values[min(len(values) - 1, int(quantile * len(values)))]

    return (
        f"{share:>6.0%} {share * capacity:>8.1f} {minutes:>8.1f} {total:>9,} {load.shed:>7,} "
        f"{load.errors:>7} {at(times, 0.5):>7.0f} {at(times, 0.95):>7.0f} {at(times, 0.99):>7.0f} "
        f"{times[-1]:>7.0f} {at(batches, 0.95):>9.0f} {before:>10.0f} {after:>9.0f}"
    )


async def _closed(port: int, bodies: Sequence[bytes], clients: int, seconds: float) -> float:
    """Send requests as fast as answers come; return articles per second."""
    end = time.monotonic() + seconds
    done = 0

    async def client(number: int) -> None:
        nonlocal done
        index = number
        while time.monotonic() < end:
            request = post("/v1/check", bodies[index % len(bodies)])
            index += clients
            status = await _send(port, request)  # first: others count while this one waits
            done += status == 200

    await asyncio.gather(*(client(number) for number in range(clients)))
    return done / seconds


async def _open(
    port: int, bodies: Sequence[bytes], articles_a_second: float, seconds: float, rng: random.Random
) -> Load:
    """Send requests when they are due. 100 requests contain 95 articles."""
    load = Load()
    running: set[asyncio.Task[None]] = set()
    rate = articles_a_second / 0.95
    start = time.monotonic()
    due = start
    while due < start + seconds:
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        due += rng.expovariate(rate)
        if len(running) >= MAX_OPEN:
            load.skipped += 1
            continue
        kind, request = any_request(bodies, rng)
        task = asyncio.create_task(_one(port, kind, request, load))
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.gather(*running)
    return load


async def _one(port: int, kind: str, request: bytes, load: Load) -> None:
    started = time.monotonic()
    try:
        status = await asyncio.wait_for(_send(port, request), 60)
    except TimeoutError:
        status = -1
    except OSError:
        status = -2
    load.note(kind, status, time.monotonic() - started)


async def _send(port: int, request: bytes) -> int:
    """Send one request on a connection of its own; return the status, 0 for none."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        if request.endswith(CUT_OFF):
            return 0
        answer = await reader.read(-1)
        parts = answer.split(b" ", 2)
        return int(parts[1]) if len(parts) > 2 else 0
    except ConnectionError:  # closed while a refused body was still being sent
        return 0
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


async def _until_ready(port: int) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        with suppress(OSError):
            if await _send(port, get("/readyz")) == 200:
                return
        await asyncio.sleep(0.1)
    raise SystemExit("the server did not start")


def _memory(pid: int) -> float:
    """Return the resident memory of the server and its workers, in MB (Linux)."""
    pages = sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in _family(pid))
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def _cpu_s(pid: int) -> float:
    """Return the CPU seconds that the server and its workers have used (Linux)."""
    ticks = 0
    for one in _family(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])  # user and system time, see proc(5)
    return ticks / os.sysconf("SC_CLK_TCK")


def _family(pid: int) -> list[int]:
    pids = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        pids += [int(child) for child in task.read_text().split()]
    return pids


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    raise SystemExit(main())
