"""Measure the classifier on what it was never trained on and write the report.

``python scripts/evaluate.py [--shared ../shared] [--out docs/evaluation.md]`` fits the model again
without each source, family of generators, attack and kind of corruption, and scores groups held
back with the model that ships. It takes half an hour on two cores and gives the same bytes twice.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import sys
import time

# One thread: the order of a parallel sum would change the last digits of the report.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main() -> int:
    from detector.training.card import evaluate

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    parser.add_argument("--model", type=pathlib.Path, default=pathlib.Path("models/article-en"))
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("docs/evaluation.md"))
    parser.add_argument("--cache", type=pathlib.Path)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    begun = time.monotonic()

    def say(message: str) -> None:
        print(f"{time.monotonic() - begun:7.1f} s  {message}", file=sys.stderr, flush=True)

    evaluate(
        arguments.shared,
        arguments.model,
        arguments.out,
        cache=arguments.cache,
        jobs=arguments.jobs,
        say=say,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
