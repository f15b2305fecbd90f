"""Measure the classifier on what it was never trained on and write the report.

``python scripts/model/evaluate.py [--shared ../shared]`` fits the model again without each
source, family of generators, attack and kind of corruption, and scores groups held back with the
model that ships. It takes half an hour on two cores and gives the same bytes twice.
"""

from __future__ import annotations

import pathlib
import sys

from long_run import MODEL, parser, progress

from detector.training.evaluation.card import evaluate


def main() -> int:
    options = parser(__doc__, out=pathlib.Path("docs/evaluation.md"))
    options.add_argument("--model", type=pathlib.Path, default=MODEL)
    arguments = options.parse_args()
    evaluate(
        arguments.shared,
        arguments.model,
        arguments.out,
        cache=arguments.cache,
        jobs=arguments.jobs,
        say=progress(),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
