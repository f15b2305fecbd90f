"""What an assistant is told of a draft; the protocol is not needed for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from detector.errors import DetectorError
from detector.findings import Family
from detector.lsp import drafts
from detector.lsp.drafts import Drafts
from detector.mcp import reviewing
from detector.mcp.reviewing import MAX_ISSUES, Reviewer
from detector.rules import ALL_RULES
from tests.machine_prose import HUMAN, MACHINE
from tests.stub_model import StubModel

GOOD = "The bakers rise at four.\n"
BAD = "# Bread\n\nThe bakers rise at four turn0search0 and knead by hand.\n"


@pytest.fixture
def reviewer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reviewer:
    monkeypatch.setattr(drafts, "load_model", lambda folder: StubModel())
    return Reviewer(Drafts(config=None, isolated=False, model=None), tmp_path)


def test_a_draft_with_its_issues_and_what_can_be_fixed(reviewer: Reviewer) -> None:
    review = reviewer.check(BAD, with_fixes=True)
    assert (review.fails, review.verdict) == (True, "fail")
    issue = next(one for one in review.issues if one.rule == "chat-citation")
    assert (issue.field, issue.line, issue.column) == ("content", 3, 25)
    assert issue.evidence == "turn0search0"
    assert issue.how_to_fix
    assert review.fixed_text == BAD.replace(" turn0search0", "")
    assert not reviewer.check(review.fixed_text).fails


def test_a_good_draft_has_no_issues_and_nothing_to_fix(reviewer: Reviewer) -> None:
    review = reviewer.check(GOOD, with_fixes=True)
    assert (review.fails, review.issues, review.fixed_text) == (False, [], None)


def test_passages_that_read_as_machine_generated_are_issues_of_a_flagged_draft(
    tmp_path: Path,
) -> None:
    reviewer = Reviewer(Drafts(config=None, isolated=True, model=None), tmp_path)
    flagged = reviewer.check(f"{MACHINE}\n\n{MACHINE.replace('time', 'money')}\n")
    said = [one for one in flagged.issues if (one.rule, one.severity) == ("generated", "info")]
    assert [one.line for one in said] == [1]
    assert all("read as machine-generated" in one.message for one in said)
    assert not reviewer.check(f"{HUMAN}\n").issues


def test_issues_of_the_title_are_in_the_title(reviewer: Reviewer) -> None:
    review = reviewer.check(GOOD, title="Bread turn0search0")
    assert {(one.field, one.line, one.column) for one in review.issues} == {("title", 1, 7)}


def test_very_many_issues_are_counted(reviewer: Reviewer) -> None:
    lines = [f"Loaf number {n} is baked at four turn0search{n} by hand.\n\n" for n in range(60)]
    review = reviewer.check("".join(lines))
    assert len(review.issues) == MAX_ISSUES
    assert review.more_issues >= 10


def test_the_configuration_of_the_path_holds_and_is_read_again(
    reviewer: Reviewer, tmp_path: Path
) -> None:
    assert reviewer.check(BAD, path="posts/a.md").fails
    config = tmp_path / "detector.toml"
    config.write_text('ignore = ["chat-citation"]\nexclude = ["old/**"]\n', "utf-8")
    assert not reviewer.check(BAD, path="posts/a.md").fails
    assert reviewer.check(BAD, path="old/a.md").skipped == "the configuration excludes this path"
    config.write_text("ingore = []\n", "utf-8")
    with pytest.raises(DetectorError, match="ingore"):
        reviewer.check(BAD)


def test_files_below_the_folder_are_read(reviewer: Reviewer, tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.md").write_text(BAD, "utf-8")
    review = reviewer.check(path="posts/a.md", with_fixes=True)
    assert [one.line for one in review.issues] == [3]
    assert review.fixed_text == BAD.replace(" turn0search0", "")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (None, "pass the text"),
        ("../secret.md", "is outside"),
        ("/etc/hostname", "is outside"),
        ("link.md", "is outside"),
        ("a\0.md", "cannot be the name of a file"),
        ("nothing.md", "nothing.md"),
        ("feed.xml", "several texts"),
    ],
)
def test_what_cannot_be_read_is_said(
    reviewer: Reviewer, tmp_path: Path, path: str | None, message: str
) -> None:
    (tmp_path.parent / "secret.md").write_text(BAD, "utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path.parent / "secret.md")
    items = "".join(
        f"<item><title>{n}</title><description>The bakers rise.</description></item>" for n in "ab"
    )
    feed = f'<rss version="2.0"><channel><title>Bread</title>{items}</channel></rss>'
    (tmp_path / "feed.xml").write_text(feed, "utf-8")
    with pytest.raises(DetectorError, match=message):
        reviewer.check(path=path)


def test_rules_and_their_pages() -> None:
    assert [rule.id for rule in reviewing.rules(None)] == [rule.id for rule in ALL_RULES]
    leaks = reviewing.rules(Family.PROMPT_LEAK)
    assert leaks
    assert {rule.family for rule in leaks} == {"prompt_leak"}
    assert reviewing.page("chat-citation").startswith("## chat-citation")
    assert "classifier" in reviewing.page("generated")
    with pytest.raises(DetectorError, match="did you mean chat-citation"):
        reviewing.page("chat-citations")
