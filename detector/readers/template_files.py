"""Tell template files from articles: layouts, includes, partials, archetypes, components, themes.

Path and content must agree. A template makes the frame that articles are put into, or is a piece
of one: mostly tags and expressions, hardly any prose. An article that uses the same language for
a picture or a link has prose, and stays an article.
"""

from __future__ import annotations

import re
from functools import cache

from detector.regex import lazy
from detector.text.document import PROSE_KINDS, BlockKind, ContentType, Document

# Folders that generators and frameworks reserve for templates: Jekyll and Eleventy, Hugo, Sphinx,
# Hexo's themes, Laravel and Rails, WordPress themes.
_RESERVED = frozenset(
    """
    _layouts _includes _layout _partials _templates _shortcodes _components layouts partials
    archetypes shortcodes scaffolds template-parts _markup _default
    """.split()
)
# Folders that often hold templates, and often other things.
_USUAL = frozenset(
    """
    templates template includes include layout views view components partial theme themes
    overrides snippets sections macros blocks widgets fragments
    """.split()
)
# What lies below these is content, whatever a folder in it is called.
_CONTENT = frozenset({"content", "_posts", "_drafts", "posts", "articles", "blog"})
_SUFFIXES = frozenset(
    """
    njk liquid hbs handlebars mustache erb ejs eta j2 jinja jinja2 twig tmpl gohtml
    tpl php phtml vue astro svelte webc ftl jsp cshtml eex heex leex vm dust
    """.split()
)
_OPENERS = ("{{", "{%", "<%", "<?", "@", "<slot", "<Slot", "<router-view", "<NuxtPage")

# What makes a page's frame: a place for the content, blocks, the parts that it is put together of.
_FRAME = (
    r"\{\{\{?-?\s{0,9}(?:content|body|yield|page\.content|contents?_for_layout|content_for_layout)"
    r"\s{0,9}(?:\|[^{}]{0,80})?-?\}?\}\}"
    r"|\{%-?\s{0,9}(?:block|extends|macro|layout|embed|renderblock|sectionblock)\s"
    r"|\{\{-?\s{0,9}(?:define|block|template)\s{1,9}[\"`]"
    r"|\{\{-?\s{0,9}(?:partial|partialCached)\s{1,9}[\"`]"
    r"|\{\{-?\s{0,9}\.(?:Content|Page\.Content|Inner|Body)\b"
    r"|\{\{[>#]{1,2}>?\s{0,9}(?:@partial-block|[\w./-]{1,80})"
    r"|<%[-=]?\s{0,9}(?:yield|body|include|partial|content_for|contentFor|render)\b"
    r"|<\?(?:php|=)[^?]{0,300}\b(?:get_header|get_footer|get_sidebar|the_content|the_title|wp_head"
    r"|wp_footer|have_posts|get_template_part|include|require|include_once|require_once|yield"
    r"|block|content)\b"
    r"|@(?:yield|section|extends|include|stack|slot)\s{0,3}\("
    r"|<slot\b|<Slot\b|<router-view\b|<NuxtPage\b|\bAstro\.props\b|\bdefineProps\b"
)
_PLACE = (
    r"\{\{\{?-?\s{0,9}(?:content|body|yield|content_for_layout)\s{0,9}(?:\|[^{}]{0,80})?-?\}?\}\}"
    r"|\{\{-?\s{0,9}(?:block|template)\s{1,9}[\"`]|\{\{-?\s{0,9}\.Content\b"
    r"|\{%-?\s{0,9}block\s|<%[-=]?\s{0,9}(?:yield|body)\b|@yield\s{0,3}\(|<slot\b"
)
_TAG = (
    r"\{\{[^{}]{0,2000}\}\}|\{%[^{}]{0,2000}%\}|\{#[^{}]{0,2000}#\}|<%[^%]{0,2000}%>"
    r"|<\?[^?]{0,4000}\?>"
)
_ELEMENT = r"<[^<>]{0,2000}>"
_HEAD = 4000  # characters in which a page says that it is one
_MAX_FRAME = 100_000  # characters of a file of which the content alone says what it is
_MAX_PROSE = 20_000  # characters, template tags included; no frame has so many
_PAGE = lazy(r"<(?:!doctype\s|html\b|body\b)", re.I)

# Words of prose, template tags aside. A frame has a footer, a notice about cookies, labels.
_FRAME_WORDS = 400  # in a reserved folder
_DOUBTFUL_WORDS = 120  # where only the content, or a folder that is used for much, says so
_PIECE_WORDS = 40  # of a piece that makes no frame
_WORDS_PER_TAG = 12


def kind_of_place(id: str) -> str:
    """Return what the path says: ``reserved`` for templates, ``usual``, or nothing.

    ``id`` is the path of a file, also inside an archive; an address says nothing.
    """
    if "://" in id or not id:
        return ""
    *folders, name = id.replace("\\", "/").lower().split("/")
    in_content = usual = False
    for folder in folders:
        if folder in _CONTENT:
            in_content = True
        elif folder in _RESERVED and (folder[0] == "_" or not in_content):
            return "reserved"
        usual |= folder in _USUAL and not in_content
    suffixes = name.split(".")[1:][-2:]
    return "usual" if usual or not _SUFFIXES.isdisjoint(suffixes) else ""


def is_template(document: Document) -> bool:
    """Return whether ``document``, by its id and its content, is a template, not an article."""
    source = document.source
    place = kind_of_place(document.id)
    if not place and not _may_be_frame(source):
        return False
    words = _words(document)
    if words > (_FRAME_WORDS if place == "reserved" else _DOUBTFUL_WORDS):
        return False
    shown = _outside_code(document)
    if not place:
        return _pattern(_PLACE).search(shown) is not None
    tagged = any(opener in shown for opener in _OPENERS)
    return (tagged and _pattern(_FRAME).search(shown) is not None) or _is_piece(
        document, shown, words, place
    )


def _is_piece(document: Document, shown: str, words: int, place: str) -> bool:
    """Return whether markup and tags with hardly any prose are all there is."""
    is_markdown = document.content_type is ContentType.MARKDOWN
    if is_markdown and place == "usual":  # the documentation of components shows their tags
        return False
    tags = len(_pattern(_TAG).findall(shown))
    if tags:
        return words <= min(max(_PIECE_WORDS, _WORDS_PER_TAG * tags), _DOUBTFUL_WORDS)
    # Markup without any tag of a template language: a footer, a script, an icon.
    fits = place == "reserved" and words <= _PIECE_WORDS and "<" in shown
    return fits and not is_markdown and _PAGE.search(shown, 0, _HEAD) is None


def _outside_code(document: Document) -> str:
    """Return the source without its code: there, tags are shown and not used."""
    spans = [block.source for block in document.blocks if block.kind is BlockKind.CODE]
    spans += [document.to_source(*span) for span in document.code]
    parts, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            parts.append(document.source[at:start])
        at = max(at, end)
    return " ".join([*parts, document.source[at:]])


def _may_be_frame(source: str) -> bool:
    if len(source) > _MAX_FRAME or "<" not in source[:_HEAD]:
        return False
    if _PAGE.search(source, 0, _HEAD) is None:
        return False
    return any(opener in source for opener in ("{{", "{%", "<%", "@yield", "<slot"))


def _words(document: Document) -> int:
    """Count the words of paragraphs and list items, without the tags that stand in them."""
    blocks = [block for block in document.blocks if block.kind in PROSE_KINDS]
    if sum(block.end - block.start for block in blocks) > _MAX_PROSE:
        return _MAX_PROSE
    prose = " ".join(document.text[block.start : block.end] for block in blocks)
    if not document.text:  # what a component shows stands in an element that shows nothing
        source = document.source
        start, end = source.find("<template"), source.rfind("</template")
        prose = _pattern(_ELEMENT).sub(" ", source[start:end] if 0 <= start < end else "")
    return sum(any(map(str.isalpha, word)) for word in _pattern(_TAG).sub(" ", prose).split())


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.S | re.M | re.I)
