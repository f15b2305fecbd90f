"""``explain``: the passages of an article, located in the field that was sent."""

from __future__ import annotations

import json
from typing import Any

import pytest

from detector.server.schemas import ArticleIn, ResultOut
from detector.server.worker import Checker, WorkerSettings
from tests.machine_prose import HUMAN, MACHINE


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(WorkerSettings(timeout_s=60.0, isolated=True))


def answer(checker: Checker, content: str, *, explain: bool) -> dict[str, Any]:
    article = ArticleIn(
        title="Making time", content=content, content_type="html", url=None, explain=explain
    )
    _, body = checker.answer({**article.model_dump(), "id": "a"})
    record: dict[str, Any] = json.loads(body)
    ResultOut.model_validate(record)
    return record


def test_passages_are_located_in_the_content(checker: Checker) -> None:
    content = f"<p>{MACHINE}</p>"
    record = answer(checker, content, explain=True)
    (passage,) = record["passages"]
    assert passage["field"] == "content"
    assert content[passage["start"] : passage["end"]] == MACHINE
    issues = [issue for issue in record["gate"]["issues"] if issue["severity"] == "info"]
    assert [issue["rule"] for issue in issues] == ["generated"]
    assert 0.9 < passage["probability"] <= 1


def test_none_where_there_are_none_and_no_key_where_none_were_asked_for(checker: Checker) -> None:
    assert answer(checker, f"<p>{HUMAN}</p>", explain=True)["passages"] == []
    assert "passages" not in answer(checker, f"<p>{MACHINE}</p>", explain=False)
