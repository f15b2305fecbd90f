"""Whatever comes in, a result or an error record goes out, with finite numbers and true places."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detector import ContentType, Failure, Report, score_text
from detector.pipeline import score_all
from detector.readers import ReadOptions
from tests.test_contract import check_result

WORDS = st.sampled_from(
    "the of and garden Spring river 12 3.50 U.S. don't e.g. coffee mug best <p> p > </div> &amp; "
    "&nbsp; ** # - | > ` {{x}} {% y %} [z] http://a.example/b?c=d (note) \u201cquote\u201d \u2014 "
    "\u200b caf\u00e9 e\u0301 \U0001f600 \u0430pple \u4e2d\u6587 \u3002 turn0search1 TODO ... !? "
    "\t \r\n \r \n \n\n --- +++ title: {} \x00 \x1b \ud800 \ufeff \u2028 \x85".split(" ")
)
MARKUP = st.lists(WORDS, max_size=120).map(" ".join)
ANY_TEXT = st.one_of(st.text(max_size=400), MARKUP)
quick = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(ANY_TEXT, st.sampled_from([None, *ContentType]))
def test_any_text_gives_a_result(text: str, content_type: ContentType | None) -> None:
    report = score_text(text, content_type=content_type)
    record = json.loads(json.dumps(report.to_json(), allow_nan=False))
    # A lone surrogate is no character; the reader puts the replacement character in its place.
    source = re.sub("[\ud800-\udfff]", "\ufffd", text)
    check_result(record, source)


@settings(quick, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=600), ANY_TEXT.map(lambda t: t.encode("utf-8", "replace"))))
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".jsonl", ".jsonl.gz", ""])
def test_any_bytes_give_records(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"input{suffix}"
    path.write_bytes(data)
    results = list(score_all([str(path)], ReadOptions(), jobs=1))
    assert results or suffix.startswith(".jsonl")
    for result in results:
        json.dumps(result.to_json(), allow_nan=False).encode("utf-8")
        assert isinstance(result, Report | Failure)


PARAGRAPHS = st.lists(
    st.lists(
        st.sampled_from(
            "the garden in spring needs water and light because its roots are young while birds "
            "sing over every quiet field near our old river house".split()
        ),
        min_size=6,
        max_size=30,
    ).map(lambda words: " ".join(words).capitalize() + "."),
    min_size=1,
    max_size=8,
)


def essence(report: Report) -> tuple[object, ...]:
    places = [(f.rule, f.line, f.column, f.count) for f in report.findings]
    return report.verdict, report.quality, report.generated, report.low_quality, places


@quick
@given(PARAGRAPHS, st.sampled_from(["\r\n", "\r"]))
def test_line_ends_do_not_matter(paragraphs: list[str], end: str) -> None:
    text = "\n\n".join(paragraphs)
    assert essence(score_text(text)) == essence(score_text(text.replace("\n", end)))


@quick
@given(PARAGRAPHS, st.sampled_from([" ", "\n", "\n\n  \n"]))
def test_trailing_space_does_not_matter(paragraphs: list[str], tail: str) -> None:
    text = "\n\n".join(paragraphs)
    assert essence(score_text(text)) == essence(score_text(text + tail))


@quick
@given(PARAGRAPHS)
def test_quote_style_does_not_matter(paragraphs: list[str]) -> None:
    text = "\n\n".join(f'He said, "it\'s true": {p}' for p in paragraphs)
    curly = text.replace(' "', " \u201c").replace('"', "\u201d").replace("'", "\u2019")
    assert essence(score_text(text)) == essence(score_text(curly))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encoding_does_not_matter(tmp_path: Path, encoding: str) -> None:
    text = Path("seeds/001_ce43e9b911a46795.txt").read_text(encoding="utf-8")
    expected = score_text(text, content_type="text")
    path = tmp_path / "article.txt"
    path.write_bytes(text.encode(encoding))
    (result,) = score_all([str(path)], ReadOptions(), jobs=1)
    assert isinstance(result, Report)
    assert essence(result) == essence(expected)


def test_legacy_encoding_keeps_places(tmp_path: Path) -> None:
    text = "Caf\u00e9 culture \u2013 it\u2019s d\u00e9j\u00e0 vu.\n\nLorem ipsum dolor sit amet.\n"
    path = tmp_path / "article.txt"
    path.write_bytes(text.encode("cp1252"))
    (result,) = score_all([str(path)], ReadOptions(), jobs=1)
    assert isinstance(result, Report)
    for finding in result.findings:
        assert text[finding.start : finding.end] == finding.evidence
