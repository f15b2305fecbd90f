"""Leaks that stand in an article on something else, and what people write that is like them."""

from __future__ import annotations

import pytest

from detector.findings import Family, Severity
from detector.readers import parse
from detector.scoring import evidence
from detector.text.analysis import Analysis
from detector.text.document import ContentType

PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear."
WALLS = "A dry wall needs no mortar. It stands because each stone rests on two others."

LEAKS = {
    "offer": "Would you like me to expand on any section (e.g., sand or slate)?",
    "offer of files": "Let me know if you'd like me to generate a Dockerfile.",
    "offer of a form": "Should I go ahead and turn this into a slide deck for the board?",
    "offer of a register": "Shout if you'd like it punchier or want a second variant.",
    "eager yes": "Absolutely! Here's a detailed breakdown of the costs:",
    "revised part": "Here's an improved version of this section:",
    "choices": "Here are five alternative headlines you could use:",
    "right": "My apologies, you're right: the step was wrong. Here is the corrected version.",
    "paste": "You can copy and paste this into your README file.",
    "saved": "Save this as `garden-paths.md`",
    "user": "Okay, so the user wants me to continue. I need to keep the answer short.",
    "order": "The user wants me to write a short page about tide tables.",
    "request": "The copy is below, kept under 200 words as requested.",
    "agent": "I have all the details I need. Let me compile the final report.",
    "call": '**Tool call:** web_search("dry walls")',
    "turns": "**User:** please make it shorter\n\n**Assistant:** Sure, here's a tighter version:",
    "one side": "Human: Now write the part about soil.",
    "part": "[Section 3 of 7: Choosing the stone - approx. 300 words]",
    "budget": "Conclusion (80 words): Summarise the three benefits of slate.",
    "tones": "**Option 1 (Playful):** Sit down.\n\n**Option 2 (Professional):** Be seated.",
    "tasks": "- [x] Draft introduction\n- [ ] Write FAQ section\n- [ ] Add internal links",
    "ticks": "- [x] Title under 60 characters\n- [x] Keyword in intro\n- [x] Two internal links",
    "unread": "The original article could not be fetched, so this overview is based only on its"
    " headline.",
    "invented": "I can't provide real customer testimonials, but here are three sample reviews:",
    "knowledge": "Since I couldn't access the link you shared, this section is based on general"
    " knowledge.",
    "limit": "I'm unable to access external websites. However, I can help you with the costs.",
}
PEOPLES = {
    "visit": "Would you like me to visit your society? I talk about walls and bring stones.",
    "price": "Want me to adapt this pattern for your size? I charge £8, and it takes a week.",
    "speech": '"Would you like me to expand on that?" asked the clerk, and nobody did.',
    "series": "Shall I turn this into a series? Vote in the comments.",
    "own words after it": "Would you like me to simplify any of the steps? I've tested the pattern"
    " on beginners only twice, so tell me where you got stuck.",
    "recipe": "Of course! Here's the recipe that so many of you asked for:",
    "committee": "Here is the revised version of the introduction that the society approved:",
    "winners": "Here is the complete list of winners, with the names of their schools:",
    "bridge": "Here are five possible names for the new bridge:",
    "browser": "Copy and paste this line into your browser and press return.",
    "wiki": "Paste the text into the wiki when the meeting is over.",
    "program": "The user wants to save the file. I should show a button for it, and the answer of"
    " the server below it.",
    "brief": "The brief asks for a house of two floors. I'll keep the stairs in the middle.",
    "chairman": "The speech was kept to 300 words, as instructed by the chairman.",
    "gates": "I now have all the information about the gates, and I'll write it up on Monday.",
    "form": "User: Hale\n\nAssistant: Miss Dunn",
    "humus": "Human: the word comes from humus, the soil.",
    "exam": "Conclusion (80 words): this part carries ten marks.",
    "walks": "Option 1 (short): the loop by the mill.\n\nOption 2 (long): over the hill.",
    "leaflet": "- [x] Write the introduction of the leaflet\n- [ ] Draft the map\n- [ ] Print",
    "archive": "Without access to the original text we cannot date the hand.",
    "burnt": "I can't provide real figures for the year before the war; the books were burnt.",
    "timetable": "I couldn't open the link you sent, so I looked up the timetable.",
    "museum": "As of my last update in March, four of the six wells were dry.",
    "fields": "| Field | What it does |\n| --- | --- |\n| Meta description | The text below it"
    " |\n| Slug | The last part |\n| Focus keyphrase | The words that are checked |",
    "limit of a contest": "(Word count: 812. The limit for the junior category is 900.)",
    "stub": "This is a placeholder page. The register will go here once Mrs Dunn has typed it.",
}


def _told(passage: str) -> list[str]:
    text = f"# Paths and walls\n\n{PATHS}\n\n{WALLS}\n\n{passage}\n\n{WALLS} {PATHS}\n\n{PATHS}\n"
    document = parse(text, id="a.md", content_type=ContentType.MARKDOWN)
    return [
        f"{finding.rule}: {finding.message}"
        for finding in evidence.find(Analysis(document))
        if finding.family is Family.PROMPT_LEAK and finding.severity is not Severity.INFO
    ]


@pytest.mark.parametrize("passage", LEAKS.values(), ids=LEAKS)
def test_leak_is_found_between_paragraphs(passage: str) -> None:
    assert _told(passage)


@pytest.mark.parametrize("passage", PEOPLES.values(), ids=PEOPLES)
def test_what_people_write_is_none(passage: str) -> None:
    assert _told(passage) == []
