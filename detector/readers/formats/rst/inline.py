"""Inline markup of reStructuredText: roles, references, literals, emphasis, substitutions."""

from __future__ import annotations

import re
from typing import NamedTuple

from detector.readers.markup.flow import Flow
from detector.readers.markup.inline import Inline, spoken
from detector.readers.markup.page import Page

# What may stand before a start-string and after an end-string (docutils, "inline markup
# recognition rules").
_S = r"(?<![^\s'\"(\[{<\-/:‘“’«¡¿‐–—…\\])"
_E = r"(?![^\s'\")\]}>\-/\\:.,;!?‘’”»‐–—…])"

_TARGETED = re.compile(r"([^<>]*+)<([^<>]++)>\s*+\Z")
_SPACE = re.compile(r"\s+")
_PARENTHESIS = re.compile(r"\([^()]{1,300}\)\s{0,9}\Z")

_LEFT_OUT = frozenset(
    "raw eq numref cite footcite bibcite index-entry anchor hidden fa icon octicon material-regular"
    " material-outlined material-round material-sharp fas fab far fa-solid raw-html html".split()
)
# Roles without a text of their own: Sphinx puts the title of what they name.
_TITLED = frozenset("ref doc any label hoverxref std-ref std-doc".split())
_CODE = frozenset(
    "code literal file samp command program option envvar kbd makevar mimetype newsgroup regexp"
    " func function meth method class attr attribute mod module exc exception data const obj object"
    " var macro type struct enum enumerator union member expr texpr property deco decorator dir"
    " directive role token keyword setting confval ini func-name pyobj".split()
)
_OBJECT_DOMAINS = ("py:", "c:", "cpp:", "js:", "rb:", "php:", "java:", "rust:", "go:", "http:")
_NUMBERED = {"pep": "PEP ", "rfc": "RFC "}


class Definitions(NamedTuple):
    """What a file defines for its inline markup, names folded by ``name_of``."""

    targets: dict[str, str]
    anonymous: list[str]
    substitutions: dict[str, str]
    hidden_roles: set[str]


def name_of(text: str) -> str:
    """Return the form in which reference names are compared."""
    return _SPACE.sub(" ", text.replace("\\", "")).strip().casefold()


class RstInline(Inline):
    pattern = re.compile(
        rf"(?P<literal>{_S}``(?=\S)(?P<literal_text>[\s\S]{{1,500}}?)(?<=\S)``{_E})"
        rf"|(?P<role>{_S}:(?P<role_name>[\w.+:-]{{1,60}}):`(?P<role_text>[^`]{{1,800}})`{_E})"
        rf"|(?P<target>{_S}_`(?P<target_text>[^`]{{1,300}})`{_E})"
        rf"|(?P<phrase>{_S}`(?=[^\s`])(?P<phrase_text>[^`]{{1,800}})`"
        rf"(?P<phrase_end>__?(?!\w)|:[\w.+:-]{{1,60}}:)?{_E})"
        rf"|(?P<strong>{_S}\*\*(?=[^\s*])(?P<strong_text>[\s\S]{{1,500}}?)(?<=[^\s\\])\*\*{_E})"
        rf"|(?P<emphasis>{_S}\*(?=[^\s*'\")\]}}>])(?P<emphasis_text>[^*]{{1,500}})(?<=[^\s\\])\*{_E})"
        rf"|(?P<substitution>{_S}\|(?=[^\s|])(?P<substitution_name>[^|\n]{{1,100}})(?<=\S)\|_{{0,2}}{_E})"
        rf"|(?P<note>{_S}\[(?:\d{{1,4}}|\#[\w.-]{{0,60}}|\*|[^\W\d][\w.+:-]{{0,60}})\]_(?!\w))"
        r"|(?P<address>\b(?:https?|ftp)://[^\s<>`\\]{1,400})"
        r"|(?P<reference>(?<![\w.:/@-])(?P<reference_name>[^\W_](?:[\w.+-]{0,60}[^\W_])?)__?(?![\w/]))"
        r"|(?P<escape>\\(?P<escaped>[\s\S]))"
    )

    def __init__(self, page: Page, definitions: Definitions) -> None:
        super().__init__(page)
        self.definitions = definitions
        self._anonymous = iter(definitions.anonymous)

    def on_literal(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self.page.code(flow, *match.span("literal_text"))
        return match.end()

    def on_target(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self._plain(flow, *match.span("target_text"))
        return match.end()

    def on_strong(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self._plain(flow, *match.span("strong_text"))
        return match.end()

    def on_emphasis(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self._plain(flow, *match.span("emphasis_text"))
        return match.end()

    def on_escape(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        if not match.group("escaped").isspace():
            self.page.copy(flow, *match.span("escaped"))
        return match.end()

    def on_note(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self.page.hole()
        return match.end()

    def on_substitution(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        name = match.group("substitution_name")
        text = self.definitions.substitutions.get(name_of(name), "")
        if text:
            self.page.replace(text, flow.place(*match.span()))
        else:
            self.page.hole()
        return match.end()

    def on_address(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        end = match.start() + len(match.group().rstrip(".,;:!?*_'\")]}"))
        self.address(flow, match.start(), end)
        return end

    def on_reference(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        name = match.group("reference_name")
        self._linked(flow, match.span(), match.span("reference_name"), self._target(name, match))
        return match.end()

    def on_phrase(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        end = match.group("phrase_end") or ""
        text = match.span("phrase_text")
        if end.startswith(":"):
            self._role(flow, match.span(), end.strip(":"), text)
        elif not end:
            self._plain(flow, *text)
        elif found := _TARGETED.match(flow.text, *text):
            shown = _title(found) or found.span(2)
            target = found.group(2)
            if target.endswith("_"):
                target = self.definitions.targets.get(name_of(target[:-1]), "")
            self._linked(flow, match.span(), shown, _SPACE.sub("", target))
        else:
            target = self._target(match.group("phrase_text"), match)
            if not target and end == "_":  # a section of the page, by its title
                target = "#" + name_of(match.group("phrase_text")).replace(" ", "-")
            self._linked(flow, match.span(), text, target)
        return match.end()

    def on_role(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self._role(flow, match.span(), match.group("role_name"), match.span("role_text"))
        return match.end()

    def _target(self, name: str, match: re.Match[str]) -> str:
        if match.group().endswith("__"):
            return next(self._anonymous, "")
        return self.definitions.targets.get(name_of(name), "")

    def _linked(
        self, flow: Flow, whole: tuple[int, int], text: tuple[int, int], target: str
    ) -> None:
        source = flow.place(*whole)
        at = self.page.begin(source.start)
        self._plain(flow, *text)
        self.page.mark_link(at, target, source)

    def _role(self, flow: Flow, whole: tuple[int, int], name: str, text: tuple[int, int]) -> None:
        """Show what Sphinx shows of a role."""
        source = flow.place(*whole)
        short = name.rpartition(":")[2].lower()
        content = flow.text[slice(*text)]
        if short in _LEFT_OUT or name in self.definitions.hidden_roles or "cite" in name:
            self.page.hole()
            return
        found = _TARGETED.match(flow.text, *text)
        if found and (title := _title(found)):
            self._linked(flow, whole, title, _SPACE.sub("", found.group(2)))
        elif short in _TITLED:
            label = found.group(2) if found else content
            self.page.replace(spoken(label.lstrip("!~")), source)
        elif short in _NUMBERED:
            self.page.replace(_NUMBERED[short] + content, source)
        elif short == "abbr":
            cut = _PARENTHESIS.search(content)
            self._plain(flow, text[0], text[0] + (cut.start() if cut else len(content)))
        elif short == "guilabel" and "&" in content:
            self.page.replace(content.replace("&", "").replace("\n", " "), source)
        elif short == "math":
            self._code(flow, *text)
        elif short in _CODE or name.startswith(_OBJECT_DOMAINS):
            start = text[0] + (content.startswith(("~", "!", ".")))
            if content.startswith("~"):
                start = max(start, text[0] + content.rfind(".") + 1)
            self._code(flow, start, text[1])
        else:
            self._plain(flow, *text)

    def _code(self, flow: Flow, start: int, end: int) -> None:
        at = self.page.begin(flow.place(start, end).start)
        self._plain(flow, start, end)
        self.page.mark_code(at)

    def _plain(self, flow: Flow, start: int, end: int) -> None:
        """Show text without further markup, its escapes resolved."""
        while (at := flow.text.find("\\", start, end)) >= 0:
            self.page.copy(flow, start, at)
            start = at + 1
            if start < end and flow.text[start] != "\\":
                if flow.text[start].isspace():
                    start += 1
            elif start < end:
                self.page.copy(flow, start, start + 1)
                start += 1
        self.page.copy(flow, start, end)


def _title(found: re.Match[str]) -> tuple[int, int] | None:
    """Return the range of the text before a target in angle brackets, None without one."""
    title = found.group(1).rstrip()
    return (found.start(), found.start() + len(title)) if title else None
