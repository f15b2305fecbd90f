"""Slots that the author was to fill in: [Your Company], INSERT_LINK, “content goes here”."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from detector.analysis import Analysis
from detector.findings import Family, Severity
from detector.rules.prompt_leak.context import (
    AI_TALK,
    SEO_TALK,
    begins_line,
    discusses,
    ends_line,
    is_spoken_of,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled, near

_THING = (
    r"(?:company|business|brand|client|product|service|customer|author|website|site|city|town"
    r"|state|"
    r"country|location|region|date|year|month|name|first name|last name|full name|job title"
    r"|position|"
    r"phone(?: number)?|email(?: address)?|address|contact (?:info(?:rmation)?|details)|link|url|"
    r"keyword|topic|industry|niche|price|number|amount|title|organi[sz]ation|school|university|"
    r"event|venue|page title|post title|target audience)"
)
_SLOT = (
    r"(\[{1,2}(?:insert\b[^\]\n]{1,80}|(?:your|add|describe|paste|enter|replace|fill in)\s[^\]\n]"
    rf"{{2,80}}|(?:your |the |my )?{_THING}(?: (?:name|here|\d))?|link (?:to|for) [^\]\n]{{2,60}}"
    r"|(?:diagram|chart|figure|infographic|visual|image|photo|video|screenshot|graphic"
    r"|illustration|"
    r"table)(?: (?:of|showing|comparing|illustrating|depicting|suggestion|placeholder|idea)\b|:)"
    r"[^\]\n]{2,160}|(?:image|video|embed|link|source|citation)s? (?:here|needed here|goes here|"
    r"placeholder))\]{1,2})(?!\()"
)
# Credits and accessible descriptions are written on purpose.
_CREDIT = r"credit|courtesy|via |source|©|\(c\)|by |copyright|wikimedia|flickr|getty|description"
_LETTERS = (
    r"\b(?:INSERT|PASTE)_[A-Z][A-Z_]{2,40}\b|\b(?:19|20)(?:\d\d|[Xx]{2})-[Xx]{2}(?:-[Xx]{2})?\b"
)
_GOES_HERE = (
    r"\b(?:(?:your|the|main|article|blog|post|page|body|markdown|sample|more|meta|image|video"
    r"|section"
    r"|title|caption|introduction|conclusion) )?(?:[\w-]+ )?(?:content|text|title|description|body|"
    r"copy|image|caption|summary|paragraph|article|excerpt|quote|link|bio) goes here\b"
)
_IMAGE_KINDS = (
    "image", "photo", "screenshot", "video", "chart", "figure", "table", "graphic", "visual",
    "illustration", "infographic", "diagram",
)  # fmt: skip


class _Slot(NamedTuple):
    start: int
    end: int
    kind: str  # "order", "thing", "picture" or "letters"


def _slots(analysis: Analysis) -> Iterator[_Slot]:
    text = analysis.text
    if "[" in text:
        for match in compiled(_SLOT).finditer(text):
            inner = match.group(1).strip("[] ")
            low = inner.lower()
            if low.startswith(_IMAGE_KINDS):
                photo = low.startswith(("photo:", "image:", "video:")) and len(inner.split()) < 4
                if not photo and compiled(_CREDIT).search(inner) is None:
                    yield _Slot(match.start(1), match.end(1), "picture")
            elif low.startswith(
                ("insert", "add ", "paste", "describe", "enter", "replace", "fill")
            ):
                yield _Slot(match.start(1), match.end(1), "order")
            elif inner[:1].isupper() or low.startswith("your"):
                yield _Slot(match.start(1), match.end(1), "thing")
    for match in near(analysis, frozenset({"goes"}), _GOES_HERE, before=60, after=20):
        yield _Slot(*match.span(), "order")
    if "_" in text or "-X" in text or "-x" in text:
        for match in compiled(_LETTERS).finditer(text):
            code = match.group()
            if code.isupper() or code.lower().startswith("20"):
                yield _Slot(*match.span(), "letters")


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield each slot; a text about templates or prompts shows them on purpose."""
    slots = list(_slots(analysis))
    if not slots:
        return
    text = analysis.text
    counts = analysis.word_counts
    about = (
        discusses(analysis, AI_TALK | SEO_TALK)
        or sum(counts[w] for w in ("template", "templates", "placeholder", "placeholders")) >= 2
    )
    for slot in slots:
        if is_spoken_of(analysis, slot.start, slot.end):
            continue
        span = analysis.to_source(slot.start, slot.end)
        phrase = " ".join(text[slot.start : slot.end].split())[:60]
        inner = phrase.strip("[] ")
        capital = inner[:1].isupper()
        alone = begins_line(analysis, slot.start) and ends_line(analysis, slot.end)
        if about and slot.kind != "picture" and not (alone and slot.kind == "order"):
            message = f"“{phrase}” is a slot to fill in, shown here as an example"
            yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.02)
        elif slot.kind == "picture":
            message = f"“{phrase}” stands for a picture that was never put in"
            yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.5)
        elif slot.kind == "thing" and not capital:
            message = f"“{phrase}” may be a slot that was not filled in"
            yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.05)
        elif slot.kind == "order" and not capital and "goes here" not in inner.lower():
            message = f"“{phrase}” may be a slot that was not filled in"
            yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.2)
        else:
            message = f"“{phrase}” is a slot that nobody filled in"
            yield Hit(span=span, message=message, count=len(slots))


RULE = Rule(
    id="placeholder-slot",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="A slot to fill in was left empty",
    why="“[Your Company]” or “content goes here” shows an unfinished template to the reader.",
    remedy="Fill the slot in, or delete the sentence.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text="At [Your Company], we lay garden paths of gravel, slate and old brick."),
        Example(text="Gravel drains well. [Insert photo of a gravel path] Slate looks better."),
        Example(text="Paths\n\nArticle content goes here."),
        Example(text="Gravel drains well. [Image comparing gravel and slate paths] Slate is dear."),
        Example(text="The path was laid on 2024-XX-XX by INSERT_NAME and his brother."),
    ),
    spares=(
        Example(
            text='Write "Dear [Name]" and put the name of the mayor in its place.', note="quoted"
        ),
        Example(text="The clause reads [Company Name] and each party signs it."),
        Example(text="She said that [her] father had [added] a path. [Image credit: J. Doe]"),
        Example(text="See [Link to the report](https://example.org/report) for the figures."),
    ),
    check=check,
    weight=0.6,
)
