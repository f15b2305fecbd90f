"""Section names of a writing brief, used as headings of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.prompt_leak.context import SEO_TALK, discusses, is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled, near
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.document import Block

# Names that only writing briefs use, then names that briefs share with product pages.
_BRIEF = (
    r"(?:(?:seo|content|article|writing|writer's|editorial|creative) brief|search(?:er)? intent"
    r"(?: (?:this|that|of|for|and|behind|targeted|match|summary|analysis|type)\b.*)?|(?:target|"
    r"primary|focus|secondary|main) key(?:word|[ -]?phrase)s?(?: phrase)?|keyword (?:intent"
    r"|targets?"
    r"|cluster|strategy|usage|list)|word count(?: target| goal)?|target word count"
    r"|tone (?:of voice|"
    r"and style|guidelines)|(?:internal|external) link(?:s|ing)? (?:suggestions?|opportunities|"
    r"ideas)|suggested internal links|schema (?:markup )?(?:suggestions?|recommendations?)|"
    r"image (?:suggestions?|prompts?|ideas)|seo (?:metadata|elements|notes|checklist|details|"
    r"information|optimi[sz]ation notes)|content (?:outline|goals?|objective|gap)|article outline|"
    r"(?:target )?reader persona|buyer persona|unique angle|serp (?:analysis|features)|"
    r"search queries (?:to target|targeted)|call[- ]to[- ]action(?: \(cta\))?|cta)"
)
_SHARED = (
    r"(?:who (?:this|it) is (?:not )?for|who (?:should|shouldn't) read this|decision criteria|"
    r"target (?:audience|readers?)|purchase criteria|evaluation criteria|user intent|"
    r"reader problem|"
    r"evidence notes|risks and limits|"
    r"key (?:message|messages|points to cover)|what this (?:guide|page|article) (?:actually )?"
    r"(?:covers|targets|does))"
)
_INLINE = (
    r"(?:^|[\n.!?|*] ?\*{0,2})(target keywords?|seo brief|content brief|target audience"
    r"|search intent|word count target|content brief)\*{0,2}:\*{0,2} \S"
)
# Each of these names contains one of these words.
_WORDS = word_set(
    """
    brief intent keyword keywords keyphrase keyphrases phrase phrases count tone link links linking
    schema image seo content outline persona angle serp queries call cta who criteria audience
    reader readers evidence risks key this
    """
)
_INLINE_ANCHORS = frozenset({"keyword", "keywords", "brief", "audience", "intent", "target"})


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield headings that name a part of a brief; shared names count only beside others."""
    strong: list[Block] = []
    shared: list[Block] = []
    for block in analysis.headings:
        if block.end - block.start < 70 and _may_be(analysis, block):
            name = analysis.text_of(block).lower().strip(" *_:.").lstrip("0123456789.#) ")
            if compiled(_BRIEF, re.NOFLAG).fullmatch(name):
                strong.append(block)
            elif compiled(_SHARED, re.NOFLAG).fullmatch(name):
                shared.append(block)
    found = (m.span(1) for m in near(analysis, _INLINE_ANCHORS, _INLINE))
    inline = [span for span in found if not is_spoken_of(analysis, *span)]
    names = len(strong) + len(inline)
    if names + len(shared) == 0:
        return
    about = discusses(analysis, SEO_TALK) and names + len(shared) < 4
    for block in strong:
        phrase = analysis.text_of(block).strip()
        # A page may call its readers to act, and a program counts words.
        name = phrase.lower().strip(" *_:.")
        alone = names == 1 and (name.startswith(("call", "cta")) or name == "word count")
        yield _hit(analysis, block.start, block.end, weak=about or alone)
    for start, end in inline:
        # Courses and grants name their audience too.
        if names + len(shared) == 1 and analysis.text[start:end].lower() == "target audience":
            span = analysis.to_source(start, end)
            message = "“Target audience” may be a section name of the brief"
            yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.3)
        else:
            yield _hit(analysis, start, end, weak=about)
    if len(shared) >= 3 or (names and shared):
        for block in shared:
            message = f"“{analysis.text_of(block).strip()}” may be a section name of the brief"
            span = analysis.to_source(block.start, block.end)
            yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.12)


def _may_be(analysis: Analysis, block: Block) -> bool:
    words = analysis.word_range(block.start, block.end)
    return not _WORDS.isdisjoint(analysis.words[words.start : words.stop])


def _hit(analysis: Analysis, start: int, end: int, *, weak: bool) -> Hit:
    span = analysis.to_source(start, end)
    phrase = analysis.text[start:end].strip()
    if weak:
        message = f"“{phrase}” is a section name of writing briefs; the text may be about them"
        return Hit(span=span, message=message, severity=Severity.INFO, weight=0.05)
    return Hit(span=span, message=f"“{phrase}” is a section name of a writing brief, not a topic")


RULE = Rule(
    id="brief-headings",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="Section names of a writing brief used as headings",
    why="“Search intent” is an instruction to the writer. It says nothing to the reader.",
    remedy="Delete the sections of the brief, or give them headings that describe their content.",
    sources=("https://developers.google.com/search/docs/fundamentals/creating-helpful-content",),
    finds=(
        Example(
            text="Search intent this page targets\n\nThe reader wants to choose a path for a small "
            "garden with a slope."
        ),
        Example(text="Garden paths\n\nTarget keyword: garden path ideas\n\nPaths wind about."),
        Example(
            text="SEO brief\n\nPaths wind through the garden and lead the eye to the gate, far off."
        ),
    ),
    spares=(
        Example(
            text="Garden paths\n\nWho this is for\n\nPaths wind through the garden to the gate."
        ),
        Example(text="The search intent of a query is what the person wants to find, we learn."),
        Example(text="Call to action\n\nWrite to your council and ask for a path along the river."),
    ),
    check=check,
    weight=0.55,
)
