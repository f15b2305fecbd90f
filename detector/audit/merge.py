"""The results of shards as one audit: every format, and findings about the site as a whole."""

from __future__ import annotations

import gzip
import json
from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from detector.audit import cache
from detector.audit.about import About
from detector.audit.damage import DamagedError
from detector.audit.history import read_history
from detector.audit.inputs import InputOptions, list_files
from detector.audit.inputs.container import failure
from detector.audit.result import AuditResult
from detector.audit.run import LOOK_UP, Place, place_of
from detector.audit.store import Store
from detector.audit.workers.batches import batched
from detector.audit.workers.marks import mark_of, opened
from detector.audit.workers.shards import stem_of
from detector.audit.workers.worker import Outcome, Settings, failure_body, record_line
from detector.findings import Failure


@contextmanager
def merge(
    paths: Sequence[str],
    out: str,
    inputs: InputOptions,
    settings: Settings,
    journal: Path | None = None,
    history: Sequence[Path] = (),
) -> Iterator[AuditResult]:
    """Read the shards of ``paths`` that ``audit_shards`` left in ``out`` as one audit.

    The pages come in the order of an audit of ``paths``, to the same bytes. They go to a file in
    ``journal``, so memory grows by a few bytes a page. A shard without a mark, or with
    damaged results, is an error record in its place. Raises DetectorError for a full disk.
    """
    earlier = read_history(history)
    identity = json.dumps([settings.fingerprint(), out, [*paths], str(inputs)])
    journal = journal or cache.run_folder(cache.default_folder(), identity)
    cache.remove_run(journal)  # of a merge that was stopped
    store = Store(journal / "run.sqlite", journal / "results.sqlite")
    try:
        ordinal = 0
        pages = (page for name in list_files(paths, inputs) for page in _shard(name, out, settings))
        for batch in batched(pages, lambda _: 0, max_items=LOOK_UP):
            keys = [n.to_bytes(16, "big") for n in range(ordinal, ordinal + len(batch))]
            store.add_pages([(ordinal + n, *place, keys[n]) for n, (place, _) in enumerate(batch)])
            store.add([(keys[n], outcome) for n, (_, outcome) in enumerate(batch)])
            ordinal += len(batch)
        yield AuditResult(store, About.of(paths, inputs, settings), earlier)
    finally:
        store.close()
        cache.remove_run(journal)


def _shard(name: str | Failure, out: str, settings: Settings) -> Iterator[tuple[Place, Outcome]]:
    if isinstance(name, Failure):
        yield _lost(name)
        return
    stem = stem_of(name, settings)
    try:
        mark_of(out, stem)
    except FileNotFoundError:
        yield _lost(
            failure(name, "lost_shard", "has no results: audit the shards again, or this one alone")
        )
        return
    except DamagedError:
        message = "its results are damaged: audit the shards again, which replaces them"
        yield _lost(failure(name, "lost_shard", message))
        return
    with (
        opened(out, f"{stem}.jsonl.gz", "rb") as records,
        opened(out, f"{stem}.pages.gz", "rb") as pages,
        gzip.GzipFile(fileobj=records) as lines,
        gzip.GzipFile(fileobj=pages) as kept,
    ):
        for line, page in zip(lines, kept, strict=True):
            yield _page(line, page)


def _lost(item: Failure) -> tuple[Place, Outcome]:
    return place_of(item), Outcome(failure_body(item))


def _page(line: bytes, page: bytes) -> tuple[Place, Outcome]:
    *place, facts, signatures, source = json.loads(page)
    id, path, *_ = place
    head = len(record_line(id, path, b"{"))
    outcome = Outcome(
        body=b"{" + line[head:].rstrip(b"\n"),
        facts=facts.encode("ascii"),
        signatures=b64decode(signatures),
        source=b64decode(source),
    )
    return tuple(place), outcome
