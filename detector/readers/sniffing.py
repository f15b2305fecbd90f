"""Find out from its content what a text is: HTML, Markdown or plain text."""

from __future__ import annotations

import re

from detector.document import ContentType
from detector.readers import front_matter

SAMPLE = 60_000  # characters that are looked at

# Atomic groups: a comment ends at its first "-->", or a row of comments takes 2 to the power of
# their number to refuse.
_PAGE = re.compile(
    r"\s*+(?:<\?xml[^>]{0,200}\?>\s*+)?(?:(?><!--(?s:.){0,2000}?-->)\s*+)*+<!doctype\s+html", re.I
)
_PAGE_TAG = re.compile(r"<(?:html|head|body)(?:\s[^<>]{0,500})?>", re.I)
_BLOCK_END = re.compile(
    r"</(?:p|div|ul|ol|li|h[1-6]|table|tr|td|blockquote|section|article|pre)\s*>", re.I
)
_INLINE_PAIR = re.compile(
    r"<(a|em|strong|b|i|span|code|u|font)(?:\s[^<>\n]{0,300})?>[^<>]{0,300}</\1>", re.I
)
_BREAK = re.compile(r"<(?:br|hr)\s*/?>|<(?:img|iframe)\s[^<>]{1,500}>", re.I)
_OPENING = re.compile(r"\s*(?:<!--|</?(?:[a-z][a-z0-9]*)(?:\s[^<>]{0,2000})?/?>)", re.I)

# Each kind of Markdown construct counts once or twice: two weak kinds or one clear kind decide.
_MARKDOWN = (
    (re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.M), 2.0),
    (re.compile(r"^ {0,3}(?:`{3,}|~{3,})[^`\n]{0,100}$", re.M), 2.0),
    (re.compile(r"!?\[[^\]\n]{0,300}\]\((?:<[^<>\n]{0,2000}>|[^()\s]{1,2000})[ )]"), 2.0),
    (re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S", re.M), 2.0),
    (re.compile(r"(?<![\w*])\*\*(?=\S)[^*\n]{1,300}(?<=\S)\*\*(?![\w*])"), 1.0),
    (re.compile(r"^\S[^\n]{1,120}\n(?:={4,}|-{4,})[ \t]*$", re.M), 1.5),
    (re.compile(r"(?<![`\w])`[^`\n]{1,200}`(?![`\w])"), 0.5),
    (re.compile(r"^[*+-][ \t]+\S", re.M), 0.5),
    (re.compile(r"^>[ \t]?\S", re.M), 0.5),
    (re.compile(r"(?<![\w*_])[*_](?=[^\s*_])[^*_\n]{1,200}(?<=[^\s*_])[*_](?![\w*_])"), 0.5),
)


def content_type(text: str) -> ContentType:
    """Decide from the first 60,000 characters of ``text``.

    HTML needs a page's frame, or real tags in pairs; the broken tags of spam (``< p >``) are
    none. Markdown needs front matter, one clear construct (a heading, a link, a code fence) or
    several weak ones. All else is plain text.
    """
    sample = text[:SAMPLE].replace("\r\n", "\n").replace("\r", "\n")
    head = sample[:4000]
    if "<" in head and (_PAGE.match(head) or (head.lstrip()[:1] == "<" and _PAGE_TAG.search(head))):
        return ContentType.HTML
    header = front_matter.find(sample)
    body = sample[header.source.end :] if header else sample
    if header is None and _is_fragment(body):
        return ContentType.HTML
    if header and _OPENING.match(body) and _is_fragment(body):
        return ContentType.HTML
    if header or _markdown_score(body) >= 2.0:
        return ContentType.MARKDOWN
    return ContentType.TEXT


def _is_fragment(body: str) -> bool:
    """Tell whether ``body`` is a piece of HTML, such as a post's body."""
    if "<" not in body or _markdown_score(body, clear_only=True):
        return False
    blocks = len(_BLOCK_END.findall(body))
    inline = len(_INLINE_PAIR.findall(body)) + len(_BREAK.findall(body))
    if _OPENING.match(body):
        return blocks + inline >= 1
    words = body.count(" ") + 1
    # A tutorial names tags here and there; a post written in HTML has them all through.
    return (blocks >= 2 and blocks + inline >= max(3, words / 150)) or inline >= max(3, words / 150)


def _markdown_score(body: str, *, clear_only: bool = False) -> float:
    score = 0.0
    for pattern, weight in _MARKDOWN:
        if clear_only and weight < 2.0:
            continue
        found = pattern.search(body)
        if found is None:
            continue
        score += weight
        if weight < 2.0 and pattern.search(body, found.end()):
            score += weight / 2
    return score
