"""Run an audit: read, look up what is known, score the rest on workers, keep everything."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from detector.addresses import split_address
from detector.audit import cache
from detector.audit.about import About
from detector.audit.damage import set_aside
from detector.audit.history import read_history
from detector.audit.inputs import InputOptions, sources, unit_of
from detector.audit.result import AuditResult
from detector.audit.store import DamagedStoreError, Key, Store
from detector.audit.workers.batches import batched
from detector.audit.workers.execution import Workers, execute
from detector.audit.workers.worker import Outcome, Settings, failure_body
from detector.errors import DetectorError
from detector.findings import Failure
from detector.readers.failures import STANDARD_INPUT
from detector.readers.template_files import kind_of_place
from detector.text.source import Source

LOOK_UP = 200  # pages that are looked up and noted at once


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditOptions:
    """How to run.

    ``journal`` is the folder of the run's own files; without ``use_cache`` results are forgotten
    when the run is done. ``history`` are results of earlier audits to compare with.
    ``warn`` is told what went wrong and was put right.
    """

    inputs: InputOptions = field(default_factory=InputOptions)
    settings: Settings = field(default_factory=Settings)
    workers: Workers = field(default_factory=lambda: Workers(jobs=1))
    cache_folder: Path | None = None
    journal: Path | None = None
    use_cache: bool = True
    resume: bool = False
    history: tuple[Path, ...] = ()
    warn: Callable[[str], None] = lambda message: None


Progress = Callable[[int, int, int], None]
Place = tuple[str, str | None, str, str | None, str | None, str | None]


@contextmanager
def audit(
    paths: Sequence[str],
    options: AuditOptions,
    progress: Progress = lambda known, scored, failed: None,
) -> Iterator[AuditResult]:
    """Audit ``paths``; the result can be read in the block, after which the journal goes.

    If the block or the run is left by an error, the journal stays for ``resume``. ``progress``
    is told after each step how many pages were known already, how many were scored, and how many
    of both could not be read. Raises
    DetectorError for a bad model, a full disk, or another audit of the same input.
    """
    history = read_history(options.history)
    settings = replace(options.settings, content_type=options.inputs.content_type)
    fingerprint = settings.fingerprint()
    folder = options.cache_folder or cache.default_folder()
    identity = json.dumps(
        [fingerprint, [str(Path(p).absolute()) for p in paths], str(options.inputs)]
    )
    journal = options.journal or cache.run_folder(folder, identity)
    results = (
        cache.results_file(folder, fingerprint) if options.use_cache else journal / "results.sqlite"
    )
    if not options.use_cache and not options.resume:
        cache.remove_run(journal)
    begun = replace(options, settings=settings)
    try:
        store, result = _filled(paths, begun, journal / "run.sqlite", results, progress)
    except DamagedStoreError as error:
        options.warn(f"the cache was damaged; it is now {set_aside(results)}, and a new one begins")
        if STANDARD_INPUT in paths:  # what was read of it is gone
            raise DetectorError("standard input cannot be read again: repeat the audit") from error
        store, result = _filled(paths, begun, journal / "run.sqlite", results, progress)
    result.history = history
    try:
        yield result
    finally:
        store.close()
    cache.remove_run(journal)
    if options.use_cache:
        cache.prune(folder, keep=results)


def _filled(
    paths: Sequence[str], options: AuditOptions, run: Path, results: Path, progress: Progress
) -> tuple[Store, AuditResult]:
    """Score all pages, and read every result once. Raises DamagedStoreError, DetectorError."""
    store = Store(run, results)
    try:
        store.begin(resume=options.resume)
        _score_all(paths, options, store, progress)
        about = About.of(paths, options.inputs, options.settings)
        return store, AuditResult(store, about).read()
    except BaseException:
        store.close()
        raise


def _score_all(
    paths: Sequence[str], options: AuditOptions, store: Store, progress: Progress
) -> None:
    intake = _Intake(store)
    unknown = intake.unknown(sources(paths, options.inputs))
    batches = batched(unknown, lambda source: source.size)
    scored = failed = 0
    for batch, outcomes in execute(batches, options.settings, options.workers, warn=options.warn):
        store.add(
            [(key_of(source), outcome) for source, outcome in zip(batch, outcomes, strict=True)]
        )
        scored += len(batch)
        failed += sum(not outcome.facts for outcome in outcomes)
        progress(intake.known, scored, intake.failed + failed)
    progress(intake.known, scored, intake.failed + failed)


class _Intake:
    """Notes every page in order, and passes on the texts that have no result yet, each once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ordinal = 0
        self.known = 0
        self.failed = 0

    def unknown(self, found: Iterator[Source | Failure]) -> Iterator[Source]:
        # Texts that are on their way to a worker. A few batches' worth: older ones are known.
        recent: dict[Key, None] = {}
        size = lambda item: item.size if isinstance(item, Source) else 0  # noqa: E731
        for items in batched(found, size, max_items=LOOK_UP):
            keys = [key_of(item) for item in items]
            self._note(items, keys)
            known = self._store.known(keys)
            for item, key in zip(items, keys, strict=True):
                if isinstance(item, Failure) or key in known or key in recent:
                    self.known += 1
                    self.failed += isinstance(item, Failure)
                    continue
                recent[key] = None
                yield item
            while len(recent) > 20 * LOOK_UP:
                del recent[next(iter(recent))]

    def _note(self, items: Sequence[Source | Failure], keys: Sequence[Key]) -> None:
        rows = []
        for item, key in zip(items, keys, strict=True):
            rows.append((self._ordinal, *place_of(item), key))
            self._ordinal += 1
        self._store.add_pages(rows)
        failures = [
            (key, Outcome(failure_body(item), lasting=False))
            for item, key in zip(items, keys, strict=True)
            if isinstance(item, Failure)
        ]
        if failures:
            self._store.add(failures)


def key_of(item: Source | Failure) -> Key:
    """Return what the outcome is filed under: the text and its type, or the failure itself."""
    if isinstance(item, Failure):
        head = b"failure\0" + f"{item.id}\0{item.line}\0{item.type}\0{item.message}".encode()
        return blake2b(head, digest_size=16).digest()
    data = item.data
    # The same text is read by its suffix, its folder and the site around it: MDX is not Markdown,
    # and what is a layout in one folder is an article in another.
    suffix = PurePosixPath(item.path or "").suffix
    read_as = (
        type(data).__name__,
        item.format,
        suffix,
        item.site,
        item.title,
        item.location,
        item.charset,
        kind_of_place(item.id),
    )
    kind = f"{read_as}\0".encode()
    content = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    return blake2b(kind + content, digest_size=16).digest()


def place_of(item: Source | Failure) -> Place:
    """Return what is known of a page before it is scored: id, path, folder, date, author, location.

    The location is that in a file of several texts: "line 17", "row 3", "entry 2".
    """
    given = item if isinstance(item, Source) else None
    date = given.date if given else None
    author = given.author if given else None
    location = given.location if given else None
    if location is None and item.line is not None:
        location = f"{unit_of(item.path or '')} {item.line}"
    return item.id, item.path, folder_of(item.id, item.path), date, author, location


def folder_of(id: str, path: str | None) -> str:
    """Return the folder of a page: of its id where that is a path or URL, else its file."""
    if "://" in id:
        parts = split_address(id)
        return f"{parts.hostname or ''}{PurePosixPath(parts.path or '/').parent}".rstrip("/")
    if "/" in id:
        return str(PurePosixPath(id).parent)
    return path if path and path != id else "."
