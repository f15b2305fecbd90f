"""Labelled texts for the tests of training."""

from __future__ import annotations

from detector.training.data.texts import LabelledText


def text_of(**changes: object) -> LabelledText:
    base = {
        "id": "i", "text": "", "set": "s", "unit": "u", "group": "g", "kind": "k",
        "generated": False, "low_quality": None,
    }  # fmt: skip
    return LabelledText(**{**base, **changes})  # type: ignore[arg-type]
