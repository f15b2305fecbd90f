"""Human articles with a model's text pasted into them: what is pasted is where it is said to be."""

from __future__ import annotations

import pytest

from detector.training.data.texts import HELD_BACK, tenth
from detector.training.evaluation.pasted import pairs
from tests.machine_prose import HUMAN, MACHINE
from tests.training.test_training import text_of

HELD = [name for name in map(str, range(200)) if tenth(name) == HELD_BACK]
KNOWN = [name for name in map(str, range(200)) if tenth(name) != HELD_BACK]
MADE = text_of(text=MACHINE, generated=True, group=HELD[1])


def test_the_pasted_text_is_where_it_is_said_to_be() -> None:
    article = f"{HUMAN}\n\n{HUMAN}\n\n{HUMAN}"
    (one,) = pairs([text_of(text=article, group=HELD[0]), MADE])
    assert one.text[one.start : one.end] == MACHINE
    assert one.text.count(HUMAN) == 3
    assert one.text.startswith(HUMAN)
    assert one.share == pytest.approx(len(MACHINE.split()) / len(one.text.split()))


@pytest.mark.parametrize(
    "changes",
    [
        {"group": KNOWN[0]},
        {"text": f"# {HUMAN}"},
        {"text": "Too short."},
        {"attack": "perturb-char"},
        {"generated": None},
    ],
)
def test_only_plain_untouched_held_back_articles_are_taken(changes: dict[str, object]) -> None:
    base = {"text": HUMAN, "group": HELD[0]}
    assert pairs([text_of(**{**base, **changes}), MADE]) == []
