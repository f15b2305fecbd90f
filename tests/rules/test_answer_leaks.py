"""Answers of models that were published as they came, and what people say in much the same words.

The kinds were found in raw outputs of models; the texts here are others.
"""

from __future__ import annotations

import pytest

from detector.findings import Family, Severity
from detector.readers import parse
from detector.rules.prompt_leak import RULES
from detector.scoring.evidence import find, scores
from detector.text.analysis import Analysis
from detector.text.document import ContentType

BEES = (
    "A hive of forty thousand bees needs about twenty kilos of honey for the winter. The keeper "
    "weighs it in October, and feeds sugar where it is too light. In March the first willows "
    "flower, and the queen begins to lay. "
) * 4
SHORT = "Bees need twenty kilos of honey for the winter. "

LEAKS = {
    "reworked-text": (
        f"Paraphrased review: {BEES}",
        f"{BEES}\n\n(Note: The text has been polished for a more formal style and clarity.)",
        f"Here is the continued story:\n\n{BEES}",
        f"My rewrite: {BEES}",
        f"{BEES}\n\nThe reworded paragraph would be:\n\n{BEES}",
        f"Sure, here's a possible continuation of the story: {BEES}",
        f"Here is my edit of the story with shorter sentences: {BEES}",
        f"Here is a polished version of the abstract:\n\n{BEES}",
        f"{BEES}\n\nI have rephrased the passage to make it more formal and concise.",
        f"{BEES}\n\nIn this revised version, I simplified the wording and fixed the grammar.",
        f"{BEES}\n\nThis rewrite keeps the same meaning, with a more engaging tone.",
        f"{BEES}\n\nI made the following changes to the original text: shorter sentences.",
        f"{BEES}\n\nThe rewritten article uses more professional language and improves clarity.",
    ),
    "rewrite-order": (
        f"Please paraphrase this article without changing its facts.\n\n{BEES}",
        f"Your task is to summarize the following transcript.\n\n{BEES}",
        f"I want you to rewrite my draft in a warm voice. {BEES}",
        f"{BEES}, write a short abstract based on this: {BEES}",
        f"{BEES}\n\nPlease provide the rewritten article.",
        f"{BEES}\n\nYour rewrite must be at least as long as the text.",
        f"Could you please proofread the following paragraph?\n\n{BEES}",
        f"Rewrite the given passage in a friendly style.\n\n{BEES}",
        f"{BEES}\n\nGenerate a news story based on the sentence provided.",
        f"Prompt: humanize the text below. {BEES}",
    ),
    "asker-talk": (
        f"Apologies for the mistake in my previous answer. {BEES}",
        f"I misread your question. {BEES}",
        f"Thanks for providing more context! Based on that, twenty kilos are enough. {BEES}",
        f"Sure! {BEES}\n\nWould you like me to go into the feeding?",
        f"Based on the given information, the hive is too light. {BEES}\n\nI hope this helps!",
        f"{BEES}\n\nIs there anything else you would like to know?",
        f"{BEES}\n\nLet me know if you need any further revisions.",
        f"What a wonderful prompt! Here's a tale of bees for you:\n\n{BEES}",
        f"I am unable to create a video of the hive. However, I can describe it. {BEES}",
        f"{BEES}\n\nIs there another hive you would like me to write about?",
        f"Unfortunately, I cannot create a map directly, but I can give you a list. {BEES}",
        f"The table you provided is about winter losses. {BEES}",
    ),
    "research-talk": (
        f"Let me look up the latest data on winter losses:\n\n{BEES}\n\nI need to find more "
        f"sources on feeding.\n\n{BEES}",
        f"I'll conduct a search on hive weights and present a detailed report.\n\n{BEES}",
        f"{BEES}\n\nNow I have enough data to write about feeding.\n\n{BEES}",
        f"Okay, let me gather some articles on bees.\n\n{BEES}\n\nNext, let me verify the facts "
        f"in them.\n\n{BEES}",
        f"Let me search for recent studies on sugar and bees.\n\n{BEES}",
    ),
    "cut-short": (
        f"{BEES}In April the [truncated]",
        f"{BEES}In April the keeper… [+2,817 chars]",
        f"{BEES}In April (output truncated)",
        f"{BEES}\n\n[max tokens reached]",
        f"{BEES}In April the keepers [answer cut off]",
    ),
    "chat-interface": (
        f"[Assistant]: {BEES}",
        f"[SYSTEM]: Write short sentences.\n\n[user]: Tell me of bees.\n\n{BEES}",
        f"Generated text: {BEES}",
        f"{BEES}\n\n[user]: Go on.\n\n[model]: {BEES}",
        f"**Answer:**\n\n{BEES}",
    ),
    "model-talk": (
        f"{BEES} I am only a language model, so I have never seen a hive.",
        f"As an artificial intelligence program, I cannot keep bees. {BEES}",
        f"{BEES} I'm a large language model and cannot taste honey.",
        f"{BEES} I am an AI assistant created by a firm, and I have no hive.",
    ),
    "end-note": (
        f"{BEES}\n\n(Note: This article exceeds the 120-word limit by two sentences.)",
        f"{BEES}\n\n**Note:** The essay meets the requested word count.",
        f"{BEES}\n\nNote: This post stays within the 200-word limit.",
    ),
    "outline-label": (
        f"Title:\n\nBees in Winter\n\nLead paragraph:\n\n{BEES}\n\nClosing paragraph:\n\n{SHORT}",
        f"**Headline:**\n\nToo Light\n\n**Hook:**\n\n{BEES}",
        f"Opening paragraph:\n\n{BEES}\n\nThesis statement:\n\n{SHORT}\n\nConclusion:\n\n{SHORT}",
    ),
    "commission-talk": (
        f"Here is a 5 sentence abstract for your outline on bees:\n\n{BEES}",
        f"Here is the 3-paragraph summary you asked for: {BEES}",
        f"Certainly! Here is a six line summary in markdown with headings: {BEES}",
    ),
}

CLEAN = {
    "reworked-text": (
        f"Here is a revised version of the plan, as the members voted for it: {BEES}",
        f"{BEES}\n\nThis updated edition has clearer maps and keeps the old photographs.",
        f"{BEES}\n\nThe interview was edited for clarity, grammar and length.",
        f"He rewrote the passage twice. The rewritten passage was better. {BEES}",
        f"{BEES}\n\nI corrected two prices, and added a link that a reader sent me.",
        f"Edited by Ann. Revised in May: the table of weights. {BEES}",
        f"{BEES}\n\nThe revised text of the law keeps the limit of ten hives.",
        f"Here's the story of a hive that we moved, rewritten from my notes of 1999. {BEES}",
        f"{BEES}\n\n(Note: This post has been edited to add the price of sugar.)",
        f"The continued story of the hive: we moved it in May. {BEES}",
        f"{BEES} Polished wood: easy to clean. Polished steel: dear.",
        f'The label "Rewritten passage:" stood above the poem, and nobody knew why. {BEES}',
    ),
    "rewrite-order": (
        f"Exercise 2: rewrite the given sentences in the past. {BEES} Hand the exercise in.",
        f"Teachers: read the text. Paraphrase the paragraph with your students. {BEES}",
        f"Please read the following article before you open a hive. {BEES}",
        f"Please share this article with a friend who keeps bees. {BEES}",
        f"The council must rewrite the rules of the market. {BEES}",
        f"Write a letter to the mayor about the bees. {BEES}",
        f'She said: "Please rewrite the paragraph on sugar." {BEES}',
        f"Could you summarise what you learnt from the bees? {BEES}",
        f"We continue the story of the hive from last week. {BEES}",
        f"Edit the entrance of the hive with a saw, and provide a new roof. {BEES}",
    ),
    "asker-talk": (
        f"Do bees sleep?\n\nAbsolutely! {BEES}\n\nI hope this helps. Let me know.",
        f"Dear Ann, I am sorry for the mistake in my last letter. {BEES}",
        f"I can't write well, but I can keep bees. {BEES}",
        f"The honey you gave me is good, and the jars you sent are clean. {BEES}",
        f"Thank you for the honey. {BEES} Let me know if you need more jars.",
        f"Based on data provided by the keepers, losses fell. {BEES}",
        f"I am glad to say that the bees are well. {BEES}",
        f"{BEES}\n\nIs there anything else that keeps bees warm? We do not know.",
        f"{BEES}\n\nFeel free to ask in the comments if you have questions.",
        f"We apologise for the error in an earlier version of this article. {BEES}",
        f"What a lovely idea! Our club will paint the hives. {BEES}",
        f"I am unable to keep bees in town. But I can visit my uncle's. {BEES}",
    ),
    "research-talk": (
        f"Let me check the hive, and then look for the queen. {BEES}",
        f"I will look into the figures on losses one day. {BEES}",
        f'"Let me find some information on wasps," she said.\n\n{BEES}',
        f"Now I have enough honey for the winter.\n\n{BEES}",
        f"I'll research my grandfather's hives when I am old, and write a book.\n\n{BEES}",
    ),
    "cut-short": (
        f"{BEES} The list [truncated] went on for two pages. {SHORT}",
        f"{BEES} To be continued (part two on Friday)",
        f"{BEES} The rest was lost [...]",
        f"{BEES} It lost 20 kilos [+3 %]",
        f'{BEES} The last page says "[truncated]"',
    ),
    "chat-interface": (
        f"[Ann]: Do bees sleep? [Ben]: They do. {BEES}",
        f"The output: forty jars. Generated heat keeps them warm. {BEES}",
        f"Answer: yes. Bees sleep. {BEES}",
        f"# Do bees sleep?\n\nAnswer:\n\n{BEES}",
        f"[1]: See the notes. [2]: See above. {BEES}",
    ),
    "model-talk": (
        f"I am only a model of a beekeeper, said the puppet. {BEES}",
        f"As an artist, I paint bees. As a language teacher, I spell them. {BEES}",
        f'The page said "I am a large language model" for a week. {BEES}',
    ),
    "end-note": (
        f"{BEES}\n\nNote: This post is over the fence, and the hive is behind it.",
        f"{BEES}\n\nThe story was over the limit of 500 words, so the jury refused it.",
        f"{BEES}\n\nNote: the article on wasps is in the next issue.",
    ),
    "outline-label": (
        f"Introduction:\n\n{BEES}\n\nConclusion:\n\n{SHORT}",
        f"Title: The Hive\nAuthor: A. Keeper\nYear: 1931\n\n{BEES}",
        f"Hook:\n\n{BEES}",
    ),
    "commission-talk": (
        f"Here are 5 sentences that every keeper should learn. {BEES}",
        f"Here is a summary of the meeting in three paragraphs. {BEES}",
        f"I have written two paragraphs about the hive. {BEES}",
    ),
}


def _pairs(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(rule, text) for rule, texts in table.items() for text in texts]


@pytest.mark.parametrize(("rule", "text"), _pairs(LEAKS))
def test_answer_is_found_by_its_rule(rule: str, text: str) -> None:
    findings = find(Analysis(parse(text, id="t", content_type=ContentType.MARKDOWN)), RULES)
    assert rule in {f.rule for f in findings if f.severity is not Severity.INFO}
    assert scores(findings, RULES)[Family.PROMPT_LEAK] >= 0.4


@pytest.mark.parametrize(("rule", "text"), _pairs(CLEAN))
def test_words_of_people_are_left_alone(rule: str, text: str) -> None:
    findings = find(Analysis(parse(text, id="t", content_type=ContentType.MARKDOWN)), RULES)
    touched = [f"{f.rule}: {f.message}" for f in findings if f.severity is not Severity.INFO]
    assert touched == [], rule


def _within(paragraph: str) -> bool:
    text = f"{BEES}\n\n{paragraph}\n\n{BEES}\n\n{BEES}"
    findings = find(Analysis(parse(text, id="t", content_type=ContentType.MARKDOWN)), RULES)
    return any(f.rule == "chat-preamble" and f.severity is not Severity.INFO for f in findings)


def test_two_wishes_in_one_paragraph_within_the_text_are_a_reply() -> None:
    wish = "I hope this article meets your expectations!"
    assert _within(f"{wish} Let me know if there's anything else I can add.")
    assert not _within(wish)
    assert not _within(f"{wish}\n\nThe queen lays in March.")


LINK = "A hive needs twenty kilos of honey. See [{words}]({target}) for more on feeding. "


@pytest.mark.parametrize(
    ("targets", "severities"),
    [
        (("http://localhost:8080/hives/3",), [Severity.WARNING]),
        (("http://127.0.0.1:90/feed", "file:///tmp/a.html", "http://localhost:81/abc"),
         [Severity.WARNING]),
        (("http://localhost:8080/hives/3", "https://yourwebsite.com/hives"),
         [Severity.ERROR, Severity.WARNING]),
        (("http://localhost/",), []),
        (("https://localhost.example.org/hives",), []),
        (("/hives/localhost",), []),
    ],
)  # fmt: skip
def test_links_to_the_machine_that_made_the_page(
    targets: tuple[str, ...], severities: list[Severity]
) -> None:
    text = "".join(LINK.format(words="our notes", target=target) for target in targets)
    document = parse(text, id="t", content_type=ContentType.MARKDOWN)
    found = [f.severity for f in find(Analysis(document), RULES) if f.rule == "placeholder-link"]
    assert sorted(found) == severities
