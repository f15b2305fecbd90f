"""Whole files as units of work: a worker reads a shard itself and writes its results beside others.

For crawls that no single machine could read. Input and output are paths or URLs that every worker
reaches. A shard's results are whole when its mark ``NAME-KEY.done.json`` is there and they are as
it says; a run passes over such shards, so it can be stopped and started at will. ``merge`` makes
one audit of them.
"""

from __future__ import annotations

import json
import os
import posixpath
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

from detector.audit.damage import DamagedError
from detector.audit.inputs import InputOptions, list_files, read_file
from detector.audit.pages.facts import Facts
from detector.audit.run import place_of
from detector.audit.workers.execution import Workers, execute
from detector.audit.workers.marks import mark_of, packed, write_mark
from detector.audit.workers.worker import Outcome, Settings, failure_body, record_line, score_batch
from detector.findings import Failure
from detector.pipeline import loaded_model
from detector.text.source import Source
from detector.writing import start_of_name

KEY_DIGITS = 16


def audit_shards(
    paths: Sequence[str], out: str, inputs: InputOptions, settings: Settings, workers: Workers
) -> Iterator[dict[str, Any]]:
    """Audit every file of ``paths`` as a shard and yield its mark, in any order.

    A mark holds ``shard``, ``results`` (a ``.jsonl.gz`` in ``out``), the ``sha256`` of its records,
    those of the ``files`` as they are stored, ``pages``, ``verdicts`` and ``failures`` by type. A
    shard whose workers died again and again, or a folder that cannot be read, gives
    ``{"shard", "error"}`` and no mark.
    """
    settings.fingerprint()  # a bad model is reported here, not by every worker
    if "://" not in out:
        Path(out).mkdir(parents=True, exist_ok=True)
    work = partial(score_shards, inputs=inputs, out=out)
    unread: list[Failure] = []
    for batch, outcomes in execute(_units(paths, inputs, unread), settings, workers, work):
        for source, outcome in zip(batch, outcomes, strict=True):
            yield {"shard": source.id} | json.loads(outcome.body)
    for failure in unread:
        yield {"shard": failure.id, "error": failure.to_json()["error"]}


def _units(
    paths: Sequence[str], inputs: InputOptions, unread: list[Failure]
) -> Iterator[list[Source]]:
    for name in list_files(paths, inputs):
        if isinstance(name, Failure):
            unread.append(name)
        else:
            yield [Source(id=name, path=name, data="")]


def score_shards(
    index: int, batch: Sequence[Source], settings: Settings, *, inputs: InputOptions, out: str
) -> tuple[int, list[Outcome]]:
    """Score the shards that ``batch`` names; the outcomes are their marks."""
    return index, [_shard(source.id, out, inputs, settings) for source in batch]


def stem_of(name: str, settings: Settings) -> str:
    """Return how the names of a shard's results begin: its own name, and a key of what made them.

    ``STEM.jsonl.gz`` has the records, ``STEM.pages.gz`` what findings about the site need,
    and ``STEM.done.json`` is the mark.
    """
    made = settings.fingerprint().encode() + b"\0" + os.fsencode(name)
    key = blake2b(made, digest_size=KEY_DIGITS // 2)
    return f"{start_of_name(posixpath.basename(name).split('.')[0])}-{key.hexdigest()}"


def _shard(name: str, out: str, inputs: InputOptions, settings: Settings) -> Outcome:
    stem = stem_of(name, settings)
    results = f"{stem}.jsonl.gz"
    with suppress(FileNotFoundError, DamagedError):
        return Outcome(json.dumps(mark_of(out, stem)).encode())
    digests: dict[str, str] = {}
    verdicts: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    digest = sha256()
    with (
        packed(out, results, digests) as records,
        packed(out, f"{stem}.pages.gz", digests) as pages,
    ):
        for item in read_file(name, inputs):
            outcome = _outcome(item, settings)
            line = record_line(item.id, item.path, outcome.body) + b"\n"
            records.write(line)
            digest.update(line)
            pages.write(_page_line(item, outcome))
            if outcome.facts:
                verdicts[Facts.decode(outcome.facts).verdict] += 1
            else:
                error = json.loads(outcome.body)["error"]
                failures[error["type"]] += error.get("count", 1)
    mark = {
        "results": results,
        "sha256": digest.hexdigest(),
        "files": dict(sorted(digests.items())),
        "pages": verdicts.total() + failures.total(),
        "verdicts": dict(sorted(verdicts.items())),
        "failures": dict(sorted(failures.items())),
        "model": loaded_model(settings.model).info.sha256,
    }
    write_mark(out, stem, mark)
    return Outcome(json.dumps(mark).encode())


def _outcome(item: Source | Failure, settings: Settings) -> Outcome:
    if isinstance(item, Failure):
        return Outcome(failure_body(item))
    return score_batch(0, [item], settings)[1][0]


def _page_line(item: Source | Failure, outcome: Outcome) -> bytes:
    """Return what a merge needs of a page beside its record."""
    kept = [
        *place_of(item),
        outcome.facts.decode("ascii"),
        b64encode(outcome.signatures).decode("ascii"),
        b64encode(outcome.source).decode("ascii"),
    ]
    return json.dumps(kept).encode() + b"\n"
