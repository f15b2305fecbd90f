"""A language model talks about itself: refusals, knowledge cutoffs, what it cannot do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from detector.findings import Family, Severity
from detector.rules.prompt_leak.context import AI_TALK, discusses, is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, compiled, near, phrases
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis

_RECENT = "last latest most current"
_HEADS = "knowledge training knowledge's training's"
_SELF_OPENINGS = (
    phrases("as", "a an", "ai artificial language large")
    | phrases("i'm", "an", "ai artificial")
    | phrases("i'm", "just only merely", "an", "ai artificial")
    | phrases("i'm", "sorry afraid unable")
    | phrases("i'm", "a large", "language large")
    | phrases("i'm", "just only merely", "a", "language large")
    | phrases("i", "am", "a", "language large")
    | phrases("i", "am", "just only merely", "a", "language large")
    | phrases("i'm", "very really", "sorry afraid")
    | phrases("i", "am", "an", "ai artificial")
    | phrases("i", "am", "just only merely", "an", "ai artificial")
    | phrases("i", "am", "sorry afraid unable")
    | phrases("i", "am", "very really", "sorry afraid")
    | phrases("i", "cannot can't", "fulfil fulfill assist comply help")
    | phrases("i", "can", "not", "fulfil fulfill assist comply help")
    | phrases("i", "won't", "be", "able")
    | phrases("i", "don't", "have", "access the browsing web live direct real")
    | phrases("i", "do", "not", "have", "access the browsing web live direct real")
    | phrases("as", "of", "my", f"{_RECENT} {_HEADS}")
    | phrases("as", "of", "my", "training")
    | phrases("up", "to", "my", f"{_RECENT} {_HEADS}")
    | phrases("since until beyond after", "my", f"{_RECENT} {_HEADS}")
    | phrases("my", "knowledge training", "cut cutoff data data's")
    | phrases("my", "knowledge's training's")
)
_CLAIM_OPENINGS = (
    phrases("i'm", "an", "ai artificial")
    | phrases("i'm", "just only merely", "an", "ai artificial")
    | phrases("i", "am", "an", "ai artificial")
    | phrases("i", "am", "just only merely", "an", "ai artificial")
    | phrases("i", "cannot can't", "browse access")
    | phrases("i", "don't", "have", "access the personal")
    | phrases("i", "do", "not", "have", "access the personal")
    | phrases("as", "of", "my", _RECENT)
    | phrases("up", "to", "my", _RECENT)
    | phrases("since until beyond after", "my", _RECENT)
    | phrases("my", "knowledge training", "data data's only goes extends runs was")
    | phrases("my", "knowledge's training's")
    | phrases("i i'd", "recommend suggest advise would")
    | phrases("i'm", "unable not")
    | phrases("i", "am", "unable not")
    | phrases("however instead", "i", "can")
)
_COMPANY = word_set(
    """
    ai artificial language fulfill fulfil assist comply request cutoff cut knowledge training
    update browse browsing capability capabilities access personal sorry afraid ability help
    knowledge's training's web search web-search
    however instead recommend suggest advise unable able
    """
)
_REQUEST = (
    r"(?:fulfill?|assist|comply|help) (?:with )?(?:this|that|your|the) (?:request|query|task)"
)
# What only a machine says about itself.
_SELF = (
    r"\bas an? (?:ai|artificial intelligence)[ -](?:(?:powered |based )?(?:text[- ]based )?"
    r"(?:large )?language model|assistant|model|chat ?bot|system developed)\b"
    r"[^.!?\n]{0,40}?\b(?:i|i'm|i've|i'd|my)\b"
    r"|\bas an artificial intelligence (?:language )?(?:program|system|tool)?,? (?:i|i'm|my)\b"
    r"|\bas an ai (?:developed|trained|created|built|made) by (?-i:[A-Z])[\w ]{2,24}, i (?:do"
    r" not|don't"
    r"|cannot|can't|am|have)\b"
    r"|\bas a (?:large )?language model\b[^.!?\n]{0,40}?\b(?:i|i'm|i've|i'd|my)\b"
    r"|\bi(?:'m| am) (?:just |only |merely )?a (?:large )?language model\b"
    r"|\bi(?:'m| am) (?:just |only |merely )?an (?:ai|artificial intelligence)(?: language model"
    r"| (?:virtual )?assistant| chat ?bot| model)(?:,"
    r"| and (?:do not|don't|cannot|can't|not|have no)\b"
    r"| (?:created|developed|made|trained|built|without|designed)\b)"
    r"|\bi(?:'m| am) (?:very |really )?(?:sorry|afraid),? (?:but )?(?:as an ai\b|i (?:cannot|can't"
    rf"|can not|am unable to|am not able to|'m unable to) (?:{_REQUEST}|(?:provide|generate|create|"
    r"write|produce|assist with) (?:that|this|any|content|an article|the article|information"
    r"|an? [\w-]+ (?:on|about) (?:this|that))))"
    rf"|\bi(?: cannot| can't| can not| am unable to|'m unable to| won't be able to) {_REQUEST}"
    r"|\bi (?:cannot|can't) assist with (?:that|this)\b"
    r"|\b(?:as of|since|until|up to|beyond|after) my (?:(?:last|latest|most recent|current) )?"
    r"(?:knowledge (?:update|cut-?off|cut off)|training(?: data (?:update|cut-?off|cut off)"
    r"| cut-?off| cut off))\b"
    r"|\bas of my training data\b"
    r"|\bmy (?:knowledge|training)(?: data)?(?:'s)? (?:cut-?off|cut off)\b"
    r"|\bi (?:do not|don't) have (?:access to|the ability to provide|the ability to access)"
    r" real[- ]time (?:data|information)\b"
    r"|\bi (?:do not|don't) have (?:live |direct |real-time )?(?:browsing|web[- ]search)"
    r" (?:capabilit(?:y|ies)|tools?)\b"
)
# What a machine says about itself, and people too: about a day offline, about a course, as a robot
# in a story. It counts only beside a claim of another kind, or in a text with a plain one.
_CLAIM = (
    r"\b(?:(?P<being>i(?:'m| am) (?:just |only |merely )?an (?:ai|artificial intelligence)"
    r"(?:,| and (?:do not|don't|cannot|can't)\b))"
    r"|(?P<learning>(?:as of|since|until|up to|beyond|after) my (?:last|latest|most recent|current)"
    r" (?:training(?: data)?(?: update)?|update)(?= in\b| on\b|[,.;]| \()"
    r"|my (?:knowledge|training)(?: data)?(?:'s)? (?:(?:only )?(?:goes|extends|runs) (?:only )?"
    r"(?:up )?to|was last updated)\b)"
    r"|(?P<reach>i (?:cannot|can't) (?:browse|access) the (?:internet|web)\b"
    r"|i (?:do not|don't) have (?:access to|the ability to (?:access|browse)) (?:current data"
    r"|up-to-date information|the (?:internet|web))\b)"
    # Keepers of pages say so too.
    r"|(?P<checks>i(?:'d| would)? (?:recommend|suggest|advise) (?:checking|verifying|consulting"
    r"|visiting)\b[^.!?\n]{0,80}\b(?:official|latest|current|up[- ]to[- ]date|most recent)\b)"
    r"|(?P<limit>i(?:'m| am) (?:unable|not able) to (?:directly )?(?:access|browse|open"
    r"|visit) (?:external"
    r"|the (?:internet|web)|web ?sites|links|urls|real-time)\b)"
    r"|(?P<instead>(?:however|instead),? i can (?:help|provide|offer|create|suggest|give|share"
    r"|summari[sz]e|assist)\b)"
    r"|(?P<feeling>i (?:do not|don't) have personal (?:opinions|experiences|beliefs|feelings)\b))"
)
_KEEPERS = frozenset({"checks", "learning", "limit", "instead"})
_BESIDE = 300  # characters between two claims of one passage
# What it says about the material that it was given.
_MATERIAL = (
    r"\b(?:in|from|based on|according to|by) the (?:provided|supplied) (?:search results|sources"
    r"|context|snippets|excerpts|passages|source material)\b"
    r"|\bthe provided (?:article|text|content|transcript|document|information|excerpt|passage"
    r"|sources?) (?:do(?:es)? not|don't|doesn't)"
    r" (?:contain|mention|include|provide|specify|state|say)\b"
    r"|\bthe (?:provided |given |supplied )?(?:search results|context|snippets|source material)"
    r" (?:provided )?(?:do(?:es)? not|don't|doesn't) (?:contain|mention|include|provide|specify)\b"
)
# Pupils answer prompts too, and essays are no replies.
_IN_PROMPT = (
    r"\b(?:was|were|is|are)(?: not|n't) (?:provided|supplied|included|given) in (?:the|your)"
    r" prompt\b(?! (?:box|field|line|window))"
    r"|\bno [\w -]{2,30}? (?:was|were|is) (?:provided|supplied|included|given) in (?:the|your)"
    r" prompt\b(?! (?:box|field|line|window))"
)
# "If a name was not given in the prompt": of a command line.
_CONDITION = r"\b(?:if|when|whenever|unless|that|which)\b[^.!?\n]{0,60}\Z"
_ESSAYS = word_set("essay essays rubric exam students student examiners candidates contest")
_MATERIAL_ANCHORS = frozenset({"provided", "supplied", "snippets"})


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the model's words; in an article about models they are quotations."""
    plain = _spoken(analysis, at(analysis, _SELF_OPENINGS, _SELF, company=_COMPANY))
    claims = _spoken(analysis, at(analysis, _CLAIM_OPENINGS, _CLAIM, company=_COMPANY))
    material = _spoken(analysis, near(analysis, _MATERIAL_ANCHORS, _MATERIAL))
    unseen = [
        match
        for match in _spoken(
            analysis, near(analysis, phrases("in", "the your", "prompt"), _IN_PROMPT)
        )
        if not compiled(_CONDITION).search(analysis.text, max(0, match.start() - 80), match.start())
    ]
    if not (plain or claims or material or unseen):
        return
    if discusses(analysis, AI_TALK):
        for match in (*plain, *claims, *material, *unseen):
            phrase = match.group().strip()
            message = f"“{phrase}” is typical of language models; the text seems to quote it"
            span = analysis.to_source(*match.span())
            yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.02)
        return
    company = {
        match
        for one, other in pairwise(claims)
        if other.start() - one.start() <= _BESIDE and one.lastgroup != other.lastgroup
        for match in (one, other)
    }
    beside = {match.lastgroup for match in company}
    for match in (*plain, *claims):
        phrase = match.group().strip()
        span = analysis.to_source(*match.span())
        if match in company and not plain and beside <= _KEEPERS:
            message = f"“{phrase}” is what language models say; few keepers of pages do"
            yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.3)
        elif plain or match in company:
            message = f"“{phrase}” is a statement by a language model, not by the author"
            yield Hit(span=span, message=message)
        else:
            message = f"“{phrase}” is what language models say about themselves; people say it too"
            yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.1)
    for match in unseen if _ESSAYS.isdisjoint(analysis.vocabulary) else ():
        span = analysis.to_source(*match.span())
        message = f"“{match.group().strip()}” speaks of the prompt that the text was made from"
        yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.5)
    for match in material:
        span = analysis.to_source(*match.span())
        message = f"“{match.group().strip()}” refers to the material that the writer was given"
        yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.3)


def _spoken(analysis: Analysis, found: Iterator[re.Match[str]]) -> list[re.Match[str]]:
    return [match for match in found if not is_spoken_of(analysis, *match.span(), says=True)]


RULE = Rule(
    id="model-talk",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="A language model talks about itself in the text",
    why="A refusal or a knowledge cutoff in an article shows that nobody read it before "
    "publication.",
    remedy="Delete the passage and check the rest: facts that the model could not know are missing "
    "too.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text="The price of slate was not provided in the prompt. Gravel is cheap."),
        Example(text="As an AI developed by Acme, I don't have the ability to walk on paths."),
        Example(text="As an AI language model, I cannot judge which of the two hotels is better."),
        Example(
            text="The town has a new mayor. As of my last knowledge update in 2021, it was Ms Ode."
        ),
        Example(text="I'm sorry, but I cannot fulfill this request as it goes against policy."),
        Example(text="Based on the provided search results, the museum opens at nine."),
        Example(text="I don't have access to real-time data, but shares stood at 40 dollars."),
        Example(text="I'm not able to help with that, as I'm only a language model."),
        Example(text="I cannot browse the web. As of my last update in 2021, it cost 40 dollars."),
    ),
    spares=(
        Example(
            text="The essay may use facts that were not provided in the prompt; students like that."
        ),
        Example(
            text="As an AI developed by the studio, the figure in the film speaks in short "
            "sentences."
        ),
        Example(
            text='Many pages still say "As an AI language model, I cannot" in the middle.',
            note="quoted",
        ),
        Example(
            text="Reviews with phrases such as As an AI language model, were taken down.",
            note="named as an example",
        ),
        Example(text="The court heard that the firm could not fulfil the request of its client."),
        Example(text="She works as an AI researcher and I am an AI enthusiast, so we talked."),
    ),
    check=check,
    metadata=True,
    weight=0.8,
)
