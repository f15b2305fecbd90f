"""Sentences about the order for a text are found at both ends; what authors say is left alone."""

from __future__ import annotations

import pytest

from detector.findings import Severity
from detector.readers import parse
from detector.rules import RULE_BY_ID
from detector.rules.prompt_leak.published.commission_talk import RULE
from detector.scoring.evidence import find
from detector.text.analysis import Analysis

_PATH = (
    "The harbour was busy in spring, and boats came in from the north each morning. Crews sold "
    "their catch on the quay before noon. Prices were fair, and the town ate well.\n\n"
)
OPENINGS = (
    "Here is your 1,200 word blog post on harbour towns:",
    "Sure! Here's the article:",
    "Below is a 1000-word article on harbour towns written in a friendly tone.",
    "Below is a complete, publication-ready article on harbour towns.",
    "As per your request, here is an article on harbour towns.",
    "I've written a 700-word article on harbour towns that follows your guidelines.",
    "I've created the post and saved it to content/posts/harbour.md.",
    "The draft has been saved to output/harbour-towns.md.",
    "Now I have enough information to write the article.",
    "Let me write the article now.",
    "I'll now write the article following the outline and the style guide.",
    "Here's what I changed: a shorter introduction, and the keyword in each heading.",
    "---BEGIN ARTICLE---",
    "Okay, the user wants a blog post about harbours. It should be under 800 words.",
    "You are an expert travel writer. Write an article about harbour towns in a friendly tone.",
    "Act as a professional content writer and write a post about harbour towns.",
    "Rewrite the following article in your own words so that it is 100% unique:",
    "Do not include any explanation, only return the article in HTML.",
    "Requirements: 800 words, no bullet points, include FAQs, use short sentences.",
)
CLOSINGS = (
    "Let me know if you want this article in a different tone or length.",
    "Would you like me to generate a meta description for this article?",
    "If you need a longer version, just say the word and I'll expand each section.",
    "You can replace the placeholders with your own details before publishing.",
    "Feel free to copy and paste this into your CMS.",
    "Wait, I need to make sure that the word count is right.",
)
AUTHORS = (
    "Here is a 3,000-word essay I wrote for a class in 2009.",
    "Here's the full text of the speech:",
    "Here is the article as it ran in the paper on Sunday:",
    "Okay, here is the updated version of my post from last year:",
    "Great! Here is the story of how it went.",
    "OK, here's an ordinary piece of Perl:",
    "Sure, here is a full copy of the letter:",
    "I have written a long article on harbours for the local paper.",
    "I need to write the introduction to my thesis this month.",
    "This post was translated to Russian by a reader.",
    "The post is a wiki page with a complete history of its versions.",
    "The client wanted a website for her shop. She asked for a blog and a page with posts.",
    "Write an article of 140 to 190 words in an appropriate style. Learners use their own words.",
    "Write for us: posts of 800 to 1,200 words. Include headings. Submit your draft by mail.",
    "Write a post every day. That is what they told me, and I did it for a year.",
    "Summary of changes: the headings are larger, and the tone of the page is lighter.",
    "Let me count the ways in which the wind has turned.",
)
AUTHORS_ENDS = (
    "Let me know if you want to come along next year.",
    "Would you like to see a map? Do you want the full story? Buy the book.",
    "You can publish this article on your website; please link back to this post.",
    "This article is 2,300 words long because the subject is hard.",
    "If you need help with the boat, I can come by.",
)


def _severities(text: str) -> list[Severity]:
    return [finding.severity for finding in find(Analysis(parse(text, id="t")), (RULE,))]


@pytest.mark.parametrize("line", OPENINGS)
def test_the_order_at_the_beginning(line: str) -> None:
    assert _severities(f"{line}\n\n{_PATH}") == [Severity.ERROR]


@pytest.mark.parametrize("line", CLOSINGS)
def test_the_order_at_the_end(line: str) -> None:
    assert _severities(f"{_PATH * 3}{line}") == [Severity.ERROR]


@pytest.mark.parametrize("line", AUTHORS)
def test_what_authors_say_first(line: str) -> None:
    assert not _severities(f"{line}\n\n{_PATH}")


@pytest.mark.parametrize("line", AUTHORS_ENDS)
def test_what_authors_say_last(line: str) -> None:
    assert not _severities(f"{_PATH * 3}{line}")


def test_a_text_about_prompts_shows_them() -> None:
    about = "ChatGPT, Claude and Gemini read a prompt. A good prompt gives the LLM a role. " * 3
    assert not _severities(f"{OPENINGS[14]}\n\n{about}")


def test_a_quoted_order_is_a_mention() -> None:
    assert not _severities(f"“{OPENINGS[0]}” is what he sent us.\n\n{_PATH}")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("outline-label", f"(Introduction) {_PATH}\n\n(Body) {_PATH}\n\n(Conclusion) {_PATH}"),
        ("outline-label", f"Paragraph 1:\n\n{_PATH}\n\nParagraph 2:\n\n{_PATH}"),
        ("placeholder-slot", f"{_PATH}In [year], [number] boats landed here, says [expert name]."),
        ("placeholder-slot", f"{_PATH}The town has XX,XXX visitors a year."),
        ("placeholder-slot", f"{_PATH}__INSERT_CTA_BUTTON__\n\n{_PATH}"),
        ("placeholder-slot", f"{_PATH}[Embed YouTube video about harbours]\n\n{_PATH}"),
        ("placeholder-slot", f"{_PATH}[FIGURE NEEDED FROM CLIENT]\n\n{_PATH}"),
        ("placeholder-slot", f"{_PATH}(Insert personal anecdote here)\n\n{_PATH}"),
        ("soft-refusal", "I cannot generate content about this topic."),
        ("soft-refusal", "There is no article provided to summarize."),
        ("soft-refusal", "The provided text does not contain enough to write an article."),
        ("seo-fields", f"{_PATH}Suggested internal links: the quay, the market"),
    ],
)
def test_other_kinds_of_leaks(rule: str, text: str) -> None:
    found = find(Analysis(parse(text, id="t")), (RULE_BY_ID[rule],))
    assert Severity.ERROR in {finding.severity for finding in found}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("outline-label", f"[Intro]\n\n{_PATH}\n\n[Chorus]\n\n{_PATH}\n\n[Outro]\n\n{_PATH}"),
        (
            "outline-label",
            f"[Introduction] {_PATH}\n\n[Methods] We sailed.\n\n[Conclusion] Ok.",
        ),
        ("outline-label", f"(Body) of water.\n\n{_PATH}"),
        ("placeholder-slot", f"{_PATH}He said that [the company] would land [its] boats in [May]."),
        ("placeholder-slot", f"{_PATH}The XX century saw XX Corps land here [citation needed]."),
        ("soft-refusal", "The harbour burned. No details were given by the mayor on Monday."),
        ("soft-refusal", "I cannot write about this war without anger, and I will not try."),
    ],
)
def test_near_misses_of_other_kinds(rule: str, text: str) -> None:
    found = find(Analysis(parse(text, id="t")), (RULE_BY_ID[rule],))
    assert Severity.ERROR not in {finding.severity for finding in found}
