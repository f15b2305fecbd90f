"""Mask what a site generator takes out before a visitor sees the page.

Hugo shortcodes, Liquid tags, MDX imports and components, attribute lists and footnote marks are
overwritten by a private character of the same length, so that the Markdown parser neither
stumbles over them nor shifts an offset. WordPress's ``[shortcode]`` and unfilled variables such
as ``{{ name }}`` stay: a visitor sees them.
"""

from __future__ import annotations

import re

from detector.text.document import Span

MASK = "\ue000"

_HUGO = re.compile(r"\{\{[<%][^{}]{0,2000}[%>]\}\}")
_LIQUID = re.compile(r"\{%[^{}]{0,1000}%\}")
_VARIABLE = re.compile(
    r"\{\{-?\s*(?:['\"][^{}\n]{0,200}\||(?:site|page|layout|theme|post|include|content|paginator|"
    r"baseurl|jekyll|relref|ref)\b)[^{}\n]{0,300}\}\}"
)
_ATTRIBUTES = re.compile(r"\{:[ .#/][^{}\n]{0,200}\}|\{:toc\}|(?<=[ \t])\{#[\w:.-]{1,80}\}")
_FOOTNOTE = re.compile(r"\[\^[\w-]{1,40}\](?::[ \t]*)?")
_CODE_TAG = re.compile(
    r"\{%-?\s*(highlight|codeblock|mermaid|raw)\b|\{\{[<%]\s*(highlight|mermaid|code)\b"
)
_MODULE = re.compile(
    r"^(?:import\s[^\n]{1,300}?\sfrom\s+['\"][^'\"\n]{1,300}['\"];?|import\s+['\"][^'\"\n]{1,300}"
    r"['\"];?|export\s+(?:const|let|default|function|async)\s[^\n]{0,1000})[ \t]*$",
    re.M,
)
_COMPONENT = re.compile(r"</?[A-Z][\w.]{0,60}(?:\s(?:[^<>{}]|\{[^{}\n]{0,300}\}){0,1000})?/?>|</?>")
_EXPRESSION = re.compile(r"\{/\*(?>[^{*]++|\{(?!/\*)|\*(?!/\}))*+\*/\}|\{[A-Za-z_][\w.]{0,80}\}")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})([^\n]*)$", re.M)
_CODE_SPAN = re.compile(r"(?<!`)(`{1,2})(?!`)[^`\n]{1,500}\1(?!`)")
_KEPT = re.compile(r"[^\r\n]")


def mask(text: str, *, mdx: bool = False) -> tuple[str, list[Span]]:
    """Return ``text`` with the generator's syntax masked, and the ranges of code tags' bodies.

    The length and the line ends stay. Code spans and fences are left alone.
    """
    patterns = []
    if "{{" in text:
        patterns += [_HUGO, _VARIABLE]
    if "{%" in text:
        patterns.append(_LIQUID)
    if "{:" in text or "{#" in text:
        patterns.append(_ATTRIBUTES)
    if "[^" in text:
        patterns.append(_FOOTNOTE)
    has_module = ("import " in text or "export " in text) and _MODULE.search(text) is not None
    if has_module:
        patterns.append(_MODULE)
    if mdx or has_module:
        patterns += [_COMPONENT, _EXPRESSION]
    if not patterns:
        return text, []
    protected = _code(text)
    found = sorted(Span(*match.span()) for pattern in patterns for match in pattern.finditer(text))
    ranges = _outside(found, protected)
    code = _code_bodies(text, ranges)
    parts: list[str] = []
    at = 0
    for span in sorted([*ranges, *code]):
        start, end = max(span.start, at), span.end
        if end > start:
            parts += [text[at:start], _KEPT.sub(MASK, text[start:end])]
            at = end
    return "".join([*parts, text[at:]]), code


def _code(text: str) -> list[Span]:
    """Return the ranges of code fences and code spans, in order."""
    found = [Span(*match.span()) for match in _CODE_SPAN.finditer(text)]
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opened is None:
            opened = match
        elif match.group(1).startswith(opened.group(1)) and not match.group(2).strip():
            found.append(Span(opened.start(), match.end()))
            opened = None
    return sorted(found)


def _outside(found: list[Span], protected: list[Span]) -> list[Span]:
    """Return the spans of ``found`` that touch none of ``protected``; both are sorted."""
    kept = []
    index = reach = 0
    for span in found:
        while index < len(protected) and protected[index].start < span.end:
            reach = max(reach, protected[index].end)
            index += 1
        if reach <= span.start:
            kept.append(span)
    return kept


def _code_bodies(text: str, ranges: list[Span]) -> list[Span]:
    """Return the ranges from an opening code tag to its closing one."""
    bodies = []
    opened: tuple[str, int] | None = None
    for span in ranges:
        tag = text[span.start : span.end]
        if opened is None:
            match = _CODE_TAG.match(tag)
            if match and match.lastgroup is None and not tag.rstrip("}>% ").endswith("/"):
                name = match.group(1) or match.group(2)
                opened = (name, span.start) if name != "raw" else None
        elif re.match(rf"\{{%-?\s*end{opened[0]}\b|\{{\{{[<%]\s*/\s*{opened[0]}\b", tag):
            bodies.append(Span(opened[1], span.end))
            opened = None
    return bodies
