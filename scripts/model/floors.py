"""Check the model against its pinned floors, on groups of ``../shared`` never trained on.

``python scripts/model/floors.py`` exits with 1 if a figure is below its floor in
``tests/floors.json``. ``--update`` raises the floors to what is measured; only ``--lower`` lets
one fall, and the diff shows it.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

FLOORS = pathlib.Path("tests/floors.json")


def main() -> int:
    from detector.model import load
    from detector.training.evaluation import floors

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--lower", action="store_true")
    arguments = parser.parse_args()
    if not arguments.shared.is_dir():
        print(f"floors: skipped, no data in {arguments.shared}", file=sys.stderr)
        return 0
    figures = floors.measure(arguments.shared, jobs=arguments.jobs)
    pinned = floors.read_floors(FLOORS)
    for name, value in figures.items():
        print(f"{name:45} {value:7.4f}  floor {pinned.get(name, float('nan')):7.4f}")
    if arguments.update or arguments.lower:
        about = {"model": load().info.sha256}
        new = floors.new_floors(figures, pinned, lower=arguments.lower)
        floors.write_floors(FLOORS, new, about)
        return 0
    broken = floors.compare(figures, pinned)
    for line in broken:
        print(f"floors: {line}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
