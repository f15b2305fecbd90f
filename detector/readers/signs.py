"""Find out from its content whether a text is HTML or Markdown."""

from __future__ import annotations

import re

from detector.readers import front_matter
from detector.regex import lazy

# Atomic groups: a comment ends at its first "-->", or a row of comments takes 2 to the power of
# their number to refuse.
_PAGE = lazy(
    r"\s*+(?:<\?xml[^>]{0,200}\?>\s*+)?(?:(?><!--(?s:.){0,2000}?-->)\s*+)*+<!doctype\s+html", re.I
)
_PAGE_TAG = lazy(r"<(?:html|head|body)(?:\s[^<>]{0,500})?>", re.I)
_BLOCK_END = lazy(
    r"</(?:p|div|ul|ol|li|h[1-6]|table|tr|td|blockquote|section|article|pre)\s*>", re.I
)
_INLINE_PAIR = lazy(
    r"<(a|em|strong|b|i|span|code|u|font)(?:\s[^<>\n]{0,300})?>[^<>]{0,300}</\1>", re.I
)
_BREAK = lazy(r"<(?:br|hr)\s*/?>|<(?:img|iframe)\s[^<>]{1,500}>", re.I)
# A paragraph of markup with a picture and without a word: only Markdown shows both as meant.
_PICTURE = lazy(
    r"\n[ \t]*\n<(p|div|figure|center)(?:\s[^<>]{0,300})?>\s{0,40}"
    r"<(?:img|iframe|video)\s[^<>]{1,500}>\s{0,40}(?:</(?:iframe|video)>\s{0,40})?</\1>"
    r"[ \t]*\n[ \t]*\n",
    re.I,
)
_OPENING = lazy(r"\s*(?:<!--|</?(?:[a-z][a-z0-9]*)(?:\s[^<>]{0,2000})?/?>)", re.I)

# Each kind of Markdown construct counts once or twice: two weak kinds or one clear kind decide.
# A text that has none of the marks of a kind is not searched for it.
_MARKDOWN = (
    (lazy(r"^ {0,3}#{1,6}[ \t]+\S", re.M), 2.0, ("#",)),
    (lazy(r"^ {0,3}(?:`{3,}|~{3,})[^`\n]{0,100}$", re.M), 2.0, ("```", "~~~")),
    (lazy(r"!?\[[^\]\n]{0,300}\]\((?:<[^<>\n]{0,2000}>|[^()\s]{1,2000})[ )]"), 2.0, ("](",)),
    (lazy(r"^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S", re.M), 2.0, ("]:",)),
    (lazy(r"(?<![\w*])\*\*(?=\S)[^*\n]{1,300}(?<=\S)\*\*(?![\w*])"), 1.0, ("**",)),
    (lazy(r"^\S[^\n]{1,120}\n(?:={4,}|-{4,})[ \t]*$", re.M), 1.5, ("====", "----")),
    (lazy(r"(?<![`\w])`[^`\n]{1,200}`(?![`\w])"), 0.5, ("`",)),
    (lazy(r"^[*+-][ \t]+\S", re.M), 0.5, ("* ", "- ", "+ ", "*\t", "-\t", "+\t")),
    (lazy(r"^>[ \t]?\S", re.M), 0.5, (">",)),
    (
        lazy(r"(?<![\w*_])[*_](?=[^\s*_])[^*_\n]{1,200}(?<=[^\s*_])[*_](?![\w*_])"),
        0.5,
        ("*", "_"),
    ),
)


def is_html(sample: str) -> bool:
    """Return whether ``sample`` is HTML.

    That needs a page's frame, or real tags in pairs; the broken tags of spam (``< p >``) are
    none.
    """
    head = sample[:4000]
    if "<" in head and (_PAGE.match(head) or (head.lstrip()[:1] == "<" and _PAGE_TAG.search(head))):
        return True
    header = front_matter.find(sample)
    if header is None:
        return _is_fragment(sample)
    body = sample[header.source.end :]
    return bool(_OPENING.match(body)) and _is_fragment(body)


def is_markdown(sample: str) -> bool:
    """Return whether ``sample`` is Markdown.

    It has front matter, one clear construct (a heading, a link, a code fence, a picture in HTML
    between paragraphs of plain text) or several weak ones.
    """
    if sample.startswith("#!"):  # a script, whose comments look like headings
        return False
    header = front_matter.find(sample)
    return (
        header is not None or _markdown_score(sample) >= 2.0 or _PICTURE.search(sample) is not None
    )


def _is_fragment(body: str) -> bool:
    """Return whether ``body`` is a piece of HTML, such as a post's body."""
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
    """Return the weight of the kinds of Markdown constructs in ``body``; 2 and more is Markdown."""
    total = 0.0
    for pattern, weight, marks in _MARKDOWN:
        if (clear_only and weight < 2.0) or not any(mark in body for mark in marks):
            continue
        found = pattern.search(body)
        if found is None:
            continue
        total += weight
        if weight < 2.0 and pattern.search(body, found.end()):
            total += weight / 2
    return total
