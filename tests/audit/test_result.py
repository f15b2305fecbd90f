"""What an audit hands on: texts into which the findings' offsets point."""

from __future__ import annotations

import zlib
from pathlib import Path

from detector.audit.workers.worker import Outcome
from tests.audit.site import prose
from tests.render.html_audits import audited, source, stored

ODD = f"Odd \ud800 and \udfff.\n\nAs an AI language model, I cannot say.\n\n{prose(3)}\n"


def test_offsets_hold_in_a_text_with_lone_surrogates(tmp_path: Path) -> None:
    with audited(tmp_path, [source("odd.txt", ODD)]) as result:
        (page,) = result.pages()
        kept = result.source(0)
    assert kept is not None
    assert len(kept) == len(ODD)
    found = page.record["findings"]
    assert "As an AI language model" in {f["evidence"][:23] for f in found}
    assert all(kept[f["start"] : f["end"]] == f["evidence"] for f in found)


def test_a_kept_text_is_given_back_as_it_was(tmp_path: Path) -> None:
    packed = zlib.compress(ODD.encode("utf-8", "surrogatepass"))
    with stored(tmp_path, [("odd.txt", Outcome(b"{}", b"[]", source=packed))]) as result:
        assert result.source(0) == ODD
