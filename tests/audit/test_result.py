"""What an audit hands on: texts into which the findings' offsets point."""

from __future__ import annotations

from pathlib import Path

from tests.audit.site import prose
from tests.render.html_audits import audited, source


def test_offsets_hold_in_a_text_with_lone_surrogates(tmp_path: Path) -> None:
    text = f"Odd \ud800 and \udfff.\n\nAs an AI language model, I cannot say.\n\n{prose(3)}\n"
    with audited(tmp_path, [source("odd.txt", text)]) as result:
        (page,) = result.pages()
        kept = result.source(0)
    assert kept == text
    found = page.record["findings"]
    assert "As an AI language model" in {f["evidence"][:23] for f in found}
    assert all(kept[f["start"] : f["end"]] == f["evidence"] for f in found)
