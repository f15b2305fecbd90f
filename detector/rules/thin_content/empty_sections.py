"""Find headings without anything under them."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.counted import counted
from detector.rules.releases import is_log
from detector.rules.rule import Example, Hit, Rule
from detector.rules.thin_content import sections
from detector.text.analysis import Analysis
from detector.text.document import ContentType

MIN_EMPTY = 3  # headings
MIN_SHARE = 0.5  # of all headings
# A skeleton has hardly a sentence for each heading, and nothing else on the page.
SKELETON_WORDS = 15
SKELETON_HEADINGS = 4


def check(analysis: Analysis) -> Iterator[Hit]:
    # A release of which a log has nothing to say was made all the same.
    if len(analysis.headings) < MIN_EMPTY or is_log(analysis):
        return
    empty = sections.empty(analysis)
    if len(empty) < MIN_EMPTY:
        return
    headings = sections.headings(analysis)
    if len(empty) < MIN_SHARE * len(headings):
        return
    words = analysis.prose_word_count
    skeleton = (
        len(empty) >= SKELETON_HEADINGS
        and words < SKELETON_WORDS * len(headings)
        and not sections.holds_more_than_prose(analysis)
    )
    for heading in empty:
        yield Hit(
            span=analysis.to_source(heading.start, heading.end),
            message=f"{len(empty)} of {len(headings)} headings have nothing under them"
            + (f"; the page has {counted(words, 'word')} of text" if skeleton else ""),
            count=len(empty),
            severity=Severity.ERROR if skeleton else Severity.WARNING,
            # They are one problem, however many headings show it.
            weight=(0.7 if skeleton else 0.35) if heading is empty[0] else 0.0,
        )


_TOPICS = ("Choosing a boat", "Where to sail", "What to pack", "Costs", "Weather")
_SKELETON = "".join(f"## {topic}\n\n" for topic in _TOPICS)
_TEXT = "We rented a small boat with one mast, and the harbour master showed us the knots.\n\n"
_MARKDOWN = ContentType.MARKDOWN

RULE = Rule(
    id="empty-sections",
    family=Family.THIN_CONTENT,
    severity=Severity.WARNING,
    summary="Half or more of the headings have nothing under them",
    why="An outline is not an article. Visitors who follow a heading to an empty section leave, "
    "and search engines count such pages as thin.",
    remedy="Write the sections, or remove the headings until they are written.",
    sources=("Google, Spam policies: scaled content with little or no added value",),
    finds=(
        Example(text=f"# Sailing\n\n{_SKELETON}", content_type=_MARKDOWN, note="a bare outline"),
        Example(
            text=f"# Sailing\n\n{_TEXT}{_SKELETON}", content_type=_MARKDOWN, note="an intro only"
        ),
        Example(
            text="<h1>Sailing</h1><p>We rented a small boat with one mast for a week in June.</p>"
            + "".join(f"<h2>{topic}</h2>" for topic in _TOPICS),
            content_type=ContentType.HTML,
        ),
    ),
    spares=(
        Example(
            text="# Sailing\n\n" + "".join(f"## {topic}\n\n{_TEXT}" for topic in _TOPICS),
            content_type=_MARKDOWN,
            note="text under each",
        ),
        Example(
            text="# Sailing\n\n" + "".join(f"## {t}\n\n![{t}](boat.jpg)\n\n" for t in _TOPICS),
            content_type=_MARKDOWN,
            note="a picture under each",
        ),
        Example(
            text=f"# Sailing\n\n{_TEXT}# stop the radio first\n\n# set CHANNEL=16 and wait\n\n"
            "# radio start --loud\n",
            content_type=_MARKDOWN,
            note="comments in code",
        ),
        Example(
            text=f"# Sailing\n\n## Before\n\n### Boats\n\n{_TEXT}### Money\n\n{_TEXT}"
            f"## After\n\n### Cleaning\n\n{_TEXT}",
            content_type=_MARKDOWN,
            note="a heading may be followed by its first subheading",
        ),
    ),
    check=check,
    cap=0.7,
)
