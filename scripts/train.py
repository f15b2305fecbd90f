"""Train the model that ships: ``python scripts/train.py [--shared ../shared] [--out FOLDER]``.

The same data, versions and seed give the same bytes. ``--cache`` keeps the read texts for a next
run; it needs about 300 MB.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import sys
import time

# One thread: the order of a parallel sum would change the last bits of the model.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main() -> int:
    from detector.training.texts import default_files
    from detector.training.train import train

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("models/article-en"))
    parser.add_argument("--version", default="1")
    parser.add_argument("--cache", type=pathlib.Path)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    begun = time.monotonic()

    def say(message: str) -> None:
        print(f"{time.monotonic() - begun:7.1f} s  {message}", file=sys.stderr, flush=True)

    digest = train(
        default_files(arguments.shared),
        arguments.out,
        version=arguments.version,
        cache=arguments.cache,
        jobs=arguments.jobs,
        say=say,
    )
    say(f"wrote {arguments.out} ({digest[:12]})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
