"""Instructions of the prompt echoed back: remarks about how the text was written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import (
    AI_TALK,
    SEO_TALK,
    begins_line,
    discusses,
    ends_line,
    is_closing,
    is_opening,
    is_spoken_of,
    opens_sentence,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, compiled, phrases
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis

# Text in brackets is an echo if it names a part of the article and what was done to it.
_ASIDE = r"[(\[]([^()\[\]\n]{8,120})[)\]]"
_PART = (
    r"\b(?:seo|key ?words?|key ?phrases?|word count|words|tone|original (?:meaning|structure|text"
    r"|formatting)|meta description|headings?|subheadings?|formatting|paragraphs?|"
    r"plagiarism|readability|internal links?|placeholders?|ai detection)\b"
)
_SIGNS = (
    "eyword", "eyphrase", "eo", "SEO", "ount", "ords", "one", "riginal", "eading", "ormatting",
    "aragraph", "lagiarism", "eadability", "link", "laceholder", "etection", "escription",
)  # fmt: skip
_DONE = (
    r"\b(?:preserved|maintained|retained|unchanged|kept|optimi[sz]ed|integrated|incorporated|"
    r"naturally|throughout|paraphrased|rewritten|reworded|humani[sz]ed|as requested|as instructed|"
    r"as per (?:your|the)|per your|included|inserted|added|removed|no stuffing|avoided|free)\b"
)
# A note on the layout or the words of what is quoted: "(blank lines added for readability)".
_LAYOUT = (
    r"(?:\b(?:(?:blank |empty )?lines?|(?:line |paragraph |page )?breaks?|newlines"
    r"|(?:white ?)?spac(?:es?|ing)|indent\w*|punctuation|emphasis|italics|bold|links?"
    r"|(?:some |a few |filler |the )?words?|formatting|highlight\w*|numbers?"
    r"|numbering|comments?|colou?rs?|paragraphs?|(?:sub)?headings?"
    r"|brackets?|capitals?|quotes?|original (?:text|formatting)|names?)\b[^,;]{0,40}"
    r"\b(?:added|removed|inserted|omitted|included|kept|preserved|retained|unchanged|maintained)\b"
    r"[^,;]{0,60})\Z"
)
_COUNT = (
    r"(?:word count|words total|total words)\b(?: \(approx\.?\))?\*{0,2}\s?[:=–]\*{0,2}\s?(?:approx"
    r"(?:imately|\.)? |about |~ ?|around )?\d[\d,]{1,6}(?: words)?[)\]*.]{0,3}"
)
_QUALITIES = ("total ", "final ", "approximate ", "article ")
_ECHO = (
    r"natural keyword (?:integration|placement|usage)\b|(?:keyword density|readability"
    r" score|flesch score|plagiarism(?: score)?|ai (?:detection )?score)\s?[:=]\s?\d"
    r"|(?:corrected|rewritten|revised|humani[sz]ed|paraphrased|optimi[sz]ed|final|improved)"
    r" (?:article|version|text|blog post|draft|content)\s?(?:\([^)\n]{1,60}\))?\s?:(?= ?\n| ?$|\*)"
    r"|(?:no changes needed|written|rewritten|formatted|structured|optimi[sz]ed)"
    r" (?:as per|according to|following|based on) (?:your|the (?:given|provided|requested))"
    r" (?:instructions?|requirements?|guidelines?|prompt|request|specifications?)\b"
    r"|(?:article|post|content|guide|version|text) (?:is|was|has been) (?:fully |naturally |now )?"
    r"(?:seo[- ])?optimi[sz]ed (?:for (?:seo|search engines|the keyword|the (?:focus|target|primary"
    r") key)|with (?:the )?(?:target |focus |primary )?keywords?)"
    r"|(?:please|remember to) (?:review|edit|fact-?check|proofread|verify)"
    r"(?: (?!your\b|our\b|their\b|every\b|each\b|any\b)[\w,-]+){0,5} before"
    r" (?:publishing|publication|posting)\b(?! (?:your|our|their|an?|the|on|in|to|any)\b)"
    r"|aligning with the (?:specified|given|provided|stated) (?:requirements|guidelines)\b"
)
# An order about the form of the text, and who gave it.
_BY_USER = r"per the user(?:'s|’s)? (?:request|prompt)\b"
_FORM = (
    r"\b(?:avoid|do not|don't|no|without)\b[^.!?\n]{0,40}\b(?:markdown|bullet points|emojis?"
    r"|word count)\b"
)
# A word count with a limit is a rule of a contest or a magazine.
_LIMIT_BEFORE = r"\b(?:maximum|minimum|max\.?|min\.?|required|up to|limit)\W{0,3}\Z"
_LIMIT_AFTER = (
    r"[*_)\]. ]{0,3}(?:words )?[(]?(?:maximum|minimum|max\b|min\b|limit|at (?:most|least)"
    r"|the (?:limit|maximum|minimum)|or (?:less|fewer|more|under)|words or (?:less|fewer)"
    r"|and (?:under|over)|[-–] ?\d|to \d)"
)
_VERSION = "article version text blog draft content"
_CHECKS = "review edit fact factcheck proofread verify"
_ECHO_OPENINGS = (
    phrases("natural", "keyword")
    | phrases("keyword", "density")
    | phrases("readability flesch plagiarism", "score #")
    | phrases("ai", "detection score")
    | phrases(
        "corrected rewritten revised humanized humanised paraphrased optimized optimised final "
        "improved",
        _VERSION,
    )
    | phrases("no", "changes", "needed")
    | phrases("written rewritten formatted structured optimized optimised", "as", "per")
    | phrases("written rewritten formatted structured optimized optimised", "according", "to")
    | phrases("written rewritten formatted structured optimized optimised", "based", "on")
    | phrases("written rewritten formatted structured optimized optimised", "following")
    | phrases(
        "article post content guide version text",
        "is was",
        "fully naturally now seo optimized optimised",
    )
    | phrases(
        "article post content guide version text",
        "has",
        "been",
        "fully naturally now seo optimized optimised",
    )
    | phrases("please", _CHECKS)
    | phrases("remember", "to", _CHECKS)
    | phrases("aligning", "with", "the")
)
_COUNT_OPENINGS = phrases("word", "count") | phrases("words", "total") | phrases("total", "words")
_HEADER = (
    r"(?m)\A(?:[^\n]{0,80}\n){0,3}?((?:generated|created)(?: (?:on|at|by|with))?:? ?\d{4}-\d\d-\d\d"
    r"[^\n]{0,20}\n+(?:topic|keyword|prompt|model|title|language)s?:[^\n]{1,80}"
    r"|(?:prompt|model|temperature|system)\s?:[^\n]{1,120}\n+(?:prompt|model|temperature|topic|"
    r"output|response|tokens)\s?:)"
)


def check(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    if "(" in text or "[" in text:
        for match in compiled(_ASIDE).finditer(text):
            inner = match.group(1)
            if not any(sign in inner for sign in _SIGNS):
                continue
            if compiled(_LAYOUT).match(inner) and not compiled(r"\bseo\b").search(inner):
                continue
            if compiled(_DONE).search(inner) and compiled(_PART).search(inner):
                own = ends_line(analysis, match.end()) or begins_line(analysis, match.start())
                yield from _hits(
                    analysis, *match.span(), weak=not own and discusses(analysis, SEO_TALK)
                )
    for match in at(analysis, _COUNT_OPENINGS, _COUNT):
        start, end = match.span()
        start -= _quality_before(text[max(0, start - 16) : start])
        bracketed = text[start] in "([" and text[end - 1] in ")]*."
        alone = begins_line(analysis, start) and ends_line(analysis, end)
        edge = is_closing(analysis, end, 40) or is_opening(analysis, start, 60)
        around = text[max(0, start - 80) : end + 80].lower()
        shown = "reading time" in around or "min read" in around  # the blog engine's own line
        limit = compiled(_LIMIT_BEFORE).search(text, max(0, start - 16), start) or compiled(
            _LIMIT_AFTER
        ).match(text, end)
        weak = bool(limit) or shown or not (bracketed or alone or edge)
        yield from _hits(analysis, start, end, weak=weak)
    for match in at(analysis, _ECHO_OPENINGS, _ECHO):
        # "This is the final version:" shows something; a label stands for itself.
        shows = match.group().rstrip("*").endswith(":") and not opens_sentence(
            analysis, match.start()
        )
        before = text[max(0, match.start() - 8) : match.start()]
        of_all = compiled(r"\b(?:every|each|an?|all|any|no) \Z").search(before) is not None
        weak = shows or of_all or discusses(analysis, SEO_TALK)
        yield from _hits(analysis, *match.span(), weak=weak)
    yield from _of_form(analysis)
    header = compiled(_HEADER).match(text, 0, min(len(text), 600))
    if header:
        span = analysis.to_source(*header.span(1))
        yield Hit(
            span=span, message="the text contains the header of a text generator's output file"
        )


def _of_form(analysis: Analysis) -> Iterator[Hit]:
    """Yield "avoid any markdown, as per the user's request"; programs have users who ask too."""
    sentences = analysis.sentences
    for match in at(analysis, phrases("per", "the", "user user's user’s"), _BY_USER):
        sentence = sentences[bisect_left(sentences, match.end(), key=attrgetter("end"))]
        formed = compiled(_FORM).search(analysis.text, sentence.start, sentence.end) is not None
        if formed and not is_technical(analysis) and not discusses(analysis, AI_TALK):
            yield from _hits(analysis, *match.span(), weak=False)


def _quality_before(before: str) -> int:
    """Return the length of "(total " and the like at the end of ``before``."""
    rest = before
    for quality in _QUALITIES:
        if rest.lower().endswith(quality):
            rest = rest[: -len(quality)]
    return len(before) - len(rest.rstrip("([*"))


def _hits(analysis: Analysis, start: int, end: int, *, weak: bool) -> Iterator[Hit]:
    if is_spoken_of(analysis, start, end):
        return
    span = analysis.to_source(start, end)
    phrase = excerpt(analysis.text[start:end], 70)
    if weak:
        message = f"“{phrase}” is about how a text is written"
        yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.05)
        return
    yield Hit(
        span=span,
        message=f"“{phrase}” is a report on the writing, addressed to whoever gave the prompt",
    )


RULE = Rule(
    id="prompt-echo",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="The text describes how it was written",
    why="“(Tone kept formal, keyphrases included)” or “Word count: 529” answers the prompt, not "
    "the reader's questions.",
    remedy="Delete the passage.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text="Gravel drains well. Avoid any markdown as per the user request."),
        Example(text="The boats go out again in May.\n(Tone kept formal, keyphrases included)"),
        Example(text="Gravel drains well, and slate looks better.\n\n*(word count: 529)*"),
        Example(
            text="Gravel drains well (original meaning maintained, keywords integrated naturally)."
        ),
        Example(text="Generated: 2025-11-18 16:14:29\nTopic: Paths\n\nPaths wind through gardens."),
    ),
    spares=(
        Example(
            text="The program prints no headings, as the readers asked. Reports follow, per the "
            "user's request."
        ),
        Example(text="Please proofread before posting your entry, and edit your draft before May."),
        Example(
            text="The magazine takes stories up to a word count of 5,000 and pays well (in words)."
        ),
        Example(
            text='Some pages end with "(Tone kept formal, keyphrases included)" and nobody saw it.'
        ),
        Example(
            text="The letter says (blank lines added for readability):\n\nThe path is wet. (Some "
            "words removed for length)",
            note="on the layout of what is quoted",
        ),
        Example(
            text="The herbs are preserved (in oil), and the tone is kept throughout the dinner."
        ),
    ),
    check=check,
    weight=0.65,
)
