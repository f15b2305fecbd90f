"""Mask what a content system's editor stores in a post and no visitor sees.

Shortcodes of WordPress's blocks, which its site runs; settings of Confluence's macros and tasks.
"""

from __future__ import annotations

import re

from detector.readers.html.templates import MASK
from detector.regex import lazy

_BLOCKS, _MACROS = "<!-- wp:", "<ac:"
_BLOCK = lazy(r"<!-- wp:shortcode -->(?P<body>(?:[^<]|<(?!!--)){0,5000})<!-- /wp:shortcode -->")
_TAG = lazy(r"\[/?[a-z][\w-]{1,50}(?:\s[^\[\]]{0,2000})?/?\]")
_KNOWN = lazy(
    r"\[/?(?:audio|caption|embed|gallery|playlist|video|wp_caption)(?:\s[^\[\]]{0,2000})?/?\]"
)
_SETTING = lazy(
    r"<ac:parameter ac:name=\"(?!title\")[\w.-]{1,60}\">[^<>]{0,1000}</ac:parameter>"
    r"|<ac:task-(?:id|status|uuid)>[^<>]{0,60}</ac:task-(?:id|status|uuid)>"
)
_LINK_TEXT = lazy(r"(?P<open><ac:plain-text-link-body><!\[CDATA\[)[^<>\[\]]{1,500}(?P<close>\]\]>)")


def mask(text: str) -> str:
    """Return ``text`` with what is no text of the page masked; most have none of it."""
    if _BLOCKS in text and "[" in text:
        text = _KNOWN.sub(_masked, text)
        if "wp:shortcode" in text:
            text = _BLOCK.sub(lambda block: _TAG.sub(_masked, block.group()), text)
    if _MACROS in text:
        text = _SETTING.sub(_masked, text)
        if "CDATA" in text:
            text = _LINK_TEXT.sub(_link_text, text)
    return text


def _masked(match: re.Match[str]) -> str:
    return MASK * len(match.group())


def _link_text(match: re.Match[str]) -> str:
    """Leave of a link's body its text."""
    before, after = len(match["open"]), len(match["close"])
    return MASK * before + match.group()[before:-after] + MASK * after
