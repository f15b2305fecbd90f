"""The contract tester, for forks of a process that has imported it: see tests/prestarted.py."""

from __future__ import annotations

import sys

from schemathesis.cli import schemathesis

if __name__ == "__main__":
    sys.argv[0] = "schemathesis"
    sys.exit(schemathesis())
