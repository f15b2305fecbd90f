"""Compare models, signs and rounds of mined negatives and write ``docs/ablation.md``.

``python scripts/ablate.py [--shared ../shared] [--out docs/ablation.md]``; all on sources left out.
It takes about half an hour on two cores and gives the same bytes twice.
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

HEAD = """# What each part of the classifier pays

Made by `scripts/ablate.py`; do not edit.

"""


def main() -> int:
    from detector.training.ablation import ablate, bench
    from detector.training.card import Material
    from detector.training.sweeps import judge, out_of_source
    from detector.training.train import kind_of

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    parser.add_argument("--model", type=pathlib.Path, default=pathlib.Path("models/article-en"))
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("docs/ablation.md"))
    parser.add_argument("--cache", type=pathlib.Path)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    begun = time.monotonic()

    def say(message: str) -> None:
        print(f"{time.monotonic() - begun:7.1f} s  {message}", file=sys.stderr, flush=True)

    material = Material.read(
        arguments.shared, arguments.model, cache=arguments.cache, jobs=arguments.jobs
    )
    texts, measured, idf = material.corpus.texts, material.measured, material.idf
    outside = out_of_source(texts, measured, idf, material.counted, say, jobs=arguments.jobs)
    judged = judge(texts, measured, outside, kind_of)
    work = bench(material.corpus, measured, outside, judged, arguments.jobs)
    sections = ablate(work, material.vocabulary, idf, say)
    tables = "\n".join(section.markdown() for section in sections)
    arguments.out.write_text(HEAD + tables, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
