"""Measure the classifier on data that it was never trained on and write the report.

``python scripts/model/evaluate.py [--shared ../shared] [--cache FOLDER]`` fits the model again
without each source, family of generators, attack and kind of corruption, for ``docs/left-out.md``.
It takes an hour on two free cores; with a cache, a run that was stopped goes on where it was.
``--held-back`` takes minutes: it scores, with the shipped model, the sources and groups that were
held back from it, for ``docs/evaluation.md`` and the model card. Two runs produce the same bytes.
"""

from __future__ import annotations

import pathlib
import sys

from long_run import MODEL, parser, progress

from detector.training.evaluation.card import evaluate, write_held_back
from detector.training.evaluation.held_back import evaluate_held_back

LEFT_OUT, HELD_BACK = pathlib.Path("docs/left-out.md"), pathlib.Path("docs/evaluation.md")


def main() -> int:
    options = parser(__doc__, out=None)
    options.add_argument("--model", type=pathlib.Path, default=MODEL)
    options.add_argument("--held-back", action="store_true", help="only what was held back")
    arguments = options.parse_args()
    if arguments.held_back:
        sections = evaluate_held_back(
            arguments.shared, arguments.model, jobs=arguments.jobs, say=progress()
        )
        write_held_back(arguments.out or HELD_BACK, arguments.model, sections)
        return 0
    evaluate(
        arguments.shared,
        arguments.model,
        arguments.out or LEFT_OUT,
        cache=arguments.cache,
        jobs=arguments.jobs,
        say=progress(),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
