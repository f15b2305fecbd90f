"""Inline markup of AsciiDoc: formatting, macros, references, attributes."""

from __future__ import annotations

import re

from detector.readers.markup.flow import Flow
from detector.readers.markup.inline import Inline, spoken
from detector.readers.markup.page import Page

_BRACKETS = r"\[(?P<{}>(?:[^\[\]\\]|\\[\s\S]|\[[^\[\]]{{0,300}}\]){{0,800}}+)\]"
_CHARACTERS = {
    "nbsp": " ", "sp": " ", "apos": "'", "quot": '"', "lsquo": "‘", "rsquo": "’",
    "ldquo": "“", "rdquo": "”", "deg": "°", "plus": "+", "brvbar": "¦", "vbar": "|", "amp": "&",
    "lt": "<", "gt": ">", "startsb": "[", "endsb": "]", "caret": "^", "asterisk": "*",
    "tilde": "~", "backslash": "\\", "backtick": "`", "two-colons": "::", "two-semicolons": ";;",
    "cpp": "C++", "cxx": "C++", "pp": "++",
}  # fmt: skip
# Macros that show their text; of the others nothing is read.
_SHOWN = frozenset("link mailto xref kbd btn indexterm2 pass menu term".split())
_LINK_ATTRIBUTES = re.compile(r",[ \n]*(?:[\w-]{1,20}[ ]?=|\w+\Z)")


class AsciiDocInline(Inline):
    pattern = re.compile(
        r"(?P<raw>\+\+\+[\s\S]{0,500}?\+\+\+)"
        r"|(?P<index>\(\(\((?:[^()]|\([^()]{0,100}\)){0,300}+\)\)\))"
        r"|(?P<term>\(\((?P<term_text>[^()]{1,200})\)\))"
        r"|(?P<anchor>\[\[\[?[A-Za-z_:][^\[\]\n]{0,200}\]\]\]?)"
        r"|(?P<cross><<(?P<cross_id>[^<>,]{1,200})(?:,(?P<cross_text>[^<>]{0,400}))?>>)"
        rf"|(?P<address>(?<![\w/:])<?(?P<address_target>(?:https?|ftp|irc|mailto):/{{0,2}}(?=[^\s\[\]/])[^\s\[\]<>]{{1,500}})"
        rf"(?:{_BRACKETS.format('address_text')})?>?)"
        r"|(?P<macro>(?<![\w:])(?P<macro_name>[a-z][\w-]{1,20}):(?P<macro_target>[^\s\[\]:][^\s\[\]]{0,400}|)"
        rf"{_BRACKETS.format('macro_text')})"
        r"|(?P<attribute>\{(?:set:|counter2?:)?(?P<attribute_name>[\w-]{1,60})(?:[:!?|@,][^{}\s]{0,60})?\}"
        rf"(?P<attribute_path>(?:[/\#][^\s\[\]{{}}]{{0,300}})?{_BRACKETS.format('attribute_text')})?)"
        r"|(?P<curly>\"`(?=\S)|(?<=\S)`\"|(?<!\w)'`(?=\S)|(?<=\S)`'(?!\w))"
        r"|(?P<code>``(?P<code_double>(?=[^\s`])[^`]{1,400})``"
        r"|(?<![\w`;:}\"'])`(?P<code_single>(?=[^\s`])[^`]{1,400})(?<=\S)`(?![\w`]))"
        r"|(?P<literal>\+\+(?P<literal_double>(?=\S)[^+]{1,300})\+\+"
        r"|(?<![\w+])\+(?P<literal_single>(?=[^\s+])[^+\n]{1,300})(?<=\S)\+(?![\w+]))"
        r"|(?P<strong>\*\*(?P<strong_double>(?=[^\s*])[^*]{1,400})\*\*"
        r"|(?<![\w*\\])\*(?P<strong_single>(?=[^\s*])[^*]{1,400})(?<=[^\s*])\*(?![\w*]))"
        r"|(?P<emphasis>__(?P<emphasis_double>(?=[^\s_])[^_]{1,400})__"
        r"|(?<![\w\\])_(?P<emphasis_single>(?=[^\s_])(?:[^_]|_(?=\w)){1,400}?)(?<=[^\s_])_(?!\w))"
        r"|(?P<mark>(?:\[[\w.#% -]{1,60}\])?(?:\#\#(?P<mark_double>(?=[^\s\#])[^\#]{1,300})\#\#"
        r"|(?<![\w&\#])\#(?P<mark_single>(?=[^\s\#])[^\#]{1,300})(?<=\S)\#(?![\w\#])))"
        r"|(?P<role>\[[.\#][\w.\# -]{1,60}\](?=[*_`]))"
        r"|(?P<script>\^(?P<script_super>[^\s^]{1,60})\^|~(?P<script_sub>[^\s~]{1,60})~)"
        r"|(?P<break>[ ]\+(?=\n|\Z))"
        r"|(?P<entity>&(?:\#\d{1,6}|\#x[\da-fA-F]{1,6}|[A-Za-z]{2,12});)"
        r"|(?P<escape>\\(?=[*_`\#^~{+<\[(hx]))"
    )

    def __init__(self, page: Page, attributes: dict[str, str]) -> None:
        super().__init__(page)
        self.attributes = attributes

    def _out(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self.page.hole()
        return match.end()

    on_raw = on_index = on_anchor = on_role = _out

    def _inner(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        """Show what stands between the marks."""
        name = str(match.lastgroup)
        found = [g for g, text in match.groupdict().items() if g.startswith(f"{name}_") and text]
        self.show(flow, *match.span(found[0]), depth)
        return match.end()

    on_strong = on_emphasis = on_mark = on_script = on_term = _inner

    def on_escape(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self.page.copy(flow, match.end(), match.end() + 1)
        return match.end() + 1

    def on_curly(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        mark = {'"`': "“", '`"': "”", "'`": "‘", "`'": "’"}[match.group()]
        self.page.replace(mark, flow.place(*match.span()))
        return match.end()

    def on_code(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        name = "code_double" if match.group("code_double") else "code_single"
        start, end = match.span(name)
        text = match.group(name)
        if len(text) > 2 and text[0] == text[-1] == "+":  # `+literal+`
            start, end = start + 1, end - 1
            self.page.code(flow, start, end)
        else:
            at = self.page.begin(flow.place(start, end).start)
            self.show(flow, start, end, depth)
            self.page.mark_code(at)
        return match.end()

    def on_literal(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        name = "literal_double" if match.group("literal_double") else "literal_single"
        self.page.copy(flow, *match.span(name))
        return match.end()

    def on_cross(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        target = match.group("cross_id")
        if match.group("cross_text"):
            self.link(flow, match.span(), match.span("cross_text"), f"#{target}", depth)
        else:
            self.page.replace(spoken(target), flow.place(*match.span()))
        return match.end()

    def on_address(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        target = match.group("address_target")
        if match.group("address_text"):
            text = self._link_text(flow, *match.span("address_text"))
            self.link(flow, match.span(), text, target, depth)
            return match.end()
        start, end = match.span("address_target")
        bare = match.group("address_text") is not None
        end = end if bare else start + len(target.rstrip(".,;:!?)'\""))
        self.address(flow, start, end)
        closed = bare or match.group().startswith("<")
        return match.end() if closed else end

    def on_macro(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        name, target = match.group("macro_name"), match.group("macro_target")
        start, end = match.span("macro_text")
        if name in ("footnote", "footnoteref"):
            if name == "footnoteref":
                comma = flow.text.find(",", start, end)
                start = comma + 1 if comma >= 0 else end
            if end > start:
                self.page.notes.append((flow, start, end))
            self.page.hole()
        elif name in ("link", "xref", "mailto"):
            if end > start:
                text = self._link_text(flow, start, end)
                self.link(flow, match.span(), text, target, depth)
            elif name == "xref":
                self.page.replace(spoken(target), flow.place(*match.span()))
            else:
                self.page.copy(flow, *match.span("macro_target"))
        elif name == "menu":
            self.page.copy(flow, *match.span("macro_target"))
            self.page.line_end(flow.place(start, end).start)
            self.page.copy(flow, start, end)
        elif name in _SHOWN and "<" not in match.group("macro_text"):
            self.page.copy(flow, start, end)
        else:
            self.page.hole()
        return match.end()

    def on_attribute(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        name = match.group("attribute_name").lower()
        value = _CHARACTERS.get(name) or self.attributes.get(name)
        if match.group("attribute_text") and (value is None or "://" in value):
            target = (value or "") + match.group("attribute_path").partition("[")[0]
            text = self._link_text(flow, *match.span("attribute_text"))
            self.link(flow, match.span(), text, target, depth)
            return match.end()
        end = match.start("attribute_path") if match.group("attribute_path") else match.end()
        if value:
            self.page.replace(value, flow.place(match.start(), end))
        else:
            self.page.hole()
        return end

    def _link_text(self, flow: Flow, start: int, end: int) -> tuple[int, int]:
        """Return the range of a link's text without its attributes and its window mark."""
        text = flow.text[start:end]
        quoted = re.match(r'"([^"]*)"', text)
        if quoted:
            return start + 1, start + quoted.end() - 1
        cut = _LINK_ATTRIBUTES.search(text)
        text = (text[: cut.start()] if cut else text).rstrip()
        return start, start + len(text) - text.endswith("^")
