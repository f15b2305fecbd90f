"""The body of a WordPress post as its site shows it: shortcodes run, paragraphs made.

Sources: WordPress, ``shortcodes.php``, and ``wpautop`` in ``formatting.php``, of ``wp-includes``.
Plugins bring shortcodes of their own; a name in brackets is one where it has attributes, is closed
again, or is known. Their tags are not shown, what they enclose is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TAG = re.compile(r"\[(\[?)(/?)([A-Za-z][\w-]{1,50})((?:(?=[\s/])[^\[\]]{1,4000}+)?)\](\]?)")
_KNOWN = frozenset(
    "audio caption contact-form embed gallery more playlist video wp_caption youtube vimeo toc "
    "recent_posts archives sitemap tweet instagram gist soundcloud slideshow".split()
)
# What they enclose is no prose: an address, code, or raw markup.
_UNREAD = frozenset(
    "embed youtube vimeo video audio playlist tweet instagram gist soundcloud googlemaps wpvideo "
    "vc_raw_html vc_raw_js et_pb_code fusion_code vc_single_image et_pb_image".split()
)
_CODE = frozenset(
    "code sourcecode source php python js javascript html css bash shell cpp csharp java sql xml "
    "ruby highlight plain text_code crayon".split()
)
_CAPTIONS = frozenset({"caption", "wp_caption"})
_LAYOUT = re.compile(
    r"(?:vc|et_pb|fusion|av|cs|tie|kc|tatsu|siteorigin|mk|x)_|(?:one|two|three)_|"
    r"row|col|section|tab|toggle|accordion|box|spoiler|quote|column|container"
)
_HEADED = re.compile(r"tab|toggle|accordion|spoiler|section")
_HEADING = re.compile(r"\b(?:title|heading)=(?:\"([^\"]{1,300})\"|'([^']{1,300})')")
_CAPTION = re.compile(r"\bcaption=(?:\"([^\"]{1,1000})\"|'([^']{1,1000})')")
_PICTURE = re.compile(r"(?:<a\b[^<>]{0,2000}>\s{0,20})?<img\b[^<>]{0,4000}>(?:\s{0,20}</a>)?", re.I)
_BLANK_LINES = re.compile(
    r"\n[ \t]{0,200}+\n\s{0,200}+(?!</?(?:address|article|aside|blockquote|d[dlt]|div|fig|form"
    r"|h[1-6r]|iframe|li|nav|ol|p|pre|section|table|t[bdhrf]|ul)\w{0,10}\b|\Z)",
    re.I,
)
_LINE_END = re.compile(r"<[^<>]{0,4000}>|(?<![>\n])\n(?![\n<])")
_BLOCKS = "<!-- wp:"  # the block editor writes whole paragraphs


def shown(body: str) -> str:
    """Return the HTML that visitors get of the post's ``body``."""
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    if "[" in body:
        body = "".join(_run(body))
    if _BLOCKS in body:
        return body
    return "".join(_paragraphs(body))


def _run(body: str) -> Iterator[str]:
    """Yield ``body`` with its shortcodes run."""
    tags = list(_TAG.finditer(body))
    closed = {tag.group(3).lower() for tag in tags if tag.group(2)}
    closings: dict[str, list[re.Match[str]]] = {}
    for tag in reversed(tags):
        if tag.group(2):
            closings.setdefault(tag.group(3).lower(), []).append(tag)
    opened: set[str] = set()
    at = 0
    for tag in tags:
        name, attributes = tag.group(3).lower(), tag.group(4)
        if tag.start() < at:
            continue
        if tag.group(1) and tag.group(5):  # an escaped one is shown as it stands
            yield body[at : tag.start()] + tag.group()[1:-1]
            at = tag.end()
            continue
        is_one = name in opened if tag.group(2) else (
            name in closed or name in _KNOWN or "=" in attributes or attributes.endswith("/")
        )  # fmt: skip
        if not is_one:
            continue
        yield body[at : tag.start()] + tag.group(1)
        at = tag.end() - len(tag.group(5))
        if tag.group(2):
            yield "</div>" if _LAYOUT.match(name) else ""
            continue
        opened.add(name)
        later = closings.get(name, [])
        while later and later[-1].start() < at:
            later.pop()
        end = later[-1] if later else None
        if name in _UNREAD | _CODE | _CAPTIONS:
            inner = body[at : end.start()] if end else ""
            yield _special(name, attributes, inner)
            at = end.end() if end else at
        elif name in closed and _LAYOUT.match(name):
            heading = _HEADING.search(attributes) if _HEADED.search(name) else None
            title = heading.group(1) or heading.group(2) if heading else ""
            yield f"<div><h4>{title}</h4>" if title else "<div>"
    yield body[at:]


def _special(name: str, attributes: str, inner: str) -> str:
    if name in _CODE:
        return f"\n\n<pre>{inner}</pre>\n\n" if inner else ""
    if name not in _CAPTIONS:
        return ""
    given = _CAPTION.search(attributes)
    caption = given.group(1) or given.group(2) if given else _PICTURE.sub("", inner)
    return f"\n\n<figure><figcaption>{caption.strip()}</figcaption></figure>\n\n"


def _paragraphs(body: str) -> Iterator[str]:
    """Yield ``body`` with paragraphs where it has blank lines, and line breaks, as wpautop does."""
    at = 0
    lower = body.lower()
    while (start := lower.find("<pre", at)) >= 0:
        end = lower.find("</pre", start)
        end = len(body) if end < 0 else end
        yield _broken(body[at:start])
        yield body[start:end]
        at = end
    yield _broken(body[at:])


def _broken(text: str) -> str:
    text = _BLANK_LINES.sub("\n\n<p>", text)
    return _LINE_END.sub(lambda match: "<br>\n" if match.group() == "\n" else match.group(), text)
