"""What every runner of a tool does: read the articles, process each, report the cost.

A runner is called with a JSONL file of ``{"text": …, "kind": …}`` and prints one JSON object:
``articles``, ``cpu`` (seconds for all but the first, which includes late loading) and ``rss``
(peak MB). It imports nothing of ours, so that each tool can have an environment of its own.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def run(prepare: Callable[[], Callable[[str, str], object]]) -> None:
    """Measure the function that ``prepare`` returns: it takes a text and its kind."""
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    work = prepare()
    work(rows[0]["text"], rows[0]["kind"])
    for row in rows[1:6]:  # warm up
        work(row["text"], row["kind"])
    best = float("inf")
    for number in range(2 if len(rows) > 1 else 0):
        texts = [(row["text"] + "\n" * (number + 1), row["kind"]) for row in rows[1:]]
        started = time.process_time()
        for text, kind in texts:  # never the same text twice: some tools cache results
            work(text, kind)
        best = min(best, time.process_time() - started)
    status = Path("/proc/self/status").read_text(encoding="ascii")  # of this program alone
    rss = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    cpu = best if len(rows) > 1 else 0.0
    print(json.dumps({"articles": len(rows) - 1, "cpu": cpu, "rss": rss}))
