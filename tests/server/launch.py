"""Run the server with stub workers: ``python -m tests.server.launch JSON``."""

from __future__ import annotations

import json
import sys

from detector.server.keys import KeyRing
from detector.server.run import run
from detector.server.settings import ServerSettings

if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    ring = KeyRing({name: key.encode() for name, key in given.pop("keys", {}).items()})
    run(
        ServerSettings(keys=ring, **given),
        command=(sys.executable, "-m", "tests.server.stub_worker"),
    )
