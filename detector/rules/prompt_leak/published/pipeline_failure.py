"""A publishing pipeline failed, and what it printed was published as the article.

Four kinds: the message of a failed generation, often with a hint about keys or quotas; the error
of a service, as it came over the wire; a stand-in that says what would have been here; a note that
the page was rewritten by a tool. A page whose whole text is "undefined" is the fifth. Manuals and
bug reports show such messages too: they are long and technical, show the message as code, or ask
what to do *if* it appears.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import (
    AI_TALK,
    begins_line,
    discusses,
    ends_line,
    is_closing,
    is_opening,
    is_spoken_of,
    opens_sentence,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, compiled, near, phrases
from detector.rules.surroundings import is_about, is_technical, word_set
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS, BlockKind

_PIECE = (
    r"(?:article|blog post|post|content|text|story|page|body|summary|section|paragraph|description"
    r"|introduction|conclusion|headline|title|draft|copy|response|completion|output)"
)
_MAKE = (
    r"(?:generat\w{1,4}|creat(?:e|ed|ing|ion)|writ(?:e|ing|ten)|produc(?:e|ed|ing)|rewrit\w{1,4})"
)
_TOOL = r"(?:ai|a\.i\.|llm|gpt|chatgpt|openai|claude|gemini|(?:large )?language model|model|api)"
_FAILED = (
    rf"\b(?:(?:error|failure)(?: while| when| in|:)? {_MAKE}(?: (?:the|this|your|an?))?"
    rf"(?: [\w-]+){{0,2}}? {_PIECE}\b"
    rf"|(?:failed|unable) to {_MAKE}(?: (?:the|this|your|an?|any))?(?: [\w-]+){{0,2}}? {_PIECE}\b"
    rf"|{_PIECE} (?:generation )?(?:could not|couldn't|cannot|can't) be {_MAKE}\b"
    rf"|(?:could not|couldn't) {_MAKE} (?:(?:the|this|your|an?|any) )?(?:[\w-]+ )?{_PIECE}\b"
    rf"|(?:{_PIECE} )?generation (?:(?:request|call|task|job|step|process|run) )?(?:has )?"
    r"(?:error|failed|timed out|was aborted)\b(?=[:.!]|\Z)"
    rf"|{_PIECE} (?:is )?(?:currently )?(?:unavailable|not available)\b(?=[.:!])"
    rf"|no {_PIECE} (?:was|were|could be|has been) {_MAKE}|no response from (?:the )?{_TOOL}"
    rf"|failed to (?:fetch|get|load|retrieve) (?:the |an? )?(?:response|completion|output) from"
    rf" (?:the )?{_TOOL}\b|{_TOOL} (?:service|model|response) (?:is|was) (?:temporarily |currently "
    r")?(?:unavailable|overloaded|empty|null)\b"
    rf"|{_TOOL} (?:request|call|generation|error)(?: error)?(?: has)? (?:failed|timed out)\b)"
)
# What the message tells its operator to look at.
_HINT = (
    r"\b(?:api[ _-]?keys?|quotas?|credits?|billing|rate[ -]limit(?:s|ed|ing)?|tokens?"
    r"|env(?:ironment)? variables?|credentials|time(?:d )?-?out|endpoint"
    r"|try again(?: later)?|at this time|(?:status|error) code|service unavailable"
    r"|[A-Z]{2,20}_API_KEY)\b"
)
_WIRE_OBJECT = (
    r"\{\s?[\"'“](?:error[\"'”]\s?:\s?[\"'“{]|status[\"'”]\s?:\s?[\"'“]error[\"'”]\s?,)[^\n]{0,160}"
)
# What services answer when they refuse; none of these is a sentence of prose.
_WIRE = (
    r"\berror code: [45]\d\d - \{[^\n]{0,160}"
    r"|\byou exceeded your current quota\b[^.\n]{0,60}"
    r"|\binsufficient_quota\b|\binvalid_api_key\b|\brate_limit_exceeded\b|\boverloaded_error\b"
    r"|\bthe model is (?:currently )?overloaded\b|\bRESOURCE_EXHAUSTED\b"
    r"|\bincorrect api key provided\b|\bapi key not valid\. please pass\b"
    r"|\bmaximum context length is \d[\d,]{2,8} tokens\b"
    r"|\brate limit reached for [\w.-]{3,40}"
)
_STAND_IN = (
    rf"\b(?:(?:this|the following|the above) (?:is|was) (?:just |only |an? |the ){{0,3}}"
    rf"(?:auto(?:matically)?[- ]?generated )?(?:placeholder|stand-?in|fallback"
    rf"|mock(?:ed)?|stub|dummy|simulated)"
    rf" (?:ai |demo )?(?!page\b){_PIECE}\b"
    rf"|(?:in (?:a )?(?:production|a real (?:run|deployment|setup)|real use),? |here,? "
    rf"|normally,? )(?:this|the|an?|your) (?:[\w-]+ ){{0,4}}?(?:would|will) (?:be |have"
    rf" been )?(?:call\w{{0,2}}|"
    rf"{_MAKE}|replaced)(?=[^.\n]{{0,80}}\b(?:{_TOOL}|{_PIECE})\b)"
    rf"|(?:real |actual |full )?{_PIECE} (?:would|will) (?:normally )?(?:be|have been) {_MAKE}"
    rf" (?:here )?by (?:an? |the )?{_TOOL}\b"
    rf"|(?:an? |the )?{_TOOL} would (?:normally )?(?:have )?(?:written?|generated?|produced?|wrote)"
    rf" (?:an? |the |this |your )?(?:[\w-]+ ){{0,3}}?{_PIECE}\b"
    rf"|(?:{_TOOL}[- ])?generated {_PIECE} (?:would|will|should) (?:go|appear|be)(?: \w+)? here\b"
    rf"|fallback {_PIECE} (?:was )?(?:used|shown|served|published|because|since|due|as)\b"
    rf"|(?:generated|published|running) in (?:mock|fallback|dry[- ]run|offline|test|demo) mode\b"
    r"|set (?:the |your |an? )?[A-Z]{2,20}(?:_[A-Z]{1,20}){0,3}_(?:KEY|TOKEN)\b[^.\n]{0,40}"
    rf" to (?:enable|generate|get|use|produce)\b)"
)
_REWRITTEN = (
    r"\b(?:this|the) (?:page|article|post|content|text|story) (?:was|has been|is) (?:automatically "
    r"|auto-?|fully |partly )?(?:rewritten|re-written|paraphrased|spun|reworded|humani[sz]ed)"
    rf" (?:automatically )?(?:by|using|with|via|through) (?:an? |the |our )?(?:[\w.-]+ ){{0,3}}?"
    rf"(?:{_TOOL}|tool|script|bot|rewriter|paraphraser|spinner|pipeline|plugin|software|agent)\b"
)
_EMPTY = frozenset({"undefined", "null", "nan", "[object object]", "invalid date"})
_EMPTY_FIELD = (
    r"\b(?:(?:written|posted|published|updated|reviewed) (?:by|on|at|in)|author:|by) "
    r"(?:undefined|\[object object\]|nan|null null|invalid date)(?=[\s.,|)]|\Z)"
)
_PIECES = """
    article post content text story page body summary section paragraph description introduction
    conclusion headline title draft copy response completion output
"""
_TOOLS = "ai llm gpt chatgpt openai claude gemini model api"
# What follows a piece of writing: it alone is too common a word to look at each.
_FAILED_VERBS = "generation could couldn't cannot can't is currently unavailable not"
_FAILED_OPENINGS = (
    phrases("error errors failure")
    | phrases("failed unable", "to")
    | phrases(_PIECES, _FAILED_VERBS)
    | phrases("blog", "post", _FAILED_VERBS)
    | phrases("could", "not")
    | phrases("couldn't")
    | phrases("generation")
    | phrases("no", f"blog {_PIECES}")
    | phrases(_TOOLS, "request call generation error has failed timed service model response")
    | phrases("a", "i")
    | phrases("large language")
)
_WIRE_OPENINGS = (
    phrases("error", "code", "#")
    | phrases("you", "exceeded", "your", "current")
    | phrases("insufficient invalid overloaded resource")
    | phrases("rate", "limit")
    | phrases("the", "model", "is")
    | phrases("incorrect", "api", "key")
    | phrases("api", "key", "not", "valid")
    | phrases("maximum", "context", "length")
)
_STAND_IN_OPENINGS = (
    phrases("this", "is was")
    | phrases("the", f"following above large language a {_TOOLS}")
    | phrases("a an", f"large language a {_TOOLS}")
    | phrases("in", "a production real")
    | phrases("here normally", "this the a an your")
    | phrases("real actual full", f"blog {_PIECES}")
    | phrases(_PIECES, "would will")
    | phrases("blog", "post", "would will")
    | phrases(_TOOLS)
    | phrases("a", "i")
    | phrases("large language")
    | phrases("fallback set generated")
    | phrases("published running", "in")
)
_STAND_IN_COMPANY = word_set(
    """
    placeholder stand standin set should go appear fallback mock mocked stub dummy simulated
    production would will real mode
    """
)
_REWRITTEN_OPENINGS = phrases("this the", "page article post content text story", "was has is")
_REWORDED = word_set(
    "rewritten re paraphrased spun reworded humanized humanised autorewritten autore"
    " autoparaphrased autospun autoreworded autohumanized autohumanised"
)
_EMPTY_ANCHORS = frozenset({"undefined", "object", "nan", "null", "invalid"})
_ASKED = r"\b(?:if|when|whenever|why|how|unless|in case|sometimes|may|might)\b[^.!?\n]{0,80}\Z"
_SHORT = 120  # words: no manual is shorter
_FEW = 40  # words: a title and hardly more
_SOLE = HEADING_KINDS | {BlockKind.PARAGRAPH}
_HINTED = 240  # characters after the message
# Manuals of such pipelines and reports of their bugs.
_OPERATIONS = word_set(
    """
    api apis key keys token tokens endpoint endpoints server servers client config configuration
    settings plugin log logs install installed request requests retry error errors exception
    exceptions bug debug pipeline deploy deployment backend developer developers
    """
)


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield what a failed pipeline printed; manuals that show such messages are spared."""
    kinds = (
        (_FAILED_OPENINGS, (), _FAILED, "the message of a failed generation, published as text"),
        (_WIRE_OPENINGS, (), _WIRE, "the error of a service, published as text"),
        (_STAND_IN_OPENINGS, _STAND_IN_COMPANY, _STAND_IN, "a stand-in for a text never made"),
        (_REWRITTEN_OPENINGS, _REWORDED, _REWRITTEN, "a note of the tool that rewrote the page"),
    )
    found = [
        (match, pattern, what)
        for openings, company, pattern, what in kinds
        for match in at(analysis, openings, pattern, company=company)
    ]
    empty = "an empty value of a program, published as text"
    found += [(m, _EMPTY_FIELD, empty) for m in near(analysis, _EMPTY_ANCHORS, _EMPTY_FIELD)]
    if "{" in analysis.text:
        objects = compiled(_WIRE_OBJECT).finditer(analysis.text)
        found += [(match, _WIRE, kinds[1][3]) for match in objects]
    last = 0
    for match, pattern, what in found:
        if _is_shown(analysis, match) or not _is_published(analysis, match, pattern):
            continue
        span = analysis.to_source(*match.span())
        yield Hit(span=span, message=f"“{excerpt(match.group(), 70)}” is {what}")
        last = match.end()
    if not last and not _EMPTY_ANCHORS.isdisjoint(analysis.word_counts):
        yield from _empty_pages(analysis)


def _is_shown(analysis: Analysis, match: re.Match[str]) -> bool:
    start, end = match.span()
    # The quotation marks of an error are its own.
    if not match.group().startswith("{") and is_spoken_of(analysis, start, start + 1):
        return True
    text = analysis.text
    before = text[max(0, start - 80) : start]
    rest = text[end : end + 80].partition("\n")[0]
    asks = compiled(r"[^.!]{0,60}\?").match(rest) is not None
    return asks or compiled(_ASKED).search(before) is not None


def _is_published(analysis: Analysis, match: re.Match[str], pattern: str) -> bool:
    """Return whether the message stands for the article, rather than in an article about it."""
    start, end = match.span()
    short, manual = len(analysis.words) < _SHORT, _is_manual(analysis, start, end + _HINTED)
    if pattern in (_REWRITTEN, _EMPTY_FIELD):
        return not manual and (is_opening(analysis, start, 80) or is_closing(analysis, end, 80))
    if pattern == _STAND_IN:
        # A key that is set as code shows what the readers are to do.
        shown = match.group().lower().startswith("set ") and analysis.is_mention(start, end)
        return (short or not manual) and not shown
    if pattern == _FAILED:
        hinted = compiled(_HINT).search(analysis.text, start, end + _HINTED) is not None
        # "The content generation request failed": the sentence begins with its article.
        if analysis.text[max(0, start - 4) : start].lower() == "the ":
            start -= 4
        own = begins_line(analysis, start) or opens_sentence(analysis, start)
        hinted = hinted or (begins_line(analysis, start) and ends_line(analysis, end))
        return own and ((hinted and (short or not manual)) or len(analysis.words) < _SHORT // 3)
    return not manual or (short and is_opening(analysis, start, 20))


def _is_manual(analysis: Analysis, start: int, end: int) -> bool:
    """Return whether the text is about such programs; the words of the message do not count."""
    if is_technical(analysis) or discusses(analysis, AI_TALK):
        return True
    own = sum(analysis.words[i] in _OPERATIONS for i in analysis.word_range(start, end))
    long = len(analysis.words) >= _SHORT
    return long and is_about(analysis, _OPERATIONS, share=0.02, least=5 + own)


def _empty_pages(analysis: Analysis) -> Iterator[Hit]:
    if is_technical(analysis):
        return
    blocks = [block for block in analysis.blocks if block.kind in _SOLE]
    words = len(analysis.words)
    for block in blocks[:4]:
        value = analysis.text_of(block).strip(" .*_").lower()
        if value in _EMPTY and (words < _FEW or words >= _SHORT):
            message = f"“{value}” is an empty value of a program, published as text"
            yield Hit(span=analysis.to_source(block.start, block.end), message=message)


RULE = Rule(
    id="pipeline-failure",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="A failed generation published as the article",
    why="An error message or a stand-in shows that the article was never written, and that nobody "
    "looked at the page.",
    remedy="Take the page down, repair the pipeline, and publish the text that was meant.",
    sources=("https://developers.google.com/search/docs/essentials/spam-policies",),
    finds=(
        Example(
            text="Garden paths\n\nError generating article. Check that your API key is valid and "
            "that you have credits left."
        ),
        Example(text='{"error": {"message": "You exceeded your quota", "type": "billing"}}'),
        Example(
            text="Garden paths\n\nThis is placeholder content. In production, this text would be "
            "generated by a language model."
        ),
        Example(
            text="Gravel drains well, and slate lasts.\n\nThis page was automatically rewritten by "
            "an AI tool."
        ),
        Example(text="Garden paths\n\nundefined"),
    ),
    spares=(
        Example(
            text="What to do if the plugin failed to generate the summary? Check your API key.",
            note="a question",
        ),
        Example(
            text='The page showed "Error generating article. Check your API key." for a week.',
            note="quoted",
        ),
        Example(
            text="The clerk was unable to write the summary, as the river had flooded his desk."
        ),
        Example(text="The story was rewritten by the author for the stage, and the end is new."),
        Example(text="The border was left undefined, and null votes were not counted."),
    ),
    check=check,
    weight=0.8,
)
