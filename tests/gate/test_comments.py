"""Suppressions are read from the comments of every syntax, and from nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detector.config import Configuration
from detector.gate.gate import Gate
from detector.gate.suppress import find
from detector.readers import parse
from detector.text.document import ContentType
from tests.cpu_time import is_below
from tests.gate.test_suppress import DEBRIS, rules
from tests.stub_model import StubModel

COMMENTS = (
    "<!-- detector: {} -->",
    "[//]: # (detector: {})",
    "[comment]: # (detector: {})",
    "[//]: # 'detector: {}'",
    '[//]: <> "detector: {}"',
    "{{% comment %}} detector: {} {{% endcomment %}}",
    "{{%- comment -%}}\ndetector: {}\n{{%- endcomment -%}}",
    "{{% # detector: {} %}}",
    "{{{{/* detector: {} */}}}}",
    "{{{{- /* detector: {} */ -}}}}",
    "{{# detector: {} #}}",
    "{{/* detector: {} */}}",
)


@pytest.mark.parametrize("kind", list(ContentType))
@pytest.mark.parametrize("comment", COMMENTS)
def test_comments_of_every_syntax(comment: str, kind: ContentType) -> None:
    said = comment.format("disable-next=chat-citation shown on purpose")
    parts = ("It begins here.", said, DEBRIS, "It goes on.", DEBRIS)
    if kind is ContentType.HTML:
        parts = tuple(p if p == said else f"<p>{p}</p>" for p in parts)
    text = "\n\n".join(parts) + "\n"
    gate = Gate(Configuration(isolated=True), model=StubModel)
    checked = gate.check(parse(text, id="a", content_type=kind))
    assert rules(checked) == [(text.count("\n", 0, text.rindex(DEBRIS)) + 1, "chat-citation")]
    [found] = find(parse(text, id="a", content_type=kind))
    assert (found.reason, text[slice(*found.source)]) == ("shown on purpose", said)


@pytest.mark.parametrize("opening", ["<!-- ", "{{/* ", "{% comment %} ", "\n[//]: # ("])
def test_comments_that_never_end_take_no_time(opening: str) -> None:
    text = f"{opening}detector: " * 20_000
    document = parse("", id="a", content_type=ContentType.TEXT)
    document = replace(document, source=text)
    assert is_below(2, lambda: document, find)


@pytest.mark.parametrize(
    "comment",
    [
        "[//]: # (detector: disable=chat-citation",  # not closed on its line
        "[x]: # (detector: disable=chat-citation)",
        "See [//]: # (detector: disable=chat-citation)",
        "{% raw %} detector: disable=chat-citation {% endraw %}",
        "(detector: disable=chat-citation)",
        "detector: disable=chat-citation",
    ],
)
def test_what_is_no_comment_suppresses_nothing(comment: str) -> None:
    text = f"{comment}\n\n{DEBRIS}\n\nSmall (as it is)."
    for kind in (ContentType.MARKDOWN, ContentType.TEXT):
        assert find(parse(text, id="a", content_type=kind)) == []
