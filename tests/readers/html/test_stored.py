"""What editors store in a page and no visitor sees; what only looks like it is read."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import pytest

from detector.readers.html.page import parse
from detector.readers.html.stored import mask


def words(text: str) -> str:
    return " ".join(parse(text, id="x").text.split())


LINE = "<p>The ferry leaves at six, and the last one comes back when the lamps are lit.</p>"
SAID = words(LINE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"<!-- wp:paragraph -->{LINE}<!-- /wp:paragraph -->[gallery ids=\"1,2\"]", SAID),
        (f"<!-- wp:shortcode -->[times-of line=\"2\"]<!-- /wp:shortcode -->{LINE}", SAID),
        (f"<!-- wp:shortcode -->[box]Mind the step.[/box]<!-- /wp:shortcode -->{LINE}", f"Mind the step. {SAID}"),
        (f"<ac:structured-macro ac:name=\"toc\"><ac:parameter ac:name=\"maxLevel\">3</ac:parameter></ac:structured-macro>{LINE}", SAID),
        (f"<ac:task><ac:task-id>7</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>Oil it.</ac:task-body></ac:task>{LINE}", f"Oil it. {SAID}"),
    ],
)  # fmt: skip
def test_what_is_stored_is_left_out(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<p>He wrote [gallery] and [box] in the margin, and nobody knew why he had done so.</p>",
        f"<!-- wp:paragraph --><p>They [the crew] and a [video] of it are gone.</p>{LINE}",
        "<!-- wp:shortcode --><p>The index [a] and [1, 2] is kept.</p>",
        "<p>An &lt;ac:parameter&gt; is a setting of a macro, and its name is ac:name in the file.</p>",
        "<p>[caption] The ferry at six [/caption] is what the old page shows of it to this day.</p>",
    ],
)  # fmt: skip
def test_what_is_no_such_mark_is_read(text: str) -> None:
    if "wp:" in text:
        assert "crew" in mask(text) or "[a]" in mask(text)
    else:
        assert mask(text) == text


def test_a_title_of_a_macro_and_the_text_of_a_link_are_read() -> None:
    text = (
        '<ac:structured-macro ac:name="info"><ac:parameter ac:name="title">Tides</ac:parameter>'
        "<ac:rich-text-body><p>They turn at six.</p></ac:rich-text-body></ac:structured-macro>"
        "<p>See <ac:link><ac:plain-text-link-body><![CDATA[the chart]]></ac:plain-text-link-body>"
        "</ac:link> too.</p>"
    )
    assert words(text) == "Tides They turn at six. See the chart too."
