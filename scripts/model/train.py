"""Train the shipped model: ``python scripts/model/train.py [--shared ../shared]``.

The same data, versions and seed produce the same bytes. ``--cache`` keeps the texts that were read
for the next run; it needs about 300 MB. ``--extent`` fits only the estimate of the share of the
wording that a model made, to the model in ``--out``: the same bytes as a whole training, sooner.
"""

from __future__ import annotations

import sys

from long_run import MODEL, parser, progress

from detector.training.data.texts import default_files
from detector.training.train import fit_extent_of, train

VERSION = "8"  # of the shipped model


def main() -> int:
    options = parser(__doc__, out=MODEL)
    options.add_argument("--version", default=VERSION)
    options.add_argument("--extent", action="store_true", help="only the extent")
    arguments = options.parse_args()
    say = progress()
    if arguments.extent:
        digest = fit_extent_of(
            default_files(arguments.shared), arguments.out,
            jobs=arguments.jobs, cache=arguments.cache, say=say,
        )  # fmt: skip
        say(f"completed {arguments.out} ({digest[:12]})")
        return 0
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
