"""A real file system that is soon full, for tests that run as root."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class Disk:
    """A file system in memory with room for ``kilobytes``."""

    def __init__(self, folder: Path, kilobytes: int) -> None:
        self.folder = folder
        folder.mkdir()
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)], check=True
        )

    def grow(self) -> None:
        subprocess.run(["mount", "-o", "remount,size=64m", str(self.folder)], check=True)

    def remove(self) -> None:
        # Workers of a run that has failed end a moment after it, and hold what it had mapped.
        end = time.monotonic() + 20
        while subprocess.run(
            ["umount", str(self.folder)], capture_output=True, check=False
        ).returncode:
            assert time.monotonic() < end, "the disk is still in use"
            time.sleep(0.1)


@contextmanager
def mounted(folder: Path, kilobytes: int) -> Iterator[Disk]:
    """Mount a small disk at ``folder``, or skip the test where that is not allowed."""
    try:
        made = Disk(folder, kilobytes)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk can be mounted by root only")
    yield made
    made.remove()
