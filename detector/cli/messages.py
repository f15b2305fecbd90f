"""What a command has to say beside its results goes to standard error, one safe line a message."""

from __future__ import annotations

import sys


def say(message: object) -> None:
    """Print ``message``; names of files and words of texts in it cannot drive the terminal."""
    from detector.render.console import visible

    print(f"detector: {visible(str(message))}", file=sys.stderr)
