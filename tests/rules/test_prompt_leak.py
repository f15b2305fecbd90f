"""Leaks are found in the forms that other models and sites give them; talk of leaks is spared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.findings import Family, Finding, Severity
from detector.readers import parse
from detector.rules.prompt_leak import RULES
from detector.scoring.evidence import find, scores
from detector.text.analysis import Analysis
from tests.cpu_time import is_below, least_seconds

PROSE = (
    "The garden path was laid by the town in 1931, and it has been repaired twice since. Gravel "
    "drains well and is cheap to buy. Slate lasts for a century if the bed is right, but it is "
    "dear. "
) * 6


def findings(text: str) -> tuple[Finding, ...]:
    return find(Analysis(parse(text, id="t")), RULES)


def score(text: str) -> float:
    return scores(findings(text), RULES)[Family.PROMPT_LEAK]


LEAKS = {
    "planning": "We need to write a concise 400-500 word educational Dev.to article about paths. "
    f"Include practical tip. Keep friendly. Let's craft about 450 words. {PROSE}",
    "planning, fragments": "We need to produce a 400-500 word article, educational, on paths. Must "
    f"mention the free ebook. Avoid hype. Word count ~450. Let's write. {PROSE}",
    "planning, first person": "Okay, I need to write an article about paths. The tone should be "
    f"friendly. The article should be around 800 words. {PROSE}",
    "planning, the user": "The user wants me to write a short blog post about paths. I should "
    f"include a hook and a call to action. Let me think about the structure. {PROSE}",
    "planning, thinking aloud": "Okay, so the user wants a post on paths. I need to make it short. "
    f"Let me start with the gate. {PROSE}",
    "fields inline": f"SEO Title: Best Paths 2026 | Town Meta Description: Learn all. {PROSE}",
    "fields in a text on SEO": "Meta Title: Best SEO agency. Meta Description: Hire the best SEO "
    f"agency with keyword research and ranking reports. SEO, ranking, keyword. {PROSE}",
    "brief in one line": f"Primary keyword: paths | Secondary keywords: gravel, slate {PROSE}",
    "brief, bold": f"**Target keyword:** garden paths\n**Search intent:** to learn\n\n{PROSE}",
    "slug": f"{PROSE} Suggested Slug: /garden-paths Suggested Tags: paths, gravel {PROSE}",
    "keywords at the end": f"{PROSE}\n\nSEO keywords: garden path, gravel path, path ideas.",
    "link notes": f"{PROSE} Internal link suggestion: link to the gravel guide. {PROSE}",
    "insert": f"{PROSE} [Insert image of a garden path here] {PROSE}",
    "diagram": f"{PROSE} [[DIAGRAM: prompt → path → gate]] {PROSE}",
    "affiliate slot": f"{PROSE} [Add your affiliate link here] {PROSE}",
    "byline slots": f"{PROSE} Published on [Date] by [Author Name]. {PROSE}",
    "offer, below": f"Certainly! Below is a 600-word article on garden paths: {PROSE}",
    "offer, here": f"Sure! Here's a detailed, human-like blog post on garden paths: {PROSE}",
    "offer, requested": f"As requested, here is the full article on garden paths. {PROSE}",
    "offer, rewritten": f"Here's a rewritten version of your article: {PROSE}",
    "offer, you'll find": f"Absolutely! Below, you'll find an essay on garden paths. {PROSE}",
    "offer, the order": f"Of course, here is the revised draft with a friendlier tone. {PROSE}",
    "offer, a colon": f"Okay, here is a final version of the post:\n\n{PROSE}",
    "offer, agreement": f"You're absolutely right! Here's the corrected article:\n\n{PROSE}",
    "closing, report": f"{PROSE}\n\nI have worked your main keyword into each part of it.",
    "closing, as asked": f"{PROSE}\n\nI've kept the length and the tone light, as you requested.",
    "closing, want me to": f"{PROSE}\n\nWant me to expand the conclusion or add a short FAQ?",
    "closing, edits": f"{PROSE}\n\nFeel free to let me know if you need any further edits.",
    "end-note, fictional": f"{PROSE}\n\n*Note: This is a fictional post written to illustrate "
    "how it may look.*",
    "closing, tailor": f"{PROSE}\n\nLet me know if you want me to tailor this for a newspaper.",
    "closing, shorter": f"{PROSE}\n\nIf you'd like, I can also create a shorter version.",
    "closing, question": f"{PROSE}\n\nWould you like me to create a second version as well?",
    "closing, customise": f"{PROSE}\n\nFeel free to customize this article to match your brand.",
    "echo": f'{PROSE}\n\nThis article is optimized for SEO with the keyword "garden path".',
    "word count": f"{PROSE}\n\n(Word Count: Approximately 850 words)",
    "cut-off": f"{PROSE} As of my knowledge cutoff in September 2021, gravel was cheap. {PROSE}",
    "two claims": f"{PROSE} I'm an AI, and I cannot browse the internet for newer prices. {PROSE}",
    "claim beside a cut-off": f"{PROSE} I cannot browse the web. Until my training data cutoff, "
    f"gravel was cheap. {PROSE}",
    "refusal": f"{PROSE} I'm sorry, but I can't provide an article on that topic. {PROSE}",
    "review first": f"{PROSE}\n\nThis was drafted by a tool. Please review before publishing.",
    "window": f"{PROSE}\n\nRegenerate response",
    "form": f"{PROSE}\n\nHashtags: none\nMeta description: n/a",
    "template": f"Sample heading goes here\n\n{PROSE}",
    "turn": f"{PROSE} [/INST] {PROSE}",
    "citation after said": f"The town said that the path is old.【12†source】 {PROSE}",
    "citations of many tools": "It opened turn0search1 in May [cite: 3] of that year [web:2] and "
    f"closed.【4†source】 It rained [oai_citation:5‡a]. {PROSE}",
    "citation, own link": f"{PROSE} [report](sandbox:/mnt/data/report.pdf) {PROSE}",
}


def test_order_and_answer_of_a_chat() -> None:
    assert score(f"User: Write a post on garden paths.\n\nAssistant: {PROSE}") >= 0.5
    assert score(f"User: Ms Ode. Assistant: Mr Lind.\n\n{PROSE}") < 0.5


@pytest.mark.parametrize("text", LEAKS.values(), ids=LEAKS.keys())
def test_leak_is_found_whatever_its_form(text: str) -> None:
    assert score(f"# Garden paths\n\n\n{text}") >= 0.5


TALK = {
    "quoted": 'Chatbots open with "Certainly! Here is a blog post about paths" and close with '
    '"Let me know if you\'d like me to expand". Search for "As an AI language model, I".',
    "named": "Editors strip markers such as turn0search1, oaicite:3 and [cite: 1, 2] by a script.",
    "code": "Run `grep -r 'contentReference[oaicite:0]' posts` and delete what it finds.",
    "several tools": "Look at these codes: turn0search1 is a marker of one chatbot, and grok_card "
    "is a token of another. The codes of a third hold ppl-ai-file-upload.",
    "a limit": "Word count: 2,500 max, title and notes not counted.",
    "a range": "Word count: 800 to 1,200. Please edit with care before publication in our pages.",
    "a request to writers": "Please proofread before posting your entry on the board.",
    "advice on titles": "Your meta description is read first; the SEO title comes next.",
    "template": "Use this template, or a template of your own: at [Company Name] we value [Topic].",
    "writing": "We need to write letters to the mayor, he said, and the user of the park agreed.",
    "speech": "OK, here's the story. Of course, it is long. Sure, here are the facts.",
    "contest": "Stories should be 500-700 words. The magazine pays ten pounds.",
    "docs": "Default: none\nReturns: None\nThe call to action: none was heard.",
    "model in third person": "GPT-3, as an AI language model, was trained on text of the web.",
    "credit": "[Photo: J. Doe] The path in 1931. [Image credit: the town archive]",
    "editorial brackets": "He said that [the town] had [your] best interest at heart.",
    "sincere end": "Mend it in May, when it is dry. Let me know if you find the old stones.",
    "minutes": "Apologies: none\nNotes: none\nCorrections: none\nTreasurer's report: none",
    "review": "Positives: light and cheap\nNegatives: none\nCaveats: none",
    "log": "Follow-ups: none\nQuotes: n/a",
    "directions": "The caption goes here under the frame; the heading goes here above it.",
    "flag": "The INSERT_BEFORE switch sets the order of the INSERT_IGNORE lines.",
    "year known": "The deed was entered as 1784-XX-XX, put down as 1931-XX-XX by the clerk.",
    "model letter": "Fill in whatever is in square brackets.\n\nDear [Name],\n\nI have lived at "
    "[Address] since [Year].\n\n[Your name]",
    "model letter, unnamed": "Dear [Name],\n\nWe have paid [Amount] for [Product] in May.\n\nYours"
    " faithfully,\n[Your name]",
    "caption": "[Photo: the choir on the steps of the mill before the flood of 1931]",
    "a runner": "Since my last training camp I walk. After my latest training plan, I slept.",
    "a nurse": "My training only goes to the age of nine, so I called the doctor.",
    "off the net": "At the farm I do not have access to the internet, and I cannot access the web.",
    "a log": "As of my last update, the boiler was cold. As of my last update, it was Monday.",
    "a robot": "I'm an AI, and that is why they put me in the lift.",
    "no feelings": "I don't have personal opinions on the mayor; he is a clerk.",
    "a yes and a letter": "Of course. Here is the letter. Certainly, here is a list of the stones.",
    "a correction": "Correction: I have revised the article since Ms Ode wrote about the year.",
    "a talk": "Below is a rewritten version of the speech that I gave in Turku in the spring.",
    "release notes": "This revised version includes a map. This improved version uses less paper.",
    "ideas": "Here are five ideas for your blog, and here are three titles for your essay on moss.",
    "a reading": "Please send me the text you would like to hear at the funeral.",
    "agreement": "You're absolutely right to mend it. Great question! Here's the full story.",
    "a revised text": "Here is the revised text of the treaty:\n\nNobody may pass the gate.",
    "farewell": "I've added the map, as you asked. Feel free to ask if you need anything else!",
    "an author": "The following article was written by Ms Ode in 1931. The above text is hers.",
    "fiction": "This story is purely fictional. Any resemblance to a real town is an accident.",
    "a disclaimer": "This article is entirely fictional. Any resemblance to the living is chance.",
    "an example": "The above text is an example of what the town wrote in those years.",
    "a client": "The client wants a blog post, and the client says the headline must be loud. The "
    "first paragraph should be short. The client requested a poem too.",
    "a jury": "Each essay must be 600 words. The prompt asked for a story of a bridge, and the "
    "prompt asked for an outline. The title should be short; the second paragraph was weak.",
    "a deadline": "We have to write an essay of 500 words. The first paragraph should be funny, "
    "and we should include a poem in it, says the teacher.",
    "a heading": "Meta-data\n\nEach ticket has an owner, a date and a queue of its own.",
    "hypotheses": "H1: Gravel drains better. H2: Slate lasts longer. Both were confirmed.",
}


@pytest.mark.parametrize("text", TALK.values(), ids=TALK.keys())
def test_talk_of_leaks_is_no_leak(text: str) -> None:
    for whole in (f"{text}\n\n{PROSE}", f"{PROSE}\n\n{text}", f"{PROSE}{text}"):
        assert score(whole) < 0.5, whole
        assert [f for f in findings(whole) if f.severity is Severity.ERROR] == [], whole


# Words of somebody else, by the forms in which texts give them; each stands on lines of its own.
SPEECH = {
    "script": "**MIRA:** Mend the lift.\n\n**BOT:** I'm sorry, but I can't help with that request.",
    "play": "PORTER. Certainly! Here is the article, sir.\n\nGUEST. It is torn.",
    "transcript": "Ola: What did it say?\nPer: I cannot assist with that. No more than that.",
    "dash": "— I'm sorry, but I cannot fulfil this request.\n\nSo spoke the box.",
    "colon": "It paused and blinked: I'm sorry, but I can't assist with your request.",
    "said after": "I'm sorry, but I can't help with this task, the machine added.",
    "said after, name": "I cannot assist with that, replied Hanna, and shut the door.",
    "sentence": "On a menu stood the sentence As an AI language model, I do not eat soup.",
    "italics": "- *Certainly! Here is your article about bins.* (Waste)\n- *Sure! Here is a draft "
    "article about roads.* (Roads)",
    "italics in a sentence": "What stood under *I'm sorry, but I can't help with that request* was "
    "a name.",
    "paragraphs in quotation marks": '"Dear all,\n\nCertainly! Here is an article on the path.\n\n'
    'Yours, the town." So it went.',
    "a mark for each paragraph": '"We met in May.\n\n"I am sorry, but I cannot help with that '
    'request.\n\n"Then he left." That was all.',
}


@pytest.mark.parametrize("text", SPEECH.values(), ids=SPEECH.keys())
@pytest.mark.parametrize("place", ["{text}\n\n{prose}", "{prose}\n\n{text}"])
def test_speech_of_others_is_no_leak(text: str, place: str) -> None:
    whole = place.format(text=text, prose=PROSE)
    assert [f for f in findings(whole) if f.severity is Severity.ERROR] == []


# What looks like speech, or like an open quotation, and hides nothing.
HIDDEN = {
    "field": f"Article: Certainly! Here is an article about garden paths: {PROSE}",
    "side of a chat": f"Assistant: Certainly! Here is an article about garden paths: {PROSE}",
    "inches": f'A bed of 6" is deep.\n\nI cannot fulfil this request.\n\nSix of 5" are too many. '
    f"{PROSE}",
    "a mark that never closes": f'He said "yes.\n\nI cannot fulfil this request.\n\nThey said "no" '
    f"to it. {PROSE}",
    "italics of a note": f"{PROSE}\n\n*Certainly! Here is an article about garden paths.*",
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN.keys())
def test_what_is_not_speech_hides_nothing(text: str) -> None:
    assert score(text) >= 0.5


SCAFFOLD = (
    "The old bridge is closed, and the ferry carries walkers and bicycles until the spring.\n\n"
    "Reader relevance\n- Commuters lose an hour a day.\n- Shops on the far bank lose customers.\n"
    "Editorial angle\n- The town wants a new bridge.\nSummary\n- The ferry runs until May.\n"
    "Closing caveat\n- The price of steel is not known yet.\nSentiment: none\n"
)


def test_scaffold_names_each_section() -> None:
    found = findings(SCAFFOLD)
    errors = {f.evidence for f in found if f.severity is Severity.ERROR}
    assert errors == {"Reader relevance", "Editorial angle", "Closing caveat", "Sentiment: none"}


def test_echo_is_the_only_finding() -> None:
    echo = "(Tone kept formal, keyphrases included)"
    assert [(f.rule, f.evidence) for f in findings(f"{PROSE}\n{echo}\n")] == [("prompt-echo", echo)]


PIECES = st.sampled_from(
    [*LEAKS.values(), *TALK.values(), *SPEECH.values(), "[", "(", "【", "†", "\n\n", "# ", "<!--"]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=5).map(" ".join))
def test_any_mixture_gives_exact_evidence(text: str) -> None:
    for finding in findings(text):
        assert text[finding.start : finding.end] == finding.evidence
        assert 0 < finding.weight <= 1


@pytest.mark.parametrize(
    "unit", [*LEAKS.values(), "we need to write a post ", "[insert ", "seo title: "]
)
def test_time_grows_with_length_alone(unit: str) -> None:
    def analysed(copies: int) -> Analysis:
        analysis = Analysis(parse("", id="t"))
        analysis.text = unit * copies
        analysis.mentions, analysis.word_starts, analysis.sentences  # noqa: B018
        return analysis

    def check(analysis: Analysis) -> None:
        for rule in RULES:
            list(rule.check(analysis))

    copies = max(8_000 // len(unit), 1)
    small, large = analysed(copies), analysed(copies * 8)
    assert is_below(25 * least_seconds(lambda: small, check) + 0.05, lambda: large, check)


def test_shares_on_published_articles(wild: Callable[[str], Iterator[dict[str, Any]]]) -> None:
    strong = [score(row["text"]) for row in wild("K3") if row["strength"] == "strong"]
    assert sum(s >= 0.5 for s in strong) >= 0.9 * len(strong)
    for kind, share in (("N1", 0.01), ("N2", 0.02)):
        good = [score(row["text"]) for row in wild(kind)]
        assert sum(s >= 0.5 for s in good) <= share * len(good)
