"""Front matter and configuration lines in the body of the article."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.rules.counted import counted
from detector.rules.markup_debris.header import CONFIG, FENCE, INLINE_KEY, PLAIN, body_start
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.document import BlockKind, ContentType, Span, merged, touches

# Begins with the line break before the line: a search for one letter is fast. The indent is
# possessive: trying every key again after each of its spaces took most of a page's time.
_KEY = rf"\n[ \t]*+(?:(?P<config>{CONFIG})|(?:{PLAIN}))[ \t]*[:=](?=[ \t\n]|$)"
# A lone line "title: A" or "date: 2020-05-01" in lower case, which no prose begins with.
_LONE = (
    r"\n(?:(?:title|layout|permalink|slug|draft|pubDate|lastmod|canonical_url|cover_image)"
    r":[ \t]+(?=[\"'\[\w])[^\n]{1,150}|date:[ \t]+[\"']?\d{4}-\d\d[^\n]{0,40})(?=\n|$)"
)
_SHOWN = r"\b(?:for (?:example|instance)|such as|(?:like|as) (?:this|these|follows))[,:]?\s{1,4}\Z"
_COMMENT = r"<!--.{0,4000}?-->"
_INLINE_FENCE = r"(?:^|(?<=\s))---[ ](?=[A-Za-z_]+:[ ])"
# A key with its value within a line, where only the form of the value is sure: a truth value, an
# ISO date, a text in quotation marks, a list of lower-case words.
_SETTING = (
    r"(?<![\w\"'`(.-])(?P<key>"
    r"(?P<sure>(?:published|draft|comments|toc|is_?published|featured|pin|math|mermaid):[ ]"
    r"(?:true|false)\b"
    r"|(?:canonical_url|cover_image|coverImage|permalink|featured_?image|og_?image|thumbnail):[ ]"
    r"[\"']?(?:https?:|/)[^\s\"']{1,300}[\"']?"
    r"|(?:layout|slug|series|meta_description|metaDescription|seo_title|pub_?[Dd]ate|lastmod"
    r"|publishedAt|date):[ ](?:[\"'][^\"'\n]{1,200}[\"']|\d{4}-\d\d-\d\d[^\s]{0,20}|post\b))"
    r"|(?:title|description|author|date|category|categories|keywords|excerpt|summary):[ ]"
    r"(?:[\"'][^\"'\n]{1,300}[\"']|\[[^\]\n]{1,200}\])"
    r"|(?P<tags>tags:[ ](?:\[[^\]\n]{2,200}\]"
    r"|[a-z#][\w#+.-]{1,30}(?:,[ ]?[a-z#][\w#+.-]{1,30}){2,9}(?![\w-])))"
    r"|tags:[ ][a-z#][\w#+.-]{1,30})"
)
_KEYS = word_set(
    "published draft comments toc is_published ispublished featured pin math mermaid canonical_url"
    " cover_image coverImage permalink featuredimage featured_image ogimage og_image thumbnail"
    " layout slug series meta_description metaDescription seo_title pub_date pubDate lastmod"
    " publishedAt date title description author category categories keywords excerpt summary tags"
)
_MAX_KEY, _NEAR = 20, 120  # code points of a key, and between two settings of one block
_WORDS = word_set("modified image weight comments series excerpt slug draft robots guid")
_REACH = 400  # code points within which all keys of one inline block are
_SET_IN = ("    ", "\t")
_MAX_BLOCK = 20_000  # code points; what is longer between two rules is prose


class _Block(NamedTuple):
    """A stretch of the source that contains ``keys`` configuration lines."""

    span: Span
    keys: int
    fenced: bool = False


def check(analysis: Analysis) -> Iterator[Hit]:
    source = analysis.document.source
    if ":" not in source and "+++" not in source:
        return
    start = body_start(analysis, source)
    blocks = analysis.document.blocks
    code = merged(
        block.source
        for block in blocks
        # A fence that opens the body and contains front matter wraps the article itself.
        if block.kind is BlockKind.QUOTATION
        or (block.kind is BlockKind.CODE and source[start : block.source.start].strip(" \t\r\n`~"))
    )
    seen, shown = merged(block.source for block in blocks), compiled(_SHOWN)

    @cache
    def is_read(words: str) -> bool:
        return words in analysis.text

    covered: list[Span] = []
    if "<!--" in source:
        comments = compiled(_COMMENT, re.S).finditer(source, start)
        covered = [Span(*match.span()) for match in comments]
    for block in (
        *_fenced(source, start),
        *_inline(source, start),
        *_bare(source, start),
        *_run_together(source, start),
    ):
        span = block.span
        if touches(covered, *span) or touches(code, *span):
            continue
        if not touches(seen, *span):
            continue  # in markup of which readers see nothing
        if analysis.document.content_type is ContentType.TEXT and source.startswith(
            _SET_IN, source.rfind("\n", 0, span.start) + 1
        ):
            continue  # a sample in a manual
        if analysis.document.content_type is ContentType.HTML:
            lines = source[slice(*span)]
            if "<" in lines or not is_read(lines.splitlines()[0].strip()):
                continue  # in a script
        if analysis.document.content_type is ContentType.MARKDOWN and _is_read_out(
            source[slice(*span)], is_read
        ):
            continue  # settings of a component or a chunk, which its generator takes
        insort(covered, span)
        if shown.search(source, max(0, span.start - 40), span.start):
            continue  # a guide shows what a file begins with
        single = block.keys == 1 and not block.fenced
        yield Hit(
            span=span,
            message="a line of front matter in the body"
            if single
            else f"front matter in the body: {counted(block.keys, 'configuration line')}",
            count=block.keys,
            severity=Severity.WARNING if single else None,
            weight=0.5 if single else None,
        )


def _is_read_out(lines: str, is_read: Callable[[str], bool]) -> bool:
    """Say whether visitors read none of the keys of ``lines``."""
    keys = [line.partition(":")[0].strip() for line in lines.splitlines() if ":" in line]
    return bool(keys) and not any(is_read(f"{key}:") or is_read(f"{key} :") for key in keys)


def _fenced(source: str, start: int) -> Iterator[_Block]:
    """Find blocks between two fences whose lines are keys."""
    if "---" not in source and "+++" not in source:
        return
    fences = [match.span() for match in compiled(FENCE, re.M).finditer(source, start)]
    for (_, inner), (close, _) in pairwise(fences):
        if close - inner > _MAX_BLOCK:
            continue
        lines = [line for line in source[inner:close].splitlines() if line.strip()]
        keys = list(compiled(_KEY, re.NOFLAG).finditer(source, inner, close))
        sure = len(keys) >= 2 or (
            keys and compiled(_LONE, re.NOFLAG).match(source, keys[0].start())
        )
        if sure and 3 * len(keys) >= len(lines):
            yield _between(source, keys)._replace(fenced=True)


def _inline(source: str, start: int) -> Iterator[_Block]:
    """Find “--- title: … date: …” flattened into a paragraph."""
    if "--- " not in source:
        return
    for fence in compiled(_INLINE_FENCE, re.NOFLAG).finditer(source, start):
        keys = list(
            compiled(INLINE_KEY, re.M).finditer(source, fence.end() - 1, fence.end() + _REACH)
        )
        if len(keys) >= 2:
            yield _Block(Span(fence.start(), keys[-1].end() - 1), len(keys))


def _run_together(source: str, start: int) -> Iterator[_Block]:
    """Find “title: "X" tags: a, b published: true” and “tags: a, b, c” inside a paragraph."""
    if ": " not in source:
        return
    run: list[re.Match[str]] = []
    setting, at = compiled(_SETTING, re.NOFLAG), source.find(": ", start)
    while at >= 0:
        key = at
        while (
            key > start
            and at - key < _MAX_KEY
            and (source[key - 1].isalnum() or source[key - 1] == "_")
        ):
            key -= 1
        match = setting.match(source, key) if source[key:at] in _KEYS else None
        at = source.find(": ", max(at + 1, match.end() if match else 0))
        # In a program's brace a value is passed on: "{ layout: 'page' }".
        if match is None or source[max(0, match.start() - 3) : match.start()].rstrip()[-1:] == "{":
            continue
        if run and match.start() - run[-1].end() > _NEAR:
            yield from _settings(run)
            run = []
        run.append(match)
    yield from _settings(run)


def _settings(run: list[re.Match[str]]) -> Iterator[_Block]:
    keys = {match["key"] for match in run}
    if len(keys) >= 2 and any(match["sure"] for match in run):
        yield _Block(Span(run[0].start(), run[-1].end()), len(run))
    else:
        yield from (_Block(Span(*match.span()), 1) for match in run if match["tags"])


def _bare(source: str, start: int) -> Iterator[_Block]:
    """Find runs of two or more key lines, one of them surely configuration, and lone lines."""
    keys = list(compiled(_KEY, re.NOFLAG).finditer(source, max(start - 1, 0)))
    run: list[re.Match[str]] = []
    for match in keys:
        if run and source.count("\n", run[-1].end(), match.start() + 1) > 2:
            yield from _run(source, run)
            run = []
        run.append(match)
    yield from _run(source, run)
    lone = compiled(_LONE, re.NOFLAG)
    for match in keys:
        if alone := lone.match(source, match.start()):
            yield _Block(Span(match.start() + 1, _line_end(source, alone.end())), 1)


def _run(source: str, run: list[re.Match[str]]) -> Iterator[_Block]:
    names = [match.group().strip(" \t\n:=") for match in run]
    if len(run) < 2:
        return
    sure = [name for match, name in zip(run, names, strict=True) if match["config"]]
    # Lists of revisions, catalogues and recipes contain some of these words.
    if len(run) < 3:
        sure = [name for name in sure if name not in _WORDS]
    if sure or ("title" in names and "".join(names).islower()):
        yield _between(source, run)


def _between(source: str, keys: list[re.Match[str]]) -> _Block:
    indent = len(keys[0].group()) - len(keys[0].group().lstrip())
    return _Block(Span(keys[0].start() + indent, _line_end(source, keys[-1].end())), len(keys))


def _line_end(source: str, at: int) -> int:
    end = source.find("\n", at)
    end = len(source) if end < 0 else end
    while end > at and source[end - 1].isspace():
        end -= 1
    return max(end, at)


RULE = Rule(
    id="front-matter",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.ERROR,
    weight=0.6,
    summary="Front matter or configuration lines (“layout: post”, “slug: …”) in the body",
    why="A script joined or generated the file. Readers see the page's settings.",
    remedy="Keep one block of front matter at the top of the file, and delete the others.",
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
        Example(
            text='It opened in 1905. title: "The bridge" tags: iron, river, town published: true '
            "The bridge is made of iron."
        ),
        Example(
            text="title: Five walks date: 2023-04-11 author: Ann tags: [lake, spring] draft: false "
            "layout: post\n\nThe lake has five paths, and each of them takes about an hour to walk."
        ),
        Example(
            text="The old bridge tags: bridge, river, iron, history The bridge opened in 1905."
        ),
    ),
    spares=(
        Example(
            text="Title: The bridge\n\nDate: 1905\n\nIt is made of iron, and it is still in use."
        ),
        Example(
            text="title: The bridge\n---\nauthor: ann\n---\nseries: old\n---\n"
            "body:\n\nThe bridge opened in 1905, and it is still in use.",
            note="the fields of Lektor",
        ),
        Example(
            text="title: The bridge\n# the old one\nlayout: post\ntags: iron\n\nIt opened in 1905.",
            note="a comment in the front matter",
        ),
        Example(text="<!--\nid: a\ntitle: A\n-->\n\n# A\n\nB.", content_type=ContentType.MARKDOWN),
        Example(text="Tags: bridge, river, iron\n\nThe bridge opened in 1905 and is still in use."),
        Example(
            text="At the top of a page stand a few lines, for example\n\ntitle: The bridge\n"
            "layout: post\ntags: iron\n\nand below them what you want to say of the bridge."
        ),
        Example(text="Dashes end a part.\n\n---\n\nNote: the bridge is old.\n\n---\n\nAnd so on."),
        Example(
            text="At the top:\n\n```\n---\nlayout: post\ntitle: A\n---\n```\n\nThat is all.",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    check=check,
)
