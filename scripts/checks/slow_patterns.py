"""Hold every pattern of the package against all attacks at all lengths: a minute of one core.

The tests look at short texts first and measure long ones only where the short ones leave a doubt;
this leaves nothing out. Prints what is slow, and ends with status 1 if anything is.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.patterns.linear import collected, cutting, slow


def main() -> int:
    cases = collected()
    with cutting():
        faults = [f"{c.place}: {fault}" for c in cases if (fault := slow(c, thorough=True))]
    for fault in faults:
        print(fault)
    print(f"{len(cases)} patterns, {sum(len(c.attacks) for c in cases)} attacks")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
