"""Suppressions hold where they say, for the rules they name, and are reported when of no use."""

from __future__ import annotations

import pytest

from detector.config import Configuration
from detector.document import ContentType
from detector.gate import Gate
from detector.issues import Checked
from detector.readers import parse
from tests.stub_model import StubModel

DEBRIS = "The plan isnâ€™t new, but the council has agreed to pay for all of it this year."
LEAK = "The figures were checked:contentReference[oaicite:0]{index=0} by the office."


def check(
    text: str, model: StubModel | None = None, name: str = "a.md", **given: object
) -> Checked:
    kind = ContentType.HTML if name.endswith("html") else ContentType.MARKDOWN
    gate = Gate(Configuration(isolated=True, given=given), model=lambda: model or StubModel())
    return gate.check(parse(text, id=name, path=name, content_type=kind))


def rules(checked: Checked) -> list[tuple[int, str]]:
    return [(issue.line, issue.rule) for issue in checked.shown]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        # The next block, and that block alone.
        (
            f"<!-- detector: disable-next=mojibake quoted -->\n\n{DEBRIS}\n\n{DEBRIS}\n",
            [(5, "mojibake")],
        ),
        # A range, ended for one rule or for all.
        (
            f"<!-- detector: disable=mojibake -->\n\n{DEBRIS}\n\n"
            f"<!-- detector: enable -->\n\n{DEBRIS}\n",
            [(7, "mojibake")],
        ),
        (
            f"<!-- detector: disable=mojibake,chat-citation why -->\n\n{DEBRIS}\n\n"
            f"<!-- detector: enable=mojibake -->\n\n{DEBRIS}\n\n{LEAK}\n",
            [(7, "mojibake")],
        ),
        # A range to the end; what stands before it is not in it.
        (f"{DEBRIS}\n\n<!-- detector: disable=markup_debris -->\n\n{DEBRIS}\n", [(1, "mojibake")]),
        # The file, from anywhere; without names every rule.
        (f"{DEBRIS}\n\n{LEAK}\n\n<!-- detector: disable-file an example -->\n", []),
        (f"{DEBRIS}\n\n{LEAK}\n\n<!--detector:disable-file=mojibake-->\n", [(3, "chat-citation")]),
        # Front matter: a list, reasons by rule, a string, all.
        (f"---\ndetector:\n  disable: [mojibake]\n  reason: old\n---\n{DEBRIS}\n", []),
        (f"---\ndetector:\n  disable:\n    mojibake: a quotation\n---\n{DEBRIS}\n", []),
        (f'---\ndetector: {{disable: "mojibake, chat-citation"}}\n---\n{DEBRIS}\n\n{LEAK}\n', []),
        (f"---\ndetector: false\n---\n{DEBRIS}\n", []),
        (f"+++\n[detector]\ndisable = ['mojibake']\n+++\n{DEBRIS}\n", []),
        # A list is one block.
        (f"<!-- detector: disable-next=mojibake -->\n\n- {DEBRIS}\n- {DEBRIS}\n- {DEBRIS}\n", []),
    ],
)
def test_markdown(text: str, left: list[tuple[int, str]]) -> None:
    assert rules(check(text)) == left


def test_html() -> None:
    page = (
        "<html><body><article><!-- detector: disable-next=mojibake -->\n"
        f"<p>{DEBRIS}</p>\n<p>{DEBRIS}</p></article></body></html>"
    )
    checked = check(page, name="a.html")
    assert rules(checked) == [(3, "mojibake")]
    assert checked.suppressed == 1


def test_mdx() -> None:
    comment = "{/* detector: disable-next=mojibake */}"
    text = f"import A from './a'\n\n{comment}\n\n{DEBRIS}\n\n{DEBRIS}\n"
    assert rules(check(text, name="a.mdx")) == [(7, "mojibake")]


def test_a_comment_shown_as_code_is_no_order() -> None:
    text = f"```html\n<!-- detector: disable-file=mojibake -->\n```\n\n{DEBRIS}\n"
    assert rules(check(text)) == [(5, "mojibake")]
    inline = f"Write `<!-- detector: disable-file=mojibake -->` at the top.\n\n{DEBRIS}\n"
    assert rules(check(inline)) == [(3, "mojibake")]


def test_plain_text_has_no_comments() -> None:
    text = f"<!-- detector: disable-file=mojibake -->\n\n{DEBRIS}\n"
    gate = Gate(Configuration(isolated=True), model=StubModel)
    checked = gate.check(parse(text, id="a.txt", content_type=ContentType.TEXT))
    assert "mojibake" in [issue.rule for issue in checked.shown]


def test_the_classifier_can_be_overruled_and_is_not_shown_what_was() -> None:
    text = f"<!-- detector: disable-file=generated,mojibake we wrote it -->\n\n{DEBRIS}\n"
    model = StubModel(generated=0.99)
    checked = check(text, model)
    assert not checked.fails
    assert rules(checked) == []
    assert max(model.asked[0].values()) == 0.0
    assert check(DEBRIS, model).fails


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("disable-next=mojibake", "mojibake finds nothing here"),
        ("disable-file", "suppresses nothing"),
        ("disable-file=mojibekk", "do you mean 'mojibake'"),
        ("disabel=mojibake", "expected disable"),
        ("enable=mojibake", None),
    ],
)
def test_suppressions_of_no_use_are_reported(comment: str, said: str | None) -> None:
    checked = check(
        f"All is well here, and nobody has left a mark.\n\n<!-- detector: {comment} -->\n"
    )
    assert not checked.fails
    assert [(i.line, i.rule) for i in checked.shown] == (
        [] if said is None else [(3, "suppression")]
    )
    if said:
        assert said in checked.shown[0].message


def test_a_suppression_of_a_rule_that_did_not_run_is_not_judged() -> None:
    text = "All is well here.\n\n<!-- detector: disable-next=mojibake -->\n\nNothing to see.\n"
    assert rules(check(text, ignore=["mojibake"])) == []
    assert rules(check(text, ignore=["suppression"])) == []
    assert rules(check(text)) == [(3, "suppression")]
