"""Front matter and configuration lines that stand in the body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from detector.analysis import Analysis
from detector.document import BlockKind, ContentType, Span
from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule

# Keys of Jekyll, Hugo, Astro, Hexo, Gatsby, Ghost and dev.to front matter. Those of the first
# set are not words with which a sentence or a recipe card would begin a line.
_CONFIG = (
    "layout|permalink|slug|draft|published|canonical_url|canonicalURL|cover_image|coverImage"
    "|featured_image|featuredImage|hero_?image|heroImage|ogImage|og_image|pubDate|pubDatetime"
    "|publishDate|publishedAt|updatedDate|lastmod|lastModified|redirect_from|post_id|wordpress_id"
    "|meta_title|meta_description|metaTitle|metaDescription|seo_title|seo_description|seoTitle"
    "|readTime|read_time|readingTime|isPublished|aliases|comments|guid|author_login|dsq_thread_id"
    "|modified|thumbnail|excerpt|image|date_published|toc|weight|series|robots|canonical"
)
_PLAIN = (
    "title|description|date|author|authors|tags|tag|category|categories|keywords|type|id|summary"
)
_KEY = rf"^[ \t]*(?:(?P<config>{_CONFIG})|(?:{_PLAIN}))[ \t]*:(?:[ \t]|$)"
_INLINE_KEY = rf"(?:^|(?<=\s))(?:(?P<config>{_CONFIG})|(?:{_PLAIN})):[ ](?=[\"'\[\w])"
_FENCE = r"^(?:---|\+\+\+)[ \t]*$"
_INLINE_FENCE = r"(?:^|(?<=\s))---[ ](?=[A-Za-z_]+:[ ])"
_REACH = 400  # code points in which the keys of one inline block stand


def _check(analysis: Analysis) -> Iterator[Hit]:
    source = analysis.document.source
    if ":" not in source:
        return
    start = _body_start(analysis, source)
    covered: list[Span] = []
    for span, keys in (*_fenced(source, start), *_inline(source, start), *_bare(source, start)):
        if any(span.start < other.end and other.start < span.end for other in covered):
            continue
        if _in_code(analysis, span):
            continue
        covered.append(span)
        yield Hit(
            span=span,
            message=f"front matter stands in the body: {keys} configuration lines",
            count=keys,
        )


def _body_start(analysis: Analysis, source: str) -> int:
    """Return where the body begins: a first block of front matter is in its place."""
    header = analysis.document.front_matter_source
    if header:
        return header.end
    first = re.compile(_FENCE, re.M).match(source, len(source) - len(source.lstrip()))
    closing = re.compile(_FENCE, re.M).search(source, first.end()) if first else None
    return closing.end() if closing else 0


def _fenced(source: str, start: int) -> Iterator[tuple[Span, int]]:
    """Blocks between two fences whose lines are keys, after the front matter."""
    fences = [match.span() for match in re.compile(_FENCE, re.M).finditer(source, start)]
    for (_, inner), (close, _) in pairwise(fences):
        lines = [line for line in source[inner:close].splitlines() if line.strip()]
        keys = list(re.compile(_KEY, re.M).finditer(source, inner, close))
        if len(keys) >= 2 and 2 * len(keys) >= len(lines):
            yield (
                Span(keys[0].start() + _indent(keys[0]), _line_end(source, keys[-1].end())),
                len(keys),
            )


def _inline(source: str, start: int) -> Iterator[tuple[Span, int]]:
    """ "--- title: … date: …" flattened into a paragraph."""
    for fence in re.compile(_INLINE_FENCE).finditer(source, start):
        keys = list(
            re.compile(_INLINE_KEY, re.M).finditer(source, fence.end() - 1, fence.end() + _REACH)
        )
        if len(keys) >= 2:
            yield Span(fence.start(), keys[-1].end() - 1), len(keys)


def _bare(source: str, start: int) -> Iterator[tuple[Span, int]]:
    """Runs of two or more key lines, one of them surely configuration."""
    run: list[re.Match[str]] = []
    for match in re.compile(_KEY, re.M).finditer(source, start):
        if run and source.count("\n", run[-1].end(), match.start() + _indent(match)) > 2:
            yield from _run(source, run)
            run = []
        run.append(match)
    yield from _run(source, run)


def _run(source: str, run: list[re.Match[str]]) -> Iterator[tuple[Span, int]]:
    if len(run) >= 2 and any(match["config"] for match in run):
        yield Span(run[0].start() + _indent(run[0]), _line_end(source, run[-1].end())), len(run)


def _indent(match: re.Match[str]) -> int:
    return len(match.group()) - len(match.group().lstrip(" \t"))


def _line_end(source: str, at: int) -> int:
    end = source.find("\n", at)
    end = len(source) if end < 0 else end
    while end > at and source[end - 1].isspace():
        end -= 1
    return max(end, at)


def _in_code(analysis: Analysis, span: Span) -> bool:
    return any(
        block.kind in (BlockKind.CODE, BlockKind.QUOTATION)
        and block.source.start < span.end
        and span.start < block.source.end
        for block in analysis.document.blocks
    )


RULE = Rule(
    id="front-matter",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.ERROR,
    weight=0.6,
    summary="Front matter or configuration lines (“layout: post”, “slug: …”) in the body",
    why="Files were joined or written by a script, and readers see the page's settings.",
    remedy="Keep one front matter at the top of the file and delete the others.",
    sources=("Jekyll documentation: Front Matter", "Hugo documentation: Front matter"),
    finds=(
        Example(
            text="It opened in 1905.\n\n---\ntitle: The bridge\ndate: 2020-05-01\n---\n\nIt is old."
        ),
        Example(
            text="The bridge opened.\n\nlayout: post\ntags: bridge, river\n\nIt is made of iron."
        ),
        Example(
            text="Content follows. --- title: The bridge date: 2020-05-01 tags: iron --- It is old."
        ),
    ),
    spares=(
        Example(
            text="Title: The bridge\n\nDate: 1905\n\nIt is made of iron, and it is still in use."
        ),
        Example(text="Dashes end a part.\n\n---\n\nNote: the bridge is old.\n\n---\n\nAnd so on."),
        Example(
            text="At the top:\n\n```\n---\nlayout: post\ntitle: A\n---\n```\n\nThat is all.",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    check=_check,
)
