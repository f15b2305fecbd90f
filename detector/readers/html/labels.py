"""Lines of a page that are no part of its article, by what they say: labels, dates, bylines.

For pages whose markup names nothing. A line counts only where a whole block says this and no
more, or where a label is followed by nothing but links.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from detector.readers.html.tree import TEXT, Node, Tree
from detector.regex import lazy

MAX_LINE = 160  # characters
MIN_PARAGRAPH = 120  # characters of a paragraph that begins the article
MOST_LINKS = 0.6  # a list after "Related articles" with more of its letters in links is one
_FIRST_WORDS = frozenset(
    "share tweet pin print email e edit view advertisement advertisements advertisment sponsored "
    "story article continue scroll loading leave post add no follow like find join sign subscribe "
    "back skip copy link next previous all related read also see more recommended suggested "
    "further you don filed tag tags category categories topic topics posted tagged watch listen "
    "most recent latest popular trending up what archive archives in on table contents around from "
    "elsewhere first last originally published updated modified created by written words text mon "
    "monday tue tues tuesday wed wednesday thu thurs thursday fri friday sat saturday sun sunday "
    "jan january feb february mar march apr april may jun june jul july aug august sep sept "
    "september oct october nov november dec december".split()
)
_BLOCKS = frozenset({"p", "div", "h2", "h3", "h4", "h5", "h6", "li", "section", "dt", "dd"})

_FIRST_WORD = lazy(r"[A-Za-z]+|\d")
_FURNITURE = lazy(
    "|".join(
        (
            r"share(?: (?:this|on|via|with)\b.{0,40})?",
            r"(?:tweet|pin|print|e-?mail)(?: (?:this|it)\b.{0,20})?",
            r"advertise?ments?(?: - .{0,60})?|sponsored(?: content)?",
            r"(?:story|article) continues (?:below|after).{0,40}",
            r"continue reading (?:below|the main).{0,40}",
            r"scroll (?:down )?(?:to|for) continue.{0,40}",
            r"loading\W{0,3}|(?:leave|post|add) a (?:comment|reply)",
            r"\d{0,5} ?(?:comments?|replies|shares|likes|views)|no comments(?: yet)?",
            r"(?:follow|like|find|join) us on .{0,60}",
            r"(?:sign up (?:for|to)|subscribe to) (?:our|the) .{0,60}newsletter.{0,40}",
            r"back to (?:top|home|blog|all posts)|skip to .{0,20}content",
            r"edit (?:on git(?:hub|lab)|this page(?: on \S{1,30})?)|view (?:page )?source",
            r"copy link|link copied.{0,20}|(?:next|previous) (?:post|article|story)",
            r"all rights reserved\.?|\d{1,3} ?-?min(?:ute)?s?\.? read(?:ing time)?",
        )
    ),
    re.I,
)
_HEADING = lazy(
    "(?:"
    + "|".join(
        (
            r"related(?: (?:stories|articles|posts|reading|content|news|links|topics|pages))?",
            r"more (?:stories|articles|posts|news|from .{1,40}|in .{1,30})",
            r"more (?:on this.{0,20}|like this)",
            r"(?:recommended|suggested|further)(?: (?:for you|reading|articles|posts))?",
            r"read (?:more|next|also)|you (?:may|might)(?: also)? (?:like|enjoy).{0,20}",
            r"(?:most|recent|latest|popular|trending)"
            r"(?: (?:read|popular|posts|stories|articles|news|viewed|now))?",
            r"up next|what to read next|share(?: this.{0,30})?|follow us.{0,30}",
            r"tags|categories|topics|archives?|in this (?:article|section|story)|on this page",
            r"table of contents|contents|sponsored.{0,20}|(?:around|from) the web",
            r"elsewhere on .{1,30}|join the conversation",
        )
    )
    + r")\W{0,3}",
    re.I,
)


def drop_labelled(tree: Tree, kept: list[Node]) -> None:
    """Drop such lines among the elements ``kept``, and the link lists that they head."""
    begun = False
    for index, node in enumerate(kept):
        if node.dropped or not node.is_block:
            continue
        if node.own >= MIN_PARAGRAPH and node.tag != "li":
            begun = True
        if node.tag not in _BLOCKS or not 0 < node.own <= MAX_LINE or node.letters > MAX_LINE:
            continue
        line = _line(tree, node)
        first = _FIRST_WORD.match(line)
        if first is None or (not line[0].isdigit() and first.group().lower() not in _FIRST_WORDS):
            continue
        density = node.measures.link_density
        if (
            _FURNITURE.fullmatch(line)
            or (not begun and _byline().fullmatch(line))
            or (density > MOST_LINKS and _pointer().match(line))
            or (
                (node.tag[0] == "h" or density == 0)
                and _HEADING.fullmatch(line)
                and _drop_links(node, kept, index)
            )
        ):
            _drop(node, kept, index)


def _line(tree: Tree, node: Node) -> str:
    source = tree.source
    texts = [
        source[start:end]
        for kind, start, end, holder in tree.events[node.event : node.event_end]
        if kind == TEXT and not holder.hidden
    ]
    return unescape(" ".join("".join(texts).split()))


def _drop(node: Node, kept: list[Node], index: int) -> None:
    for other in kept[index:]:
        if other.start >= node.end:
            break
        other.dropped = True


def _drop_links(heading: Node, kept: list[Node], index: int) -> bool:
    """Drop the link lists right after a heading; tell whether there are any."""
    found = False
    at = heading.end
    for place in range(index + 1, len(kept)):
        node = kept[place]
        if node.start < at or node.dropped or not node.is_block:
            continue
        measures = node.measures
        if measures.text == 0:
            continue
        if measures.link_density < MOST_LINKS:
            break
        _drop(node, kept, place)
        at = node.end
        found = True
    return found


@cache
def _byline() -> re.Pattern[str]:
    month = (
        r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
        r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
    )
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    date = (
        rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
        rf"(?:{month} {day},? \d{{4}}|{day} {month},? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|"
        r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4})(?:,? ?(?:at )?\d{1,2}[:.]\d{2}.{0,20})?"
    )
    word = r"[A-Z][\w.'’-]{0,30}"
    name = rf"(?-i:{word}(?: (?:and |de |van |von )?{word}){{1,4}})"
    lead = (
        r"(?:(?:first |last |originally )?(?:published|posted|updated|modified|created)"
        r"(?: on| at)?:? ?)"
    )
    gap = r"[ ,|·•–-]"
    return re.compile(
        rf"{lead}?{date}|(?:{lead}{date}{gap}{{0,5}})?"
        rf"(?:(?:posted|written|published|words|story|text) )?by:? {name}"
        rf"(?:{gap}{{1,5}}{lead}?(?:{date}|\d{{1,3}} ?min(?:ute)?s?(?: read)?))?",
        re.I,
    )


@cache
def _pointer() -> re.Pattern[str]:
    things = r"(?:stories|articles?|posts|reading|content|news|links?|topics?|coverage)"
    return re.compile(
        rf"(?:read (?:more|also|next)|also read|see also|related(?: {things})?|"
        r"more (?:from|on|in|about)\b|recommended|don['’]t miss|filed under|tags?|categor(?:y|ies)|"
        r"you (?:may|might)(?: also)? (?:like|enjoy)|topics?|posted in|tagged(?: with)?|read|watch|"
        r"listen|more)\b[^.:]{0,40}:",
        re.I,
    )
