"""Filler and placeholder text where the article should be."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.releases import is_log
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import used, word_set
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS, BlockKind, ContentType, Span

# Cicero's mangled text and the sentences of lipsum.com, which many templates contain.
_FILLER = (
    r"lorem ipsum(?: dolor(?: sit amet)?| is simply dummy| is not simply random)[^.\n]{0,60}"
    r"|consectetur adipisi?[cs]?ci?ing elit|sed do eiusmod tempor|ut enim ad minim veniam"
    r"|duis aute irure dolor|excepteur sint occaecat|nemo enim ipsam voluptatem"
    r"|it is a long established fact that a reader will be distracted"
)
# Words of the generators of filler text; few stand together in Latin that means something.
_LATIN = word_set(
    """
    pellentesque vestibulum curabitur suspendisse phasellus vivamus maecenas faucibus tincidunt
    ultricies malesuada ullamcorper dapibus lacinia vulputate sollicitudin condimentum porttitor
    euismod bibendum venenatis scelerisque quisque praesent donec sagittis pharetra lobortis laoreet
    eleifend dignissim facilisis aliquet feugiat viverra hendrerit accumsan iaculis luctus mattis
    """
)
_LEAST_LATIN = 4  # different words in one block
_SLOT = (
    r"(?:(?<=^)|(?<=[.!?:\n\[(] )|(?<=[\n\[(]))"
    r"(?:(?:your|add|insert|enter|type|write|put)[ ](?:your[ ]|the[ ]|some[ ])?"
    r"(?!image)(?:[a-z]+[ ])?(?:content|text|copy|title|heading|description|headline)[ ]here"
    r"|(?:this is )?(?:a )?(?:placeholder|dummy|sample)"
    r" (?:text|content|paragraph|copy)(?=[.\])\n]|$)"
    r"|(?:[a-z']+[ ]){0,3}(?:content|text|copy|description|body)[ ](?:goes|will go)[ ]here"
    r"|content (?:coming soon|to be added|to follow)(?=[.!]{0,3}[ \t]*$)"
    r"|this (?:is|page is) (?:a|an example|your first) (?:page|post|sample post)\."
    r" (?:edit|you could)"
    # The sample posts of themes for blogs.
    r"|this is (?:a|an|the|your) (?:sample|example|demo|dummy|test) (?:blog )?(?:post|page|article)"
    r"(?=\.(?: |$)| (?:to (?:show|demonstrate|test)|for (?:the|this|your) (?:theme|template|blog"
    r"|site)|created|that (?:shows|demonstrates)))"
    r"|replace (?:this (?:content|text|post|page|file|paragraph) with your own"
    r"|(?:this|it) with your own (?:content|text|words|post))(?=[.! ])"
    r"|(?:edit or delete|delete or edit) (?:it|this(?: post| page)?),? (?:and|then) start"
    r" (?:writing|blogging|publishing)"
    r"|click (?:the )?edit button to change this text"
    r"|hello world! welcome to wordpress)"
)
# "TBD" and "TBA" announce a date or a topic in every syllabus and programme.
_TODO = (
    r"^[ \t]*(?:[-*][ ])?(?:(?:TODO|FIXME|XXX)(?:[ ]?:[^\n]{0,120})?"
    r"|to be (?:written|completed|added|done))[ \t.]*$"
)
# "author: Your Name": what the header of a sample post has for the reader to replace.
_HEADER = (
    r"^[ ]{0,4}(?:(?:author(?:_?name)?|name|organization)[ ]?[:=][ ]?[\"']?((?:your|author(?:'s)?)"
    r" (?:(?:full|first|last|company|organi[sz]ation) )?name)|(?:title|subtitle|description"
    r"|site_?name)[ ]?[:=][ ]?[\"']?(your (?:(?:awesome|first|new) )?(?:(?:blog|post|page|article"
    r"|site|website)(?: post)? )?(?:title|description)|your (?:site|website|blog) name"
    r"|(?:post|page|article|blog post) title(?: here)?))[\"']?[ ]*\r?$"
)
_HEADER_SIGNS = ("your ", "author name", "author's ", "post title", "page title", "article title")
_LEAST_TASKS = 2  # in a list of plans
# Parts of an interface that head the sections of a page on a library of them.
_COMPONENTS = word_set(
    "accordion autocomplete badge breadcrumb button carousel checkbox collapse datepicker dialog"
    " dropdown jumbotron modal navbar offcanvas pagination popover progressbar scrollspy selectmenu"
    " slider spinner stepper tab textarea toast tooltip typography"
)
_LEAST_COMPONENTS, _HEADING_WORDS = 3, 3  # different ones; words of a heading that names one
_HEADING = r"<h[1-6]\b[^<>]{0,200}>([^<>]{1,60})</h[1-6]>"
_DEMOS = word_set("demo demonstration example playground showcase preview")

_TOLD = r"[a-z] (?:TODO|FIXME)s?\b(?! ?:)"

# Regular expressions are tried only near words that they contain.
_FILLER_WORDS = word_set("ipsum consectetur eiusmod veniam irure occaecat voluptatem distracted")
_SLOT_PAIRS = frozenset(
    (first, second)
    for firsts, second in (
        ("content text copy title heading description headline", "here"),
        ("placeholder dummy sample", "text"),
        ("placeholder dummy sample", "content"),
        ("placeholder dummy sample", "paragraph"),
        ("placeholder dummy sample", "copy"),
        ("content text copy description body", "goes"),
        ("content text copy description body", "will"),
        ("content", "coming"),
        ("content", "to"),
        ("example", "page"),
        ("example sample", "post"),
        ("edit", "button"),
        ("edit", "or"),
        ("delete", "or"),
        ("replace", "this"),
        ("replace", "it"),
        ("sample", "blog"),
        ("example", "blog"),
        ("demo", "blog"),
        ("demo", "post"),
        ("dummy", "post"),
        ("test", "post"),
        ("first", "post"),
        ("hello", "world"),
    )
    for first in firsts.split()
)
_SLOT_FIRST = frozenset(first for first, _ in _SLOT_PAIRS)
_TODO_MARKS = (
    "TODO", "FIXME", "XXX", "o be written", "o be completed", "o be added",
    "o be done",
)  # fmt: skip


def check(analysis: Analysis) -> Iterator[Hit]:
    counts = analysis.word_counts
    if not _FILLER_WORDS.isdisjoint(counts):
        for match in used(analysis, compiled(_FILLER)):
            yield _filler(analysis, analysis.to_source(*match.span()), match.group())
    if len(_LATIN & counts.keys()) >= _LEAST_LATIN:
        yield from _latin(analysis)
    yield from _unfilled_header(analysis)
    if _has_slot_words(analysis):
        for match in used(analysis, compiled(_SLOT, re.I | re.M)):
            yield _hit(analysis, match, "is placeholder text")
    if any(mark in analysis.text for mark in _TODO_MARKS) and not is_log(analysis):
        for match in used(analysis, compiled(_TODO, re.M)):
            if _is_told(analysis, match) or _heads_plans(analysis, *match.span()):
                continue
            yield _hit(analysis, match, "says that a part has not been written yet", 0.25)


def _unfilled_header(analysis: Analysis) -> Iterator[Hit]:
    """Yield the values of the front matter that a theme's sample post has."""
    header = analysis.document.front_matter_source
    if header is None:
        return
    source = analysis.document.source
    written = source[header.start : header.end].lower()
    if not any(sign in written for sign in _HEADER_SIGNS):
        return
    for match in compiled(_HEADER, re.I | re.M).finditer(source, header.start, header.end):
        value = match.lastindex or 0
        message = f"“{excerpt(match.group(value), 60)}” is left over from a sample post"
        yield Hit(span=Span(*match.span(value)), message=message)


def _heads_plans(analysis: Analysis, start: int, end: int) -> bool:
    """Return whether a heading "TODO" stands over a list of several tasks, as in a roadmap."""
    blocks = analysis.blocks
    at = bisect_right(blocks, start, key=attrgetter("start")) - 1
    if at < 0 or blocks[at].kind not in HEADING_KINDS or blocks[at].end > end:
        return False
    first = at + 1
    if first < len(blocks) and analysis.text_of(blocks[first]).rstrip().endswith(":"):
        first += 1  # a line that introduces the list
    tasks = blocks[first : first + _LEAST_TASKS]
    return len(tasks) == _LEAST_TASKS and all(b.kind is BlockKind.LIST_ITEM for b in tasks)


def _is_told(analysis: Analysis, match: re.Match[str]) -> bool:
    """Return whether a heading names a TODO that the text tells of, "a TODO challenge"."""
    block = analysis.block_at(match.start())
    if block is None or block.kind not in HEADING_KINDS:
        return False
    return analysis.once(_last_told) >= match.end()


def _last_told(analysis: Analysis) -> int:
    """Return where the text tells of a TODO for the last time, or -1."""
    told = compiled(_TOLD, re.NOFLAG).finditer(analysis.text)
    return max((match.start() for match in told), default=-1)


def _latin(analysis: Analysis) -> Iterator[Hit]:
    for block in analysis.blocks:
        text = analysis.text_of(block)
        words = [word.strip(".,;:").lower() for word in text.split()]
        known = [i for i, word in enumerate(words) if word in _LATIN]
        if len({words[i] for i in known}) < _LEAST_LATIN or compiled(_FILLER).search(text):
            continue
        if 12 * len(known) >= known[-1] - known[0] and not analysis.is_mention(
            block.start, block.start + 1
        ):
            yield _filler(analysis, analysis.to_source(block.start, block.end), text)


def _filler(analysis: Analysis, span: Span, text: str) -> Hit:
    message = f"“{excerpt(text, 60)}” is filler text"
    if analysis.once(_shows_components):
        message += ", on a page that shows parts of an interface"
        return Hit(span=span, message=message, severity=Severity.INFO, weight=0.02)
    return Hit(span=span, message=message)


def _shows_components(analysis: Analysis) -> bool:
    """Return whether headings name parts of an interface, or the title a demonstration of one."""
    named: set[str] = set()
    headings = [analysis.text_of(block) for block in analysis.headings]
    if analysis.document.content_type is ContentType.HTML:  # also those without prose below them
        headings += compiled(_HEADING).findall(analysis.document.source)
    for heading in headings:
        if len(words := _singular(heading)) <= _HEADING_WORDS:
            named |= _COMPONENTS & words
    title = _singular(analysis.document.title or "")
    return len(named) >= _LEAST_COMPONENTS or bool(_COMPONENTS & title and _DEMOS & title)


def _singular(text: str) -> set[str]:
    return {word.strip(".,:()").removesuffix("s") for word in text.lower().split()}


def _has_slot_words(analysis: Analysis) -> bool:
    words = analysis.words
    return any(tuple(words[i : i + 2]) in _SLOT_PAIRS for i in analysis.places_of(_SLOT_FIRST))


def _hit(analysis: Analysis, match: re.Match[str], what: str, weight: float | None = None) -> Hit:
    return Hit(
        span=analysis.to_source(*match.span()),
        message=f"“{excerpt(match.group(), 60)}” {what}",
        severity=Severity.WARNING if weight else None,
        weight=weight,
    )


RULE = Rule(
    id="placeholder",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.ERROR,
    summary="Placeholder text: lorem ipsum, “your text here”, a line with only “TODO”",
    why="The page was published before it was finished.",
    remedy="Write the missing part, or delete the placeholder.",
    sources=("lipsum.com", "WordPress: sample page and first post of a new site"),
    finds=(
        Example(
            text="Our team\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit, sed do."
        ),
        Example(text="Our history\n\nAdd your text here.\n\nOur team has grown since 2004."),
        Example(
            text="The lamp is blue.\n\n## TODO\n\nWrite this part.\n",
            content_type=ContentType.MARKDOWN,
        ),
        Example(text="Opening hours\n\nTODO\n\nWe look forward to seeing you in our shop in town."),
        Example(
            text='---\ntitle: "Your Post Title"\nauthor: "Your Name"\n---\n\nThe lamp is blue.\n',
            content_type=ContentType.MARKDOWN,
        ),
        Example(text="Hello\n\nThis is an example post for the theme. Replace it with your own."),
    ),
    spares=(
        Example(text="Workshop on slate. Content to follow, as the mason is still away."),
        Example(
            text="Week 9\n\nTBD\n\nWeek 10\n\nWe walk to the bridge and draw it.",
            note="a date or topic to be announced",
        ),
        Example(
            text="The lamp is blue.\n\n## TODO\n\n- a green lamp\n- a longer cable\n",
            content_type=ContentType.MARKDOWN,
            note="a section of plans",
        ),
        Example(
            text="# Lamp\n\n## TODO\n\nPlans for the winter:\n\n1. a green lamp\n2. a timer\n",
            content_type=ContentType.MARKDOWN,
            note="a roadmap with a line above its list",
        ),
        Example(
            text="Printers have used lorem ipsum since the 1500s to show what a typeface does."
        ),
        Example(
            text="---\nauthor: Jo Name\n---\n\nIn the file, author: Your Name is what you replace.",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text='---\ntitle: "Your Name"\nauthor: "Ann Lee"\n---\n\nThe film is about a comet.\n',
            content_type=ContentType.MARKDOWN,
        ),
        Example(text="This is a sample of the page. Replace the lamp with your own, or edit it."),
        Example(text='Replace the words "Your text here" by the sentence that you want to show.'),
        Example(
            text="# The week on the list\n\n## TODO: a module for boats\n\nAnna laid down a TODO "
            "challenge: whoever writes it first gets a cake.",
            note="a heading on a TODO that was set",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text="What goes here depends on the season; I still have a long to-do list for May."
        ),
    ),
    check=check,
    metadata=True,
)
