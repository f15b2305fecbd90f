"""A baseline is keyed by content: edits elsewhere keep it, new findings fail, old ones shrink."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.config import Configuration
from detector.errors import DetectorError
from detector.findings import Family, Finding, Severity
from detector.gate.baseline import Baseline, Standing
from detector.gate.entry_keys import content_hash, keys_of, similar, sketch
from detector.gate.gate import Gate
from detector.gate.issues import Checked
from detector.readers import parse
from detector.text.document import ContentType
from tests.conftest import Run
from tests.stub_model import StubModel

DEBRIS = "The old plan:contentReference[oaicite:0]{index=0} was paid for by the council this year."
MORE = "Nobody had asked:contentReference[oaicite:1]{index=1} who would have to pay the bill."
BENIGN = "The bridge was opened in 1905 by the mayor, who came by boat from the other side."

ONE = {"some-rule": 1}  # findings that the rule has made


def finding(source: str, evidence: str, count: int = 1) -> Finding:
    at = source.index(evidence)
    return Finding(
        rule="some-rule", family=Family.MARKUP_DEBRIS, severity=Severity.ERROR, message="m",
        line=1, column=1, start=at, end=at + len(evidence), evidence=evidence, count=count,
    )  # fmt: skip


def check(text: str, baseline: Baseline | None = None, model: StubModel | None = None) -> Checked:
    gate = Gate(Configuration(isolated=True), model=lambda: model or StubModel(), baseline=baseline)
    return gate.check(parse(text, id="a.md", path="a.md", content_type=ContentType.MARKDOWN))


def known(text: str, model: StubModel | None = None) -> Baseline:
    return Baseline({"a.md": check(text, model=model).standing.entries}, Path.cwd())


@given(st.text("ab .\n", max_size=60), st.text("ab .\n", max_size=60))
def test_what_stands_in_other_sentences_does_not_matter(before: str, after: str) -> None:
    alone = "One &x; two."
    source = f"{before}. \n\n{alone}\n\n{after}"
    assert content_hash(finding(source, "&x;"), source) == content_hash(
        finding(alone, "&x;"), alone
    )


def test_wrapping_case_and_punctuation_do_not_matter() -> None:
    one = "A line with &nbsp; in it, and more. Next."
    two = "A line\nwith &nbsp; in it - and more! Next."
    other = "Another line with &nbsp; in it, and more. Next."

    def keys(source: str) -> list[tuple[tuple[str, str], int]]:
        return keys_of([finding(source, "&nbsp;")], source, ONE)

    assert keys(one) == keys(two)
    assert keys(one) != keys(other)


def test_a_count_is_known_by_its_words_alone() -> None:
    one, two = "We sell best mugs here. Bye.", "Buy our best mugs. Now."
    first = keys_of([finding(one, "best mugs", 9)], one, ONE)
    assert first == keys_of([finding(two, "best mugs", 9)], two, ONE)
    assert first[0][1] == 9
    # Two findings that both say "2": each stands for itself.
    both = "Our mugs. Two mats."
    pair = [finding(both, "mugs", 2), finding(both, "mats", 2)]
    assert [count for _, count in keys_of(pair, both, {"some-rule": 2})] == [1, 1]
    source = "Whole text."
    assert content_hash(replace(finding(source, "Whole"), start=0, end=0), source) == ""


def test_old_findings_pass_and_new_ones_fail() -> None:
    baseline = known(f"{DEBRIS}\n")
    assert check(f"{DEBRIS}\n").fails
    moved = check(f"{BENIGN}\n\n{DEBRIS}\n\n{BENIGN}\n", baseline)
    assert not moved.fails
    assert moved.known == 1
    assert moved.report.reasons == ()
    new = check(f"{DEBRIS}\n\n{MORE}\n", baseline)
    assert new.fails
    assert [issue.line for issue in new.shown] == [3]
    twice = check(f"{DEBRIS}\n\n{DEBRIS}\n", baseline)
    assert [issue.line for issue in twice.shown if issue.rule == "chat-citation"] == [3]


def test_what_the_classifier_says_is_known_for_the_file() -> None:
    model = StubModel(generated=0.97)
    baseline = known(f"{BENIGN}\n", model)
    assert not check(f"{BENIGN} {BENIGN}\n", baseline, model).fails
    other = known(f"{BENIGN}\n", StubModel(low_quality=0.97))
    assert check(f"{BENIGN}\n", other, model).fails


def test_a_renamed_file_takes_its_entries_along(tmp_path: Path) -> None:
    keys = {("chat-citation", "1"): 1, ("chat-citation", "2"): 1}
    baseline = Baseline({"old.md": keys}, tmp_path)
    asked = [(key, 1) for key in keys]
    assert baseline.known("new.md", asked) == [True, True]
    (tmp_path / "old.md").touch()  # still there: the new one is a copy
    assert baseline.known("new.md", asked) == [False, False]


def test_what_has_grown_is_new() -> None:
    key = ("keyphrase-overuse", "1")
    baseline = Baseline({"a.md": {key: 17}}, Path())
    assert baseline.known("a.md", [(key, 12)]) == [True]
    assert baseline.known("a.md", [(key, 18)]) == [False]


def test_pruning_only_removes(tmp_path: Path) -> None:
    a, b = ("r", "1"), ("r", "2")
    (tmp_path / "kept.md").touch()
    baseline = Baseline({"x.md": {a: 2, b: 1}, "kept.md": {a: 1}, "gone.md": {a: 1}}, tmp_path)
    now = {"x.md": Standing({a: 1, ("r", "3"): 5}, frozenset({"r"}))}
    left = baseline.pruned(now, [tmp_path])
    assert left.files == {"x.md": {a: 1}, "kept.md": {a: 1}}
    assert left.size == 2


def test_updating_only_adds(tmp_path: Path) -> None:
    a, b, c = ("r", "1"), ("r", "2"), ("r", "3")
    baseline = Baseline({"x.md": {a: 2, b: 1}, "gone.md": {a: 1}}, tmp_path)
    now = Standing({a: 1, b: 3, c: 1}, frozenset({"r"}))
    assert baseline.new_in("x.md", now) == 2
    more = baseline.updated({"x.md": now})
    assert more.files == {"x.md": {a: 2, b: 3, c: 1}, "gone.md": {a: 1}}
    assert more.new_in("x.md", now) == 0


def test_pruning_keeps_what_was_not_asked_and_follows_a_renamed_file(tmp_path: Path) -> None:
    a, b = ("r", "1"), ("s", "2")
    baseline = Baseline({"x.md": {a: 1, b: 1}, "old.md": {a: 2, b: 1}}, tmp_path)
    now = {
        "x.md": Standing({}, frozenset({"r"})),
        "new.md": Standing({a: 1, b: 1}, frozenset({"r", "s"})),
    }
    left = baseline.pruned(now, [tmp_path])
    assert left.files == {"x.md": {b: 1}, "new.md": {a: 1, b: 1}}
    # Another run, of a copy alone: the file that was renamed may be elsewhere.
    partial = baseline.pruned({"new.md": now["new.md"]}, [tmp_path / "new.md"])
    assert partial.files == {**baseline.files, "new.md": {a: 1, b: 1}}


@pytest.mark.parametrize(
    ("covered", "kept"),
    [
        (["posts"], ["news/old.md", "posts/gone.md"]),
        (["posts", "news/other.md"], ["news/old.md", "posts/gone.md"]),
        (["news"], ["news/old.md", "posts/gone.md"]),
        (["news/old.md"], ["posts/gone.md"]),
        (["posts/../news/old.md"], ["posts/gone.md"]),
        (["."], []),
        ([".."], []),
    ],
)
def test_a_run_over_a_part_of_the_site_keeps_what_it_did_not_look_for(
    covered: list[str], kept: list[str], tmp_path: Path
) -> None:
    held = Counter({("r", "1"): 1})
    baseline = Baseline({"news/old.md": held, "posts/gone.md": held}, tmp_path)
    left = baseline.pruned({}, [tmp_path / path for path in covered])
    assert list(left.files) == kept


PROSE = " ".join(
    f"The {n}th bridge was built in {1800 + 7 * n} by the {w} family, who paid for its stones."
    for n, w in enumerate("mill fisher baker smith cooper wright potter mason fuller dyer".split())
)


def test_a_sketch_follows_edits_and_not_another_text() -> None:
    drawn = sketch(PROSE)
    assert similar(drawn, sketch(PROSE.upper().replace(",", " -")))
    assert similar(drawn, sketch(PROSE.replace("stones", "timber", 2)))
    assert similar(drawn, sketch(f"{PROSE} {BENIGN} {BENIGN}"))
    assert not similar(drawn, sketch(f"{DEBRIS} {MORE} {BENIGN} Nobody minded the noise at all."))
    assert not similar(drawn, sketch(PROSE.replace(" the ", " one ").replace("was", "is now")))
    assert similar("", drawn)  # an older version's entry


def test_a_rewritten_text_is_judged_again() -> None:
    model = StubModel(generated=0.97)
    baseline = known(f"{PROSE}\n", model)
    assert not check(f"{PROSE} {BENIGN}\n", baseline, model).fails
    other = " ".join(f"In {1700 + n} a ferry of {n} oars crossed from the east." for n in range(20))
    assert check(f"{other}\n", baseline, model).fails
    older = Baseline({"a.md": {("generated", ""): 1}}, Path.cwd())
    assert not check(f"{other}\n", older, model).fails
    now = check(f"{PROSE}\n", older, model)
    [key] = older.pruned({"a.md": now.standing}, [Path()]).files["a.md"]
    assert key == ("generated", sketch(PROSE))


def test_what_is_excused_elsewhere_leaves_the_others_known() -> None:
    codes = [f"Line {n} ends here. :contentReference[oaicite:{n}]{{index={n}}}" for n in range(3)]
    baseline = known("\n\n".join(codes))
    hidden = "<!-- detector: disable-next=chat-citation shown on purpose -->\n\n"
    assert not check(hidden + "\n\n".join(codes), baseline).fails


@pytest.mark.parametrize(
    "text", ["", "[]", '{"schema": 9}', '{"schema": 1}', '{"schema": 1, "files": {"a": 1}}']
)
def test_what_is_no_baseline_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text(text, "utf-8")
    with pytest.raises(DetectorError, match=r"b\.json"):
        Baseline.load(path)


def test_from_the_shell(tmp_path: Path, detector: Run) -> None:
    rules = ("--ignore", "generated,low_quality", "--isolated")
    (tmp_path / "posts").mkdir()
    post = tmp_path / "posts" / "é x.md"
    post.write_text(f"{DEBRIS}\n", "utf-8")
    (tmp_path / "good.md").write_text(f"{BENIGN}\n", "utf-8")
    assert detector("check", ".", *rules, cwd=tmp_path).returncode == 1
    written = detector("check", ".", "--write-baseline", *rules, cwd=tmp_path)
    # Nothing fails that has just been excused, so nothing is shown.
    assert (written.returncode, written.stdout) == (0, "")
    assert written.stderr.endswith(
        "detector-baseline.json now contains 1 known finding in 1 article\n"
    )
    file = tmp_path / "detector-baseline.json"
    assert list(json.loads(file.read_text("utf-8"))["files"]) == ["posts/é x.md"]
    use = (*rules, "--baseline", "detector-baseline.json")
    quiet = detector("check", ".", *use, cwd=tmp_path)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    post.write_text(f"{BENIGN}\n\n{DEBRIS}\n\n{MORE}\n", "utf-8")
    again = detector("check", ".", *use, cwd=tmp_path)
    assert again.returncode == 1
    assert [line.split(":")[1] for line in again.stdout.splitlines()] == ["5"]
    before = file.read_bytes()
    # Writing again changes nothing, and says what does.
    again = detector("check", ".", *use, "--write-baseline", cwd=tmp_path)
    assert again.returncode == 1
    assert "was not changed: --update-baseline adds 1 new finding\n" in again.stderr
    assert file.read_bytes() == before
    updated = detector("check", ".", *use, "--update-baseline", "--summary", cwd=tmp_path)
    assert (updated.returncode, updated.stdout) == (0, "")
    assert "now contains 2 known findings in 1 article (1 added)" in updated.stderr
    quiet = detector("check", ".", *use, "--summary", "--out", "s.md", cwd=tmp_path)
    assert quiet.stderr == "detector: 2 articles checked; 2 pass; 2 known from the baseline\n"
    assert "2 pass; 2 known from the baseline" in (tmp_path / "s.md").read_text("utf-8")
    post.write_text(f"{BENIGN}\n", "utf-8")
    again = detector("check", ".", *use, "--write-baseline", cwd=tmp_path)
    assert "--prune-baseline removes 2 known findings" in again.stderr
    pruned = detector("check", ".", *use, "--prune-baseline", cwd=tmp_path)
    assert pruned.returncode == 0
    assert "0 known findings in 0 articles (2 removed)" in pruned.stderr
    assert json.loads(file.read_text("utf-8"))["files"] == {}


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD\n", ">>>>>>> theirs\n"])
def test_marks_of_a_merge_are_known_as_such(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "detector-baseline.json"
    path.write_text(f'{{\n{mark} "schema": 1\n}}\n', "utf-8")
    with pytest.raises(DetectorError, match=r"merge conflict: take one side .*--update-baseline"):
        Baseline.load(path)
    path.write_text(f'{{"schema": 1, "files": "a {mark.strip()}', "utf-8")
    with pytest.raises(DetectorError, match="not a baseline"):
        Baseline.load(path)
