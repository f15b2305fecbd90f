"""Markup debris: what readers see though it was never meant to be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.findings import Family, Finding, Severity
from detector.readers import parse
from detector.rules.markup_debris import RULES
from detector.rules.search import compiled
from detector.scoring.evidence import find, scores
from detector.text.analysis import Analysis
from detector.text.document import ContentType
from tests.cpu_time import is_below, least_seconds

PROSE = (
    "The bridge over the river was opened in 1905 and has been in use ever since. It is made of "
    "iron, and the town paints it once in seven years. On the other bank the road goes on to "
    "the mill and the old inn, where travellers still stop for the night. "
)


def findings_of(text: str, kind: ContentType = ContentType.TEXT) -> tuple[Finding, ...]:
    return find(Analysis(parse(text, id="t", content_type=kind)), RULES)


def score_of(text: str, kind: ContentType = ContentType.TEXT) -> float:
    return scores(findings_of(text, kind), RULES)[Family.MARKUP_DEBRIS]


@pytest.mark.parametrize(
    ("before", "debris", "after"),
    [
        ("The timetable of the ferry for the summer to come\n", "p>", "\nIt starts in May."),
        ("The landing stage at the mill ", "h 3 >", "\nIt was built of oak."),
        ("A new boat for the old ferry ", "h1 >", "\n\nIt was built of oak."),
        ("The ferry starts in May.\n", "< p >", "The boats leave every hour."),
        ("The ferry starts in May.\n", "</ h2 >", "\nThe boats leave every hour."),
        ("Country roads in the ", "U.K.are", " narrower than visitors expect."),
        ("The storm kept the fleet in the ", "harbour.Boats", " that came late had to wait."),
        ("In the ", "spring,Helsinki", " opened a tram line along the old canal."),
        ("", "Still,Oslo’s", " trams are older than most of the buses there."),
    ],
)
@pytest.mark.parametrize("prose", ["", PROSE + "\n\n"])
def test_debris_is_shown_where_it_is(before: str, debris: str, after: str, prose: str) -> None:
    text = prose + before + debris + after
    found = [(finding.start, finding.evidence) for finding in findings_of(text)]
    assert (len(prose + before), debris) in found


@pytest.mark.parametrize(
    "text",
    [
        PROSE + "\n\np >\n\n" + PROSE,
        PROSE + "\n\n[caption id=3]The bridge[/caption]\n\n" + PROSE,
        PROSE + "\n\nWe repair bridges in {city} at any time of the year.",
        PROSE + "It isnâ€™t for sale.",
        PROSE + "\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit.",
        PROSE + "\n\n---\nlayout: post\ntitle: The bridge\n---\n\n" + PROSE,
        PROSE + "Then return ( < div > < h1 > A bridge </ h1 > </ div > ) ; } and so on.",
        PROSE + "The town didn&#8217;t pay, and the mill didn&#8217;t either.",
    ],
)
def test_one_clear_finding_is_reason_to_act(text: str) -> None:
    assert score_of(text) >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "The difference was significant (p < 0.05), but not for boys, where p > 0.5 and h > 3.",
        "List<String> and Map<Key, Value> are generic types; a < b and c > d compare numbers.",
        "Run `sort < names.txt > sorted.txt`, then open index.html in Node.js 3.11.2, e.g. here.",
        "Write to jane.doe@site.invalid or see https://site.invalid/a.html?b=1&amp;c=2 for more.",
        "Mr. Smith, Ph.D., of Washington, D.C., paid $1,000.50 at 3.30 p.m. on Jan. 5, 2019.",
        "São Paulo, Málaga, Besançon and Łódź are towns; so are Göteborg and Århus, he said.",
        "He [the mayor] said in the video [2019] that the row [about the bridge] was over.",
    ],
)
def test_good_prose_is_spared(text: str) -> None:
    assert findings_of(text) == ()


def test_a_few_joined_words_are_no_reason_to_act() -> None:
    slips = "It stood in the river.The town was poor,and the mill was idle. "
    glued = "The mill was followedby an inn and a church inthe old town. "
    found = findings_of(PROSE + slips * 3 + glued)
    assert {finding.severity for finding in found} == {Severity.WARNING}
    assert scores(found, RULES)[Family.MARKUP_DEBRIS] < 0.5


def test_many_glued_words_are() -> None:
    glued = (
        "Followedby theassignment of yourfacilities, the students describethe database inthe town. "
        "They appreciatethe essay and simplyto collectthe data, anduniversities managedwith care "
        "canbe onlythe start, isthe view of ourteacher. "
    )
    assert score_of(PROSE + glued) >= 0.5


def test_generator_fills_its_own_braces() -> None:
    page = "---\ntitle: A\n---\n\n" + PROSE + "{% include map.html %} See {{ page.city_map }}."
    assert score_of(page, ContentType.MARKDOWN) == 0.0
    assert score_of(PROSE + "{% include map.html %} See {{ page.city_map }}.") >= 0.5


@pytest.mark.parametrize(
    ("site", "debris"),
    [(None, True), ("hugo", False), ("quarto", False), ("docusaurus", True), ("jekyll", True)],
)
def test_shortcode_is_debris_where_nothing_processes_it(site: str | None, debris: bool) -> None:
    text = PROSE + 'The picture shows it. {{< figure src="bridge.jpg" >}} It is of iron.'
    document = parse(text, id="t", path="a.md", content_type=ContentType.MARKDOWN, site=site)
    rules = {finding.rule for finding in find(Analysis(document), RULES)}
    assert ("shortcode" in rules) is debris


def test_front_matter_at_the_top_is_no_debris() -> None:
    assert score_of("Title: The bridge\ndate: 2012-01-01\nslug: bridge\n\n" + PROSE) == 0.0
    assert score_of("---\nlayout: post\nslug: bridge\n---\n\n" + PROSE) == 0.0


LONG = "The town lies by a river, and its mill has been idle since the flood of last spring. " * 30


@pytest.mark.parametrize(
    ("text", "severity", "act"),
    [
        (LONG + "The townâ€™s mill is old.", Severity.WARNING, True),
        (LONG + "The townâ€™s mill is old. " * 9, Severity.ERROR, True),
        ("The townâ€™s mill\n===============\n\n" + LONG, Severity.ERROR, True),
        ("The townâ€™s mill is old, and the river runs by it.", Severity.ERROR, True),
        # The pound sign is intact: readers skip the stray letter.
        (LONG + "A loaf was Â£2. " * 12, Severity.WARNING, False),
    ],
    ids=["a few", "many", "heading", "short text", "stray"],
)
def test_a_few_wrong_characters_in_a_long_text_fail_no_article(
    text: str, severity: Severity, act: bool
) -> None:
    found = [f for f in findings_of(text, ContentType.MARKDOWN) if f.rule == "mojibake"]
    assert {finding.severity for finding in found} == {severity}
    assert (scores(found, RULES)[Family.MARKUP_DEBRIS] >= 0.5) is act


def test_article_about_encodings_is_not_blamed() -> None:
    text = (
        PROSE + "An encoding error: in UTF-8 bytes, café decoded as Latin text becomes cafÃ© here."
    )
    assert {finding.severity for finding in findings_of(text)} <= {Severity.INFO}


@given(st.text(alphabet="ab P.,<>/&;{}[]|%$h1-:\n'\"", max_size=300), st.sampled_from(ContentType))
@settings(max_examples=150, deadline=None)
def test_evidence_is_the_text_at_its_location(text: str, kind: ContentType) -> None:
    document = parse(text, id="t", content_type=kind)
    for finding in find(Analysis(document), RULES):
        assert document.source[finding.start : finding.end] == finding.evidence
        assert finding.message


@pytest.mark.parametrize(
    "unit", ["< p > ", "p >\n", "a.B,c ", "{{ a }} ", "[a b=c] ", "&amp; ", "h1 "]
)
def test_time_is_linear(unit: str) -> None:
    def check(analysis: Analysis) -> None:
        for rule in RULES:  # the first hundred findings are shown, all must stay cheap
            list(zip(rule.check(analysis), range(100), strict=False))

    small, large = (
        Analysis(parse(unit * (size // len(unit)), id="t", content_type=ContentType.TEXT))
        for size in (6_000, 60_000)
    )
    check(small)
    assert is_below(20 * least_seconds(lambda: small, check) + 0.1, lambda: large, check)


def test_names_in_a_text_leave_nothing_behind() -> None:
    """A server checks texts for weeks: no pattern may be made of what they say, and kept."""
    sizes = []
    for letters in ("ab", "cd", "ef"):
        names = [f"client_{a}{b}_name" for a in letters for b in "ghijkl"]
        text = " ".join(f"The hall of {name} has ${{{name}}} in it. {PROSE}" for name in names)
        assert "template-variable" not in {finding.rule for finding in findings_of(text)}
        sizes.append(compiled.cache_info().currsize)
    assert sizes[1] == sizes[2]


FILLER = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor."


@pytest.mark.parametrize(
    ("title", "headings", "is_left_over"),
    [
        ("Our library", "Accordion|Tabs|Dialog", False),
        ("Theme preview", "Buttons|Button groups|Dropdowns|Progress bar|Modals", False),
        ("What it draws", "Navbar|Typography|Breadcrumbs", False),
        ("Forms and boxes", "Checkbox|Textarea|Datepicker|Slider", False),
        ("Accordion demo", "Basic use|Events", False),
        ("Example: a carousel with captions", "", False),
        ("A preview of the tooltips", "", False),
        ("The brown café", "Toast|Cake|Tea", True),
        ("Our bakery", "Toast|Buttons|Rolls", True),
        ("The fair in May", "Carousel|Slides|Tickets", True),
        ("Theme demo", "About us|Our team", True),
        ("A demo for voters", "Route|Speakers", True),
        ("Sample page", "Contact", True),
        ("The tab at the bar", "Who pays", True),
        (
            "Our shop",
            "Buttons for coats and shirts|Modal verbs explained here|Tab of the bar",
            True,
        ),
        ("Our firm", "", True),
        ("How we make a dialogue work in a team", "Listening|Speaking", True),
    ],
)
def test_filler_in_a_demonstration(title: str, headings: str, is_left_over: bool) -> None:
    parts = "".join(f"<h2>{name}</h2><p>{FILLER}</p>" for name in headings.split("|") if name)
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{PROSE}</p>"
    page += f"{parts or f'<p>{FILLER}</p>'}</body></html>"
    found = [f for f in findings_of(page, ContentType.HTML) if f.rule == "placeholder"]
    severity = Severity.ERROR if is_left_over else Severity.INFO
    assert {finding.severity for finding in found} == {severity}


def test_headings_over_parts_without_prose() -> None:
    parts = "".join(f"<h2>{name}</h2><input>" for name in ("Slider", "Spinner", "Datepicker"))
    page = f"<html><body><h1>What it draws</h1><p>{FILLER}</p>{parts}</body></html>"
    (first, *_) = [f for f in findings_of(page, ContentType.HTML) if f.rule == "placeholder"]
    assert first.severity is Severity.INFO


_TOLD = "The boat leaves at nine and comes back before dark. Bring a coat, since the deck is open. "


@pytest.mark.parametrize(
    ("starts", "severity"),
    [
        (
            (
                "How to Choose the Right Boat The first step is a list.",
                "What the Trip Really Costs Most people pay for a day.",
                "Packing Well for Cold Weather Wool keeps warm.",
                "Introduction Boats are old.",
            ),
            Severity.WARNING,
        ),
        (
            (
                "The Deputy Head of Planning said that the road is closed.",
                "The Chair of the Bridge Committee asked for a vote.",
                "The Old Town Hall Trust gave its report.",
                "The New Library Reading Group meets on Monday.",
                "The Young Farmers Club of Selby won a cup.",
                "The Girl With the Red Hat ends badly.",
            ),
            Severity.INFO,  # names open sentences too
        ),
        (
            (
                "I said to her What is it about.",
                "She asked When will it come.",
                "They called Here it is from the quay.",
                "My father said Every boat has a name.",
            ),
            Severity.INFO,  # speech without its marks
        ),
        (
            (
                "How to Choose the Right Boat The first step is a list.",
                "What the Trip Really Costs Most people pay for a day.",
                "Introduction Boats are old.",
            ),
            Severity.INFO,  # three may be names of parts
        ),
    ],
)
def test_headings_that_end_where_a_sentence_starts_are_warned_of(
    starts: tuple[str, ...], severity: Severity
) -> None:
    text = "".join(f"{start} {_TOLD * 4}" for start in starts)
    found = [f for f in findings_of(text) if f.rule == "run-in-heading"]
    assert [f.severity for f in found] == [severity]
    assert found[0].weight == 0.0
    assert not found[0].evidence.endswith(" The")


def test_an_excerpt_of_joined_markdown_ends_with_a_whole_word() -> None:
    text = f"{_TOLD}## Problem Whatever was the unexpected circumstance here? ## Plan {_TOLD}"
    shown = [f.message for f in findings_of(text) if f.rule == "unrendered-markdown"]
    assert shown
    assert all(message.endswith(("…”", " ”", ".”")) for message in shown)
