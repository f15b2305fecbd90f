"""A reply that comes in parts or in versions, or says how it was reworked, published as it came.

What makes it one: the text speaks of its own delivery. It stops at a limit of the tool, goes on
"in the next message", waits to be told to continue, or offers to be trimmed and given another
voice. Authors announce a next post; a next message, a limit of tokens and a choice of voices
concern only somebody who sits at the other end of a chat.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import (
    AI_TALK,
    discusses,
    is_closing,
    is_opening,
    is_spoken_of,
    opens_sentence,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, compiled, near, phrases
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis

_REPLY = r"(?:response|message|reply|output|answer|chat|turn)"
_PIECE = r"(?:article|(?:blog )?post|piece|draft|copy|write-?up|essay|text|story)"
_PARTS = (
    r"(?:(?:remaining|rest|other|next|missing|last|final|second|third|following)(?: of)?(?: the)?"
    r"(?: \w+)? ?(?:parts?|sections?|paragraphs?|headings?|points|half|article|draft)"
    r"|section \d|part \d|outline)"
)
# The word that the tool waits for. Without quotation marks it must be an order, "Type continue";
# "say more when the tape runs" is anybody's.
_GO_ON = (
    r"\b(?:(?:say|type|reply|respond|write)(?: with| the word)? \*{0,2}[\"“'](?:continue|go on|next"
    r"|proceed|more)[\"”']\*{0,2} (?:(?:and|so) i(?:'ll| will| can)|to (?:get|see|receive) (?:the"
    r"|part|more)|if you (?:want|would|need|like)|for (?:the (?:rest|next|second|other|remaining)"
    r"|part))\b"
    r"|(?:please |just |simply |you can )?(?P<order>say|type|reply|respond|write)(?: with"
    r"| the word)? \*{0,2}(?:[\"“'](?:continue|go on|next|proceed|more)[\"”']|continue|go on|next"
    r"|proceed)\*{0,2} (?:and|to get|to see|to receive|if you|for|when|so) (?:i|the|you|part|me)\b)"
)
# What a text says of the tool that it came from; each is certain.
_DELIVERY = (
    r"\b(?:(?:to be )?continue[sd]?|continuing|(?:the )?rest follows|more)"
    rf" in (?:(?:the|my|our|a) )?(?:next|following|separate|second) {_REPLY}\b"
    rf"|\b(?:content|text|{_REPLY}|{_PIECE}|generation|draft) (?:was |is |has been )?(?:truncated"
    r"|cut off|shortened|stopped|cut short) (?:at|due to|because of|by|after|for) (?:the |its |my "
    r"|reaching (?:the )?)?(?:maximum )?(?:token|length|output|context|character|response"
    r"|size)s?(?: \w+)?(?: limit| window| constraints?)"
    r"|\b(?:i'll|i will|i can|we'll) (?:expand|continue|write|finish|complete|send|deliver"
    rf"|provide|cover|share|start)\b[^.!?\n]{{0,70}}?\bin (?:the|my|a|your) (?:next|following"
    rf"|separate) {_REPLY}\b|\bdue to (?:the )?(?:length|token|output|character) (?:limits?"
    r"|limitations?|constraints?|restrictions?)"
    rf"(?: of (?:this|the|a) {_REPLY})?,? (?:i|this {_REPLY}|the {_PIECE}|the rest|here)\b"
    rf"|{_GO_ON}"
    rf"|\b(?:from|at) where the (?:previous|last|earlier) {_REPLY}"
    r" (?:stopped|left off|was cut off|ended|broke off|got cut off)\b"
    r"|\bcontinuing from where i (?:stopped|left off)[*_]*:"
)
# What is offered for the text, and what only a text has.
_OFFERS = (
    r"(?:(?:i(?:'m| am|'d be| would be|'ll be) )?(?:happy|glad|able|ready) to|i can(?: also)?|i"
    r" could(?: also)?|(?:do you )?want me to|shall i|should i|would you like me to|if (?:it|that)"
    r" helps,? i (?:can|could)|say the word and i(?:'ll| will)|just (?:say|ask|tell me) (?:if"
    r"|whether)[^.!?\n]{0,40})"
)
_RESHAPE = (
    r"(?:trim|lengthen|shorten|expand|extend|cut|rework|reword|rewrite|rephrase|tweak|polish"
    r"|soften|sharpen|tighten|condense|adapt|adjust|change|switch|dial|make|turn|reformat"
    r"|restructure|localise|localize|simplify|split|swap|add|write|draft|produce)"
)
_SHAPE = (
    r"\b(?:(?:(?:warmer|cooler|lighter|softer|sharper|punchier|friendlier|more \w+|less \w+"
    r"|different|other|another|formal|casual|playful|serious) (?:tone|voice|style|register"
    r"|reading level))|tone|register|reading level|word count|word limit|target length"
    r"|key ?(?:words?|phrases?)|headlines?|subheadings?|meta (?:title|description)s?"
    r"|call to action|faqs?|(?:long|short|punchi|snappi|tight|warm|friendli|simpl)er version"
    rf"|this {_PIECE}|second version|another version|for (?:linkedin|facebook|instagram|twitter"
    r"|a newsletter|social media|seo))\b"
)
_REVISION = (
    rf"\b{_OFFERS} {_RESHAPE}\b[^.!?\n]{{0,110}}?{_SHAPE}|\b{_OFFERS} (?:trim|lengthen|shorten"
    rf"|expand|condense|tighten)(?:,? (?:or |and )?\w+){{0,3}}? (?:it"
    rf"|this)\b(?=[^.!?\n]{{0,90}}\b(?:voice|tone|style|words?|length|version|section)\b)"
)
_CHOICE = (
    r"\blet me know which (?:of (?:these|the)|one of|version|headline|title|option|draft|angle"
    r"|opening|tone)\b[^.!?\n]{0,80}?\b(?:and|so|then) i(?:'ll| will| can)\b"
)
_WORDS = (
    r"\b(?:that|this|it|which) (?:comes|runs|works out|clocks in|adds up|amounts) (?:in )?(?:to"
    r"|at) (?:roughly |about |around |just (?:over|under) |approximately |exactly )?\d[\d,]{1,5}"
    r" words\b(?=[^.!?\n]{0,80}\b(?:your|target|brief|limit|range|under|over|asked|requested)\b)"
)
_REWORKED = (
    rf"\b(?:below|here)\b[^.!?:\n]{{0,40}}\b{_PIECE},? (?:fully |completely |now )?(?:rewritten"
    r"|reworded|reworked|rephrased|edited|revised|humani[sz]ed|adjusted) (?:so (?:that )?(?:it"
    r"|they)|to)\b[^.!?\n]{0,60}?\b(?:reads?"
    r" (?:more )?(?:naturally|smoothly|like)|pass(?:es)?|sounds? (?:more )?(?:human|natural)"
    r"|original|unique|human|plagiarism|seo|rank)"
    r"|\b(?:got it|sure|okay|ok|understood|of course|certainly|no problem"
    rf"|absolutely)[!.,:]{{1,2}} (?:now )?"
    r"(?:re)?(?:writing|wording|working|phrasing|drafting)(?: (?:it|this|that|the \w+))?(?: now)?"
    r" (?:with|in|to|for)\b[^.!?\n]{0,80}?\b(?:voice|tone|sentences|style|words|paragraphs"
    r"|register|keywords?)\b"
)
_ASKS = (
    r"\b(?:shall|should|may) i (?:go on|carry on|move on|keep going|continue"
    rf"|proceed) [^?\n]{{0,40}}?\b{_PARTS}\b[^?\n]{{0,30}}\?"
    r"|\bas (?:requested|instructed|specified|you asked)[,:] (?:the|your) [^.!?\n]{1,60}?"
    r"\b(?:appears?|occurs|(?:is|are) (?:mentioned|included|used|placed|repeated))\b"
    rf"|\b(?:the following|what follows|below|this) is an? (?:[\w-]+ ){{0,3}}?\d{{3,4}}[- ]word"
    rf" (?:[\w-]+ ){{0,2}}?{_PIECE}\b(?![^.!?\n]{{0,80}}\b(?:i|my|we|our|by)\b)"
    r"|\byou are an? (?:[\w-]+,? ){0,4}?(?:writer|journalist|editor|copywriter|blogger|content"
    r" creator|marketer|storyteller)\b[^.!?\n]{0,80}[.!] your (?:task|job|goal|role) is to\b"
)
_NEXT_WORDS = frozenset({"now", "next", "i", "i'll", "let"})
# The last sentence announces the next step, and none follows.
_NEXT = (
    r"(?:(?:(?:now|next),? )i(?:'ll| will)|i(?:'ll| will) now|let me(?: now)?) (?:write|create"
    r"|generate|continue with|proceed (?:to|with)|draft|save(?! the best)|update"
    r"|implement)\b(?![^\n]{0,140}\b"
    r"(?:posts?|part|about|again|soon|weeks?|months?|years?|tomorrow|book|series|you)\b)"
    r"[^.!?\n]{2,140}[.:]?\Z"
)
_LIMITS = (
    "limit limits limitations limitation constraint constraints window restrictions token tokens"
)
_DELIVERY_ANCHORS = (
    phrases("next following separate second", "response message reply output answer chat turn")
    | phrases("token length output context character response size maximum", _LIMITS)
    | phrases("left cut broke", "off")
    | phrases("stopped")
    | phrases("say type reply respond write", "continue proceed next more go with")
)
_REVISION_OPENINGS = (
    phrases("i'm i'd i'll", "happy glad able ready be")
    | phrases("i", "am would can could")
    | phrases("happy glad ready able", "to")
    | phrases("want", "me", "to")
    | phrases("do", "you", "want")
    | phrases("shall should", "i")
    | phrases("would", "you", "like")
    | phrases("say", "the", "word")
    | phrases("just", "say ask tell")
    | phrases("if", "it that", "helps")
)
_OTHER_OPENINGS = (
    phrases("let", "me", "know", "which")
    | phrases("that this it which", "comes runs works clocks adds amounts")
    | phrases("shall should may", "i")
    | phrases("as", "requested instructed specified")
    | phrases("as", "you", "asked")
    | phrases("the", "following", "is")
    | phrases("what", "follows", "is")
    | phrases("this", "is")
    | phrases("you", "are", "a an")
    | phrases("below here here's")
    | phrases("got", "it")
    | phrases("of", "course")
    | phrases("no", "problem")
    | phrases(
        "sure okay ok understood certainly absolutely",
        "now rewriting rewording reworking rephrasing redrafting",
    )
    | phrases(
        "sure okay ok understood certainly absolutely",
        "writing wording working phrasing drafting",
    )
)


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield what the text says of its own delivery; only at its ends where authors say it too."""
    found = [
        (*match.span(), False)
        for match in near(analysis, _DELIVERY_ANCHORS, _DELIVERY, before=120)
        if not match.group("order") or _is_order(analysis, match.start())
    ]
    for match in at(analysis, _REVISION_OPENINGS, _REVISION):
        if is_closing(analysis, match.end(), 60):
            found.append((*match.span(), True))
    other = f"{_CHOICE}|{_WORDS}|{_REWORKED}|{_ASKS}"
    for match in at(analysis, _OTHER_OPENINGS, other):
        if is_closing(analysis, match.end(), 60) or is_opening(analysis, match.start(), 40):
            found.append((*match.span(), True))
    last = analysis.sentences[-1] if analysis.sentences else None
    if last and analysis.words[last.first_word] in _NEXT_WORDS:
        text = analysis.text_of(last).replace("’", "'").strip(" *_\n")
        if compiled(_NEXT).match(text):
            found.append((last.start, last.end, True))
    if not found or discusses(analysis, AI_TALK):
        return
    if is_technical(analysis):
        # A tutorial goes on with code; a log of work ends with a full stop.
        ends = last is not None and analysis.text_of(last).rstrip(" *_\n").endswith(".")
        found = [each for each in found[-1:] if ends and each[0] == (last and last.start)]
    for start, end, opens in sorted(set(found)):
        if (opens and not opens_sentence(analysis, start)) or is_spoken_of(
            analysis, start, start + 1, says=True
        ):
            continue
        phrase = excerpt(analysis.text[start:end], 70)
        yield Hit(
            span=analysis.to_source(start, end),
            message=f"“{phrase}” is about the delivery of the text, not about its subject",
            # A person may offer the same to readers, so an editor decides.
            severity=Severity.WARNING if opens else Severity.ERROR,
        )


def _is_order(analysis: Analysis, start: int) -> bool:
    """Return whether an imperative may be at ``start``: "Type …", "For the rest, type …"."""
    return opens_sentence(analysis, start) or analysis.text[:start].endswith(", ")


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="reply-parts",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="Sentences about the delivery of the text, published with it",
    why="Limits of a tool, a next message and a choice of voices concern whoever ordered the text. "
    "Readers see that nobody read the page, and part of it may be missing.",
    remedy="Delete the sentence, and check that the text is whole.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text=f"{_PATHS}\n\nTo be continued in the next response."),
        Example(text=f"{_PATHS}\n\n[Output truncated due to the token limit]"),
        Example(text=f"{_PATHS}\n\nI can also shorten it or give it a more formal tone."),
        Example(
            text=f"{_PATHS}\n\nLet me know which title you prefer, and I'll write the remaining "
            "sections."
        ),
        Example(text=f'{_PATHS}\n\nIf it helps, you may reply "more" and I will add the prices.'),
        Example(text=f"{_PATHS}\n\nType continue to get the second half."),
        Example(text=f"{_PATHS}\n\nI will now write the section on slate."),
        Example(text=f"Understood. Rewriting it with a warmer voice and fewer words.\n\n{_PATHS}"),
    ),
    spares=(
        Example(text=f"{_PATHS}\n\nLet me now save the best for last: slate."),
        Example(text=f"{_PATHS}\n\nTo be continued in the next post."),
        Example(text=f"{_PATHS}\n\nNow I will write about slate in my next part."),
        Example(text=f"{_PATHS}\n\nI can also shorten your hedge or cut the grass."),
        Example(text=f"{_PATHS}\n\nLet me know which of these paths you like best."),
        Example(
            text='The clerk said: "I will send the rest in my next message." It never came.',
            note="somebody's words",
        ),
        Example(text="She was about to say more when the tape ran out."),
        Example(text="He hoped to write more for the paper, and to write next to the stove."),
        Example(text='The guard would say "next" and the gate fell. Say more when you know more.'),
        Example(text="The road was dark, and nobody spoke. Shall I go on? she asked at last."),
        Example(text="In spring we start again from where you left off, at the last gate."),
        Example(text="We went on from where the path stopped, and the message was cut off."),
    ),
    check=check,
    weight=0.7,
)
