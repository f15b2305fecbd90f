"""A paragraph ends by offering more work on this text: "Would you like me to expand on any part?".

What makes it one: "I" would do what is done to texts (expand, tailor, turn into a checklist) to
"this", to "any section" or to a further version, if "you" want it. At the very end
``chat-preamble`` and ``closing-offer`` find more kinds; here the offer may stand anywhere, for
pages are put together from several replies. People offer to come, to send and to sell, to write on
another subject, and name their price; each may mean the text all the same, so it is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.closings import CLOSER_OPENINGS
from detector.rules.prompt_leak.context import (
    AI_TALK,
    answers_somebody,
    discusses,
    is_letter,
    is_spoken_of,
    opens_sentence,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, compiled, phrases
from detector.text.analysis import Analysis
from detector.text.document import BlockKind, ContentType

_WANTS = r"(?:'d| would)? (?:like|want|need|prefer|wish)"
_KNOW = r"(?:(?:just |please )?(?:let me know|tell me|shout|say so|say|ask|ping me)) if you"
_ME = (
    rf"(?:would you like me to|do you want me to|want me to|(?:shall|should) i"
    rf"|{_KNOW}{_WANTS} me to"
    rf"|if you{_WANTS},? i (?:can|could|will|'ll)|i (?:can|could)(?= also\b))"
    r"(?: (?:also|now|next|then|instead|help(?: you)?|go ahead and)){0,2}"
)
# What is done to a text that is there. The first need no object that says so.
_TO_TEXT = (
    r"(?:expand|elaborate|rephrase|reword|paraphrase|tailor|reformat|condense|go deeper"
    r"|proofread)\b(?! (?:my|our|into the)\b)"
)
_TO_ANY = (
    r"(?:turn|convert|transform|adapt|adjust|tweak|modify|refine|revise|polish|simplify|shorten"
    r"|extend|format|structure|organi[sz]e|customi[sz]e|translate|rewrite|summari[sz]e|split|break"
    r"|combine|merge|make|export|package|optimi[sz]e)"
)
_MAKE = (
    r"(?:add|include|provide|create|generate|draft|write|prepare|produce|build|give you|suggest"
    r"|outline|show you)"
)
# A part of this text, or a form that it may take.
_PART = (
    r"(?:sections?|steps?|parts?|points?|paragraphs?|chapters?|modules?|topics?|items?|phases?"
    r"|aspects?|weeks?|days?|sentences?|headings?|bullet points?|areas?)"
)
_FORM = (
    r"(?:version|variants?|variation|checklist|template|table|spreadsheet|pdf|slides?|slide deck"
    r"|presentation|infographic|diagram|flow ?chart|mind ?map|cheat ?sheet|hand-?out|worksheet"
    r"|quiz|flash ?cards|lesson plan|script|e-?mail|newsletter|outline|summary|one-pager|blueprint"
    r"|markdown|\.md|html|docx?|csv|json|file|format|document|caption|thread|tweet|post|article"
    r"|readme|roadmap|implementation|faqs?|headlines?|titles?|keywords?|meta description|citations"
    r"|references)\b"
)
_TAKERS = (
    r"(?:audiences?|readers|platforms?|formats?|use case|styles?|tone|grades?|age group|beginners"
    r"|industry|niche|role|brand|blog|website|publication|journal|region|proposals?|presentation"
    r"|linkedin|newsletter|client|stack|framework|project|codebase|environment|deployment|park)\b"
)
_OBJECT = (
    rf"(?:{_TO_TEXT}|{_TO_ANY} the (?:tone|wording|reading level)\b|{_TO_ANY}(?:,? (?:or|and)"
    rf" [a-z]+)? (?:this|it|that|these|them|the (?:above|text|article|post|table|list"
    rf"|plan|code|content|document|tone|style|wording|format)|any(?:thing)?|each|one|another)\b"
    rf"(?:[^?!\n]{{0,80}}?\b(?:in)?to [^?!\n]{{0,60}}?\b{_FORM}|[^?!\n]{{0,50}}?\bfor (?:an?|your"
    rf"|the) (?:[\w-]+,? ){{0,3}}?{_TAKERS}|[^?!\n]{{0,60}}?\b{_PART}\b"
    rf"|[^?!\n]{{0,60}}?\b(?:tone|style|style guide"
    rf"|formal|format|language|audience|platform|use case)\b|(?= ?(?:in any way|further"
    rf"|as needed)?[.!?*\n]))"
    rf"|{_MAKE} [^?!\n]{{0,60}}?\b(?:versions?|variants?|variations?)\b|{_MAKE} [^?!\n]{{0,80}}?"
    rf"\b(?:{_FORM}|(?:an?|any|another|more|specific|further"
    rf"|additional|each) (?:[\w-]+ ){{0,3}}?{_PART}\b|examples)[^?!\n]{{0,60}}?\b(?:for (?:this"
    r"|it|any|each)|of (?:this|it|these)|to (?:this|it|the (?:article|text|post"
    r"|document|table))|next)\b)"
)
# What is asked for without "me": another register, help with a part.
_REGISTER = (
    r"(?:(?:more|less) (?:formal|casual|playful|conversational|technical|concise|detailed"
    r"|persuasive"
    r"|professional)|punchier|snappier|friendlier|(?:in|with) an? (?:[\w-]+ )?(?:tone|voice|style))"
)
_LIKE = (
    rf"{_KNOW}{_WANTS} (?:(?:it|this|the (?:text|copy|tone|post|article)) (?:to be |a bit"
    rf" |a little |even )?{_REGISTER}|(?:an?|another|any) (?:[\w-]+ ){{0,2}}?(?:version|variant"
    rf"|rewrite|draft)\b|(?:help with|more (?:detail|details|depth|examples) (?:on|about|for))"
    rf" (?:any|a|one) (?:specific |particular |of these )?(?:{_PART}\b|configurations?))"
)
# What is made of files and programs, and of any text where a list of it follows.
_OF_FILES = (
    r"(?:(?:generate|implement|extend|convert|create|prepare|draft|refactor|provide|produce|proceed"
    r"|continue|add|update|build|package|commit|finali[sz]e|set up|run|fix|wire up|scaffold"
    r"|automate) (?:[^?!\n]{0,60}?(?:`|\b"
    r"(?:requirements\.txt|dockerfile|badges?|diagrams?|scripts?|tests?|schema|config\w*|workflow"
    r"|code|implementation|readme|boilerplate|starter|snippets?|components?|endpoints?|linter"
    r"|repository|codebase|pipeline)\b)"
    r"|this\b|with (?:the|phase|step|part|section))|(?=[\w ]{0,20}:))"
)
_OFFER = rf"(?:{_ME} (?:{_OBJECT}|{_OF_FILES})|{_ME}:|{_LIKE})"
_OPENINGS = (
    CLOSER_OPENINGS
    | phrases("i", "can could", "also")
    | phrases("tell ping", "me", "if")
    | phrases("shout", "if")
    | phrases("please just", "let tell shout say ask ping")
    | phrases("if", "you you'd", "want like wish prefer need")
    | phrases("say ask", "if")
    | phrases("say", "so", "if")
    | phrases("if", "you", "would")
)
# What is offered to readers, on another occasion or for money, and to friends.
_OTHERWISE = (
    r"\b(?:(?:more|future|next|follow-up|other|new|another) (?:blog )?(?:posts?|columns?|articles?"
    r"|videos?|episodes?)|in the comments?|comments? below|episodes?|my column|videos?"
    r"|tutorials?|series|part (?:two|2)|courses?|(?:write|talk)"
    r" about|e-?mail me|rates?|fees?|prices?|quotes?|invoice|booking|book an?|order|workshop|visit"
    r"|for your (?:school|club|team|parish|group|library|garden|home|house|kitchen|family)"
    r"|open an? (?:issue|ticket)|pull requests?|donat\w+|sponsor\w*|patreon|discord|contact"
    r"|charge|[£$€]\d)"
)
_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_LONGEST = 700  # characters of the paragraph
_REST = 200  # characters of the paragraph after the offer
# The sentence of the offer, and what may follow it: another offer, a sign.
_ENDS = r"(?:[^.?!\n]|[.](?=[\w)]|,)|\b(?:e\.g|i\.e|etc|vs)\.){0,200}[.?!:]*"
_FOLLOWS = (
    r"\W*(?:(?:just |please )?let me know|i (?:can|could)|or\b|if (?:you|so)|happy to|just (?:say"
    r"|ask|tell)|feel free|say the word)"
)
_OWN_WORDS = 3


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the offers that end their paragraph, or open it."""
    found = list(at(analysis, _OPENINGS, _OFFER))
    if not found or discusses(analysis, AI_TALK):
        return
    heads = {block.start for block in analysis.headings}
    # A short line of plain text is read as a heading: the question of an offer is no title.
    if is_letter(analysis) or (found[0].start() not in heads and answers_somebody(analysis)):
        return
    for match in found:
        start, end = match.span()
        block = analysis.block_at(start)
        if block is None or not (block.kind in _PROSE or block.start == start):
            continue
        if block.end - block.start > _LONGEST or block.end - end > _REST:
            continue
        offer = analysis.text[start : block.end]
        # "Does this look good, or would you like me to expand on it?"
        before = analysis.text[max(0, start - 4) : start]
        opens = opens_sentence(analysis, start) or before.endswith((" or ", "Or ", "And "))
        if not opens or compiled(_OTHERWISE).search(offer):
            continue
        if _goes_on(analysis.text, end, block.end):
            continue
        if not is_spoken_of(analysis, start, start + 1, says=True):
            yield Hit(
                span=analysis.to_source(start, end),
                message=f"“{excerpt(match.group().strip(' *_'), 60)}” offers more work on the text"
                " to whoever ordered it",
            )


def _goes_on(text: str, start: int, end: int) -> bool:
    """Return whether the paragraph goes on after the offer: with what its author has to say."""
    sentence = compiled(_ENDS).match(text, start, end)
    rest = text[sentence.end() if sentence else start : end]
    return len(rest.split()) > _OWN_WORDS and compiled(_FOLLOWS).match(rest) is None


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="offered-work",
    family=Family.PROMPT_LEAK,
    severity=Severity.WARNING,
    summary="A paragraph offers more work on the text",
    why="“Would you like me to expand on any section?” was said to one person. Readers cannot "
    "answer, and see that the text was copied from a chat.",
    remedy="Delete the offer.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(
            text=f"{_PATHS}\n\nWould you like me to expand on any part (e.g., slate or sand)?\n\n"
            f"{_PATHS * 6}"
        ),
        Example(
            text=f"{_PATHS}\n\nDo you want me to turn this into a checklist for the builder?\n\n"
            f"{_PATHS * 6}"
        ),
        Example(
            text=f"{_PATHS}Let me know if you want me to adjust anything.\n\n{_PATHS * 6}",
            note="at the end of its paragraph",
        ),
        Example(text=f"{_PATHS}\n\nShout if you'd like it punchier, or with a joke."),
        Example(text=f"{_PATHS}\n\nI can also tailor this for a park.\n\n{_PATHS * 6}"),
    ),
    spares=(
        Example(text=f"{_PATHS}\n\nWould you like me to come to your school? Write to me."),
        Example(text=f"{_PATHS}\n\nDo you want me to turn the light off? he asked."),
        Example(text=f"{_PATHS}\n\nLet me know if you want me to write about slate next."),
        Example(
            text=f"{_PATHS}\n\nIf you like, I can adapt this path for your garden; my rates"
            " are below."
        ),
        Example(
            text=f"Hi Anna,\n\n{_PATHS}\n\nShall I turn this into a table?\n\nTom",
            note="a letter",
        ),
        Example(
            text=f"# Which stone?\n\n{_PATHS}\n\nLet me know if you want me to expand on this.",
            note="an answer",
            content_type=ContentType.MARKDOWN,
        ),
        Example(text=f'{_PATHS}"Would you like me to expand on this?" asked the mason.'),
    ),
    check=check,
    weight=0.5,
)
