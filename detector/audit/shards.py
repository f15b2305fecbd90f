"""Whole files as units of work: a worker reads a shard itself and writes its results beside others.

For crawls that no single machine could read. Input and output are paths or URLs that every worker
reaches. A shard's results are whole when its mark ``NAME-KEY.done.json`` is there; a run passes
over shards with marks, so it can be stopped and started at will.
"""

from __future__ import annotations

import gzip
import json
import posixpath
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from hashlib import blake2b, sha256
from pathlib import Path
from typing import IO, Any, cast

from detector.audit.execution import Workers, execute
from detector.audit.inputs import InputOptions, list_files, read_file
from detector.audit.worker import Outcome, Settings, failure_body, record_line, score_batch
from detector.errors import DetectorError
from detector.findings import Failure
from detector.pipeline import loaded_model
from detector.source import Source

KEY_DIGITS = 16


def audit_shards(
    paths: Sequence[str], out: str, inputs: InputOptions, settings: Settings, workers: Workers
) -> Iterator[dict[str, Any]]:
    """Audit every file of ``paths`` as a shard and yield its mark, in any order.

    A mark holds ``shard``, ``results`` (a ``.jsonl.gz`` in ``out``), its ``sha256``, ``pages``,
    ``verdicts`` and ``failures`` by type. A shard whose workers died again and again, or a
    folder that cannot be read, gives ``{"shard", "error"}`` and no mark.
    """
    settings.fingerprint()  # a bad model is told here, not by every worker
    if "://" not in out:
        Path(out).mkdir(parents=True, exist_ok=True)
    work = partial(score_shards, inputs=inputs, out=out)
    for batch, outcomes in execute(_units(paths, inputs), settings, workers, work):
        for source, outcome in zip(batch, outcomes, strict=True):
            yield {"shard": source.id} | json.loads(outcome.body)


def _units(paths: Sequence[str], inputs: InputOptions) -> Iterator[list[Source]]:
    for path in paths:
        for name in list_files(path, inputs):
            if isinstance(name, Failure):
                raise DetectorError(name.told)
            yield [Source(id=name, path=name, data="")]


def score_shards(
    index: int, batch: Sequence[Source], settings: Settings, *, inputs: InputOptions, out: str
) -> tuple[int, list[Outcome]]:
    """Score the shards that ``batch`` names; the outcomes are their marks."""
    return index, [_shard(source.id, out, inputs, settings) for source in batch]


def _shard(name: str, out: str, inputs: InputOptions, settings: Settings) -> Outcome:
    key = blake2b(f"{settings.fingerprint()}\0{name}".encode(), digest_size=KEY_DIGITS // 2)
    stem = f"{posixpath.basename(name).split('.')[0]}-{key.hexdigest()}"
    mark = f"{out.rstrip('/')}/{stem}.done.json"
    try:
        with _opened(mark, "rb") as stream:
            return Outcome(stream.read())
    except FileNotFoundError:
        pass
    results = f"{stem}.jsonl.gz"
    told: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    digest = sha256()
    with (
        _opened(f"{out.rstrip('/')}/{results}", "wb") as stream,
        gzip.GzipFile(filename="", fileobj=stream, mode="wb", mtime=0) as packed,
    ):
        for item in read_file(name, inputs):
            outcome = _outcome(item, settings)
            line = record_line(item.id, item.path, outcome.body) + b"\n"
            packed.write(line)
            digest.update(line)
            if outcome.facts:
                told[json.loads(outcome.facts)[0]] += 1
            else:
                failures[json.loads(outcome.body)["error"]["type"]] += 1
    note = {
        "results": results,
        "sha256": digest.hexdigest(),
        "pages": told.total() + failures.total(),
        "verdicts": dict(sorted(told.items())),
        "failures": dict(sorted(failures.items())),
        "model": loaded_model(settings.model).info.sha256,
    }
    body = json.dumps(note).encode()
    with _opened(mark, "wb") as stream:
        stream.write(body)
    return Outcome(body)


def _outcome(item: Source | Failure, settings: Settings) -> Outcome:
    if isinstance(item, Failure):
        return Outcome(failure_body(item))
    return score_batch(0, [item], settings)[1][0]


@contextmanager
def _opened(name: str, mode: str) -> Iterator[IO[bytes]]:
    if "://" not in name:
        with Path(name).open(mode) as file:
            yield cast(IO[bytes], file)
        return
    from detector.audit.inputs.opening import filesystem

    with filesystem().open(name, mode) as stream:
        yield stream
