"""Where the body of a file begins, and the keys of front matter."""

from __future__ import annotations

import re

from detector.rules.search import compiled
from detector.text.analysis import Analysis

# Keys of Jekyll, Hugo, Astro, Hexo, Gatsby, Ghost and dev.to front matter. No sentence or
# recipe card would begin a line with one of the first set.
CONFIG = (
    "layout|permalink|slug|draft|published|canonical_url|canonicalURL|cover_image|coverImage"
    "|featured_image|featuredImage|hero_?image|heroImage|ogImage|og_image|pubDate|pubDatetime"
    "|publishDate|publishedAt|updatedDate|lastmod|lastModified|redirect_from|post_id|wordpress_id"
    "|meta_title|meta_description|metaTitle|metaDescription|seo_title|seo_description|seoTitle"
    "|readTime|read_time|readingTime|isPublished|aliases|comments|guid|author_login|dsq_thread_id"
    "|modified|thumbnail|excerpt|image|date_published|toc|weight|series|robots|canonical"
)
PLAIN = (
    "title|description|date|author|authors|tags|tag|category|categories|keywords|type|id|summary"
)
INLINE_KEY = rf"(?:^|(?<=\s))(?:(?P<config>{CONFIG})|(?:{PLAIN})):[ ](?=[\"'\[\w])"
FENCE = r"^(?:---|\+\+\+)[ \t]*$"
# Lektor's fields are "key: value" or "key:" with lines below, parted by three hyphens.
_LEKTOR = r"^[ \t]*body:[ \t]*\n"
_MAX_HEADER = 4_000  # code points
_HEADER_LINE = (
    r"[ \t]*(?:[\w.-]+(?:[ ][\w.-]+){0,2}:[ \t]+\S[^\n]*|[ \t]+[^\n]+"
    # a comment between two keys
    r"|(?<=\n)#[^\n]*(?=\n[\w.-]+:[ \t]))?(?:\n|$)"
)
_RUN_TOGETHER = 3  # keys in one line, which no header has


def body_start(analysis: Analysis, source: str) -> int:
    """Return where the body begins: a first block of front matter is where it belongs.

    Pelican and MultiMarkdown need no fences around theirs.
    """
    header = analysis.document.front_matter_source
    if header:
        return header.end
    at = len(source) - len(source.lstrip())
    lektor = compiled(_LEKTOR, re.M).search(source, at, at + _MAX_HEADER)
    if lektor and compiled(FENCE, re.M).search(source, at, lektor.start()):
        return lektor.end()
    first = compiled(FENCE, re.M).match(source, at)
    if first:
        if closing := compiled(FENCE, re.M).search(source, first.end()):
            return closing.end()
        at = first.end() + 1
    line = compiled(_HEADER_LINE, re.NOFLAG)
    if source.startswith("--- ", at):
        return at  # a fence with keys beside it was joined with the lines below it
    while at < len(source) and (found := line.match(source, at)) and found.group().strip():
        if len(compiled(INLINE_KEY, re.M).findall(found.group())) >= _RUN_TOGETHER:
            break  # a header has a key a line
        at = found.end()
    return at
