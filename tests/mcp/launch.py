"""The server for assistants with a stub for a classifier: ``python -m tests.mcp.launch FOLDER``."""

from __future__ import annotations

import os
import sys
from unittest.mock import patch

from detector.lsp import drafts
from detector.mcp.server import run
from tests.stub_model import StubModel

if __name__ == "__main__":
    os.chdir(sys.argv[1])
    with patch.object(drafts, "load_model", lambda folder: StubModel()):
        run(config=None, isolated=False, model=None)
