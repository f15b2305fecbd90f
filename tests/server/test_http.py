"""The server over HTTP: results, workers, and what a bad article costs."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from detector.scoring.doubt import LOW
from tests.server import stub_worker
from tests.server.asking import BAD, GOOD, at_work, check, problem
from tests.server.conftest import Running, Start
from tests.stub_model import RATED_LOW
from tests.test_contract import FAMILIES, RESULT_KEYS


class TestResults:
    def test_head_is_answered_as_get_without_a_body(self, server: Running) -> None:
        with server.client() as client:
            for path in ("/", "/healthz", "/v1/rules"):
                head, get = client.head(path), client.get(path)
                assert (head.status_code, head.content) == (200, b"")
                assert get.content
                for name in ("content-type", "content-length"):
                    assert head.headers[name] == get.headers[name]
            assert client.head("/v1/check").status_code == 405

    def test_result_of_the_contract_and_the_gate(self, server: Running) -> None:
        answer = check(server, content=BAD, title="Bread", url="https://example.org/bread/")
        assert answer.status_code == 200
        record = answer.json()
        assert list(record) == [*RESULT_KEYS, "gate"]
        assert list(record["scores"]) == FAMILIES
        assert record["id"] == "https://example.org/bread/"
        assert record["verdict"] == "fail"
        assert record["gate"]["fails"] is True
        assert "rule:chat-citation" in record["reasons"]
        for finding in record["findings"]:
            assert BAD[finding["start"] : finding["end"]] == finding["evidence"]
        assert "chat-citation" in {issue["rule"] for issue in record["gate"]["issues"]}

    def test_a_good_article_is_met_with_silence(self, server: Running) -> None:
        record = check(server, content=GOOD * 3, content_type="text").json()
        assert record["verdict"] == "pass"
        assert record["gate"] == {
            "fails": False, "fail_on": "fail", "skipped": None, "doubt": None, "issues": [],
        }  # fmt: skip

    def test_it_is_said_why_an_article_of_low_quality_passes(self, server: Running) -> None:
        record = check(server, content=f"{GOOD * 3} It is {RATED_LOW}.").json()
        assert (record["verdict"], record["gate"]["issues"]) == ("pass", [])
        assert record["quality"] < LOW
        assert "no rule shows a reason" in record["gate"]["doubt"]

    def test_suppressions_hold(self, server: Running) -> None:
        content = f"<!-- detector: disable-file quotes a chat -->\n\n{BAD}"
        assert check(server, content=content, content_type="markdown").json()["findings"] == []

    def test_lone_surrogates_are_replaced(self, server: Running) -> None:
        with server.client() as client:
            answer = client.post(
                "/v1/check",
                content=b'{"content": "a \\ud800 b"}',
                headers={"Content-Type": "application/json"},
            )
        assert answer.status_code == 200
        assert answer.json()["findings"][0]["evidence"] == "\ufffd"

    def test_batch_keeps_order_and_goes_on(self, server: Running) -> None:
        articles = [{"content": GOOD}, {"content": stub_worker.FAIL}, {"content": BAD, "url": "b"}]
        with server.client() as client:
            results = client.post("/v1/batch", json={"articles": articles}).json()["results"]
        assert [result["id"] for result in results] == ["articles/1", "articles/2", "b"]
        assert results[1]["error"]["type"] == "internal"
        assert results[2]["verdict"] == "fail"

    def test_a_bad_article_of_a_batch_is_one_error_record(self, server: Running) -> None:
        sent = [
            {"content": GOOD},
            {"content": GOOD, "contentType": "html", "url": "https://example.org/b/"},
            {"title": "no content"},
            {"content": GOOD, "url": "\ud800"},
            {"content": BAD},
        ]
        with server.client() as client:
            body = json.dumps({"articles": sent})
            headers = {"Content-Type": "application/json"}
            answer = client.post("/v1/batch", content=body, headers=headers)
        results = answer.json()["results"]
        assert [result.get("verdict") for result in results] == ["pass", None, None, None, "fail"]
        assert [result["id"] for result in results[1:4]] == [
            "https://example.org/b/", "articles/3", "\ufffd",
        ]  # fmt: skip
        errors = [result["error"] for result in results[1:4]]
        assert {error["type"] for error in errors} == {"invalid"}
        assert errors[0]["message"] == "contentType: unknown field; did you mean content_type?"
        assert errors[1]["message"].startswith("content: ")

    def test_batch_has_a_limit(self, server: Running) -> None:
        with server.client() as client:
            most = client.post("/v1/batch", json={"articles": [{"content": GOOD}] * 5})
            answer = client.post("/v1/batch", json={"articles": [{"content": GOOD}] * 6})
        assert len(most.json()["results"]) == 5
        record = problem(answer, 413, "too_large")
        assert record["detail"] == "a batch may have at most 5 articles"

    def test_rules_state_and_page(self, server: Running) -> None:
        with server.client() as client:
            rules = client.get("/v1/rules").json()
            assert any(rule["id"] == "chat-citation" and rule["remedy"] for rule in rules)
            assert client.get("/healthz").json() == {"status": "ok", "workers": 1}
            assert client.get("/readyz").status_code == 200
            page = client.get("/")
        assert page.headers["content-security-policy"].startswith("default-src 'none'; script-src")
        assert "http" not in page.text.replace("http-equiv", "")

    def test_metrics_are_prometheus_text(self, server: Running) -> None:
        from prometheus_client.parser import text_string_to_metric_families

        check(server, content=BAD)
        with server.client() as client:
            text = client.get("/metrics").text
            client.get("/v1/no-such-thing")
        families = {family.name: family for family in text_string_to_metric_families(text)}
        assert families["detector_articles"].samples[0].value >= 1
        assert families["detector_workers"].samples[0].value == 1
        assert "no-such-thing" not in text

    def test_headers_are_strict(self, server: Running) -> None:
        headers = check(server, content=GOOD).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "server" not in headers


class TestWorkers:
    @pytest.mark.parametrize(
        ("content", "code", "at_least"),
        [
            (stub_worker.SLOW, "time_limit", 1.9),
            (stub_worker.STICK, "time_limit", 1.9),
            (stub_worker.DIE, "lost", 0.0),
            (stub_worker.FAIL, "internal", 0.0),
        ],
    )
    def test_a_bad_article_costs_itself(
        self, server: Running, content: str, code: str, at_least: float
    ) -> None:
        before = time.monotonic()
        problem(check(server, content=content), 503, code)
        assert at_least <= time.monotonic() - before < 50.0
        assert check(server, content=GOOD).status_code == 200

    def test_work_beyond_capacity_is_refused_at_once(self, serve: Start) -> None:
        server = serve(workers=1, max_wait_s=0.0, timeout_s=5.0)
        with ThreadPoolExecutor(8) as threads:
            first = threads.submit(check, server, content="PAUSE 2.0")
            at_work(server)
            others = threads.map(lambda _: check(server, content="PAUSE 0.1"), range(7))
            answers = [*others, first.result()]
        accepted = [answer for answer in answers if answer.status_code == 200]
        refused = [answer for answer in answers if answer.status_code == 429]
        assert 1 <= len(accepted) <= 2
        assert len(accepted) + len(refused) == 8
        for answer in refused:
            assert problem(answer, 429, "busy")
            assert int(answer.headers["retry-after"]) >= 1

    def test_stop_finishes_what_was_begun(self, serve: Start) -> None:
        server = serve(workers=1, timeout_s=5.0)
        with ThreadPoolExecutor(1) as threads:
            answer = threads.submit(check, server, content="PAUSE 1.0")
            at_work(server)
            assert server.stop() == 0
            assert answer.result().status_code == 200
