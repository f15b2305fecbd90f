"""Find bulleted lists that run on in one line: “you can: • ask • order • pay”.

What makes it that kind: somebody typed the bullets, and whatever shows the page joins the lines. A
colon opens a list; a bullet right after it and more of them on the same line are its items. Bullets
between the entries of a menu, a caption or a line of credits part them without a colon before.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis
from detector.text.document import BlockKind

_BULLETS = "•●▪◦‣"
_MIN_ITEMS = 3
_MOST = 400  # code points from one bullet to the next
_PROSE = 40  # words of the paragraph: a shorter one is a caption or a label with its values
_LONG = 30  # words up to the last bullet: programmes, newsletters and minutes have fewer
_MIN_ITEM_WORDS = 2  # in mean; tags and units are single words


def check(analysis: Analysis) -> Iterator[Hit]:
    lists = list(_lists(analysis))
    for items in lists:
        words = len(analysis.word_range(items[0], items[-1]))
        # A few short points can be read in one line, once.
        slight = len(lists) == 1 and words < _LONG
        yield Hit(
            span=analysis.to_source(items[0], items[-1] + 1),
            message=f"a list of {len(items)} points has run into one line; put each point on a "
            "line of its own",
            count=len(items),
            severity=Severity.INFO if slight else Severity.WARNING,
            weight=0.05 if slight else None,
        )


def _lists(analysis: Analysis) -> Iterator[list[int]]:
    """Yield the offsets of the bullets of each list."""
    text = analysis.text
    for bullet in _BULLETS:
        if text.count(bullet) < _MIN_ITEMS:
            continue
        at = text.find(bullet)
        while at >= 0:
            items = _items(text, at, bullet) if _opens(text, at) else []
            if len(items) >= _MIN_ITEMS and _in_prose(analysis, items):
                yield items
            at = text.find(bullet, (items or [at])[-1] + 1)


def _opens(text: str, at: int) -> bool:
    """Return whether the bullet at ``at`` stands right after a colon."""
    return text[max(0, at - 3) : at].rstrip(" ").endswith(":")


def _items(text: str, first: int, bullet: str) -> list[int]:
    """Return the offsets of the bullets on one line, from ``first``."""
    found = [first]
    while True:
        at = text.find(bullet, found[-1] + 1, found[-1] + _MOST)
        if at < 0 or "\n" in text[found[-1] : at] or _opens(text, at):
            return found  # a colon opens the next list
        found.append(at)


def _in_prose(analysis: Analysis, items: list[int]) -> bool:
    block = analysis.block_at(items[0])
    if block is None or block.kind is not BlockKind.PARAGRAPH:
        return False
    source = analysis.to_source(items[0], items[-1] + 1)
    if "\n" in analysis.document.source[slice(*source)].strip():
        return False  # the lines are there; only the view joins them
    inside = len(analysis.word_range(items[0], items[-1]))
    around = len(analysis.word_range(block.start, block.end))
    return around >= _PROSE and inside >= _MIN_ITEM_WORDS * (len(items) - 1)


_BOAT = (
    "The ferry takes walkers and bicycles across the sound in all weathers, and it has done so "
    "since the bridge was closed for repairs in the spring of last year. "
)

RULE = Rule(
    id="run-in-list",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.WARNING,
    weight=0.2,
    cap=0.35,
    summary="A bulleted list that runs on in one line: “you can: • ask • order • pay”",
    why="The bullets were typed, and the page joins the lines, so readers must part the points.",
    remedy="Write the points as a list of the page, or each on a line of its own.",
    sources=("one in 16,242 human texts has such a list",),
    finds=(
        Example(text=f"{_BOAT}On board you may: • buy a ticket • hire a coat • ask for the way."),
        Example(text=f"{_BOAT}Bring along: ● warm clothes ● a full bottle ● some dry bread. Wait."),
        Example(text=f"Not allowed: •dogs off the lead •open fires •loud music at night. {_BOAT}"),
    ),
    spares=(
        Example(text="Serves four: • 20 minutes • easy • vegan"),
        Example(text=f"{_BOAT}Home • About us • Write to us • Legal notice"),
        Example(text=f"{_BOAT}Bring along:\n• warm clothes\n• a full bottle\n• some dry bread"),
        Example(text=f"{_BOAT}Tags: • sea • boats • spring"),
        Example(text=f"{_BOAT}The score was 2:1 • Friday, and 3:0 • Monday • then the rain came."),
    ),
    check=check,
)
