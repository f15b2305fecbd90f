"""Quote a stretch of text in a message."""

from __future__ import annotations


def excerpt(text: str, length: int) -> str:
    """Return ``text`` on one line, cut after a word to at most ``length`` characters with "…"."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    head = line[:length]
    # A run of characters without a space near its end is cut at the limit.
    cut = head.rfind(" ") if " " in head[length // 2 :] else length - 1
    return head[:cut].rstrip(" ,;:–-") + "…"
