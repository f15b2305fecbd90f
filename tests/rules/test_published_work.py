"""What writers, agents and tools leave around a text, and what authors say in the same words."""

from __future__ import annotations

import pytest

from detector.findings import Family
from detector.readers import parse
from detector.scoring.evidence import find, scores
from detector.text.analysis import Analysis
from detector.text.document import ContentType

BRIDGE = (
    "The bridge over the Lenn was rebuilt in 1932 after the flood had taken two of its piers. The "
    "engineers chose granite from the quarry at Oberau, which still shows the marks of the wedges. "
    "In summer the river is so low that children walk across beside it."
)
TOWN = (
    "The town has argued about the footpath since the spring. Some say that it is wide enough, "
    "others that a pram cannot pass. The mayor walked over it with a tape and wrote the figures on "
    "a slip of paper."
)
BOTH = f"{BRIDGE}\n\n{TOWN}"

LEAKS = {
    "levels": f"H2 – Why the bridge fell\n\n{BRIDGE}\n\nH3 – Floods of the century\n\n{TOWN}",
    "levels in brackets": f"(Heading 2) The flood\n\n{BRIDGE}\n\n(Heading 3) Costs\n\n{TOWN}",
    "parts in brackets": f"[Intro]\n\n{BRIDGE}\n\n[Section on costs]\n\n{TOWN}\n\n[Wrap-up]",
    "points": f"Lead-in: {BRIDGE}\n\nMain point 1: {TOWN}\n\nSign-off: See you there.",
    "brief": f"{BOTH}\n\nTarget reader: local taxpayers.\n\nStory angle: nostalgia.",
    "terms": f"Focus term: lenn bridge; semantic terms: pier, flood; intent: to learn.\n\n{BOTH}",
    "fields in a table": f"| Element | Value |\n| --- | --- |\n| Page title | The Bridge |\n"
    f"| URL slug | lenn-bridge |\n| Main key phrase | lenn bridge |\n\n{BOTH}",
    "measures": f"{BOTH}\n\nKeyphrase used 7 times (1.4 %). Reading level: grade 8. Flesch: 62.",
    "retitled": f"Hmm, the headline must contain the key phrase, so let me try again: Lenn Bridge "
    f"Rebuilt. That is 58 characters, good. {BOTH}",
    "rewritten": f"Original Article: {TOWN}\n\nRewritten Article: {BRIDGE}",
    "posts": f"{BOTH}\n\nTweet: The bridge stands!\n\nLinkedIn caption: A town and its bridge.",
    "scores": f"{BOTH}\n\nRelevance score: 8/10\n\nConfidence: high\n\nSentiment: neutral",
    "offer": f"{BOTH}\n\nHappy to trim or lengthen it, or to switch to a warmer voice.",
    "length": f"{BOTH}\n\nThat comes to roughly 1,200 words, a bit under your target.",
    "next message": f"{BOTH}\n\nI'll expand the remaining parts in the next message.",
    "token limit": f"{BOTH} ... [content truncated at token limit]",
    "continued": f"{BOTH}\n\n(continued in next response due to length)",
    "go on": f"{BOTH}\n\nShould I go on with the next section?",
    "a voice": f"Got it! Rewriting now with a friendlier voice and shorter sentences.\n\n{BOTH}",
    "what it is": f"The following is a 600-word blog post about the bridge.\n\n{BOTH}",
    "a role": f"You are a seasoned travel journalist. Your task is to describe it.\n\n{BOTH}",
    "versions": f"Version B (punchier):\n\n{BRIDGE}\n\nVersion C (more formal):\n\n{BRIDGE}",
    "report": f"{BOTH}\n\nI left out the statistics you mentioned, as they had no source.",
    "report, first person": f"I've written this in the first person, as you wanted, with a light "
    f"tone.\n\n{BOTH}",
    "editor": f"{BRIDGE}\n\n(Editor: please double-check this figure before going live.)\n\n{TOWN}",
    "to do": f"{BRIDGE}\n\n** TODO: find a better quote here, maybe from the mayor **\n\n{TOWN}",
    "source": f"{BRIDGE} [need citation for this stat] {TOWN}",
    "capitals": f"{BRIDGE}\n\n[FACT CHECK: was it 1932 or 1933?]\n\n{TOWN}",
    "comment": f"{BRIDGE}\n\n%% rephrase, sounds stiff %%\n\n{TOWN}",
    "stand-ins": f"{BOTH}\n\n*Note: links are placeholders.*",
    "anecdote": f"{BRIDGE}\n\nAdd a short anecdote here to make this section more relatable.",
    "fields": f"Ask for (name of manager) at (phone number). {BOTH}",
    "sums": f"At XYZ Company, we have built over XX bridges. {BOTH}",
    "link": f"{BOTH} See [our guide](https://www.example.com/your-guide).",
    "no page": "The bridge\n\nUnfortunately the page behind this link would not load for me. Paste "
    "its wording here and I will get started.",
    "not enough": "There isn't sufficient material in what you sent for a full feature. With two "
    "quotes I could build one.",
    "passes": "This request touches on personal advice, which I'd rather not give. What I could do "
    "is describe how doctors treat it.",
    "exception": f"{BRIDGE}\n\nRateLimitError: quota exceeded, retry after 20 s.\n\n{TOWN}",
    "status": f"{BRIDGE}\n\nHTTP 429 Too Many Requests\n\n{TOWN}",
    "record": f'{{"title": "The bridge", "content": "{BRIDGE} {TOWN}"}}',
    "tool": f'Calling tool: web_search("Lenn bridge")\n\nTool result: 3 hits\n\n{BOTH}',
    "side": f"Assistant: {BOTH}",
    "end": f"{BOTH}\n\n[END OF ARTICLE]",
    "budgets": f"## Introduction (150-200 words)\n\n{BRIDGE}\n\n## Costs (300 words)\n\n{TOWN}",
}
CLEAN = {
    "hypotheses": f"H1 – Floods harm granite.\n\nH2 – They do not.\n\nOur hypothesis held. {BOTH}",
    "lyrics": f"[Intro]\n\nOh river\n\n[Hook]\n\nOh stone\n\n[Outro]\n\nOh Lenn\n\n{BOTH}",
    "data sheet": f"Length: 40 m\n\nStyle: plain\n\nStructure: arch\n\nTopic: bridges\n\n{BOTH}",
    "catalogue": "| Title | The Bridge |\n| --- | --- |\n| Author | Ames |\n| Category | Towns |\n"
    f"| Tags | granite |\n\n{BOTH}",
    "minutes": f"Status: open\n\nNext step: measure\n\nPlan: ask three firms\n\n{BOTH}",
    "experiment": f"Observation: the pier moved.\n\nAction: none.\n\nOutput: 3 mm\n\n{BOTH}",
    "gardener": f"{BOTH}\n\nHappy to trim or cut your hedge, or to switch to a Saturday.",
    "serial": f"{BOTH}\n\nTo be continued in the next post.",
    "readers": f"{BOTH}\n\nLet me know which of these bridges you like best.",
    "reader's wish": f"As many of you asked, I have added a map of the piers. {BOTH}",
    "essay": f"The following is a 600-word essay that I wrote at school about it.\n\n{BOTH}",
    "game": f"You are a young knight. Your task is to find the bridge.\n\n{BOTH}",
    "choices": f"Option 1: walk over the bridge with a guide and see the piers.\n\nOption 2: take "
    f"the boat from the mill and look at the arches from below.\n\n{BOTH}",
    "wiki": f"{BRIDGE} [citation needed] {TOWN}",
    "editor's note": f"{BRIDGE}\n\n(Editor's note: the quarry has since closed.)\n\n{TOWN}",
    "shopping": f"TODO: buy gravel, call the mason, mend the rail.\n\n{BOTH}",
    "sounds": f"[APPLAUSE] {BRIDGE} [MUSIC] {TOWN} [PDF]",
    "legion": f"Legion XX built a bridge here, and more than XX is twenty-one. {BOTH}",
    "form": f"Write what you are called (company name) and where you live (address). {BOTH}",
    "letter": f"I couldn't open the page of the ledger, as it was torn. Paste had run. {BOTH}",
    "mayor": f"The mayor said: “This request touches on money, and I would rather not.” {BOTH}",
    "error": f"Human error: the request of the mayor was lost. {BOTH}",
    "number": f"The ledger names 503 men and 429 stones. {BOTH}",
    "quoted": f'The page said "content truncated at token limit", and we laughed. {BOTH}',
    "the end": f"{BOTH}\n\nThe end.",
    "contest": f"## Story (2,000 words)\n\nSubmit by May.\n\n## Poem (300 words)\n\nThe contest "
    f"has one prize, and the entry is free. {TOWN}",
    "address": f"{BOTH} See [www.example.com](https://www.example.com/).",
    "a play": f"Assistant: The door is shut.\n\nMayor: Then open it.\n\nAssistant: I have no "
    f"key.\n\n{BOTH}",
}  # fmt: skip


# Markdown takes what stands in angle brackets for tags, which nobody sees.
PLAIN = {
    "place": f"The first choice for bridges in <CITY>. {BOTH}",
    "thinking": f"<thinking>The reader is a tourist. Open with the flood.</thinking>\n\n{BOTH}",
}


def _score(text: str, content_type: ContentType = ContentType.MARKDOWN) -> float:
    document = parse(text, id="text", content_type=content_type)
    return scores(find(Analysis(document)))[Family.PROMPT_LEAK]


@pytest.mark.parametrize("name", LEAKS)
def test_leak_reaches_half(name: str) -> None:
    assert _score(LEAKS[name]) >= 0.5


@pytest.mark.parametrize("name", PLAIN)
def test_leak_in_plain_text_reaches_half(name: str) -> None:
    assert _score(PLAIN[name], ContentType.TEXT) >= 0.5


@pytest.mark.parametrize("name", CLEAN)
def test_near_miss_is_left_alone(name: str) -> None:
    assert _score(CLEAN[name]) < 0.2
