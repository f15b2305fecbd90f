"""Small inputs that could take an age or all memory, each found by search or by fuzzing."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from detector.gate import suppress
from detector.readers import parse
from detector.readers.table import reader_of_text
from detector.rules import RULE_BY_ID
from detector.text.analysis import Analysis
from detector.text.document import ContentType
from tests.cpu_time import is_below

LEVELS = 10


def bomb(first: str, row: str) -> str:
    """Return YAML whose last line, spelt out, holds nine values to the power of the lines."""
    lines = [f"a0: &a0 {first}"]
    for level in range(1, LEVELS):
        lines.append(f"a{level}: &a{level} " + row.format(",".join([f"*a{level - 1}"] * 9)))
    return "\n".join(lines) + "\n"


LISTS, MERGES = bomb("[x]", "[{}]"), bomb("{x: 1}", "{{<<: [{}]}}")


HEADERS = (
    LISTS,
    MERGES,
    f"{LISTS}detector: {{disable: [*a9]}}\n",
    f"{LISTS}detector: {{disable: true, reason: *a9}}\n",
    f"{LISTS}title: *a9\ndate: *a9\nauthor: *a9\n",
    "a: " + "[" * 5_000,
    "a: " + "{x: " * 5_000,
    "- " * 5_000,
    "? " * 5_000,
)
# A process for each: what this guards against cannot be stopped from inside.
EACH_BY_ITSELF = """
import json, os, resource, sys
from detector import score_text
score_text("Once, to import what all of them need.")
for source in json.load(sys.stdin):
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
        resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
        score_text(source, content_type="markdown")
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def test_aliases_of_yaml_are_not_spelt_out() -> None:
    sources = [f"---\ntitle: A bridge\n{header}---\nIt is old.\n" for header in HEADERS]
    run = subprocess.run(
        [sys.executable, "-c", EACH_BY_ITSELF],
        input=json.dumps(sources), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.stdout.split() == ["0"] * len(sources), run.stderr[-2000:]


def test_a_few_aliases_are_read() -> None:
    source = "---\na: &a A bridge\ntitle: *a\n---\nIt is old.\n"
    assert parse(source, id="x", content_type=ContentType.MARKDOWN).title == "A bridge"


def test_a_row_of_comments_before_no_page() -> None:
    source = "<!-- a -->\n" * 300 + "x"
    assert reader_of_text(source) is not None
    assert is_below(1, lambda: source, reader_of_text)


def test_a_row_of_comments_before_a_page() -> None:
    page = "<!-- a -->\n \n" * 9 + "<!DOCTYPE html><title>x</title><p>It is old."
    assert reader_of_text(page).name == "html"


def test_blank_lines_in_json_front_matter() -> None:
    source = '{"a": 1,' + "\n" * 100_000 + '"b": 2, "title": "A bridge"}\nIt is old.\n'

    def read(source: str) -> None:
        assert parse(source, id="x", content_type=ContentType.MARKDOWN).title == "A bridge"

    assert is_below(2, lambda: source, read)


@pytest.mark.parametrize("blank", [" ", "\n", "\t"])
def test_blanks_in_suppressions(blank: str) -> None:
    source = "<!-- detector: disable=a" + blank * 50_000 + ",b" + blank * 50_000 + "-->\nText.\n"
    document = parse(source, id="x", content_type=ContentType.MARKDOWN)
    (found,) = suppress.find(document)
    assert is_below(1, lambda: document, suppress.find)
    assert found.selectors == ("a", "b")


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        (
            "chat-preamble",
            "Let me know if you'd like me to expand this article or add details.\n\n",
        ),
        ("chat-link", "See ([example.org](https://example.org/{n}?utm_source=openai)).\n\n"),
        ("templated-openings", "See the lamp [top](#a{n}) now for `code_a`.\n\n"),
        ("service-place", "Selby lawyers met, and Selby lawyers were asked for a fee. "),
        ("service-place", "Our lamp mender in Selby is your lamp mender in Selby; we mend. "),
        ("foreign-anchor", "A [best essay service](https://a.example/{n}). It rains. It snows. "),
        ("stuffed-metadata", "![oak beam oak shed {n}](a.jpg) Oak is a tree.\n\n"),
        ("keyphrase-overuse", "See a red lamp mender now. Book a demo of a red lamp mender. "),
        ("visible-tag", "an <iframe> or a <div> {n} "),
        ("front-matter", 'It is lit. title: "A lamp" tags: iron, river published: true '),
        ("front-matter", "It is lit.\n\n---\ntitle: A lamp\ndate: 2020-05-01\n---\n\n"),
        ("placeholder", "## TODO\n\nWrite this part.\n\n"),
        ("shortcode", "A lamp [color=name] is drawn in the colour of that name. "),
        ("merge-conflict", "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n```\n\n"),
        ("lost-space", "The fleet is in the harbour.Boats come and go. "),
        ("handover-note", "The post is complete (612 words, within the requested range). "),
        ("self-check", "Keyword in title: yes. Tone friendly: yes. Total: 900 words. "),
        ("prompt-echo", "Avoid any markdown, as per the user's request. "),
        ("placeholder-slot", "Meet the head of [Company {n}] there. "),
        ("since-as", "the river saw its warmest January as 1989, and "),
    ],
)
def test_many_findings_take_time_in_proportion(rule: str, line: str) -> None:
    """What each of many looks for among all others takes the square of their number."""
    source = "# A lamp\n\n" + "".join(line.format(n=n) for n in range(6_000))

    def made() -> Analysis:
        analysis = Analysis(parse(source, id="x", content_type=ContentType.MARKDOWN))
        list(analysis.sentences)
        return analysis

    assert is_below(0.5, made, lambda analysis: list(RULE_BY_ID[rule].check(analysis)))
