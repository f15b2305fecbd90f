"""Measure the classifier on data that it was never trained on and write the report.

``python scripts/model/evaluate.py [--shared ../shared]`` fits the model again without each
source, family of generators, attack and kind of corruption, and scores held-back groups with the
shipped model. It takes half an hour on two cores; two runs produce the same bytes.
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
