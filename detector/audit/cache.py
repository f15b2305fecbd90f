"""Where the cache and the journals lie, and how the cache is kept small."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from detector.audit.damage import DAMAGED_SUFFIX
from detector.errors import DetectorError

MAX_BYTES = 4_000_000_000
MAX_AGE_S = 60 * 24 * 3600  # 60 days


def default_folder() -> Path:
    """Return ``DETECTOR_CACHE``, or ``detector`` in the user's cache folder.

    Raises DetectorError where there is no such folder.
    """
    if named := os.environ.get("DETECTOR_CACHE"):
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "detector"
    except RuntimeError as error:
        raise DetectorError(
            "there is no home folder to keep the cache in: set DETECTOR_CACHE to a folder"
        ) from error


def results_file(folder: Path, fingerprint: str) -> Path:
    """Return the file for results of these settings. Other settings, other file."""
    return folder / f"results-{fingerprint}.sqlite"


def run_folder(folder: Path, identity: str) -> Path:
    """Return the folder of the run that ``identity`` (its inputs and settings) names."""
    return folder / "runs" / blake2b(identity.encode(), digest_size=10).hexdigest()


def remove_run(folder: Path) -> None:
    """Drop the journal of a run that is done."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        for name in ("run.sqlite", "results.sqlite"):
            (folder / f"{name}{suffix}").unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()


def prune(folder: Path, keep: Path) -> None:
    """Delete results of other settings: old ones, and the oldest while all exceed 4 GB.

    Another audit that has such a file open keeps its hold on it; a file that cannot be deleted
    is left.
    """
    found = [*folder.glob("results-*.sqlite"), *folder.glob(f"results-*{DAMAGED_SUFFIX}")]
    files = sorted(found, key=lambda file: file.stat().st_mtime)
    total = sum(file.stat().st_size for file in files)
    for file in files:
        size, age = file.stat().st_size, time.time() - file.stat().st_mtime
        if file == keep or (total <= MAX_BYTES and age <= MAX_AGE_S):
            continue
        total -= size
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                Path(f"{file}{suffix}").unlink()
