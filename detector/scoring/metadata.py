"""Ask the rules of titles, descriptions and alternative texts, each a small document of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from html import unescape

from detector.findings import Family, Severity
from detector.regex import lazy
from detector.rules.rule import Hit, Rule
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis
from detector.text.builder import DocumentBuilder
from detector.text.document import BlockKind, Document, Metadata, Span

MAX_LENGTH = 5000  # characters of one text; a longer one describes nothing
_INLINE = "em|strong|b|i|u|code|br|wbr|sup|sub|small|span|mark|abbr|cite|q|kbd|s|del|ins|a"
_PARAGRAPHS = "p|div|ul|ol|li|blockquote|h[1-6]|figure|figcaption|img"
_MARKED_UP = frozenset({"excerpt", "summary"})
# Good newspapers escape their descriptions twice, and only the preview of a link shows it.
_UNSEEN = frozenset({"raw-entity"})
_NAMES = {"alt": "alternative text"}
_FIELD = lazy(r"(?:title|description|summary|excerpt|caption|alt)\Z")


def hits(analysis: Analysis, rules: Sequence[Rule]) -> Iterator[tuple[Rule, Hit]]:
    """Yield what those of ``rules`` find that are asked of metadata.

    A mark that the article itself contains and speaks of is its subject, in its title too.
    """
    document = analysis.document
    if not document.metadata:
        return
    search = _sign().search
    marked = [field for field in document.metadata if search(field.text)]
    asked = [rule for rule in rules if rule.metadata] if marked else []
    if not asked:
        return
    for field in marked:
        if len(field.text) > MAX_LENGTH:
            continue
        small = Analysis(_document(document, field))
        for rule in asked:
            for hit in rule.check(small):
                if hit.span is None or _is_subject(analysis, rule, hit.span):
                    continue
                name = _shown(field.name)
                if rule.id in _UNSEEN and name != "title":
                    hit = replace(hit, severity=Severity.WARNING, weight=0.1)  # noqa: PLW2901
                yield rule, replace(hit, message=f"in the {name}: {hit.message}")


def _shown(name: str) -> str:
    found = _FIELD.search(name)
    field = found.group() if found else name
    return _NAMES.get(field, field)


@cache
def _sign() -> re.Pattern[str]:
    """What at least one of the rules needs: most titles have none of it, and cost nothing more."""
    return re.compile(
        r"[{}\[\]<>†【】\ufffdÃÂ\ue200-\ue206]|&(?:#|\w{2,31};|nbsp)|â€|ðŸ|ï[¿»]|%%|%\w{2,20}%|\*\||‚Ä|√|вЂ"
        r"|turn\d|oaicite|oai_cit|grok_|:::|/mnt/|attributableIndex|ppl-ai|grounding-api"
        r"|[«»\"#@|~]{2} ?[A-Z]{3}"
        r"|__|\$XX|\bXX|\([a-z' ]{0,24}(?:name|number|address|url|area|year)\)"
        r"|INSERT_|PASTE_|\((?:[Ii]nsert|[Aa]dd|[Pp]lace|[Pp]ut) "
        r"|[A-Z]_[A-Z]|NaN|\bundefined\b|\bnull\b|Invalid Date|%\(\w|\$[a-z]{3}"
        r"|-(?:XX|xx)\b|\b(?:TODO|FIXME|TBD|TBA|XXX)\b"
        r"|\b(?i:lorem|ipsum|consectetur|eiusmod|veniam|irure|occaecat|voluptatem|be distracted"
        r"|placeholder|dummy|sample|to be (?:written|completed|added|done)|content (?:coming|to)"
        r"|(?:example|demo|test) (?:blog )?(?:post|page|article)|first post|with your own|or delete"
        r"|delete or"
        r"|(?:content|text|copy|title|heading|description|headline|goes) here|example page"
        r"|edit button|hello world|(?:by|on) (?:undefined|null|nan|invalid)"
        r"|as an? (?:ai|artificial|large|language)|i(?:['’]m| am) (?:an|just|only|merely|sorry"
        r"|afraid|unable|very|really|not able)|i (?:can['’]?t|can ?not|won['’]t|do not|don['’]t)"
        r"|provided|supplied|snippets|my (?:knowledge|training|last|latest|most|current)"
        r"|said:|regenerate response|can make mistakes|this response|thought for|copy ?code"
        r"|(?:user|human)[*_]{0,2}:"
        r"|(?:generated|model|final) (?:text|article|content|output|response|story)"
        r"|(?:certainly|absolutely|definitely|understood|sure|of course|got it|no problem|great"
        r"|okay|ok|alright|all right)[!,.:;]|sure thing|happy to help|great (?:question|choice)"
        r"|(?:excellent|good) question|as (?:you )?requested|please (?:provide|share|paste|send)"
        r"|(?:the|your) (?:given|specified|prompt)|(?:based on|as per) your|this version"
        r"|here(?:['’]s| is| are)|below is|i(?:['’]ve| have)"
        r"|this (?:improved|revised|updated|rewritten|optimi[sz]ed|polished|refined)"
        r"|key (?:seo|improvements|changes)|you(?:['’]re| are) (?:absolutely|completely|quite)"
        r"|would you like|do you want|(?:shall|should) i|let me know|feel free|want me to"
        r"|if you(?:['’]d| would)? (?:like|want|wish|need)|hope (?:this|that|it|the))"
    )


def _is_subject(analysis: Analysis, rule: Rule, span: Span) -> bool:
    document = analysis.document
    if rule.family is Family.MARKUP_DEBRIS and rule.id != "mojibake" and is_technical(analysis):
        return True
    mark = document.source[slice(*span)].strip().lower()
    body = document.text.lower()
    if mark not in body and mark not in body.replace("-", ""):
        return False
    return next(iter(rule.check(analysis)), None) is None


def _document(document: Document, field: Metadata) -> Document:
    """Make a document of the same source of which the view is ``field`` alone."""
    builder = DocumentBuilder(document.source)
    name = _shown(field.name)
    title = name == "title"
    builder.open_block(BlockKind.TITLE if title else BlockKind.PARAGRAPH)
    start, end = field.source
    written = document.source[start:end]
    header = document.front_matter_source
    if " ".join(unescape(written).split()) != field.text:
        builder.replace(field.text, start, end)  # a reader left something out
    else:
        in_header = header is not None and header.start <= start < header.end
        at = start
        for match in _written(in_header, name in _MARKED_UP).finditer(document.source, start, end):
            builder.copy(at, match.start())
            at = match.end()
            if match.lastgroup:
                shown = " " if match.lastgroup == "space" else unescape(match.group())
                builder.replace(shown, *match.span())
        builder.copy(at, end)
    return builder.build(
        id=document.id,
        path=document.path,
        content_type=document.content_type,
        front_matter_source=header,
        encoding=document.encoding,
        locations=document.locations,
    )


@cache
def _written(in_header: bool, marked_up: bool) -> re.Pattern[str]:
    """What is shown otherwise than it is written; sites show the inline tags of front matter.

    An excerpt there is a piece of the page (``marked_up``), with its paragraphs.
    """
    names = f"{_INLINE}|{_PARAGRAPHS}" if marked_up else _INLINE
    tags = rf"|</?(?:{names})(?:\s[^<>]{{0,300}})?/?>" if in_header else ""
    entity = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    return re.compile(rf"(?P<entity>{entity})|(?P<space>\s*[\r\n]\s*){tags}", re.I)
