"""Lines of a page that are no part of its article, by what they say: labels, dates, bylines.

For pages whose markup names nothing. A line counts only where a whole block says this and no
more, or where a label is followed by nothing but links.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from detector.readers.html.tree import TEXT, Node, Tree

MAX_LINE = 160  # characters
MIN_PARAGRAPH = 120  # characters of a paragraph that begins the article
MOST_LINKS = 0.6  # a list after "Related articles" with more of its letters in links is one
_BLOCKS = frozenset({"p", "div", "h2", "h3", "h4", "h5", "h6", "li", "section", "dt", "dd"})


def drop_labelled(tree: Tree, kept: list[Node]) -> None:
    """Drop such lines among the block elements ``kept``, and the link lists that they head."""
    begun = False
    for index, node in enumerate(kept):
        if node.dropped:
            continue
        if node.own >= MIN_PARAGRAPH and node.tag != "li":
            begun = True
        if node.tag not in _BLOCKS or not 0 < node.own <= MAX_LINE or node.letters > MAX_LINE:
            continue
        line = _line(tree, node)
        density = node.measures.link_density
        if _furniture().fullmatch(line) or (not begun and _byline().fullmatch(line)):
            _drop(node, kept, index)
        elif density > MOST_LINKS and _pointer().match(line):
            _drop(node, kept, index)
        elif node.tag[0] == "h" or density == 0:
            if _heading().fullmatch(line) and _drop_links(node, kept, index):
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
        if node.start < at or node.dropped:
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
def _furniture() -> re.Pattern[str]:
    return re.compile(
        r"(?:share(?: (?:this|on|via|with)\b.{0,40})?|tweet(?: this)?|pin it|print(?: this.{0,20})?|"
        r"e-?mail(?: this.{0,20})?|advertise?ments?(?: - .{0,60})?|sponsored(?: content)?|"
        r"(?:story|article) continues (?:below|after).{0,40}|continue reading (?:below|the main).{0,40}|"
        r"scroll (?:down )?(?:to|for) continue.{0,40}|loading\W{0,3}|(?:leave|post|add) a (?:comment|"
        r"reply)|\d{0,5} ?(?:comments?|replies|shares|likes|views)|no comments(?: yet)?|"
        r"(?:follow|like|find|join) us on .{0,60}|sign up (?:for|to) (?:our|the) .{0,60}newsletter.{0,40}|"
        r"subscribe to (?:our|the) .{0,60}newsletter.{0,40}|back to (?:top|home|blog|all posts)|"
        r"skip to .{0,20}content|copy link|link copied.{0,20}|(?:next|previous) (?:post|article|story)"
        r"|all rights reserved\.?|\d{1,3} ?-?min(?:ute)?s?\.? read(?:ing time)?)",
        re.I,
    )


@cache
def _byline() -> re.Pattern[str]:
    month = (
        r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
        r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
    )
    date = (
        rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
        rf"(?:{month} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {month},? \d{{4}}|"
        r"\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
    )
    after = r"(?:,? ?(?:at )?\d{1,2}[:.]\d{2}.{0,20})?"
    name = r"(?-i:[A-Z][\w.'’-]{0,30}(?: (?:and |de |van |von )?[A-Z][\w.'’-]{0,30}){1,4})"
    lead = r"(?:(?:first |last |originally )?(?:published|posted|updated|modified|created)(?: on| at)?:? ?)"
    return re.compile(
        rf"{lead}?{date}{after}|(?:{lead}{date}{after}[ ,|·•–-]{{0,5}})?"
        rf"(?:(?:posted|written|published|words|story|text) )?by:? {name}"
        rf"(?:[ ,|·•–-]{{1,5}}{lead}?(?:{date}{after}|\d{{1,3}} ?min(?:ute)?s?(?: read)?))?",
        re.I,
    )


@cache
def _pointer() -> re.Pattern[str]:
    return re.compile(
        r"(?:read (?:more|also|next)|also read|see also|related(?: (?:stories|articles?|posts|reading|"
        r"content|news|links?|topics?|coverage))?|more (?:from|on|in|about)\b|recommended|don['’]t miss|"
        r"you (?:may|might)(?: also)? (?:like|enjoy)|filed under|tags?|categor(?:y|ies)|topics?|"
        r"posted in|tagged(?: with)?|read|watch|listen|more)\b[^.:]{0,40}:",
        re.I,
    )


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(
        r"(?:related(?: (?:stories|articles|posts|reading|content|news|links|topics|coverage|"
        r"pages))?|more (?:stories|articles|posts|news|from .{1,40}|on this.{0,20}|like this|in .{1,30})|"
        r"(?:recommended|suggested|further)(?: (?:for you|reading|articles|stories|posts))?|read (?:more|"
        r"next|also)|you (?:may|might)(?: also)? (?:like|enjoy).{0,20}|(?:most|recent|latest|popular|"
        r"trending)(?: (?:read|popular|posts|stories|articles|news|viewed|now))?|up next|what to read "
        r"next|share(?: this.{0,30})?|follow us.{0,30}|tags|categories|topics|archives?|in this "
        r"(?:article|section|story)|on this page|table of contents|contents|popular|sponsored.{0,20}|"
        r"around the web|from the web|elsewhere on .{1,30}|join the conversation)\W{0,3}",
        re.I,
    )
