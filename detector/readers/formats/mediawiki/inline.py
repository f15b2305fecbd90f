"""Inline markup of MediaWiki: links, footnotes, quotes, tags."""

# ruff: noqa: E501 - patterns

from __future__ import annotations

import re

from detector.readers.markup.flow import MASK, Flow
from detector.readers.markup.inline import Inline


class WikiInline(Inline):
    pattern = re.compile(
        r"(?P<note><ref(?:\s[^<>/]{0,300})?>(?P<note_text>[^<]{0,2000}(?:<(?!/?ref)[^<]{0,500}){0,12})</ref>)"
        r"|(?P<file>\[\[[ ]?(?:[Ff]ile|[Ii]mage|[Mm]edia|[Cc]ategory|[a-z]{2,3}(?:-[a-z]{2,8})?)[ ]?:"
        r"(?:[^\[\]]|\[\[[^\[\]]{0,400}\]\]|\[[^\[\]]{0,400}\]){0,800}+\]\])"
        r"|(?P<link>\[\[:?(?P<link_target>[^\[\]|\n]{1,300})(?:\|(?P<link_text>[^\[\]]{0,600}))?\]\])"
        r"|(?P<external>\[(?P<external_target>(?:https?:|ftp:|mailto:)?//[^\s\[\]]{1,500}|mailto:[^\s\[\]]{1,200})"
        r"(?:[ \t]++(?P<external_text>[^\[\]\n]{1,500})?)?\])"
        r"|(?P<quotes>'{2,5})"
        r"|(?P<literal><nowiki>(?P<literal_text>[^<]{0,1000}(?:<(?!/?nowiki>)[^<]{0,500}){0,40})</nowiki>)"
        r"|(?P<code><(?P<code_tag>code|tt|kbd|samp|var)(?:\s[^<>]{0,200})?>(?P<code_text>[^<]{0,800})</(?P=code_tag)>)"
        r"|(?P<break><br[ ]{0,2}/?>)"
        r"|(?P<tag></?[A-Za-z][A-Za-z0-9]{0,20}(?:\s[^<>]{0,500})?/?>)"
        r"|(?P<entity>&(?:\#\d{1,6}|\#x[\da-fA-F]{1,6}|[A-Za-z]{2,12});)"
    )

    def on_note(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        start, end = match.span("note_text")
        if flow.text[start:end].strip(MASK + " \n.,;"):
            self.page.notes.append((flow, start, end))
        self.page.hole()
        return match.end()

    def on_file(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self.page.hole()
        return match.end()

    on_tag = on_file

    def on_quotes(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        if len(match.group()) == 4:  # an apostrophe before bold text
            self.page.copy(flow, match.start(), match.start() + 1)
        return match.end()

    def on_link(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        target = match.group("link_target")
        text = match.span("link_text") if match.group("link_text") else match.span("link_target")
        self.link(flow, match.span(), text, target.strip(), depth)
        return match.end()

    def on_external(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        if match.group("external_text"):
            target = match.group("external_target")
            self.link(flow, match.span(), match.span("external_text"), target, depth)
        else:
            self.page.hole()
        return match.end()

    def on_literal(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        if "<" in match.group("literal_text"):
            self.page.code(flow, *match.span("literal_text"))  # tags that are shown, not run
        else:
            self.page.copy(flow, *match.span("literal_text"))
        return match.end()
