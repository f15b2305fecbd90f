"""Which components show the text of their attributes: cards, tabs, steps and the like."""

from __future__ import annotations

from detector.readers.markdown.script import ComponentTag
from detector.regex import lazy
from detector.text.document import Span

_SHOWING = lazy(
    r"(?:Card|Tab|TabItem|Step|Item|Accordion|Callout|Aside|Note|Tip|Warning|Info|Admonition|Alert"
    r"|Badge|Details|Expandable|Collapsible|Collapse|Feature|Hero|Banner|Figure|Question|FAQ|Faq"
    r"|Update|CTA|Button|Frame|Section|Column|Panel|Quote|Summary|Heading|Title|Header|Intro)$"
)
_SHOWN = frozenset(
    "title label description heading subtitle summary caption question answer header text".split()
)


def shown_values(text: str, tag: ComponentTag) -> tuple[Span, ...]:
    """Return the ranges of the attributes of ``tag`` that a visitor reads, in order."""
    if not _SHOWING.search(tag.name):
        return ()
    return tuple(
        attribute.value
        for attribute in tag.attributes
        if attribute.name in _SHOWN and attribute.value and text[slice(*attribute.value)].strip()
    )
