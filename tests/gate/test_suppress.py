"""Suppressions hold where they say, for the rules they name, and are reported when of no use."""

from __future__ import annotations

import pytest

from detector.config import Configuration
from detector.gate.gate import Gate
from detector.gate.issues import Checked
from detector.gate.suppress import find
from detector.readers import parse
from detector.text.document import ContentType
from tests.stub_model import StubModel

DEBRIS = "The old plan:contentReference[oaicite:0]{index=0} was paid for by the council this year."
LEAK = "(Tone kept formal, keyphrases included)"


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
            f"<!-- detector: disable-next=chat-citation quoted -->\n\n{DEBRIS}\n\n{DEBRIS}\n",
            [(5, "chat-citation")],
        ),
        # A range, ended for one rule or for all.
        (
            f"<!-- detector: disable=chat-citation -->\n\n{DEBRIS}\n\n"
            f"<!-- detector: enable -->\n\n{DEBRIS}\n",
            [(7, "chat-citation")],
        ),
        (
            f"<!-- detector: disable=chat-citation,prompt-echo why -->\n\n{DEBRIS}\n\n"
            f"<!-- detector: enable=chat-citation -->\n\n{DEBRIS}\n\n{LEAK}\n",
            [(7, "chat-citation")],
        ),
        # A range to the end; what stands before it is not in it.
        (
            f"{DEBRIS}\n\n<!-- detector: disable=prompt_leak -->\n\n{DEBRIS}\n",
            [(1, "chat-citation")],
        ),
        # The file, from anywhere; without names every rule.
        (f"{DEBRIS}\n\n{LEAK}\n\n<!-- detector: disable-file an example -->\n", []),
        (
            f"{DEBRIS}\n\n{LEAK}\n\n<!--detector:disable-file=chat-citation-->\n",
            [(3, "prompt-echo")],
        ),
        # Front matter: a list, reasons by rule, a string, all.
        (f"---\ndetector:\n  disable: [chat-citation]\n  reason: old\n---\n{DEBRIS}\n", []),
        (f"---\ndetector:\n  disable:\n    chat-citation: a quotation\n---\n{DEBRIS}\n", []),
        (
            f'---\ndetector: {{disable: "chat-citation, prompt-echo"}}\n---\n{DEBRIS}\n\n{LEAK}\n',
            [],
        ),
        (f"---\ndetector: false\n---\n{DEBRIS}\n", []),
        (f"+++\n[detector]\ndisable = ['chat-citation']\n+++\n{DEBRIS}\n", []),
        # A list is one block.
        (
            f"<!-- detector: disable-next=chat-citation -->\n\n- {DEBRIS}\n- {DEBRIS}\n",
            [],
        ),
    ],
)
def test_markdown(text: str, left: list[tuple[int, str]]) -> None:
    assert rules(check(text)) == left


@pytest.mark.parametrize("value", ["[]", '""', "{}", "null", "false"])
def test_an_empty_field_of_a_form_disables_nothing(value: str) -> None:
    text = f"---\ndetector:\n  disable: {value}\n---\n{DEBRIS}\n"
    assert (5, "chat-citation") in rules(check(text))


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("---\ntitle: Bread: an answer\ndetector:\n  disable: [chat-citation]\n---\n", 3),
        ("---\ndetector: {disable: [chat-citation}\ntags: []\n---\n", 2),
        ("+++\ntitle = Bread\n[detector]\ndisable = ['chat-citation']\n+++\n", 3),
        ("+++\ntitle = Bread\ndetector.disable = ['chat-citation']\n+++\n", 3),
        ("---\ntitle: Bread: an answer\nsubject: our detector\n---\n", None),
    ],
)
def test_an_order_in_a_broken_header_is_not_forgotten_in_silence(
    header: str, line: int | None
) -> None:
    checked = check(f"{header}{DEBRIS}\n", select=["chat-citation", "suppression"])
    assert checked.fails
    notes = [issue for issue in checked.shown if issue.rule == "suppression"]
    assert [note.line for note in notes] == ([line] if line else [])
    assert all("front matter cannot be read" in note.message for note in notes)


@pytest.mark.parametrize("slip", ["disable-line", "disable-nxt", "disable="])
def test_a_slip_hides_nothing(slip: str) -> None:
    assert (3, "chat-citation") in rules(check(f"<!-- detector: {slip} -->\n\n{DEBRIS}\n"))


@pytest.mark.parametrize("verb", ["disable", "disable-next", "disable-file"])
@pytest.mark.parametrize(
    ("words", "is_slip"),
    [
        ("placeholder-slot quoted", True),
        ("placeholder_slot, mojibake", True),
        ("markup_debris", True),
        ("low_quality we know", True),
        ("as quoted by the court", False),
        ("in this archive nothing is changed", False),
        ("-- repetition is meant here", False),
        ("", False),
    ],
)
def test_a_rule_without_a_sign_is_no_reason_to_suppress_all(
    verb: str, words: str, is_slip: bool
) -> None:
    checked = check(f"<!-- detector: {verb} {words} -->\n\n{DEBRIS}\n")
    assert rules(checked) == ([(1, "suppression"), (3, "chat-citation")] if is_slip else [])
    assert not is_slip or f"write {verb}=" in checked.shown[0].message


def test_what_stands_under_the_title_holds_for_the_whole() -> None:
    text = f"# Bread\n\n<!-- detector: disable=generated -->\n\n{LEAK}\n"
    issues = [issue.rule for issue in check(text, StubModel(generated=0.99)).issues]
    assert issues
    assert "generated" not in issues


def test_html() -> None:
    page = (
        "<html><body><article><!-- detector: disable-next=chat-citation -->\n"
        f"<p>{DEBRIS}</p>\n<p>{DEBRIS}</p></article></body></html>"
    )
    checked = check(page, name="a.html")
    assert rules(checked) == [(3, "chat-citation")]
    assert checked.suppressed == 1


ORDER = "<!-- detector: disable-next=chat-citation -->"


@pytest.mark.parametrize(
    ("name", "inside", "after"),
    [
        ("a.md", "| a | b |\n|--|:-:|\n| {} | x |\n| y | {} |", "| a |\n|---|\n| {} |"),
        ("a.md", "- {}\n\n- {}\n\n  And {}\n\n- {}", "{}\n\n- {}"),
        ("a.md", "1. {}\n\n   - {}\n\n2. {}", "- {}"),
        ("a.md", "- {}\r\n\r\n- {}", "- - -\r\n\r\n- {}"),
        ("a.md", "<ul>\n <li>{}</li>\n\n <li>{}</li>\n</ul>", "<ul>\n<li>{}</li>\n</ul>"),
        (
            "a.html",
            "<ul>\n <li>\n  <p>{}</p>\n </li>\n <li>\n  <ol>\n<li>{}</li>\n</ol>\n </li>\n"
            "<!-- third -->\n <li class='x'>\n  <p>{}</p>\n </li>\n</ul>",
            "<ul>\n <li>{}</li>\n</ul>",
        ),
        (
            "a.html",
            "<table>\n<thead>\n<tr><th>{}</th></tr>\n</thead>\n<tbody>\n<tr>\n<td>{}</td>\n</tr>"
            "\n</tbody></table>",
            "<table><tr><td>{}</td></tr></table>",
        ),
    ],
)
def test_the_next_block_is_a_whole_list_or_table_and_no_more(
    name: str, inside: str, after: str
) -> None:
    lead = "<p>All is well.</p>\n" if name.endswith("html") else ""
    held = f"{lead}{ORDER}\n\n{inside}".replace("{}", DEBRIS)
    assert rules(check(held, name=name, select=["chat-citation"])) == []
    more = f"{held}\n\n{after}".replace("{}", DEBRIS)
    assert len(rules(check(more, name=name, select=["chat-citation"]))) == after.count("{}")


def test_mdx() -> None:
    comment = "{/* detector: disable-next=chat-citation */}"
    text = f"import A from './a'\n\n{comment}\n\n{DEBRIS}\n\n{DEBRIS}\n"
    assert rules(check(text, name="a.mdx")) == [(7, "chat-citation")]


def test_a_comment_shown_as_code_is_no_order() -> None:
    text = f"```html\n<!-- detector: disable-file=chat-citation -->\n```\n\n{DEBRIS}\n"
    assert rules(check(text)) == [(5, "chat-citation")]
    inline = f"Write `<!-- detector: disable-file=chat-citation -->` at the top.\n\n{DEBRIS}\n"
    assert rules(check(inline)) == [(3, "chat-citation")]


def test_a_comment_within_a_torn_one_is_part_of_it() -> None:
    text = "{/* detector: disable=repetition* }\n/text\n{/* detector: enable */}\n"
    (found,) = find(parse(text, id="a.md", content_type=ContentType.MARKDOWN))
    assert all(location.span.start <= location.span.end for location in found.locations)


def test_the_classifier_can_be_overruled_and_is_not_shown_what_was() -> None:
    text = f"<!-- detector: disable-file=generated,chat-citation we wrote it -->\n\n{DEBRIS}\n"
    model = StubModel(generated=0.99)
    checked = check(text, model)
    assert not checked.fails
    assert rules(checked) == []
    assert max(model.asked[0].values()) == 0.0
    assert check(DEBRIS, model).fails


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("disable-next=chat-citation", "chat-citation has no finding here"),
        ("disable-file", "has no effect"),
        ("disable-file=chat-cittation", "did you mean 'chat-citation'"),
        ("disabel=chat-citation", "expected disable"),
        ("enable=chat-citation", None),
        ("disable-line=chat-citation", "expected disable"),
        ("disable-next-line=chat-citation", "expected disable"),
        ("disable=", "expected disable"),
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
    text = "All is well here.\n\n<!-- detector: disable-next=chat-citation -->\n\nNothing to see.\n"
    assert rules(check(text, ignore=["chat-citation"])) == []
    assert rules(check(text, ignore=["suppression"])) == []
    assert rules(check(text)) == [(3, "suppression")]
