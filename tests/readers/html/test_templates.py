"""Template tags in HTML: what the visitor sees, and where it is in the source."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.readers.html.page import parse
from detector.readers.html.templates import MASK, mask

LINE = "The ferry leaves at nine, and it comes back at noon with the post and the bread."


@pytest.mark.parametrize(
    "source",
    [
        "---\ntitle: T\n---\n<p>{%% if a < b %%}%s{%% endif %%}</p><p>{{ site.name }}</p>",
        "{%% for post in posts %%}<p>%s</p>{%% endfor %%}",
        "{%% comment %%}<p>not this</p>{%% endcomment %%}<p>%s</p>",
        "{{ range .Pages }}<p>%s {{ .Title }}</p>{{ end }}",
        "{{#each items}}<p>%s</p>{{/each}}",
        "<%% if user && a < 3 %%><p>%s</p><%% end %%>",
        "<?php if ($a > 1): ?><p>%s</p><?php endif; ?>",
        "<p>%s</p><?php echo 'never closed'",
        "{# a note for authors #}{%% block body %%}<p>%s</p>{%% endblock %%}",
        '{%% extends "a.html" %%}{%% block extra_css %%}h1 { margin: 0 }{%% endblock %%}{%% block body %%}<p>%s</p>{%% endblock %%}',
        '<ul><li ng-repeat="a in b">{{ a }}</li></ul><p>%s</p>',
        '<p>%s</p><p [class.lit]="isLit">{{ lamp }}</p>',
        '<p>%s</p><button (click)="light(lamp)">{{ lamp }}</button>',
        '<p>%s</p><input [(ngModel)]="lamp"><b>{{ lamp }}</b>',
        '<p *ngIf="lit">{{ lamp }}</p><p>%s</p>',
        '<p :title="lamp" @click="light">{{ lamp }}</p><p>%s</p>',
        "<!DOCTYPE html><html ng-app><body><p>%s {{ item.name }}</p></body></html>",
        "<!DOCTYPE html><html><head>{%% seo %%}</head><body><p>%s</p>{%% include foot.html %%}</body></html>",
        "<p><a href=\"<?= $url > 3 ?>\" class='x'>%s</a></p><?php end(); ?>",
    ],
)
def test_tags_are_not_read(source: str) -> None:
    source = source % LINE
    document = parse(source, id="x")
    assert document.text.strip() == LINE
    at = document.text.index("ferry")
    assert source[slice(*document.to_source(at, at + 5))] == "ferry"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<!DOCTYPE html><html><body><p>Dear {{ name }}, %s</p></body></html>", "{{ name }}"),
        ("<p>Dear {{ name }}, %s</p>", "{{ name }}"),
        (
            "<!DOCTYPE html><html><body><p>%s {%% include more.html %%}</p></body></html>",
            "{% include more.html %}",
        ),
        (
            "<!DOCTYPE html><html><body><p>%s Write <code>{%% if x %%}</code> and <code>{{ x | upper }}</code>.</p></body></html>",
            "{% if x %}",
        ),
        ('<p title="(click)">Dear {{ name }}, %s</p>', "{{ name }}"),
        ('<p data-x="[lamp]" title=": lamp=">Dear {{ name }}, %s</p>', "{{ name }}"),
        ("<p>Dear {{ name }}, %s Set @lamp='1' or (lit)='y', or [lit]='n'.</p>", "{{ name }}"),
        ('<p>Dear {{ name }}, %s Write to <a href="mailto:a@b.example">us</a>.</p>', "{{ name }}"),
        ("<p>%s A set {1, {2}} and 50%% < 60%%.</p>", "{1, {2}} and 50% < 60%"),
    ],
)
def test_what_a_visitor_sees_stays(source: str, shown: str) -> None:
    assert shown in parse(source % LINE, id="x").text


def test_links_keep_their_targets() -> None:
    source = '---\ntitle: T\n---\n<p><a href="{{ site.url }}/a">one</a> two</p>'
    (link,) = parse(source, id="x").links
    assert link.target == "{{ site.url }}/a"


PIECES = st.lists(
    st.sampled_from("{{|}}|{%|%}|<%|%>|<?php|?>|{#|#}|<pre>|</pre>|<code>|a|\n|<p>|{% comment %}|"
                    "{% endcomment %}|<!doctype html>|---\n|site.x".split("|")),
    max_size=30,
).map("".join)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(PIECES, st.booleans())
def test_masking_shifts_nothing(source: str, has_header: bool) -> None:
    masked = mask(source, has_header=has_header)
    assert len(masked) == len(source)
    assert all(a in (b, MASK) for a, b in zip(masked, source, strict=True))
    assert re.findall(r"[\r\n]", masked) == re.findall(r"[\r\n]", source)


@pytest.mark.parametrize("piece", ["{{", "{%", "<%", "<?php ", "{{ a", "<code>{{", "{% comment %}"])
def test_odd_tags_are_linear(piece: str) -> None:
    start = time.process_time()
    parse("<p>" + piece * 20_000, id="x")
    assert time.process_time() - start < 6
