"""What editors keep in place of HTML: Lexical, mobiledoc, ProseMirror, Slate, Portable Text.

All but mobiledoc are trees whose nodes have a type and children, and texts at their ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

MAX_DEPTH = 60

_CHILDREN = ("children", "content", "nodes")
_HEADING = re.compile(r"h(?:eading)?-?([1-6])\Z")
_BLOCKS = {
    "paragraph": "p", "p": "p", "block": "p", "normal": "p", "heading": "h2",
    "extended-heading": "h2", "list-item": "li", "listitem": "li", "list_item": "li", "li": "li",
    "quote": "blockquote", "extended-quote": "blockquote", "blockquote": "blockquote",
    "codeblock": "pre", "code-block": "pre", "code_block": "pre", "codehighlight": "pre",
    "bulletlist": "ul", "bullet_list": "ul", "unordered-list": "ul", "bulleted-list": "ul",
    "orderedlist": "ol", "ordered_list": "ol", "ordered-list": "ol", "numbered-list": "ol",
    "list": "ul", "ul": "ul", "ol": "ol", "table": "table", "tablerow": "tr", "table-row": "tr",
    "tablecell": "td", "table-cell": "td", "tableheader": "th", "table-header-cell": "th",
    "aside": "p",
}  # fmt: skip
_BREAKS = frozenset({"linebreak", "hardbreak", "hard_break", "br"})
# Fields of a card that its reader sees, and the element that shows each.
_SHOWN_FIELDS = (
    ("heading", "h3", False), ("header", "h2", True), ("subheader", "p", True),
    ("calloutText", "p", True), ("content", "p", True), ("caption", "figcaption", True),
    ("html", "div", True),
)  # fmt: skip
_CODE_BIT = 16  # of a Lexical text's format


def to_html(state: Any) -> str:
    """Return the HTML of an editor's state, given as JSON or as its value; "" for another."""
    if isinstance(state, str):
        import json

        try:
            state = json.loads(state)
        except (ValueError, RecursionError):
            return ""
    if isinstance(state, Mapping) and isinstance(state.get("sections"), list):
        return "".join(_mobiledoc(state))
    if isinstance(state, Mapping) and isinstance(state.get("root"), Mapping):
        state = state["root"]
    nodes = state if isinstance(state, list) else _children(state)
    return "".join(piece for node in nodes for piece in _node(node, 0))


def _children(node: Any) -> list[Any]:
    if isinstance(node, Mapping):
        for key in _CHILDREN:
            if isinstance(node.get(key), list):
                return list(node[key])
    return []


def _node(node: Any, depth: int) -> Iterator[str]:
    if not isinstance(node, Mapping) or depth > MAX_DEPTH:
        return
    type = str(node.get("type") or node.get("_type") or node.get("nodeType") or "").lower()
    if type in _BREAKS:
        yield "<br>"
        return
    children = _children(node)
    text = node.get("text", node.get("value"))
    if isinstance(text, str) and not children:
        is_code = isinstance(node.get("format"), int) and node["format"] & _CODE_BIT
        is_code = bool(is_code or node.get("code") is True or _marked(node))
        yield f"<code>{escape(text)}</code>" if is_code else escape(text)
        return
    if not children:
        yield from _card(type, node)
        return
    tag = _tag(type, node)
    yield f"<{tag}>" if tag else ""
    for child in children:
        yield from _node(child, depth + 1)
    yield f"</{tag}>" if tag else ""


def _marked(node: Mapping[str, Any]) -> bool:
    marks = node.get("marks")
    return isinstance(marks, list) and any(
        mark == "code" or (isinstance(mark, Mapping) and mark.get("type") == "code")
        for mark in marks
    )


def _tag(type: str, node: Mapping[str, Any]) -> str:
    attributes = node.get("attrs")
    level = attributes.get("level") if isinstance(attributes, Mapping) else node.get("level")
    style = str(node.get("style") or "").lower()
    for name in (type, str(node.get("tag") or "").lower(), style):
        if match := _HEADING.match(name):
            return f"h{match.group(1)}"
    if type == "heading" and isinstance(level, int) and 1 <= level <= 6:
        return f"h{level}"
    if node.get("listItem"):
        return "li"
    if style == "blockquote":
        return "blockquote"
    if type == "list" and (node.get("listType") == "number" or node.get("tag") == "ol"):
        return "ol"
    return _BLOCKS.get(type, "")


def _mobiledoc(state: Mapping[str, Any]) -> Iterator[str]:
    """Yield the HTML of a mobiledoc: sections of markers, lists and cards."""
    markups, atoms, cards = (_list(state.get(key)) for key in ("markups", "atoms", "cards"))
    for section in _list(state.get("sections")):
        kind, *rest = _list(section) or [None]
        if kind == 1 and len(rest) >= 2:
            tag = rest[0] if re.fullmatch(r"h[1-6]|p|blockquote|aside", str(rest[0])) else "p"
            yield f"<{tag}>{''.join(_markers(rest[1], markups, atoms))}</{tag}>"
        elif kind == 3 and len(rest) >= 2:
            tag = "ol" if rest[0] == "ol" else "ul"
            items = ("".join(_markers(item, markups, atoms)) for item in _list(rest[1]))
            yield f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"
        elif kind == 10 and rest and isinstance(rest[0], int) and 0 <= rest[0] < len(cards):
            name, *payload = _list(cards[rest[0]]) or [""]
            if payload and isinstance(payload[0], Mapping):
                yield from _card(str(name).lower(), payload[0])


def _markers(markers: Any, markups: list[Any], atoms: list[Any]) -> Iterator[str]:
    open_names: list[str] = []
    for marker in map(_list, _list(markers)):
        if len(marker) < 4:
            continue
        kind, opened, closed, value = marker[:4]
        for index in _list(opened):
            known = isinstance(index, int) and 0 <= index < len(markups)
            open_names.append(str(next(iter(_list(markups[index])), "")) if known else "")
        if kind == 0 and isinstance(value, str):
            is_code = "code" in open_names
            yield f"<code>{escape(value)}</code>" if is_code else escape(value)
        elif kind == 1 and isinstance(value, int) and 0 <= value < len(atoms):
            name, *shown = _list(atoms[value]) or [""]
            yield "<br>" if name == "soft-return" else escape(str(shown[0] if shown else ""))
        if isinstance(closed, int) and closed > 0:
            del open_names[-closed:]


def _card(type: str, card: Mapping[str, Any]) -> Iterator[str]:
    """Yield what readers see of a card: its own texts, not addresses and settings."""
    markdown = card.get("markdown")
    if isinstance(markdown, str):
        from markdown_it import MarkdownIt

        yield MarkdownIt("commonmark").render(markdown)
        return
    if "code" in type or "embed" in type or "email" in type:
        return
    for field, tag, is_html in _SHOWN_FIELDS:
        value = card.get(field)
        if isinstance(value, str) and value.strip():
            yield f"<{tag}>{value if is_html else escape(value)}</{tag}>"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
