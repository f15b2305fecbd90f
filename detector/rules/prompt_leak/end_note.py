"""Notes at the end in which the text calls itself a sample or says how it was made."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import begins_line, is_closing, is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, compiled, phrases
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis

_PIECE = r"(?:blog post|article|post|essay|content|text|guide|tutorial|piece|story|report|draft)"
# What only the maker of an exercise calls a text. A sample of a novel, an example of
# bad style and a story that somebody wrote are no exercises.
_EXERCISE = (
    rf"(?:(?:sample|example|hypothetical|placeholder|mock|template|draft|fictional) {_PIECE}\b"
    r"|(?:sample|placeholder|mock|template)(?= ?(?:[.,;!)*]|and\b|for\b|only\b|\n|\Z))"
    r"|written in (?:markdown|html)\b)"
)
# The text calls itself an exercise: certain.
_SAMPLE = (
    rf"(?:above|preceding) (?:{_PIECE}|information) (?:is|was|has been)"
    rf" (?:just |only |purely )?(?:an? )?{_EXERCISE}[^.\n]{{0,120}}"
    rf"|{_PIECE} above (?:is|was|has been) (?:just |only |purely )?(?:an? )?{_EXERCISE}"
    r"[^.\n]{0,120}"
    rf"|following {_PIECE} (?:is|was) (?:just |only )?(?:an? )?(?:placeholder|mock|sample {_PIECE})"
    r"\b[^.\n]{0,120}"
    rf"|\bthis (?:is|was) (?:just |only )?an? (?:sample|placeholder|dummy"
    rf"|mock) {_PIECE}\b[^.\n]{{0,80}}"
    rf"|this {_PIECE} (?:is|was) (?:an? )?(?:sample|placeholder|dummy)\b(?! (?:of|from)\b)"
    r"[^.\n]{0,80}"
    r"|this (?:blog post|article|post|guide|tutorial|content) (?:is|was) (?:entirely|purely)"
    r" fictional\b(?![^\n]{0,120}\bresemblance\b)[^.\n]{0,80}"
    r"|this is (?:an? )?(?:entirely |purely )?(?:fictional|hypothetical) (?:blog post|article|post"
    r"|guide|tutorial) (?:created|written|generated|intended|provided|for)\b[^.\n]{0,80}"
    rf"|note:[*_]{{0,2}} (?:this|the) {_PIECE} (?:exceeds|is (?:within|under|over|above|below)"
    r"|meets|stays"
    r" (?:within|under)|falls (?:within|short of)|adheres to) the (?:\d[\d,]{1,5}[- ]words?"
    r"(?: (?:limit|count|requirement|target|minimum|maximum))?|(?:requested|required|specified)"
    r" (?:word (?:count|limit)|length))\b[^.\n]{0,80}"
    r"|written by a helpful assistant\b"
    r"|(?:suitable|ready|formatted) for (?:publication|publishing|posting) (?:on|in"
    r"|to) (?:an?|your|the) [\w -]{0,30}?(?:blog|website|site|cms|platform)\b"
    r"|remember to (?:replace|fill in|customi[sz]e|insert|update) (?:the|any|all|your)? ?(?:[`'\""
    r"\[]|placeholders?|bracketed|sample|example|dummy)[^.\n]{0,120}"
    r"|remember to replace (?:the )?[^.\n]{2,200} with (?:the |your )?(?:relevant|appropriate"
    r"|actual|necessary) (?:information|content|details|data|text|values)\b[^.\n]{0,60}"
    # A readme speaks to users; its owner is told what to change in it.
    r"|this readme (?:file )?(?:provides|covers|gives|offers|outlines|includes)\b[^.\n]{0,80}"
    r"\byour (?:project|application|app|repository|script|tool)\b[^.\n]{0,120}"
    r"|remember to (?:customi[sz]e|adjust|tailor|modify|edit) (?:this|the) (?:readme|(?:[\w-]+ )?"
    r"(?:article|post|draft|document|readme))\b[^.\n]{0,120}"
    r"|(?:add|include|insert) (?:relevant |your own |appropriate )?internal links to (?:other"
    r"|your) [^.\n]{0,60}\bfor (?:improved|better) seo\b"
)
_PIECES = "blog article post essay content text guide tutorial piece story report draft"
_SAMPLE_OPENINGS = (
    phrases("above preceding following", f"{_PIECES} information")
    | phrases(_PIECES, "above")
    | phrases("blog", "post", "above")
    | phrases("this", "is was", "just only")
    | phrases("this", "is", "a an", "fictional hypothetical entirely purely")
    | phrases("this", "is", "fictional hypothetical entirely purely")
    | phrases("this", "is was", "a an", "sample placeholder dummy mock")
    | phrases("this", _PIECES, "is was post")
    | phrases("note", "this the", _PIECES)
    | phrases("written", "by", "a")
    | phrases("suitable ready formatted", "for", "publication publishing posting")
    | phrases(
        "remember", "to", "replace fill customize customise insert update adjust tailor modify"
    )
    | phrases("remember", "to", "edit")
    | phrases("this", "readme", "file provides covers gives offers outlines includes")
    | phrases("add include insert", "internal", "links")
    | phrases("add include insert", "relevant appropriate", "internal")
    | phrases("add include insert", "your", "own", "internal")
)
# What manuals say of their templates too.
_TAILOR = (
    r"remember to (?:customi[sz]e|adapt|adjust|tailor) (?:this|the) (?:[\w-]+ ){1,3}?(?:further )?"
    r"(?:according to|based on|to (?:fit|match|suit)|for) (?:your (?:specific|own|project's"
    r"|particular)|the specifics of)\b[^.\n]{0,100}"
)
_TAILOR_OPENINGS = phrases("remember", "to", "customize customise adapt adjust tailor")
_SAMPLE_COMPANY = word_set(
    """
    readme customize customise adjust tailor modify edit above preceding following sample
    placeholder placeholders dummy mock fictional hypothetical assistant suitable
    ready formatted remember seo words word limit length
    """
)
# A closing note about the text itself: usual in machine-generated posts, possible in others.
_NOTE = (
    r"(?:note|disclaimer)\s?[:：]\*{0,2}\s?(?:that )?(?:please )?"
    rf"(?:(?:this|the) {_PIECE}\b|(?:the |this |all )[^.\n]{{0,90}}?\b(?:provided|used|mentioned|"
    rf"presented|shown|contained|included|of|in) (?:here|above"
    rf"|(?:in )?this {_PIECE})\b)[^\n]{{0,260}}"
)
_NOTE_OPENINGS = phrases("note disclaimer", f"that please this the all {_PIECES}")
_CODE = (
    r"\b(?:code|examples?|snippets?)\b[^.\n]{0,80}\b(?:illustrat|may not represent"
    r"|not (?:be )?(?:fully|complete))"
)


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield notes in which the text describes itself, at its end or beginning."""
    samples = []
    for match in at(analysis, _SAMPLE_OPENINGS, _SAMPLE, company=_SAMPLE_COMPANY):
        span = analysis.to_source(*match.span())
        phrase = excerpt(match.group(), 80)
        if is_spoken_of(analysis, *match.span()) and not phrase.lower().startswith("remember"):
            continue
        samples.append(match.start())
        if is_closing(analysis, match.end(), 120) or match.start() < 300:
            yield Hit(span=span, message=f"“{phrase}” describes the text as an exercise")
        else:
            message = f"“{phrase}” describes the text as a sample"
            yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.1)
    for match in at(analysis, _TAILOR_OPENINGS, _TAILOR):
        if is_closing(analysis, match.end(), 20) and not is_spoken_of(analysis, *match.span()):
            message = f"“{excerpt(match.group(), 80)}” is said to the owner of the text"
            span = analysis.to_source(*match.span())
            yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.5)
    for match in at(analysis, _NOTE_OPENINGS, _NOTE):
        start, end = match.span()
        if not is_closing(analysis, end, 30) or any(start <= place < end for place in samples):
            continue
        span = analysis.to_source(start, end)
        own = begins_line(analysis, start) or analysis.text[max(0, start - 1) : start] in "*(_"
        if own and _apologises_for_code(match.group()):
            message = (
                "a usual closing note of language models: the text apologises for its examples"
            )
            yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.5)
        elif own:
            message = "the text ends with a note about itself, as machine-generated posts often do"
            yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.15)


def _apologises_for_code(note: str) -> bool:
    """Return whether the note apologises for code or examples of the text."""
    return compiled(_CODE).search(note) is not None


RULE = Rule(
    id="end-note",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="A note that calls the text a sample or says how it was made",
    why="Models add such notes for the person who asked. In a published article they undermine the "
    "text.",
    remedy="Delete the note, and check what it warns about.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text="Paths wind.\n\n*Note: The above content is a sample blog post on paths.*"),
        Example(text="Paths wind.\n\nNote: The content above is written in Markdown format."),
        Example(text="Paths wind.\n\n(Note: This essay exceeds the 600-word limit by 40 words.)"),
        Example(text="Paths wind.\n\nRemember to replace the placeholder names with your own."),
        Example(text="Paths wind.\n\n*Note: This blog post is for informational purposes only.*"),
    ),
    spares=(
        Example(text="Note: the bridge is closed in May. This post office opens at nine."),
        Example(text="A sample of the stone above the gate was taken. It is a sample of slate."),
        Example(
            text="The above text was written by a clerk. The text below is an example of style."
        ),
        Example(
            text="This tale is entirely fictional. Any resemblance to the living is accidental."
        ),
        Example(text="The story is over the 500-word limit of the contest, so it was sent back."),
        Example(text="Remember to replace the lid. The following story was told by my aunt."),
    ),
    check=check,
    weight=0.6,
)
