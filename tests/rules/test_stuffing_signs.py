"""Signs of stuffing that need no list of trades, each beside what looks like it and is honest."""

from __future__ import annotations

import pytest

from detector.findings import Severity
from detector.readers import parse
from detector.rules import ALL_RULES
from detector.scoring.evidence import find
from detector.text.analysis import Analysis
from detector.text.document import ContentType

_FILLER = (
    "Frost gets into small cracks and makes them wide by spring. A dry cloth is enough for most of "
    "the dust, and a soft brush does the rest. Old paint comes off in flakes; below it there may "
    "be a coat from before the war."
)
_SELLS = "Call us today for a free quote; our experts are trusted and our prices affordable."


def _warned(rule: str, text: str, content_type: ContentType = ContentType.MARKDOWN) -> bool:
    rules = [one for one in ALL_RULES if one.id == rule]
    assert len(rules) == 1
    found = find(Analysis(parse(text, id="text", content_type=content_type)), rules)
    return any(finding.severity is not Severity.INFO for finding in found)


def _headed(phrase: str, headings: tuple[str, ...], end: str) -> str:
    parts = [f"# {phrase}\n\n{_FILLER}"]
    parts += [f"## {heading}\n\n{_FILLER}" for heading in headings]
    return "\n\n".join([*parts, end])


def _under(phrase: str, *frames: str) -> tuple[str, ...]:
    return tuple(frame.format(phrase) for frame in frames)


_PLAIN = ("{} Prices", "{} Reviews", "Why a {}?")
HEADED = {
    "typed": _headed(
        "Sash Window Mender Ripon",
        _under("Sash Window Mender Ripon", *_PLAIN),
        "Would you like a sash window mender Ripon can be proud of?",
    ),
    "typed in a question": _headed(
        "Mobile Farrier Cromer",
        _under("Mobile Farrier Cromer", *_PLAIN),
        "**How do I find a mobile farrier Cromer?** Write to the yard.",
    ),
    "praised": _headed(
        "Marquee Washing Diss",
        _under("Marquee Washing Diss", "Trusted {}", "Affordable {}", "About {}"),
        "Open from Monday to Friday.",
    ),
    "an article before it": _headed(
        "Gutter Mender Ripon",
        _under("Gutter Mender Ripon", "Why Choose a {}", "{} Cost", "{} Today"),
        "Gutter Mender Ripon\n\nOpen from Monday to Friday.",
    ),
    "in a line of its own": _headed(
        "Ice Sculptor in Truro",
        _under("Ice Sculptor in Truro", *_PLAIN),
        "We answer letters, and we call back. Our door is open to us all.\n\n"
        "Ice Sculptor in Truro\n\nOur shop is old, and we love our work.",
    ),
}
NAMED = {
    "a test": _headed(
        "Best noise reducing headphones",
        _under(
            "noise reducing headphones",
            "Best {} for trains",
            "Cheap {}",
            "The most reliable {}",
            "How we tried {}",
        ),
        "We paid for all noise reducing headphones ourselves.",
    ),
    "courses of a college": _headed(
        "Stone carving courses",
        _under("stone carving courses", "Our {}", "Dates of {}", "Local {} elsewhere"),
        "We run stone carving courses in May. Bring gloves; we lend you our tools.",
    ),
    "schools of a town": _headed(
        "Primary schools in Dundee",
        _under("primary schools in Dundee", "Places at {}", "Catholic {}", "Moving between {}"),
        "We answer letters about primary schools in Dundee by the end of April.",
    ),
    "a firm": _headed(
        "Fenwick Sash Windows",
        _under("Fenwick Sash Windows", "About {}", "{} Prices", "Contact {}"),
        "Fenwick Sash Windows\n\nMill Lane, Ripon. We are at home on weekdays, and our dog is too.",
    ),
    "a disease": _headed(
        "Paget Bone Disease",
        _under("Paget Bone Disease", "Causes of {}", "Living with {}", "Tests for {}"),
        "Ask about Paget bone disease at the clinic.",
    ),
    "a council": _headed(
        "Street parking permits",
        _under("street parking permits", "Prices of {}", "Who needs {}", "How to return {}"),
        "We send street parking permits by post.",
    ),
}


@pytest.mark.parametrize("text", HEADED.values(), ids=HEADED.keys())
def test_a_query_in_the_headings_is_found(text: str) -> None:
    assert _warned("service-place", text)


@pytest.mark.parametrize("text", NAMED.values(), ids=NAMED.keys())
def test_a_name_in_the_headings_is_left_alone(text: str) -> None:
    assert not _warned("service-place", text)
    assert not _warned("keyphrase-overuse", text)


def _again(pair: str) -> str:
    lines = (
        f"We are proud to be your {pair}. {_FILLER}",
        f"Our {pair} comes to the house. {_FILLER}",
        f"Ask our {pair} about winter. We bring our own tools, and we tidy up.",
        f"Each {pair} of ours has years of practice; we choose them with care.",
        f"No {pair} is as quick as we are.",
        f"So call our {pair} now, and tell us what you need.",
    )
    return "# Help is near\n\n" + "\n\n".join(lines)


@pytest.mark.parametrize("pair", ["clock mender in Ripon", "bell ringer in Cromer"])
def test_two_words_with_a_place_are_found_without_a_title(pair: str) -> None:
    assert _warned("service-place", _again(pair))


@pytest.mark.parametrize("pair", ["clock mender", "bell ringer"])
def test_two_words_alone_are_left_alone(pair: str) -> None:
    assert not _warned("service-place", _again(pair))


def _post(phrase: str, short: str, end: str) -> str:
    lines = (
        f"{_FILLER} Then there is {phrase}, which many have heard of.",
        f"What does {short} do at night? It waits.",
        f"With {short} a gate opens by itself, and rain does not harm it.",
        f"A farm that has {short} needs fewer keys.",
        f"Is {short} dear? Not for long: it lasts for ten years.",
        f"Sheep get used to {short} in a week.",
        f"Some put {short} on the roof, too.",
    )
    return f"# All about {phrase}\n\n" + "\n\n".join([*lines, end])


_PHRASES = (
    "solar gate opening control",
    "hinged paddock lock sensing",
    "remote trough level alarms",
)


@pytest.mark.parametrize("phrase", _PHRASES)
def test_a_phrase_that_is_never_shortened_is_found_where_something_is_sold(phrase: str) -> None:
    assert _warned("keyphrase-overuse", _post(phrase, phrase, "Why wait? Book a free demo."))


@pytest.mark.parametrize("phrase", _PHRASES)
def test_a_phrase_that_is_shortened_or_not_sold_is_left_alone(phrase: str) -> None:
    last = phrase.rsplit(maxsplit=1)[-1]
    assert not _warned("keyphrase-overuse", _post(phrase, f"the {last}", "Book a free demo."))
    assert not _warned("keyphrase-overuse", _post(phrase, phrase, "The fair is in May."))


_TWO = ("neck fan", "lap desk", "tea tray")


@pytest.mark.parametrize("phrase", _TWO)
def test_two_words_are_found_where_the_end_says_to_order_them(phrase: str) -> None:
    text = _post(f"the {phrase}", f"the {phrase}", f"Rest now. Order the {phrase} today.")
    assert _warned("keyphrase-overuse", text)
    text = _post(f"the {phrase}", f"the {phrase}", f"Rest now. We ordered the {phrase} in May.")
    assert not _warned("keyphrase-overuse", text)


def _page(title: str, alts: tuple[str, ...] = (), keywords: str = "") -> str:
    images = "".join(f'<p>{_FILLER}</p><img src="{n}.jpg" alt="{a}">' for n, a in enumerate(alts))
    return (
        f'<!DOCTYPE html><html><head><title>{title}</title><meta name="keywords" '
        f'content="{keywords}"></head><body><article><h1>A barn</h1><p>{_FILLER}</p>{images}'
        f"<p>{_FILLER}</p></article></body></html>"
    )


_LISTED = ", ".join(
    f"{more} oak beams".strip()
    for more in ("", *"old dry long split green short wide thin raw".split())
)
METADATA = {
    "a title": _page("Oak Beams Ripon | Oak Posts Ripon | Old Oak Beams Ripon | Oak Boards Ripon"),
    "pictures": _page(
        "A barn",
        (
            "oak beams ripon",
            "oak beams ripon old oak beams",
            "oak beams barn",
            "oak beams yard",
            "dry oak beams",
        ),
    ),
    "keywords": _page("A barn", keywords=_LISTED),
}
HONEST_METADATA = {
    "three loaves": _page("Sourdough bread, rye bread, corn bread: three loaves"),
    "a town twice": _page("New York, New York | New York stories"),
    "a derby": _page("Leeds United 2 Leeds City 2 - Leeds derby"),
    "steps of one thing": _page(
        "A square", tuple(f"granny square round {n}" for n in "one two three four five six".split())
    ),
    "coins": _page(
        "Coins", tuple(f"roman coin {n}" for n in "nero trajan otho galba titus".split())
    ),
    "kinds of one thing": _page(
        "Fits",
        keywords=", ".join(
            f"{kind} regression"
            for kind in "linear ridge lasso robust spline logistic quantile poisson probit".split()
        )
        + ", stepwise regression",
    ),
}


@pytest.mark.parametrize("text", METADATA.values(), ids=METADATA.keys())
def test_metadata_that_says_one_thing_again_is_found(text: str) -> None:
    assert _warned("stuffed-metadata", text, ContentType.HTML)


@pytest.mark.parametrize("text", HONEST_METADATA.values(), ids=HONEST_METADATA.keys())
def test_metadata_of_many_things_is_left_alone(text: str) -> None:
    assert not _warned("stuffed-metadata", text, ContentType.HTML)


def test_keywords_of_front_matter_are_read() -> None:
    body = f"# A barn\n\n{_FILLER}\n\n{_FILLER}\n"
    listed = "\n".join(f"  - {item.strip()}" for item in _LISTED.split(","))
    assert _warned("stuffed-metadata", f'---\nkeywords: "{_LISTED}"\n---\n\n{body}')
    assert _warned("stuffed-metadata", f"---\ntitle: A barn\nkeywords:\n{listed}\n---\n\n{body}")
    assert not _warned("stuffed-metadata", f"---\nkeywords: oak, beams\n---\n\n{body}")


def _strewn(*lines: str) -> str:
    return "# Frost\n\n" + "\n\n".join(
        f"{_FILLER} {line} The barn stands to the north, and snow lies long behind it."
        for line in lines
    )


def test_sentences_made_for_their_links_do_not_make_a_trade_known() -> None:
    text = _strewn(
        "Students with much homework like a [cheap essay service](https://a.example/).",
        "A [best essay writing service](https://b.example/) writes a thesis for you.",
        "Your coursework is safe with the [essay writing agency](https://c.example/).",
    )
    assert _warned("foreign-anchor", text)


def test_a_trade_that_another_sentence_speaks_of_is_known() -> None:
    text = _strewn(
        "A [cheap essay service](https://a.example/) was fined.",
        "So was the [best essay writing service](https://b.example/) of all.",
        "Last came the [essay writing agency](https://c.example/) of our town.",
        "Whoever sells a thesis breaks the law, and whoever hands it in may be sent down.",
    )
    assert not _warned("foreign-anchor", text)


def test_links_of_one_trade_in_one_part_are_a_digest() -> None:
    text = _strewn(
        "I read on homework and a [cheap essay service](https://a.example/). "
        "The [best essay writing service](https://b.example/) sells homework as well. "
        "The [essay writing agency](https://c.example/) was the last about homework.",
        "Ice is next.",
        "Then comes rain.",
    )
    assert not _warned("foreign-anchor", text)


def _linked(anchors: tuple[str, ...]) -> str:
    links = "".join(f'<a href="/{n}">{anchor}</a> ' for n, anchor in enumerate(anchors))
    return (
        f"<!DOCTYPE html><html><head><title>A barn</title></head><body><article><h1>A barn</h1>"
        f"<p>{_FILLER}</p><p>{_FILLER}</p></article><div>{links}</div></body></html>"
    )


_DRESSED = "cheap {}|{} sale|buy {}|best {}|{} deals|{} near me|{} shop|oak {}|{} ripon".split("|")


@pytest.mark.parametrize("thing", ["garden bench", "silk scarf", "desk lamp"])
def test_a_cloud_of_searches_is_found(thing: str) -> None:
    assert _warned(
        "link-grid", _linked(tuple(one.format(thing) for one in _DRESSED)), ContentType.HTML
    )


PLAIN_LINKS = {
    "a shop": "Garden tools sale|Garden tool sets|Garden tool repair|Old garden tools|Garden tools "
    "for children|Garden tool courses|Garden tool sharpening|New garden tools|Garden tool hire",
    "a program": "Download Acme Editor|Acme Editor pricing|Acme Editor reviews|Acme Editor plugins"
    "|Acme Editor tutorial|Acme Editor changelog|Acme Editor support|Acme Editor licence",
    "questions": "How to buy|How to order|How to download|How to get a discount|How to sign up"
    "|How to watch|How to find a store|How to cancel|How to pay less",
}


@pytest.mark.parametrize("links", PLAIN_LINKS.values(), ids=PLAIN_LINKS.keys())
def test_a_menu_is_no_cloud(links: str) -> None:
    assert not _warned("link-grid", _linked(tuple(links.split("|"))), ContentType.HTML)


_CRACKED = (
    "Lampo 8 crack free download is here. With Lampo 8 crack you dim lamps. Lampo 8 full version "
    "crack runs at night. Get the Lampo 8 serial key for free. Download Lampo 8 torrent and wait. "
    "Lampo 8 keygen makes a key. Unzip Lampo 8 crack download, switch off the guard and start it. "
    "Then the hall is dark, and the cat sleeps. Free Lampo 8 is ready, and so are you."
)


def test_a_number_in_a_name_does_not_end_the_query() -> None:
    assert _warned("query-variants", f"# Lampo 8 Crack\n\n{_CRACKED}")
