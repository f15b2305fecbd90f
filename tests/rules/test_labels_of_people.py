"""Labels and words that a leak has, and that records, plays, logs and plans of people have too."""

from __future__ import annotations

import pytest

from detector.findings import Severity
from detector.readers import parse
from detector.rules import RULE_BY_ID
from detector.scoring.evidence import find
from detector.text.analysis import Analysis
from detector.text.document import ContentType

QUAY = "The quay was built in 1887, and it silts up every winter. A dredger works until May."

SPARED = {
    "chat-interface": (
        f"{QUAY} See [model]: https://pumps.example/gr-1994 and [system]: https://pumps.example/s",
        f"{QUAY}\n\n[assistant]: anna.html\n[ai]: ../notes.md\n[user]: mailto:a@quay.example",
        f"[system]: Anna joined the room\n\n{QUAY}",
        "Scene 2. The curtain opens on a dark stage.\n\n[User]: Where?\n\n[AI]: Here.",
        "[Captain]: It is late.\n\n[User]: Which quay?\n\n[AI]: The wet one.",
        "[Director]: Anna Berg\n\n[Assistant]: Ben Cole",
        "[Model]: GR-1994\n\n[System]: metric",
    ),
    "outline-label": (
        f"Title:\n\nThe Quay\n\nIntroduction:\n\nby A. Clerk\n\nFinal paragraph:\n\n{QUAY}",
        f"Title:\n\nThe Ring\n\nSubtitle:\n\nA play\n\nIntroduction:\n\n{QUAY}\n\nConclusion:",
        f"Headline:\n\nWater is off\n\nSub-title:\n\nOn Friday\n\n{QUAY}",
        f"Hook:\n\n4 mm\n\nIntroduction:\n\n{QUAY}\n\nFirst paragraph:\n\nChain ten.",
        "Hook: US size G 4.25 mm\n\nIntroduction: The shawl is light.",
    ),
    "reply-parts": (
        f"{QUAY} She was about to say **more when the** tape ran out.",
        f"{QUAY} He hoped to write **more for the** paper.",
        f'{QUAY} The guard would say "next" for the fourth time, and "go on" and the gate fell.',
        f"{QUAY} Say more when you know more.",
    ),
    "placeholder": (
        "# Lamp\n\n## TODO\n\n- a green lamp\n- a timer\n",
        "# Lamp\n\n## TODO\n\nPlans for the winter:\n\n1. a green lamp\n2. a timer\n",
        "# Lamp\n\n## TODO:\n\n- [ ] a green lamp\n- [x] a timer\n",
    ),
}

FOUND = {
    "chat-interface": (
        f"[assistant]: {QUAY}",
        f"[user]: Go on.\n\n[model]: {QUAY}",
        f"{QUAY}\n\n[user]: And https://quay.example?\n\n[assistant]: {QUAY}",
    ),
    "outline-label": (
        f"Title:\n\nThe Quay\n\nParagraph 2:\n\n{QUAY}",
        f"Suggested title:\n\nThe Quay\n\nConclusion:\n\n{QUAY}",
        f"Headline:\n\nToo Deep\n\nSecond paragraph:\n\n{QUAY}",
        f"Opening paragraph:\n\n{QUAY}\n\nTopic sentence:\n\n{QUAY}",
    ),
    "reply-parts": (
        f'{QUAY}\n\nReply "more" and I will add the prices.',
        f'{QUAY}\n\nIf you need it, you may type "more" to get the second half.',
        f"{QUAY}\n\nFor the rest, type continue and I will go on.",
        f"{QUAY}\n\nPlease respond with “next” to get part two.",
    ),
    "placeholder": (
        "# Lamp\n\n## TODO\n\nWrite this part.\n",
        "# Lamp\n\n## TODO\n\n- write this\n\nThe lamp is blue.\n",
        "# Lamp\n\n## TODO\n\n## Prices\n\nThe lamp is dear.\n",
    ),
}


def _told(rule: str, text: str, content_type: ContentType) -> set[Severity]:
    analysis = Analysis(parse(text, id="t", content_type=content_type))
    return {finding.severity for finding in find(analysis, [RULE_BY_ID[rule]])}


@pytest.mark.parametrize("content_type", [ContentType.MARKDOWN, ContentType.TEXT])
@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule, texts in SPARED.items() for text in texts]
)
def test_people_have_them_too(rule: str, text: str, content_type: ContentType) -> None:
    assert Severity.ERROR not in _told(rule, text, content_type)
    if rule == "placeholder":
        assert not _told(rule, text, content_type)


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule, texts in FOUND.items() for text in texts]
)
def test_what_is_left_over_is_found(rule: str, text: str) -> None:
    expected = Severity.WARNING if rule == "placeholder" else Severity.ERROR
    assert expected in _told(rule, text, ContentType.MARKDOWN)
