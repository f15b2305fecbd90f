"""The name of a field or a type, printed where a word should be: "this free resource_list is for".

Pipelines fill sentences in from fields; where the name of the field is taken instead of its value,
an identifier with an underscore stands in the prose. What makes it one: it is in lower case, ends
in a part of a publication (list, post, title, topic), and the sentence goes on around it. Technical
pages name identifiers on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.prompt_leak.context import AI_TALK, discusses, is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import in_address, is_technical
from detector.text.analysis import Analysis

_NAME = (
    r"\b(?:an?|this|our|my|your|these|each|every"
    r"|the)(?: [a-z-]{2,14}){0,2} ([a-z]{2,14}_(?:[a-z]{2,12}_)?(?:list|posts?|article|guide|page"
    r"|title|name|keywords?"
    r"|topic|description|content|tutorial|review|comparison|newsletter|checklist|roundup|location"
    r"|city|audience|product|brand|company|type|category|summary|section|text|offer|benefit|niche"
    r"|service))(?=[ ,.;!?]? ?(?:[a-zA-Z“\"]|\Z|\n))(?![\w(\[=/:])"
)


_FEW = 2  # different identifiers in the text
_IDENTIFIER = r"(?<![A-Za-z0-9])[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+"


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the names; a page about software shows them."""
    text = analysis.text
    if "_" not in text:
        return
    found = list(compiled(_NAME).finditer(text))
    if not found or is_technical(analysis) or discusses(analysis, AI_TALK):
        return
    # A page that names several identifiers is about them.
    if len({name.lower() for name in compiled(_IDENTIFIER).findall(text)}) > _FEW:
        return
    for match in found:
        start, end = match.span(1)
        if match.group(1).islower() and not (
            is_spoken_of(analysis, start, end) or in_address(text, start, end)
        ):
            yield Hit(
                span=analysis.to_source(start, end),
                message=f"“{match.group(1)}” is the name of a field, not a word",
                count=len(found),
            )


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear."

RULE = Rule(
    id="type-name",
    family=Family.PROMPT_LEAK,
    severity=Severity.WARNING,
    summary="The name of a field printed where a word should be",
    why="“This free resource_list” was filled in by a program. Readers see that nobody read the "
    "page.",
    remedy="Write the word that was meant.",
    sources=("https://developers.google.com/search/docs/fundamentals/creating-helpful-content",),
    finds=(
        Example(text=f"{_PATHS} This free resource_list is for anyone who lays paths."),
        Example(text=f"Welcome to our how_to_guide on garden paths. {_PATHS}"),
        Example(text=f"{_PATHS} Share this blog_post with a friend who gardens."),
    ),
    spares=(
        Example(text=f"{_PATHS} Write to stone_list on the forum, or to @path_guide."),
        Example(text=f"{_PATHS} The file is called `price_list` and has two columns."),
        Example(text=f"{_PATHS} The map is at paths.org/stone_list and in old_paths.pdf."),
        Example(text=f"{_PATHS} The field named stone_type holds a number."),
    ),
    check=check,
    weight=0.5,
)
