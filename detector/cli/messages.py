"""What a command has to say beside its results goes to standard error, one safe line a message."""

from __future__ import annotations

import sys

from detector.escaping import visible

NEEDS_SCRIPT = (
    "this page has no text until a browser runs its script: save the page as the browser shows it, "
    "then check that file"
)


def say(message: object) -> None:
    """Print ``message``; names of files and words of texts in it cannot drive the terminal."""
    print(f"detector: {visible(str(message))}", file=sys.stderr)
