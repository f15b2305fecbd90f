"""``detector serve`` itself, with the model that ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.server.conftest import Start
from tests.test_contract import check_result

CONFIG = """
fail_on = "review"
[[overrides]]
paths = ["archive/**"]
families = {prompt_leak = "off"}
"""
BAD = "Here is your article:\n\nThe bakers rise at four turn0search0 and knead by hand.\n"


@pytest.fixture(scope="module", autouse=True)
def _model() -> None:
    if not (ROOT / "models" / "article-en" / "config.json").exists():
        pytest.skip("there is no model in models/article-en")


def test_seeds_as_the_command_line_scores_them(serve_command: Start, detector: Run) -> None:
    server = serve_command("--workers", "1", "--rate", "0", "--isolated")
    with server.client() as client:
        for seed in sorted((ROOT / "seeds").glob("*.txt")):
            text = seed.read_bytes().decode("utf-8")
            answer = client.post("/v1/check", json={"content": text, "content_type": "text"})
            record = answer.json()
            gate = record.pop("gate")
            for finding in record["findings"]:
                assert finding.pop("field") == "content"
            check_result(record, text)
            assert gate["fails"] == (record["verdict"] == "fail")
            check = detector("check", "--isolated", str(seed))
            assert check.returncode == (1 if gate["fails"] else 0)
            assert len(check.stdout.splitlines()) == len(gate["issues"])
    assert server.stop() == 0


def test_configuration_by_the_path_of_the_url(serve_command: Start) -> None:
    server = serve_command("--workers", "1", config=CONFIG)
    with server.client() as client:
        told = [
            client.post("/v1/check", json={"content": BAD, "url": url}).json()
            for url in ("https://example.org/blog/a", "https://example.org/archive/a")
        ]
    assert [result["gate"]["fail_on"] for result in told] == ["review", "review"]
    assert told[0]["gate"]["fails"]
    assert "prompt_leak" not in {finding["family"] for finding in told[1]["findings"]}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--host", "0.0.0.0"], "--keys FILE"),
        (["--keys", "no-such-file"], "cannot be read"),
        (["--config", "no-such-file"], "no-such-file"),
    ],
)
def test_bad_usage_ends_with_status_2(
    detector: Run, tmp_path: Path, arguments: list[str], told: str
) -> None:
    ended = detector("serve", "--port", "0", *arguments)
    assert ended.returncode == 2
    assert told in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_port_in_use_ends_with_status_2(detector: Run, serve_command: Start) -> None:
    server = serve_command("--workers", "1")
    ended = detector("serve", "--port", str(server.port))
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
