"""The elements of HTML by what they do to the text in them, and what a tag looks like."""

from __future__ import annotations

from detector.regex import lazy
from detector.text.document import BlockKind

# Elements whose content is no running text of the page.
RAW = frozenset({
    "script", "style", "noscript", "svg", "template", "iframe", "textarea", "select", "title",
    "object", "canvas", "audio", "video", "button", "datalist", "applet",
})  # fmt: skip
SWALLOWS = frozenset({"script", "style"})  # unclosed, they take the rest, as in a browser
VOID = frozenset({
    "br", "img", "hr", "input", "meta", "link", "wbr", "area", "base", "col", "embed", "source",
    "track", "param", "basefont", "frame", "keygen",
})  # fmt: skip
BLOCK = frozenset({
    "p", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table",
    "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "blockquote", "pre", "figure", "main",
    "figcaption", "header", "footer", "nav", "aside", "form", "dl", "dt", "dd", "address", "body",
    "html", "head", "center", "details", "summary", "fieldset", "legend", "hgroup", "menu", "dir",
    "dialog", "option", "label", "xmp", "listing", "search", "noframes", "frameset",
})  # fmt: skip
TRACKED = BLOCK | {"a", "code", "kbd", "samp", "tt", "var"}
KIND = {
    **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "tr": BlockKind.TABLE,
    "caption": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
    "blockquote": BlockKind.QUOTATION,
    "pre": BlockKind.CODE,
    "xmp": BlockKind.CODE,
    "listing": BlockKind.CODE,
}
# A tag closes these when one of them is the innermost open block.
P = frozenset({"p"})
_NO_IMPLIED = frozenset({"label", "td", "th", "option", "legend"})
CLOSES = {
    **dict.fromkeys(BLOCK - _NO_IMPLIED, P),
    "li": frozenset({"p", "li"}),
    "dt": frozenset({"p", "dt", "dd"}),
    "dd": frozenset({"p", "dt", "dd"}),
    "tr": frozenset({"p", "td", "th", "tr"}),
    "td": frozenset({"p", "td", "th"}),
    "th": frozenset({"p", "td", "th"}),
    "tbody": frozenset({"p", "td", "th", "tr", "thead", "tbody"}),
    "option": frozenset({"option"}),
    **{f"h{n}": frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"}) for n in range(1, 7)},
}

# Possessive, and no "<" outside quotation marks: every attempt to match is short.
TAG_PATTERN = lazy(
    r"""<(?:(/?)([a-zA-Z][^\s/>"'<]*+)((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>|!--|[!?][^<>]*+>"""
    r"""|(/?)([a-zA-Z][^\s/>"'<]*+)[^<>]*+>)"""
)
