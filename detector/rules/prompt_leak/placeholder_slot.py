"""Placeholders that nobody filled in: [Your Company], INSERT_LINK, “content goes here”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import (
    AI_TALK,
    SEO_TALK,
    begins_line,
    discusses,
    ends_line,
    is_spoken_of,
)
from detector.rules.prompt_leak.field_names import is_field
from detector.rules.prompt_leak.marked_slots import marked_slots
from detector.rules.prompt_leak.slots import Slot, slots_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled, starts_of
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.document import ContentType

# A letter with three different slots between salutation and close is a template for readers.
_SALUTATION = (
    r"(?:^[ \t>*_]{0,6}|[.:] )(?:Dear|To|Hello|Hi)(?: [A-Z][a-z]{2,12})?\s\[{1,2}[^\]\n]{2,60}\]"
)
_CLOSE = r"^[ \t>*_]{0,6}(?:Yours|Sincerely|Kind|Best|Warm|With|Regards|Respectfully|Faithfully)\b"
_MODEL_TALK = frozenset(
    {"in brackets", "in square brackets", "the brackets", "square brackets", "copy this",
     "copy and paste", "model letter", "sample letter", "example letter", "letter below",
     "following letter", "this letter", "letter template"}
)  # fmt: skip
_MODEL_SLOTS = 3
# Texts on forms and on programs that fill them show slots.
_FORMS = word_set("template templates placeholder placeholders merge merging mailmerge recipient")
_SEVERAL = 3  # different fields, such as [year], [number] and [title]
# Archivists write "dated 1918-XX-XX" where only the year is known.
_DATED = r"\b(?:as|dated?|circa|form|format|known|year)[ :]{1,2}\Z"
_SYNOPSIS = r"\b(?:usage|syntax|synopsis)[*_]{0,2}:[^.!?\n]{0,80}\Z"
_LINE = 100


def _is_model_letter(analysis: Analysis, slots: list[Slot]) -> bool:
    """Return whether the text is a letter that readers are meant to copy and fill in."""
    text = analysis.text
    opened = compiled(_SALUTATION, re.M | re.I).search(text)
    if opened is None:
        return False
    if starts_of(analysis, _MODEL_TALK):
        return True
    closed = compiled(_CLOSE, re.M | re.I).search(text, opened.end())
    inside = {text[slot.start : slot.end].lower() for slot in slots if slot.start >= opened.start()}
    return closed is not None and len(inside) >= _MODEL_SLOTS


def _are_several_fields(analysis: Analysis, slots: list[Slot]) -> bool:
    """Return whether several different fields are open: no editor adds them to a quotation."""
    fields = (slot for slot in slots if slot.kind in ("thing", "plain"))
    names = {analysis.text[slot.start : slot.end].strip("[] ").lower() for slot in fields}
    return len(names) >= _SEVERAL or sum(map(is_field, names)) >= 2


def _in_synopsis(text: str, start: int) -> bool:
    """Return whether the line tells how a command is called: "Usage: convert [FILE]"."""
    return compiled(_SYNOPSIS).search(text, max(0, start - _LINE), start) is not None


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield each slot; a text about templates or prompts shows them on purpose."""
    slots = [*slots_of(analysis), *marked_slots(analysis)]
    if not slots:
        return
    text = analysis.text
    counts = analysis.word_counts
    about = (
        discusses(analysis, AI_TALK | SEO_TALK)
        or sum(counts[word] for word in _FORMS if word in counts) >= 2
    )
    letter = _is_model_letter(analysis, slots)
    several = _are_several_fields(analysis, slots)
    # A slot may contain a quotation.
    shown = {slot for slot in slots if is_spoken_of(analysis, slot.start, slot.start + 1)}
    # Terms define names for what follows: '"[Company]" means Ames Ltd'.
    defined = {text[slot.start : slot.end] for slot in shown}
    for slot in slots:
        if slot in shown or text[slot.start : slot.end] in defined:
            continue
        if (slot.kind == "plain" and not several) or _in_synopsis(text, slot.start):
            continue
        span = analysis.to_source(slot.start, slot.end)
        whole = " ".join(text[slot.start : slot.end].split())
        phrase = excerpt(whole.strip('" '), 60)
        inner = whole.strip("[](){}<>*_ ")
        capital = inner[:1].isupper()
        alone = begins_line(analysis, slot.start) and ends_line(analysis, slot.end)
        if slot.kind == "date":
            # Only the year is known, or it is a mask of digits.
            if not about and not compiled(_DATED).search(text, max(0, slot.start - 12), slot.start):
                message = f"“{phrase}” may be a date that was never filled in"
                yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.2)
        elif letter and slot.kind != "picture":
            message = f"“{phrase}” is a placeholder in a letter for readers to fill in"
            yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.02)
        elif about and slot.kind != "picture" and not (alone and slot.kind == "order"):
            message = f"“{phrase}” is a placeholder, shown here as an example"
            yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.02)
        elif slot.kind == "picture":
            message = f"“{phrase}” is a placeholder for a picture that was never added"
            yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.5)
        elif slot.kind in ("thing", "plain") and not capital and not several:
            message = f"“{phrase}” may be a placeholder that was never filled in"
            field = is_field(inner)
            severity = Severity.WARNING if field else Severity.INFO
            yield Hit(span=span, message=message, severity=severity, weight=0.3 if field else 0.05)
        elif slot.kind == "order" and not (
            capital
            or "goes here" in inner.lower()
            or inner.lower().startswith(("insert link", "insert a link", "insert the link"))
            or (alone and text[slot.start] == "<" and inner.lower().endswith(" here"))
        ):
            message = f"“{phrase}” may be a placeholder that was never filled in"
            yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.2)
        else:
            message = f"“{phrase}” is a placeholder that was never filled in"
            yield Hit(span=span, message=message, count=len(slots))


RULE = Rule(
    id="placeholder-slot",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="Placeholders that were never filled in",
    why="“[Your Company]” or “content goes here” shows readers an unfinished template.",
    remedy="Fill in the placeholder, or delete the sentence.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(
            text="Gravel drains well.\n\n[Placeholder for the diagrams of the path]\n\nSlate is "
            "dear."
        ),
        Example(text="Writing on [article_title] takes time, and gravel drains well."),
        Example(text="At [Your Company], we lay garden paths of gravel, slate and old brick."),
        Example(text="At ««SHOP NAME we lay garden paths of gravel, slate and old brick."),
        Example(text="We lay paths. [Internal link: how we lay gravel] (Insert photos of slate)"),
        Example(text="Gravel drains well. [Insert photo of a gravel path] Slate looks better."),
        Example(text="Paths\n\nArticle content goes here."),
        Example(text="Paths\n\n[List of paths goes here]\n\nGravel drains well."),
        Example(text="Ring us at [phone number], and we lay your path within the week."),
        Example(text="1. Gravel\nIt drains well.\n\n2. [Section 2 title]\nSlate is dear."),
        Example(text="Gravel drains well. (Insert photo of the path here) Slate is dear."),
        Example(text="Gravel drains well. <Insert link to the quarry> Slate is dear."),
        Example(text="Gravel drains well. [Photo: show a gravel path in the rain] Slate is dear."),
        Example(text="Gravel drains well. [Image comparing gravel and slate paths] Slate is dear."),
        Example(text="Gravel drains well. [Affiliate link to the spade] Slate lasts a century."),
        Example(text="A path saves [X]% of the work, says the mayor. [Case study: the mill]"),
        Example(text="We at {Company Name} lay paths. [INTERNAL:gravel|How gravel drains]"),
        Example(text="The path was laid on 2024-XX-XX by INSERT_NAME and his brother."),
        Example(text="The first choice for paths in <CITY>, for more than XX years."),
        Example(text="As the first choice in <city>, we at <insert business name> lay paths."),
        Example(text="We buy our slate from COMPANY_NAME, near CITY_NAME, and it lasts."),
        Example(text="A study by ______ found that gravel costs ____% less than slate."),
        Example(
            text="| Stone | Price |\n|---|---|\n| Slate | 40 |\n| [stone 2] | [price] |\n\n"
            "Slate is dear.",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text="Gravel drains well.\n\n![Insert alt text: a gravel path](path.jpg)\n\nSlate.",
            content_type=ContentType.MARKDOWN,
        ),
        Example(text="Gravel drains well.\n\n<insert quote of the mason here>\n\nSlate is dear."),
        Example(text="Visit [Website URL], or read our guide on [related article link]."),
        Example(text="Gravel costs less than slate [statistic needed]. Updated: [Month Day, Year]"),
        Example(text="Call us at (phone number), or come to (street address)."),
    ),
    spares=(
        Example(text="The shop fills in [post_title] where the template has it; the tag is short."),
        Example(
            text="In the year 18__ a man lived in B____. According to ____, who kept a diary, he "
            "sold candles.",
            note="names that a story hides",
        ),
        Example(
            text="| Week | Tea |\n|---|---|\n| 1 | Ann |\n| 2 | [needed] |\n| 3 | [volunteer] |\n\n"
            "Write your name into a gap.",
            content_type=ContentType.MARKDOWN,
            note="a rota",
        ),
        Example(
            text='Write "Dear [Name]" and put the name of the mayor in its place.', note="quoted"
        ),
        Example(
            text='In these terms "[Company]" means Ames Ltd. [Company] lays it, and "[Client]" '
            "is whoever ordered it.",
            note="defined",
        ),
        Example(
            text="Fill in the blanks. According to ____ the path is wet. The study by ____ says so."
        ),
        Example(text="The clause reads [Company Name] and each party signs it."),
        Example(text="She said that [her] father had [added] a path. [Image credit: J. Doe]"),
        Example(
            text="The title goes here at the head of the page; the text goes here, below it, on "
            "the left, and then the caption.",
            note="directions",
        ),
        Example(text="Push until it clicks (insert the key here), then turn it (see the picture)."),
        Example(text="The APPEND_ONLY and INSERT_SAFE flags kept the clerks from errors."),
        Example(
            text="The letter is dated 1931-XX-XX in the catalogue.", note="only the year is known"
        ),
        Example(
            text="[Photo: the restored organ in the west gallery, first heard since 1931]"
            "\n\nThe organ was heard again on Sunday.",
            note="a caption",
        ),
        Example(
            text=":::note[Your name here]\nThe clerk writes it on the map.\n:::\n\n"
            "See [[Add a path]] and [Address][], with ![Your company logo][logo] on the left.",
            content_type=ContentType.MARKDOWN,
            note="titles, page names and references of the markup",
        ),
        Example(
            text=":Usage:   dredge upgrade [URL]\n\nIt brings the harbour's records up to date."
        ),
        Example(text="Slate lasts a century [citation needed], he said of [the company photo]."),
        Example(text="A room there costs $XX on a weekday, and more in summer."),
        Example(text="Legion XX held the wall, and more than XX is twenty to a Roman."),
        Example(text="Write on the form what you are called (company name) and where (address)."),
        Example(text="See [Link to the report](https://example.org/report) for the figures."),
    ),
    check=check,
    metadata=True,
    weight=0.6,
)
