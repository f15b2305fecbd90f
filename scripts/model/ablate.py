"""Compare models, token representations, mined negatives and sizes, for ``docs/ablation.md``.

``python scripts/model/ablate.py [--shared ../shared] [--cache FOLDER]``; all on held-out sources.
It takes an hour and more on two cores. Each section is written when it is measured, and with a
cache a run that was stopped goes on where it was. Two whole runs produce the same bytes.
"""

from __future__ import annotations

import pathlib
import sys

from long_run import MODEL, parser, progress

from detector.training.evaluation.ablation import ablate
from detector.training.evaluation.bench import bench
from detector.training.evaluation.card import Material
from detector.training.evaluation.checkpoints import Checkpoints
from detector.training.evaluation.sizes import sizes
from detector.training.fitting.sweeps import judge, out_of_source
from detector.training.train import kind_of

HEAD = """# What each part of the classifier contributes

Made by `scripts/model/ablate.py`; do not edit. Version {version} of the model.
[second-reader.md](second-reader.md) says what a second reader would add.
"""


def main() -> int:
    options = parser(__doc__, out=pathlib.Path("docs/ablation.md"))
    options.add_argument("--model", type=pathlib.Path, default=MODEL)
    arguments = options.parse_args()
    say = progress()
    material = Material.read(
        arguments.shared, arguments.model, cache=arguments.cache, jobs=arguments.jobs
    )
    texts, measured, idf = material.corpus.texts, material.measured, material.idf
    parts = Checkpoints.of(arguments.cache, material.corpus, arguments.model)
    outside = parts.part(
        "outside",
        lambda: out_of_source(texts, measured, idf, material.counted, say, jobs=arguments.jobs),
    )
    judged = judge(texts, measured, outside, kind_of)
    work = bench(material.corpus, measured, outside, judged, parts, jobs=arguments.jobs)
    head = HEAD.format(version=material.folder.config["version"])
    tables = [head, sizes(work, idf, say).markdown()]
    _write(arguments.out, tables)
    for section in ablate(work, material.vocabulary, idf, say):
        tables.append(section.markdown())
        _write(arguments.out, tables)
    return 0


def _write(out: pathlib.Path, tables: list[str]) -> None:
    out.write_text("\n".join(tables), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
