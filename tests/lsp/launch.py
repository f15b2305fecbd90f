"""The language server with a stub for a classifier: ``python -m tests.lsp.launch``."""

from __future__ import annotations

from unittest.mock import patch

from detector.lsp import drafts
from detector.lsp.features import run
from tests.stub_model import RatesLow

if __name__ == "__main__":
    with patch.object(drafts, "load_model", lambda folder: RatesLow()):
        run(config=None, isolated=False, model=None)
