"""Quote a stretch of text in a message."""

from __future__ import annotations


def excerpt(text: str, length: int) -> str:
    """Return ``text`` on one line, cut after a word to at most ``length`` characters with "…"."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    head = line[: length - 1]
    # A run of signs without a blank near its end is cut where it stands.
    words = head[: head.rfind(" ")] if " " in line[length // 2 : length] else head
    return words.rstrip(" ,;:–-") + "…"
