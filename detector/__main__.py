"""Entry point of the command ``detector`` and of ``python -m detector``."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the command line and return its exit status."""
    # numpy starts one BLAS thread a core when it is imported; scoring needs none of them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from detector.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
