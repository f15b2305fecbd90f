"""A language model speaks of itself: refusals, knowledge cut-offs, what it cannot do."""

from __future__ import annotations

from collections.abc import Iterator

from detector.analysis import Analysis
from detector.findings import Family, Severity
from detector.rules.prompt_leak.context import AI_TALK, discusses, is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, near, phrases
from detector.rules.surroundings import word_set

_UPDATE = "last latest most recent current knowledge training knowledge's training's"
_OPENINGS = (
    phrases("as", "a an", "ai artificial language large")
    | phrases("i'm", "an", "ai artificial")
    | phrases("i'm", "just only merely", "an")
    | phrases("i'm", "sorry afraid unable")
    | phrases("i'm", "very really", "sorry afraid")
    | phrases("i", "am", "an", "ai artificial")
    | phrases("i", "am", "just only merely", "an")
    | phrases("i", "am", "sorry afraid unable")
    | phrases("i", "am", "very really", "sorry afraid")
    | phrases("i", "cannot can't", "fulfil fulfill assist comply help browse access")
    | phrases("i", "can", "not", "fulfil fulfill assist comply help")
    | phrases("i", "won't", "be", "able")
    | phrases("i", "don't", "have", "access the personal")
    | phrases("i", "do", "not", "have", "access the personal")
    | phrases("since until beyond after", "my", _UPDATE)
    | phrases("up", "to", "my", _UPDATE)
    | phrases("as", "of", "my", _UPDATE)
    | phrases("my", "knowledge training knowledge's training's")
)
_COMPANY = word_set(
    """
    ai artificial language fulfill fulfil assist comply request cutoff cut knowledge training
    update browse access personal sorry afraid ability help knowledge's training's
    """
)
_REQUEST = (
    r"(?:fulfill?|assist|comply|help) (?:with )?(?:this|that|your|the) (?:request|query|task)"
)
# What only a machine says of itself.
_SELF = (
    r"\bas an? (?:ai|artificial intelligence)[ -](?:(?:powered |based )?(?:text[- ]based )?"
    r"(?:large )?language model|assistant|model|chat ?bot|system developed)\b"
    r"[^.!?\n]{0,40}?\b(?:i|i'm|i've|i'd|my)\b"
    r"|\bas a (?:large )?language model\b[^.!?\n]{0,40}?\b(?:i|i'm|i've|i'd|my)\b"
    r"|\bi(?:'m| am) (?:just |only |merely )?an (?:ai|artificial intelligence)(?: language model"
    r"| (?:virtual )?assistant| chat ?bot| model)?(?:,| and (?:do not|don't|cannot|can't)\b)"
    r"|\bi(?:'m| am) (?:very |really )?(?:sorry|afraid),? (?:but )?(?:as an ai\b|i (?:cannot|can't"
    rf"|can not|am unable to|am not able to|'m unable to) (?:{_REQUEST}|(?:provide|generate|create|"
    r"write|produce|assist with) (?:that|this|any|content|an article|the article|information"
    r"|an? [\w-]+ (?:on|about) (?:this|that))))"
    rf"|\bi(?: cannot| can't| can not| am unable to|'m unable to| won't be able to) {_REQUEST}"
    r"|\bi (?:cannot|can't) assist with (?:that|this)\b"
    r"|\b(?:as of|since|until|up to|beyond|after) my "
    r"(?:(?:last|latest|most recent|current) (?:knowledge|training)|(?:knowledge|training)(?: "
    r"data)?(?:'s)? (?:update|cut-?off|cut off))\b"
    r"|\bas of my last update(?: in|,| \()"
    r"|\bi (?:cannot|can't) (?:browse|access) the (?:internet|web)\b"
    r"|\bmy (?:knowledge|training)(?: data)?(?:'s)? (?:cut-?off|cut off|only (?:goes"
    r"|extends) (?:up "
    r")?to|(?:goes|extends|runs) up to|was last updated)\b"
    r"|\bi (?:do not|don't) have (?:access to |the ability to )(?:real[- ]time (?:data|information)"
    r"|browse|current data|up-to-date information|the internet)"
    r"|\bi (?:do not|don't) have personal (?:opinions|experiences|beliefs|feelings)\b"
)
# What it says of the material that it was given.
_MATERIAL = (
    r"\b(?:in|from|based on|according to|by) the (?:provided|supplied) (?:search results|sources"
    r"|context|snippets|excerpts|passages|source material)\b"
    r"|\bthe (?:provided |given |supplied )?(?:search results|context|snippets|source material)"
    r" (?:provided )?(?:do(?:es)? not|don't|doesn't) (?:contain|mention|include|provide|specify)\b"
)
_MATERIAL_ANCHORS = frozenset({"provided", "supplied", "snippets"})


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the model's words; in an article about models they are shown, not spoken."""
    about: bool | None = None
    for found, weight in (
        (at(analysis, _OPENINGS, _SELF, company=_COMPANY), None),
        (near(analysis, _MATERIAL_ANCHORS, _MATERIAL), 0.3),
    ):
        for match in found:
            if is_spoken_of(analysis, *match.span(), says=True):
                continue
            if about is None:
                about = discusses(analysis, AI_TALK)
            span = analysis.to_source(*match.span())
            phrase = analysis.text[match.start() : match.end()].strip()
            if about:
                message = f"“{phrase}” is what a language model says; the text seems to quote it"
                yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.02)
            elif weight is None:
                yield Hit(
                    span=span, message=f"“{phrase}”: a language model speaks here, not the author"
                )
            else:
                message = f"“{phrase}” speaks of the material that the writer was given"
                yield Hit(span=span, message=message, severity=Severity.WARNING, weight=weight)


RULE = Rule(
    id="model-talk",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="A language model speaks of itself in the text",
    why="A refusal or a knowledge off in an article shows that nobody read it before it went out.",
    remedy="Delete the passage and check the rest: what the model could not know is missing too.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text="As an AI language model, I cannot judge which of the two hotels is better."),
        Example(
            text="The town has a new mayor. As of my last knowledge update in 2021, it was Ms Ode."
        ),
        Example(text="I'm sorry, but I cannot fulfill this request as it goes against policy."),
        Example(text="Based on the provided search results, the museum opens at nine."),
        Example(text="I don't have access to real-time data, but shares stood at 40 dollars."),
    ),
    spares=(
        Example(
            text='Many pages still say "As an AI language model, I cannot" in the middle.',
            note="quote",
        ),
        Example(
            text="Reviews with phrases such as As an AI language model, were taken down.",
            note="named",
        ),
        Example(text="The court heard that the firm could not fulfil the request of its client."),
        Example(text="She works as an AI researcher and I am an AI enthusiast, so we talked."),
    ),
    check=check,
    weight=0.8,
)
