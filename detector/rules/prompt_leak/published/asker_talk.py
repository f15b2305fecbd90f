"""An answer of a chat was published whole: it speaks to the person who asked, at both ends.

What makes it one: at the beginning it thanks for a clarification, corrects its last answer, agrees
to help, or starts from "the provided context"; at the end it asks whether there is anything else to
help with, or hopes that this answers the question. Letters and forums have one of these at times.
So one end alone warns, and only if few people say it. For an error the end has to offer more
help and the beginning has to be a reply too; or the text speaks of "my previous response".
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import AI_TALK, discusses, is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_technical, word_set
from detector.text.analysis import Analysis, Sentence
from detector.text.document import HEADING_KINDS

_MATTER = (
    r"(?:context|information|passages?|text|excerpts?|description|details|data|input|snippets?"
    r"|requirements|scenario|documents?|sources?|search results|evidence|material|title|prompt"
    r"|sentence|code(?: snippet)?)"
)
_GIVEN = r"(?:provided|given|supplied)"
# What a party to a chat says in the first two sentences: the first can be nothing else.
_OPENS = (
    r"(?P<turn>(?:(?:my |sincere )?apologies|i(?:'m sorry| am sorry| apologi[sz]e)"
    r"|sorry)(?: again)?"
    r" for (?:the|my|any) (?:[\w-]+ ){0,2}?(?:mistakes?|confusion|oversight|errors?"
    r"|misunderstanding)\b[^.!?\n]{0,40}?\b(?:previous|earlier|last|initial)"
    r" (?:response|output)\b|i (?:misunderstood|misread) (?:the context of )?your prompt\b"
    r"|i (?:can't|cannot) (?:write|save|create|attach|display|generate) (?:the |any |\w+ )?"
    r"(?:files?|images?|attachments?|diagrams?)\b[^.!?\n]{0,30} in this (?:response|chat"
    r"|conversation)\b)"
    r"|(?P<strange>(?:(?:my |sincere )?apologies|sorry) for (?:the|my|any) (?:[\w-]+ ){0,2}?"
    r"(?:mistakes?|confusion|oversight|errors?|misunderstanding)\b[^.!?\n]{0,40}?\b(?:previous"
    r"|earlier|last|initial) (?:answer|reply|message)\b"
    r"|i (?:misunderstood|misread) (?:the context of )?your (?:request|question)\b"
    r"|(?:thank you|thanks) for (?:the clarification"
    r"|clarifying|providing (?:the|more|additional) (?:[\w-]+ )?(?:context|information|details|text"
    r"|code))\b(?=[^\n]{0,120}\b(?:based on|here(?:'s| is| are)|the (?:\w+ )?you)\b)"
    r"|what an? (?:[\w-]+ ){1,2}?(?:prompt|request|premise)\b[^.!?\n]{0,40}[!.]"
    r" here(?:'s| is| are)\b"
    r"|(?:unfortunately,? )?i(?:(?:'m| am) (?:not able|unable) to| cannot| can't) (?:perform|create"
    r"|generate|provide|run|write|access|complete|execute|produce)\b[^.!?\n]{1,260}[.,]\s{1,3}"
    r"(?:however|but|instead),? i can (?:still |certainly )?(?:provide|give|offer|help|describe"
    r"|suggest|guide|share|explain)\b)"
    rf"|(?P<matter>based (?:solely |only )?on (?:the|your) {_GIVEN} (?:[\w-]+ ){{0,2}}?{_MATTER}\b"
    rf"|(?:the|this) {_GIVEN} (?:passage|text|excerpt|sentence|code|code snippet|context|prompt"
    r"|input) (?:is|was|does|describes|discusses|appears|seems|provides|presents|mentions|states"
    r"|contains|implies|suggests|explains)\b"
    r"|(?:the|your) (?:[\w-]+ ){1,3}you(?:'ve| have)? provided"
    r" (?:is|are|appears?|seems?|describes?|contains?|provides?|presents?|has|suggests?)\b"
    r"|let's (?:analy[sz]e|break down|examine) the"
    rf" {_GIVEN} {_MATTER}\b|(?:(?:my |sincere )?apologies|sorry) for (?:the|my|any) (?:[\w-]+ )?"
    r"(?:mistake|confusion|oversight|error|misunderstanding)[^.!?\n]{0,20}[.!] (?:here(?:'s| is"
    r"| are)|let(?:'s| me)) )"
)
# What opens a reply, in letters and forums too.
_REPLIES = (
    r"(?P<assent>(?:certainly|sure|absolutely|of course|great question|definitely)!|(?:sure"
    r"|certainly|of course|absolutely), (?:here(?:'s| is| are)|let(?:'s| me)|i(?:'d"
    r"| would) be (?:happy|glad) to)\b|(?:okay|ok|alright), let's (?:imagine|craft|brainstorm"
    r"|create|design)\b)"
    r"|(?P<reply>(?:(?:hello|hi|hey)(?: there)?[!,.] )?(?:(?:sure|certainly|of course|absolutely"
    r"|great question|good question|yes|no problem)[!,.] )?i(?:'m| am|'d be| would be) (?:happy"
    r"|glad|more than happy) to (?:help|assist|explain|answer|share|provide|offer)\b"
    r"|(?:yes, )?you(?:'re| are) (?:absolutely |completely )?(?:right|correct)\b"
    rf"|based on (?:the|your) {_MATTER}(?: (?:that )?you(?:'ve| have)?)? provided\b"
    r"|(?:the|your) (?:[\w-]+ ){1,4}you(?:'ve| have)? (?:provided|shared|described|quoted|posted"
    r"|listed|pasted)\b|i understand (?:your|that you)\b)"
)
_CLOSES = (
    r"(?P<serves>is there (?:anything|something) (?:else|specific|in particular) (?:that )?(?:i can"
    r" (?:help|assist)(?: you)? with|you(?:'d| would) like (?:me )?to (?:know|explore|discuss|help"
    r"|add|change))|is there a(?:nother| different| specific) (?:[\w-]+ ){1,5}you(?:'d"
    r"| would) like me to (?:help|discuss|explore|write|cover)"
    r"|(?:please )?let me know if you (?:need|want|would like) (?:any )?(?:further"
    r"|more|additional) (?:adjustments|revisions|modifications|refinements)\b)"
    r"|(?P<offer>(?:please )?(?:let me know|feel free to (?:ask|reach out|let me know)|(?:do not"
    r"|don't)"
    r" hesitate to ask|just ask)(?:,)? if (?:you|there)\b|if you (?:have|need)(?: any)? (?:further"
    r"|more|other|additional|specific)\b[^.!?\n]{0,50}\b(?:please|let me know|feel free|don't"
    r"|ask)\b|(?:i )?hope (?:this|that|it|these) (?:information |explanation |answer |example"
    r" |response )?(?:helps|clarifies|answers|is helpful|was helpful|meets)\b|would you like"
    r" (?:me to|to (?:know|learn|see|explore|discuss)|more|any)\b|let me know,? and i(?:'ll"
    r"| will)\b"
    r"|what (?:specific )?(?:aspects?|else|part) (?:of \w+ )?would you like\b|happy to help"
    r" (?:with|further)\b)"
)
# To a question that stands in the text they are an answer.
_ANSWERS = frozenset({"assent", "reply"})
# Few letters have these: one alone is a warning.
_RARE = frozenset({"strange", "matter", "serves"})
_OPENING, _CLOSING = 2, 2  # sentences
# One of these is at the beginning, or the rest is not looked at; the end has others.
_FIRST = word_set(
    "apologies sorry apologize apologise misunderstood misread thank thanks based provided given"
    " supplied i'm i'd i sure you're what certainly absolutely great definitely of hello hi hey yes"
    " unfortunately okay ok alright"
    " no let's you"
    " you've"
)
_LAST = word_set("let me feel hesitate ask hope would you i")


def _first(analysis: Analysis) -> list[Sentence]:
    """The first sentences of the running text."""
    found: list[Sentence] = []
    for sentence in analysis.sentences[:8]:
        if analysis.blocks[sentence.block].kind not in HEADING_KINDS:
            found.append(sentence)
            if len(found) == _OPENING:
                break
    return found


def _asked_before(analysis: Analysis, start: int) -> bool:
    """Return whether a question stands before ``start``, in the title or the text."""
    return "?" in analysis.text[max(0, start - 400) : start] or "?" in (
        analysis.document.title or ""
    )


def _plain(analysis: Analysis, sentence: Sentence, length: int = 320) -> str:
    return analysis.text[sentence.start : sentence.start + length].replace("’", "'")


def _ends(analysis: Analysis) -> Iterator[tuple[Sentence, str]]:
    """Yield the sentences at either end that speak to the person who asked, with their kind."""
    words = analysis.words
    for sentence in _first(analysis):
        if _FIRST.isdisjoint(words[sentence.first_word : sentence.last_word]):
            continue
        text = _plain(analysis, sentence, 480).lstrip(" *_\"'“>#")
        match = compiled(_OPENS).match(text) or compiled(_REPLIES).match(text)
        if match and not (match.lastgroup in _ANSWERS and _asked_before(analysis, sentence.start)):
            yield sentence, match.lastgroup or ""
            break
    for sentence in analysis.sentences[-_CLOSING:]:
        if _LAST.isdisjoint(words[sentence.first_word : sentence.last_word]):
            continue
        text = _plain(analysis, sentence, sentence.end - sentence.start)
        match = compiled(_CLOSES).search(text)
        if match:
            yield sentence, match.lastgroup or ""
            break


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield both ends of an answer, or the one that few people say."""
    found = [
        (sentence, kind)
        for sentence, kind in _ends(analysis)
        if not is_spoken_of(analysis, sentence.start, sentence.start + 1, says=True)
    ]
    kinds = {kind for _, kind in found}
    sure = "turn" in kinds or ("serves" in kinds and len(kinds) == 2)
    if not (sure or kinds & _RARE or len(kinds) == 2) or discusses(analysis, AI_TALK):
        return
    if not sure and is_technical(analysis):
        return
    for sentence, _ in found:
        phrase = excerpt(analysis.text[sentence.start : sentence.end], 70)
        yield Hit(
            span=analysis.to_source(sentence.start, sentence.end),
            message=f"“{phrase}” speaks to somebody who asked, not to readers",
            severity=Severity.ERROR if sure else Severity.WARNING,
            weight=None if sure else 0.4,
        )


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="asker-talk",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="An answer of a chat, published whole",
    why="The text speaks to one person, of an earlier answer or of what that person sent. Readers "
    "have seen neither.",
    remedy="Delete what is said to the person who asked, and make sure that the text is clear "
    "without it.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text=f"I can't save files in this response, but here it is. {_PATHS}"),
        Example(text=f"My apologies for the mistake in my previous response. {_PATHS}"),
        Example(text=f"I'd be happy to help! {_PATHS}\n\nLet me know if you need more details."),
        Example(text=f"{_PATHS}\n\nIs there anything else I can help you with?"),
        Example(
            text=f"Based on the provided context, gravel is cheaper. {_PATHS}\n\nI hope this "
            "clarifies it."
        ),
        Example(text=f"Thank you for the clarification. Here is the list of stones: {_PATHS}"),
    ),
    spares=(
        Example(text=f"I cannot go into it in this chat with the clerk, he said. {_PATHS}"),
        Example(text=f"Is gravel cheap?\n\nAbsolutely! {_PATHS}\n\nI hope this helps."),
        Example(text=f"{_PATHS}\n\nI hope this helps. Let me know if you have questions."),
        Example(text=f"I am happy to share the plan of our new path. {_PATHS}"),
        Example(text=f"Sorry for the confusion about the date in our last issue. {_PATHS}"),
        Example(text=f"Based on the data provided by the quarry, gravel is cheap. {_PATHS}"),
        Example(text=f"The clerk came over. {_PATHS} She smiled: is there anything else you need?"),
        Example(text=f"What a lovely question about paths! My uncle laid ours. {_PATHS}"),
        Example(text=f"{_PATHS}\n\nIs there a stone that you would like us to write about?"),
    ),
    check=check,
    weight=0.7,
)
