"""Orders to whoever finishes the text, left in it: "[need a source for this]", "TODO: find …".

What makes one: an order to supply, check or change, and its object, which is a part or an
ingredient of a text (a figure, a quote, a source, this section); and a sign that it is not meant
for readers: brackets, stars or a label around it, or that it says what it does for "this section".
What is in brackets for readers comments on the text, and lists of tasks order other things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import AI_TALK, discusses, is_spoken_of, opens_sentence
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, compiled, near, phrases
from detector.rules.surroundings import is_about, is_technical, looks_like_code, word_set
from detector.text.analysis import Analysis

_ORDER = (
    r"(?:please |pls |can you |could you |we |still |i )?(?:need(?:s)?(?: to)?|find|add|insert"
    r"|include|check|double[- ]?check|verify|confirm|fact[- ]?check|replace|update|expand|rewrite"
    r"|rephrase|shorten|tighten|cut|source|cite|get|ask for|fill in|look up|swap|move|rework"
    r"|flesh out|remove|delete|clarify|elaborate on|link to|change|strengthen|improve|soften)"
)
_INGREDIENT = (
    r"(?:quotes?|figures?|stats?|statistics?|numbers?|sources?|citations?|references?|links?"
    r"|photos?|images?|pictures?|pics?|screenshots?|examples?|anecdotes?|names?|dates?|paragraphs?"
    r"|sections?|intro(?:duction)?|conclusion|sentences?|headings?|headlines?|subheadings?|wording"
    r"|claims?|facts?|data|case stud(?:y|ies)"
    r"|testimonials?|captions?|charts?|graphs?|infographics?|videos?|details?|price|cta"
    r"|bio|byline|keywords?|transition|title)"
)
# An ingredient of this text: determined by "this" and the like, or by where it goes.
_OBJECT = (
    r"(?: (?:an?|the|some|more|one|any|this|that|these|those|our|better|stronger|real|recent"
    r"|exact|correct|actual|two|three|up-to-date|current|good|new|relevant|internal|external|for"
    rf"|to)){{0,3}}(?: [\w'’-]+)? {_INGREDIENT}\b"
)
# In brackets, whole.
_BRACKETED = (
    rf"\[(?:(?:note|editor|ed|writer|author|todo|tk|tbd|fixme)\b[.:,–—-]{{0,2}}"
    rf" ?)?{_ORDER}{_OBJECT}"
    r"[^\[\]\n]{0,80}\](?!\()"
)
_LABELLED = (
    # In parentheses or stars, with somebody addressed or a label.
    r"[(*]{1,2} ?(?:(?:note )?(?:to )?(?:self|editor|ed|writer|author|copy ?desk|designer|client"
    rf"|team)|todo|to-do|tk|tbd|fixme|xxx)\b ?[.:,–—-]{{1,2}} ?{_ORDER}(?:{_OBJECT}| (?:this|the"
    r"|that|if|whether|with)\b)[^()*\n]{0,120}[)*]"
    # A label at the head of a line.
    r"|(?:^|(?<=\n))[ \t>_•-]{0,4}(?:(?:editor(?:'s|ial)?|revision|review(?:er)?(?:'s)?) (?:notes"
    r"|feedback|comments|suggestions)|todo(?:\([a-z]{2,12}\))?|to-do|tk|fixme|note to (?:self"
    r"|editor|writer|author|the"
    r" editor|designer)|(?:editor|writer|author|designer)(?:'s)? (?:to|please)) ?[:,–—-]?"
    rf" ?{_ORDER}{_OBJECT}"
)
# Orders of any kind, under the name of whoever is to follow them.
_TO_WRITER = (
    r"[(\[*]{1,2} ?(?:(?:writer|copy ?writer|designer|developer|seo|content|layout|art)(?:'s|s')?"
    r" notes?|notes? (?:to|for) (?:the )?(?:writer|copy ?writer|designer|developer|editor|author"
    r"|layout)s?)"
    r" ?[.:,–—-]{1,2} ?(?:please )?(?:keep|link|mention|use|avoid|make|write|aim|stick|limit|place"
    r"|put|embed|end|start|open|close|focus|target|tone|do not|don't|no|add|insert|include|check"
    r"|verify|update|replace|remove|cut|expand)\b[^()\[\]*\n]{0,160}[)\]*]"
)
# To somebody who works on the text, by the letters of proofs.
_TO_OTHERS = (
    r"\[(?:AU|AQ|NB|ED|NTE|QA|Q)\b ?[:–—-] ?(?-i:[a-z])(?=[^\[\]\n]{0,100}(?:\b(?:please|pls"
    r"|check|confirm|verify|supply|provide|clarify|rephrase|reword|ok to|okay to)\b|\?\]))"
    r"[^\[\]\n]{3,100}\](?!\()"
    r"|\[(?:awaiting|pending|needs?|subject to) (?:final )?(?:approval|sign-?off|review|input"
    r"|confirmation|feedback)(?: (?:from|by|of) [^\[\]\n]{2,60})?\](?!\()"
    r"|<<(?:verify|check|confirm|source|todo)\b[^<>\n]{0,60}>>"
    r"|\((?:fact-?check|double-?check|verify) (?:this|these|the (?:figure|date|number|name)s?)\)"
)
# Work in capitals: "[STAT?]", "[FACT CHECK: which year?]", "[QUOTE FROM THE MAYOR TK]".
_CAPITALS = (
    r"\[(?:(?:[A-Z']{2,14}[ /-]){0,5}(?:STATS?|QUOTES?|SOURCES?|CITATION|CITE|FIGURE|ANECDOTE"
    r"|FACT[ -]?CHECK|CHECK|VERIFY|CONFIRM|TODO|TK|TBD|TBC|EXAMPLE|ERROR|NEEDED|MISSING)(?:["
    r" /-][A-Z']{2,14}){0,5}(?:\?|: ?[^\[\]\n]{3,120})"
    r"|(?:[A-Z'a-z]{2,14}[ /-]){1,6}(?:TK|TBD|TBC)|(?:STATS?|QUOTES?|SOURCES?|CITATION|ANECDOTE"
    r"|FACT[ -]?CHECK|EXAMPLE) (?:FROM|ABOUT|ON|FOR|NEEDED|HERE|TO COME"
    r"|MISSING)\b[^\[\]\n]{0,80})\](?!\()"
)
# A comment of some markup that shows: "// reviewer: split this", "%% rephrase %%".
_COMMENT = (
    rf"^[ \t]{{0,4}}(?:(?://|%%|@@|\^\^) ?(?:(?:reviewer|editor|writer|author|todo|note|client"
    rf"|[a-z]{{2,10}})\b ?:)? ?(?:{_ORDER}\b|this (?:paragraph|section|sentence|part"
    rf"|heading) (?:is|needs|should|sounds|reads)\b)[^\n]{{0,140}})$"
)
# What stands in for the real thing, by its own word.
_STANDS_IN = (
    r"\bnote:? (?:please )?(?:replace|swap|update) (?:this|these|the)(?: [\w-]+){0,3} (?:with|by)"
    r" (?:the |your )?(?:actual|real|correct|current|final|verified|own)\b"
    r"|\b(?:please )?replace (?:(?:them|it|these|this|all) )?with (?:real|actual|verified"
    r"|accurate) (?:[\w-]+ )?"
    r"(?:data|figures|statistics|numbers|testimonials|reviews|quotes|sources|information|details)\b"
    r"|\b(?:quotes?|links?|urls?|statistics?|figures?|images?|numbers?|citations?)(?: [\w-]+){0,3}"
    r" (?:are|is) [^.!?\n]{0,50}?\b(?:placeholders?|dummy|(?:should|must|need to|have to|to) be"
    r" (?:replaced|swapped) (?:with|by|before))\b"
)
_FOR_SECTION = (
    r"(?:add|include|insert|use|mention|consider (?:adding|including)|put|place) (?:an?|the|some"
    r"|your|one|two|a few|more|another) (?:[\w'’-]+ ){0,5}?(?:"
    rf"{_INGREDIENT}) (?:[^.!?\n]{{0,60}}? )?(?:to|for|in|so that|that would) "
    r"(?:[^.!?\n]{0,40}? )?(?:this|the|each)"
    r" (?:section|paragraph|point|claim|passage|part of the (?:article|post|text)"
    r"|intro(?:duction)?)\b(?: (?:more )?(?:relatable|engaging|credible|stronger|concrete|vivid"
    r"|personal|readable|convincing|pop|up))?"
)
# Where in the text something is to be said.
_IN_PART = (
    r"(?:remember to |please |be sure to |don't forget to )?(?:mention|include|link to"
    r"|insert|refer to"
    r"|repeat) [^.!?\n]{2,60}? in the (?:first|last|final|opening|closing|next|second|third"
    r"|introductory) (?:paragraph|section|sentence|heading|subheading)\b"
)
_BEFORE_LIVE = (
    r"\b(?:check|verify|confirm|update|replace|double[- ]?check|fact[- ]?check|review|sign off on"
    r"|approve) (?:this|these|the|that|all)(?: [\w'’-]+){1,4}? before (?:going live|this goes live"
    r"|we go live|it goes live|we publish|it (?:is|gets) published|this (?:is|gets) published"
    r"|it goes out)\b"
)
_ANCHORS = word_set(
    "todo tk tbd fixme editor editorial revision reviewer editor's ed writer author self designer"
    " client team copydesk do note notes"
)
_TOLD_PART = phrases("mention include link insert refer repeat") | phrases(
    "remember don't be please", "to forget sure mention include link insert refer repeat"
)
_SECTION_OPENINGS = (
    phrases("add include insert use mention put place", "a an the some your one two more another")
    | phrases("consider", "adding including")
    | _TOLD_PART
)
_STAND_IN_ANCHORS = word_set("placeholder placeholders dummy replaced swapped replace swap")
_CHECKS = word_set("fact factcheck double doublecheck verify")
_LIVE_ANCHORS = phrases("before", "going this we it")
_MIN_COMMENTS = 2  # times that a text names comments: those that stand in it are shown
# Texts on how to write say such things to their readers.
_WRITING = word_set(
    """
    essay essays paragraph paragraphs thesis outline copywriting copywriter writing writers blogging
    content students presentation slides assignment template templates resume cv website landing
    letter letters application applications email emails label labels headline headlines
    sentence sentences
    """
)


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the orders; a text on writing gives them to its readers."""
    notes, counts = f"{_LABELLED}|{_TO_WRITER}", analysis.word_counts
    found = [(*m.span(), True) for m in near(analysis, _ANCHORS, notes, before=30, after=190)]
    if "[" in analysis.text:
        for pattern, flags in ((_BRACKETED, re.I), (_CAPITALS, re.NOFLAG)):
            found += [(*m.span(), True) for m in compiled(pattern, flags).finditer(analysis.text)]
    if "[" in analysis.text or "<<" in analysis.text or not _CHECKS.isdisjoint(counts):
        others = compiled(_TO_OTHERS).finditer(analysis.text)
        found += [(*m.span(), True) for m in others]
    comments_too = analysis.word_counts["comment"] + analysis.word_counts["comments"]
    if comments_too < _MIN_COMMENTS and any(m in analysis.text for m in ("//", "%%", "@@", "^^")):
        comments = compiled(_COMMENT, re.I | re.M).finditer(analysis.text)
        # In a program a comment stands beside code.
        found += [
            (*m.span(), True) for m in comments if not looks_like_code(analysis.text, *m.span())
        ]
    for_part = f"{_FOR_SECTION}|{_IN_PART}"
    found += [(*m.span(), False) for m in at(analysis, _SECTION_OPENINGS, for_part)]
    stand_ins = near(analysis, _STAND_IN_ANCHORS, _STANDS_IN, before=90)
    found += [(*m.span(), True) for m in stand_ins]
    found += [(*m.span(), True) for m in near(analysis, _LIVE_ANCHORS, _BEFORE_LIVE, before=90)]
    if not found or is_technical(analysis) or discusses(analysis, AI_TALK):
        return
    if is_about(analysis, _WRITING, share=0.012, least=4):
        return
    for start, end, marked in sorted(found):
        if not marked and not opens_sentence(analysis, start):
            continue
        if is_spoken_of(analysis, start, start + 1, says=not marked):
            continue
        phrase = excerpt(analysis.text[start:end].strip(), 70)
        yield Hit(
            span=analysis.to_source(start, end),
            message=f"“{phrase}” is an order to whoever finishes the text",
            count=len(found),
        )


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="marked-note",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="Orders to whoever finishes the text, left in it",
    why="“[need a source for this]” is work that nobody did. Readers see that the text is a draft.",
    remedy="Do what the note asks for, and delete it.",
    sources=("https://developers.google.com/search/docs/fundamentals/creating-helpful-content",),
    finds=(
        Example(text=f"{_PATHS}[need a source for this figure] {_PATHS}"),
        Example(text=f"{_PATHS}\n\nTODO: find a better quote from the mason.\n\n{_PATHS}"),
        Example(text=f"{_PATHS}[STAT?] {_PATHS} [QUOTE FROM THE MASON TK]"),
        Example(text=f"{_PATHS}\n\n// reviewer: this paragraph is too long\n\n{_PATHS}"),
        Example(text=f"{_PATHS}(Writer's note: keep it short, and link to the shop.) {_PATHS}"),
        Example(text=f"{_PATHS}[AU: please supply the year] {_PATHS}(fact-check this) {_PATHS}"),
        Example(text=f"{_PATHS}Remember to mention the shop in the last paragraph. {_PATHS}"),
        Example(text=f"{_PATHS}(fact-check this) {_PATHS}"),
        Example(text=f"{_PATHS}(Editor: please confirm the price with the quarry.) {_PATHS}"),
        Example(
            text=f"{_PATHS}\n\nInclude a short anecdote here to make this section more relatable."
        ),
    ),
    spares=(
        Example(
            text="Comments that I like\n\nOne of the comments was:\n\n// check this with Anna\n\n"
            "Nobody of that name ever worked here."
        ),
        Example(text=f"{_PATHS}[citation needed] {_PATHS}", note="a reader's mark in a wiki"),
        Example(text=f"{_PATHS}\n\nTODO: buy gravel, call the mason, cut the hedge."),
        Example(text=f"{_PATHS}(Author's note: keep the gravel wet, or it will dust.)"),
        Example(text=f"{_PATHS}(Editor's note: the quarry has since been closed.)"),
        Example(text=f"{_PATHS}[Ask for a better table.] {_PATHS}", note="notes of a rehearsal"),
        Example(text=f"{_PATHS}[AU: audible sigh] {_PATHS}", note="a transcript"),
        Example(
            text="A label has a headline and a body. The headline has five words. Mention the "
            "mason in the last sentence. Labels are read aloud.",
            note="how labels are written",
        ),
        Example(text=f"[CHORUS] {_PATHS} [APPLAUSE] {_PATHS} [PDF]", note="labels for readers"),
        Example(text="Add a bucket of sand to the gravel in this part of the bed."),
        Example(text="Check the numbers on the stones before we go down to the river."),
    ),
    check=check,
    weight=0.7,
)
