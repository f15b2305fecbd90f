"""The page at ``/``: one file without a request elsewhere, under a policy that allows none."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

_FOLDER = Path(__file__).parent


def build() -> tuple[bytes, str]:
    """Return the page and its Content-Security-Policy, which names script and style by hash."""
    style = _FOLDER.joinpath("page.css").read_text("utf-8")
    script = _FOLDER.joinpath("page.js").read_text("utf-8")
    page = _FOLDER.joinpath("page.html").read_text("utf-8")
    page = page.replace("/*STYLE*/", style).replace("/*SCRIPT*/", script)
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    return page.encode(), policy


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
