"""The command, for forks of a process that has imported it: see tests/prestarted.py."""

from __future__ import annotations

import sys

import detector.api  # noqa: F401 - what scores, for all forks
from detector.__main__ import main
from tests import forked_workers

if __name__ == "__main__":
    sys.exit(main())
forked_workers.use()
