"""A worker whose classifier is a stub, and that sticks, dies or fails where an article says so."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Any
from unittest.mock import patch

from detector.server import worker
from tests.stub_model import RatesLow

STICK = "STICK-FAST"  # code that heeds no exception
SLOW = "TAKE-LONG"  # code that does
DIE = "DIE-AT-ONCE"
FAIL = "FAIL-WITHIN"


class Checker(worker.Checker):
    def _check(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        content = sent["content"]
        if STICK in content:
            while True:
                try:
                    time.sleep(60)
                except BaseException:  # noqa: BLE001
                    continue
        if SLOW in content:
            time.sleep(60)
        if DIE in content:
            os._exit(9)
        if FAIL in content:
            raise ValueError(content)
        if content.startswith("PAUSE "):
            time.sleep(float(content.split()[1]))
        return super()._check(sent)


if __name__ == "__main__":
    with (
        patch.object(worker, "load_model", lambda folder: RatesLow()),
        patch.object(worker, "Checker", Checker),
    ):
        raise SystemExit(worker.main())
