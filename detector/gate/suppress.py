"""Suppressions: comments and front matter by which an editor overrules a finding.

A comment (see ``comments`` for its forms) says ``detector: disable-next=RULE,RULE reason``.
``disable-next`` holds for the next block, ``disable`` up to ``enable`` or the end,
``disable-file`` for the file. In front matter ``detector: {disable: [RULE], reason: …}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile
from typing import Any

from detector.errors import DetectorError
from detector.findings import Finding
from detector.gate.comments import Comment, comments
from detector.gate.selection import Selection, check_selector, is_name, specificity
from detector.regex import lazy
from detector.rules import ALL_RULES
from detector.rules.rule import Rule
from detector.text.document import HEADING_KINDS, Block, BlockKind, ContentType, Document, Span

_HEADER_KEY = lazy(r"^[ \t]{0,40}\[?(detector)[ \t]{0,40}[\]:=.]", re.M)
_EXPECTED = "expected disable, disable-next, disable-file or enable after “detector:”, then =RULE"
_RUN_KINDS = (BlockKind.LIST_ITEM, BlockKind.TABLE)
_RUN_TAG = lazy(r"<(/?)(?:ul|ol|dl|table)\b", re.I)
_TAG = lazy(r"</?[a-z][^<>]{0,2000}>", re.I)
_HTML_COMMENT = lazy(r"<!--(?s:.){0,2000}?-->")
_LIST_MARKER = lazy(r"^[ \t]{0,40}(?:[-*+]|\d{1,9}[.)])(?=[ \t])", re.M)
_BLANK_LINE = lazy(r"\n[ \t]{0,40}\n")
_LINE_END = lazy(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Location:
    """The source range in which a suppression holds, for one selector (None: every rule)."""

    span: Span
    selector: str | None
    whole: bool  # holds for findings about the whole text too


@dataclass(slots=True)
class Suppression:
    """One comment or front-matter key."""

    source: Span
    selectors: tuple[str, ...]
    reason: str
    locations: list[Location] = field(default_factory=list)
    used: set[str | None] = field(default_factory=set)
    problem: str = ""


def find(document: Document) -> list[Suppression]:
    """Return the suppressions of ``document``, in order."""
    found = list(_front_matter(document))
    met = list(comments(document))
    for index, comment in enumerate(met):
        if comment.verb == "enable":
            continue
        suppression = Suppression(comment.source, comment.selectors, comment.reason)
        if not comment.verb:
            suppression.problem = _EXPECTED
        elif is_name(comment.word, ALL_RULES):
            # To take it for a reason would suppress every rule, and nobody would see it.
            suppression.problem = (
                f"“=” is missing before the rule, so this has no effect; write "
                f"{comment.verb}={comment.word}"
            )
            found.append(suppression)
            continue
        for selector in comment.selectors or (None,):
            suppression.locations.extend(_locations(document, comment, selector, met[index + 1 :]))
        # In plain text the words of the comment are words of the article.
        suppression.locations.append(Location(comment.source, None, False))
        found.append(suppression)
    return found


def split(
    findings: Sequence[Finding], suppressions: Sequence[Suppression]
) -> tuple[list[Finding], list[Finding]]:
    """Part the findings into kept and suppressed, and note which suppressions were of use."""
    if not suppressions:
        return list(findings), []
    kept: list[Finding] = []
    dropped: list[Finding] = []
    for finding in findings:
        f = finding
        covered = is_suppressed(suppressions, f.rule, f.family, f.start, f.end)
        (dropped if covered else kept).append(finding)
    return kept, dropped


def is_suppressed(
    suppressions: Sequence[Suppression], rule: str, family: str, start: int = 0, end: int = 0
) -> bool:
    """Note which suppressions cover a finding at ``start:end`` (both 0: the whole text), and
    return whether one does."""
    suppressed = False
    for suppression in suppressions:
        for location in suppression.locations:
            named = location.selector is None or specificity(location.selector, rule, family) > 0
            if not named:
                continue
            inside = location.whole if start == end == 0 else _touches(location.span, start, end)
            if inside:
                suppression.used.add(location.selector)
                suppressed = True
    return suppressed


def _touches(span: Span, start: int, end: int) -> bool:
    return span.start <= start < span.end or (start < span.start < end)


def _locations(
    document: Document, comment: Comment, selector: str | None, later: Sequence[Comment]
) -> Iterator[Location]:
    length = len(document.source) + 1
    if comment.verb == "disable-file":
        yield Location(Span(0, length), selector, True)
    elif comment.verb == "disable":
        end = next(
            (
                other.source.start
                for other in later
                if other.verb == "enable" and (not other.selectors or selector in other.selectors)
            ),
            length,
        )
        # A title may stand above: what holds from there on holds for the whole text.
        body = dropwhile(lambda block: block.kind in HEADING_KINDS, document.blocks)
        first = min((block.source.start for block in body), default=0)
        whole = end == length and comment.source.start <= first
        yield Location(Span(comment.source.end, end), selector, whole)
    elif comment.verb == "disable-next":
        yield Location(
            Span(comment.source.end, _next_block_end(document, comment)), selector, False
        )


def _next_block_end(document: Document, comment: Comment) -> int:
    blocks = sorted(
        (block for block in document.blocks if block.source.end > comment.source.end),
        key=lambda block: block.source.start,
    )
    if not blocks:
        return comment.source.end
    if blocks[0].kind in _RUN_KINDS:
        return _run_end(document, comment.source.end, blocks)
    return blocks[0].source.end


def _run_end(document: Document, start: int, blocks: Sequence[Block]) -> int:
    """Return where the list or the table ends that begins after ``start`` with the first of
    ``blocks``: to its writer it is one block."""
    first, end = blocks[0], blocks[0].source.end
    before = document.source[start : first.source.start]
    marker = _marker(before)
    depth = len(_RUN_TAG.findall(before))
    around = 1 if depth else 0  # a comment may stand in the list, before an item
    for block in blocks[1:]:
        gap = _LINE_END.sub("\n", document.source[end : block.source.start])
        for closing in _RUN_TAG.findall(gap):
            depth += -1 if closing else 1
            if depth < around:
                return end
        if block.kind is not first.kind or not _goes_on(gap, block.kind, document.content_type):
            return end
        another = _marker(gap) not in (marker, "") and block.level == first.level
        if another and _BLANK_LINE.search(gap):
            return end  # another sign begins another list
        end = block.source.end
    return end


def _goes_on(gap: str, kind: BlockKind, content_type: ContentType) -> bool:
    """Return whether ``gap`` between two items or rows is the form of one list or table alone."""
    if gap.count("\n") <= 1:
        return True
    left = _TAG.sub("", gap)
    if content_type is ContentType.HTML:
        return not _HTML_COMMENT.sub("", left).strip()
    if kind is BlockKind.LIST_ITEM:
        return not _LIST_MARKER.sub("", left).strip()
    # Of two tables in pipes a blank line parts the first from the second.
    in_tags = left != gap
    return not left.strip("|:- \t\n") and (in_tags or not _BLANK_LINE.search(gap))


def _marker(gap: str) -> str:
    """Return the sign of the last list marker in ``gap`` (of a number the sign after it)."""
    markers = _LIST_MARKER.findall(gap)
    return markers[-1][-1] if markers else ""


def _front_matter(document: Document) -> Iterator[Suppression]:
    yield from _unread_header(document)
    value: Any = document.front_matter.get("detector")
    if value is None or document.front_matter_source is None:
        return
    source = document.front_matter_source
    at = document.source.find("detector", source.start, source.end)
    source = Span(at, at + len("detector")) if at >= 0 else source
    whole = Span(0, len(document.source) + 1)
    if value is False:
        yield Suppression(source, (), "", [Location(whole, None, True)])
        return
    if isinstance(value, Mapping) and "disable" in value and not value["disable"]:
        return  # an empty field of a form: nothing is disabled
    disabled = value.get("disable") if isinstance(value, Mapping) else None
    reason = str(value.get("reason", "")) if isinstance(value, Mapping) else ""
    if isinstance(disabled, Mapping):  # rule: reason
        reason = "; ".join(str(text) for text in disabled.values() if text)
        names = [str(name) for name in disabled]
    elif isinstance(disabled, str):
        names = [name.strip() for name in disabled.split(",") if name.strip()]
    elif isinstance(disabled, list):
        names = [str(name) for name in disabled]
    elif disabled is True:
        names = []
    else:
        problem = "front matter: expected detector: {disable: [RULE], reason: …}"
        yield Suppression(source, (), "", problem=problem)
        return
    locations = [Location(whole, name, True) for name in names] or [Location(whole, None, True)]
    yield Suppression(source, tuple(names), reason, locations)


def _unread_header(document: Document) -> Iterator[Suppression]:
    """Yield the key in a header that holds nothing: its YAML or TOML is broken, and what it
    suppresses would be forgotten without a word."""
    header = document.front_matter_source
    if header is None or document.front_matter:
        return
    key = _HEADER_KEY.search(document.source, header.start, header.end)
    if key is not None:
        problem = "the front matter cannot be read, so this has no effect; fix its syntax"
        yield Suppression(Span(*key.span(1)), (), "", problem=problem)


def problems(
    suppression: Suppression, selection: Selection, rules: Sequence[Rule]
) -> Iterator[str]:
    """Yield what is wrong with a suppression: bad words, unknown rules, no use.

    A name of which no rule was applied is not judged.
    """
    if suppression.problem:
        yield suppression.problem
        return
    if not suppression.selectors and not suppression.used:
        yield "this suppression has no effect; delete it"
    for selector in suppression.selectors:
        try:
            check_selector(selector, rules)
        except DetectorError as error:
            yield str(error)
            continue
        applied = any(specificity(selector, rule.id, rule.family) for rule in selection.rules)
        applied = applied or any(specificity(selector, name, "") for name in selection.gate)
        if applied and selector not in suppression.used:
            yield f"{selector} has no finding here to suppress; delete it"
