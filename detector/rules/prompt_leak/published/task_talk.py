"""A paragraph speaks of the task: what "the user" asked for, what is done "as requested".

Three acts make one. A thinker weighs what the user wants, says "I" and names the answer; a report
names a condition of the text (its length, tone or keywords) and that it was requested; a plan says
whose part the writer will play in this blog post. Programs have users, minutes have requests and
authors make plans, each without the other signs; what a person could still say is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import (
    AI_TALK,
    discusses,
    is_closing,
    is_letter,
    is_opening,
    is_spoken_of,
    opens_sentence,
)
from detector.rules.prompt_leak.published.conditions import CONDITIONS
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, compiled, near, phrases
from detector.rules.surroundings import is_about, word_set
from detector.text.analysis import Analysis
from detector.text.document import Block, BlockKind

_USER = (
    r"\bthe (?:prompt|brief|system prompt) (?:says|asks|wants|requires|mentions|specifies)\b|"
    r"\bthe user (?:(?:has|is|just|only|also|now|then|seems to|may|might|probably|actually) ){0,2}"
    r"(?:wants?|asked|asks|asking|provided?|provides|gave|mentioned|requested|specified|needs?"
    r"|looking for|(?:did|has|does)(?:n't| not) (?:provide|specify|give|mention)\w*)\b"
)
# No person is told so.
_ORDERED = (
    r"\bthe user (?:is asking|asked|wants|has asked|would like) me to (?:write|create"
    r"|generate|produce"
    r"|draft|summari[sz]e|translate|rewrite|provide|explain|describe|compile|continue|update"
    r"|respond"
    r"|answer|analy[sz]e|extract|convert)\b"
)
# Who thinks, and how such thoughts begin.
_SELF = (
    r"\b(?:i(?:'ll| will| should| need to| must| can| could|'m going to| have to| don't have)"
    r"|wants? me)\b"
)
_GUESS = r"\b(?:maybe (?:they|the user|i)|let me|perhaps (?:they|the user|i))\b"
_ANSWER = (
    r"\b(?:articles?|answer|response|reply|summary|request|query|question|post|essay|story|draft"
    r"|section|outline|blog|headings?|markdown|poem|description|instructions?|prompt|plain text"
    r"|coded form|word count|tone|rewrite|translation|continue from)\b"
)
_ALOUD = r"(?:^|(?<=\n)|(?<=[.!?] ))(?:okay|ok|alright|hmm|(?:but )?wait|so),"
_DOUBT = r"(?:^|(?<=\n)|(?<=[.!?] ))(?:hmm|(?:but )?wait|okay|ok)\b[,.]"
# Programs have users too: the text speaks of them again and again.
_MOST_USERS = 6
_AROUND = 320  # characters on either side of the user

_ASKED = (
    r"\bas (?:you )?(?:requested|asked|instructed|specified)\b(?! (?:by|in the|of|for|to|from)\b)"
    r"|\b(?:as )?per (?:your|the) (?:request|instructions|brief|prompt|requirements)\b"
)
_REPORTED = ("length", "keywords", "seo", "format", "tone", "passive", "human", "own words",
             "avoid")  # fmt: skip
# What only a report of one's own work has beside a single condition.
_DONE = (
    r"\bi(?:'ve| have)? (?:kept|used|written|wrote|avoided|included|made|added|removed|shortened"
    r"|swapped|trimmed)\b|\b(?:is|are) (?:below|attached|above)\b|\bhere(?:'s| is| are)\b|\bkept"
    r" (?:it )?(?:under|to|within)\b"
)

# What was left as it was, in the paragraph that hands the text over.
_KEPT = (
    r"\bhere(?:'s| is)\b[^\n]{0,160}?\bi(?:'ve| have)? (?:kept|preserved|maintained|retained"
    r"|dialed|made)"
    r" (?:the |your |all |it )?(?:[\w-]+ ){0,3}?(?:tone|structure|style|formatting|voice|meaning"
    r"|wording|emojis?|length|headings|links|details|concise|short)\b"
)
# What was made, said in the file itself, or with a cheer to one person.
_MADE = (
    r"(?:(?:perfect|great|excellent|done|all set)! )?i(?:'ve| have) (?:now |also "
    r"|successfully )?(?:created"
    r"|written|prepared|generated|updated|rewritten|drafted|produced) (?:an?|the|your) (?:(?:new"
    r"|comprehensive|complete|detailed|thorough|professional|polished|well-structured|full|clean"
    r"|ready-to-use|updated|improved),? (?:and )?){1,3}(?:readme(?:\.md)?|documentation"
    r"|`?[\w-]{2,30}\.md`?)"
    r"(?: files?)?\b(?! (?:for|in|of) (?:my|our)\b)"
    r"|(?:perfect|great|excellent|done|all set)! i(?:'ve| have) (?:now |also "
    r"|successfully )?(?:created"
    r"|written|prepared|generated|updated|rewritten|drafted|produced|put together|compiled)\b"
    r"[^.!?\n]{0,120}?\b(?:for you\b|(?:that|as) you (?:asked|requested|wanted)|(?:guide|document"
    r"|article|report|summary|file|post|plan)[.:])"
)
_MADE_OPENINGS = (
    phrases("perfect great excellent done", "i i've")
    | phrases("all", "set", "i i've")
    | phrases(
        "i've",
        "now also successfully created written prepared generated updated rewritten"
        " drafted produced",
    )
    | phrases(
        "i",
        "have",
        "now also successfully created written prepared generated updated"
        " rewritten drafted produced",
    )
)
_PIECE = (
    r"(?:blog post|article|listicle|press release|news (?:story|report)|product description"
    r"|advertorial|opinion piece|op-?ed|how-to guide|review|linkedin post|newsletter)"
)
_PLAN = (
    rf"(?:i(?:'ll| will| am going to|'m going to)|let me) (?:write|draft|frame|structure|approach)"
    rf" (?:this|it) (?:as|like) an? (?:[\w-]+,? ){{0,4}}?{_PIECE}\b[^.!?\n]{{0,80}}?\b(?:from the"
    r" (?:perspective|point of view) of|in the (?:voice|style|tone) of|in an? [\w-]+ (?:tone"
    r"|style|voice)|aimed at|targeting|for an audience|with (?:clear |short )?(?:headings"
    r"|subheadings|bullet points))"
    r"|(?:before i (?:begin|start)\b[^.!?\n]{0,30}, )?i(?: want to|'ll| will) (?:ensure|make"
    rf" sure) (?:that )?the (?:{_PIECE}|text|content) i (?:write|create|produce|generate)\b"
)
_PLAN_OPENINGS = (
    phrases("i'll", "write draft frame structure approach ensure make")
    | phrases("i", "will want am", "write draft frame structure approach ensure make to going")
    | phrases("i'm", "going")
    | phrases("let", "me", "write draft frame structure approach")
    | phrases("before", "i", "begin start")
)
_TASKS = word_set(
    "student students essay essays rubric assignment homework teacher pupils exam contest entries"
    " submission submissions manuscript manuscripts"
)
_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_LONGEST = 420  # characters of a report
_USERS = phrases("the", "user prompt brief system")
_ASKED_ANCHORS = (
    phrases("as", "requested asked instructed specified you")
    | phrases("per", "your the", "request instructions brief prompt requirements")
)  # fmt: skip


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the sentences that speak of the task, each once."""
    found = [*_thoughts(analysis), *_reports(analysis)]
    found += _handed(analysis)
    for match in at(analysis, _MADE_OPENINGS, _MADE):
        edge = is_opening(analysis, match.start(), 60) or is_closing(analysis, match.end(), 200)
        if opens_sentence(analysis, match.start()) and (edge or match.group()[0] not in "iI"):
            found.append((*match.span(), "reports the work to whoever ordered it"))
    for match in at(analysis, _PLAN_OPENINGS, _PLAN):
        if opens_sentence(analysis, match.start()) and is_opening(analysis, match.start(), 90):
            found.append((*match.span(), "plans the text for whoever ordered it"))
    if not found or discusses(analysis, AI_TALK) or is_letter(analysis):
        return
    for start, end, what in sorted(found):
        if not is_spoken_of(analysis, start, start + 1, says=True):
            phrase = excerpt(analysis.text[start:end], 70)
            yield Hit(span=analysis.to_source(start, end), message=f"“{phrase}” {what}")


def _thoughts(analysis: Analysis) -> Iterator[tuple[int, int, str]]:
    counts = analysis.word_counts
    if not ("user" in counts or "prompt" in counts or "brief" in counts):
        return
    found = list(near(analysis, _USERS, _USER, before=2, after=60))
    # A wish that is named again and again is a program's: "the user wants to save the file".
    users = counts["user"] + counts["users"] + counts["user's"]
    if not found or users > len(found) + _MOST_USERS:
        return
    last = -_AROUND
    for match in found:
        around = analysis.text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
        own = compiled(_ANSWER).search(around) is not None
        thinks = len({m.group().lower() for m in compiled(_SELF).finditer(around)})
        guesses = compiled(_GUESS).search(around) is not None
        aloud = compiled(_ALOUD).search(around) is not None
        if "user" not in match.group().lower():
            # Agencies have briefs, and plans for them.
            aloud = compiled(_DOUBT).search(around) is not None
            thinks, guesses = min(thinks, 1), False
        told = compiled(_ORDERED).match(analysis.text, match.start()) is not None
        thought = told or (own and ((aloud and (thinks or guesses)) or thinks + guesses > 1))
        if thought and match.start() - last >= _AROUND:
            last = match.start()
            yield *match.span(), "is thinking about the task, not part of the article"


def _reports(analysis: Analysis) -> Iterator[tuple[int, int, str]]:
    if not analysis.vocabulary.isdisjoint(_TASKS) and is_about(analysis, _TASKS, least=2):
        return
    for match in near(analysis, _ASKED_ANCHORS, _ASKED, before=2, after=40):
        block = analysis.block_at(match.start())
        if block is None or block.kind not in _KINDS or block.end - block.start > _LONGEST:
            continue
        if _reports_on(analysis, block):
            yield block.start, block.end, "reports on the text to whoever ordered it"


def _handed(analysis: Analysis) -> Iterator[tuple[int, int, str]]:
    first = next((b for b in analysis.blocks if b.kind is BlockKind.PARAGRAPH), None)
    if first is None or first.end - first.start > _LONGEST:
        return
    text = analysis.text_of(first).replace("’", "'")
    if "here" in text.lower() and compiled(_KEPT).search(text):
        yield first.start, first.end, "hands the text over to whoever ordered it"


def _reports_on(analysis: Analysis, block: Block) -> bool:
    text = analysis.text_of(block).replace("’", "'")
    named = sum(compiled(CONDITIONS[name]).search(text) is not None for name in _REPORTED)
    return named > 1 or (named == 1 and compiled(_DONE).search(text) is not None)


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="task-talk",
    family=Family.PROMPT_LEAK,
    severity=Severity.WARNING,
    summary="The text speaks of the task for which it was written",
    why="“The user wants a summary, so I should …” and “kept under 200 words as requested” are "
    "about the order for the text. Readers have ordered nothing.",
    remedy="Delete the passage, and check the text around it.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(
            text=f"{_PATHS}\n\nWait, but the user only gave a title. Maybe they want a summary.\n\n"
            f"{_PATHS}"
        ),
        Example(
            text=f"The user has asked for plain text. I will keep the answer short, and I should "
            f"avoid lists.\n\n{_PATHS}"
        ),
        Example(
            text=f"The copy for the paths is below, kept under 200 words as requested.\n\n{_PATHS}"
        ),
        Example(text=f"{_PATHS}\n\nI used a warm tone and no bullet points, as instructed."),
        Example(
            text=f"I'll write this as a first-person blog post from the perspective of a mason.\n\n"
            f"{_PATHS}"
        ),
    ),
    spares=(
        Example(text=f"{_PATHS}So the user wants me to guess which of two gates is open. Bad!"),
        Example(text="If the user has asked for a summary, the program prints the last question."),
        Example(text=f"{_PATHS}\n\nThe gate was painted green, as requested by the board."),
        Example(text=f"I'll write this as a letter, for that is how my aunt told it.\n\n{_PATHS}"),
        Example(text="The motion was cut to 200 words, as requested by Mrs Hale, and carried."),
        Example(
            text="Students wrote 500 words in a formal tone, as instructed. Each essay was marked."
        ),
    ),
    check=check,
    weight=0.5,
)
