"""Measure the classifier on data that it was never trained on and write the report.

``python scripts/model/evaluate.py [--shared ../shared]`` fits the model again without each source,
family of generators, attack and kind of corruption, and scores held-back groups with the shipped
model. It takes an hour and more on two cores. ``--held-back`` takes minutes: it only scores the
sources and groups that were held back from the shipped model. Two runs produce the same bytes.
"""

from __future__ import annotations

import pathlib
import sys

from long_run import MODEL, parser, progress

from detector.training.evaluation.card import evaluate, write_held_back
from detector.training.evaluation.held_back import evaluate_held_back


def main() -> int:
    options = parser(__doc__, out=pathlib.Path("docs/evaluation.md"))
    options.add_argument("--model", type=pathlib.Path, default=MODEL)
    options.add_argument("--held-back", action="store_true", help="only what was held back")
    arguments = options.parse_args()
    if arguments.held_back:
        sections = evaluate_held_back(
            arguments.shared, arguments.model, jobs=arguments.jobs, say=progress()
        )
        write_held_back(arguments.out, arguments.model, sections)
        return 0
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
