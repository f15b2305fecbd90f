"""Each kind of keyword stuffing in the words of other writers, and what an editor leaves alone."""

from __future__ import annotations

import pytest

from detector.findings import Severity
from detector.readers import parse
from detector.rules import ALL_RULES
from detector.scoring.evidence import find
from detector.text.analysis import Analysis
from detector.text.document import ContentType

RIVER = (
    "The river rises in the hills above the town and is forty miles long. Salmon come up it in "
    "October, when the first floods have washed the gravel clean. There are three mills on the "
    "upper reach, two of which still grind flour for the bakers. Below the weir the water is slow "
    "and brown, and herons stand in it for hours. In 1911 the ice was thick enough to carry a cart."
)
BREAD = (
    "Mix the flour with the water and leave it for an hour before you add the salt. Fold the dough "
    "four times, once every half hour, until it holds its shape. Let it rise overnight in a cold "
    "room. In the morning heat the oven as far as it goes, with a pot in it. Bake the loaf with "
    "the lid on for half an hour and without it for a quarter. Wait until it is cool to cut it."
)
SCHOOL = (
    "The school opened in 1964 with ninety pupils and four teachers. It was built of brick, with a "
    "flat roof that leaked from the first winter. A gym was added ten years later, and a library "
    "after that. Last year the council decided to replace the windows. The head teacher says that "
    "the classrooms are warmer now and that the pupils no longer wear coats at their desks."
)


def _found(rule: str, text: str, content_type: ContentType) -> list[Severity]:
    rules = [one for one in ALL_RULES if one.id == rule]
    assert len(rules) == 1
    document = parse(text, id="text", content_type=content_type)
    return [finding.severity for finding in find(Analysis(document), rules)]


def _spliced(line: str, before: str = RIVER, after: str = SCHOOL) -> str:
    return f"# Notes\n\n{before}\n\n{line}\n\n{after}"


FOREIGN = {
    "casino": _spliced("Some of us tried [online casino bonus](https://a.example/) that winter."),
    "pills": _spliced("People also [buy viagra cheap](https://b.example/x) in the spring.", BREAD),
    "loans": _spliced("The miller got [fast payday loans](https://c.example/) for his wheel."),
    "essays": _spliced("See [custom essay writing service](https://d.example/) for more.", BREAD),
    "escorts": _spliced("Guests liked [escort service Leeds](https://e.example/) a lot."),
    "jerseys, no link": _spliced("Many wear cheap nfl jerseys. Some want wholesale jerseys now."),
    "handbags": _spliced(
        "It is as good as [replica handbags](https://f.example/) they say.", BREAD
    ),
    "followers": _spliced(
        "Then [buy real followers](https://g.example/) and go on.", SCHOOL, BREAD
    ),
    "vape": _spliced("There is a [best vape shop near](https://h.example/) here.", BREAD, RIVER),
    "tablets, no link": _spliced("Buy cheap pills. The cheapest pills are there.", RIVER, BREAD),
    "lawyer": _spliced("A [best injury lawyer](https://i.example/) can say.", BREAD, RIVER),
}
HONEST = {
    "own shop": _spliced("Good [bread flour](https://a.example/) costs little.", BREAD, RIVER),
    "sponsor": _spliced("Sponsored by [Best Online Casino](https://b.example/), with thanks."),
    "affiliate": _spliced("Affiliate link: [cheap oven gloves](https://c.example/).", BREAD),
    "news of casinos": _spliced("The casino closed. [Casino bonus rules](https://d.example/)."),
    "recipe shop": _spliced("[Buy a cheap pot with a lid](https://e.example/).", BREAD),
    "a mention": _spliced("The miller wore cheap shoes, and his loan was never paid back."),
    "essay": _spliced("Read [her essay on the weir](https://f.example/)."),
    "coffee": _spliced("[Buy me a coffee](https://g.example/) if you liked this.", BREAD),
    "tickets": _spliced("[Buy tickets](https://h.example/) for the boat at the pier."),
    "a book": _spliced("[Order the book online](https://i.example/) from the press."),
    "quoted": _spliced('The spam said "cheap jerseys" and "buy cheap pills", and we laughed.'),
}


def _varied(*forms: str) -> str:
    """Set the forms of a query into bare sentences."""
    frames = (
        "{} is here.", "Get {} on this page.", "Many look for {} now.", "With {} you are ready.",
        "We list {} for you.", "Find {} below.", "Use {} as you like.", "See {} first.",
    )  # fmt: skip
    return " ".join(frames[n % len(frames)].format(form) for n, form in enumerate(forms))


def _forms(name: str, *patterns: str) -> str:
    forms = [pattern.replace("X", name) for pattern in patterns]
    return f"{forms[0]}\n\n{_varied(*forms)}"


_APK = (
    "X apk download", "download X apk", "X mod apk free", "free X apk", "X apk latest version",
    "X app for android", "X download free", "install X apk", "X premium apk", "X",
)  # fmt: skip
_CODES = (
    "X promo code", "X coupon", "promo code for X", "X discount code", "X coupons today",
    "best X deal", "X voucher", "X sale", "new X promo code", "X offers",
)  # fmt: skip
_PRICE = (
    "X price", "cheap X", "buy X online", "X for sale", "best X price", "X near me", "X discount",
    "order X online", "X shop", "X cost",
)  # fmt: skip
QUERIES = {
    "apk": _forms("Brimsy", *_APK),
    "apk, two words": _forms("Tower Clash", *_APK),
    "film": _forms("Salt Road", *(p.replace("apk", "movie") for p in _APK)),
    "ebook": _forms("Quiet Moor", *(p.replace("apk", "pdf") for p in _APK)),
    "coupons": _forms("Hallam Pizza", *_CODES),
    "coupons, one word": _forms("Lumeo", *_CODES),
    "coupons in an article": f"{_forms('Lumeo', *_CODES)}\n\n{BREAD[:200]}",
    "goods": _forms("oak table", *_PRICE),
    "goods, plural": _forms("garden gnomes", *_PRICE),
    "cracks": _forms("Plotter", *(p.replace("apk", "crack") for p in _APK)),
}
MANUAL = (
    "Lumeo is free software. Install it with the package manager, or download the archive and "
    "unpack it. Lumeo reads its settings from a file in your home folder. If there is none, Lumeo "
    "writes one. The first run takes a minute, as Lumeo looks for lamps. Later runs are fast. To "
    "update, run the installer again. Lumeo keeps your settings. Report bugs on the tracker."
)
PLAIN = {
    "manual": MANUAL,
    "review": f"We tried Lumeo for a month. {MANUAL} The price is fair, and Lumeo has no rivals.",
    "news": f"The maker of Lumeo was sold for a sum that nobody named. {MANUAL}",
    "recipe": BREAD,
    "one offer": f"{BREAD} Buy a pot online, or use the coupon SAVE5 for our shop. {SCHOOL}",
    "price list": "Oak table: 200. Oak chair: 80. Oak bench: 120. Ash table: 180. Ash chair: 70. "
    f"Prices are for oak and ash from our own wood. {RIVER}",
    "codes explained": "A voucher has a code. Type the code at the till, and the code takes a "
    "tenth off the price. Each code works once. A code that is old is refused. The shop may take "
    f"a code back, but then it gives you another code. {BREAD}",
    "film review": "Salt Road is a film about a miller. The film begins in the snow. Its best "
    f"scene is the last. Salt Road was shot in six weeks. {RIVER} Watch it in a cinema.",
    "release notes": "Version 3 of Lumeo is here. New: a dimmer. New: a map. Fixed: the clock. "
    f"The update is free. Lumeo 2 gets no more updates. {MANUAL}",
    "timetable": f"Boat to the weir: nine. Boat to the mill: ten. Boat to the pier: noon. {RIVER}",
}

TOWNS = (
    "Leeds", "York", "Hull", "Ripon", "Selby", "Otley", "Ilkley", "Whitby", "Malton", "Goole",
)  # fmt: skip
# Made-up names: a page may serve many.
MANY = [f"{first}{last}" for first in ("Ash", "Brom", "Cal", "Dun", "Elm", "Fen", "Gal") for last in
        ("by", "ton", "ford", "ham", "wick")]  # fmt: skip


def _items(pattern: str, names: tuple[str, ...] = TOWNS, head: str = "More") -> str:
    listed = "\n".join(f"- {pattern.format(name)}" for name in names)
    return f"# Notes\n\n{RIVER}\n\n## {head}\n\n{listed}\n\n{BREAD}"


def _cells(*cells: str) -> str:
    divs = "".join(f"<div class=card><h3>{cell}</h3></div>" for cell in cells)
    return (
        f"<!DOCTYPE html><html><head><title>Notes</title></head><body><article><h1>Notes</h1>"
        f"<p>{RIVER}</p><p>{BREAD}</p></article><aside>{divs}</aside></body></html>"
    )


GRIDS = {
    "items": _items("Boiler repair in {}"),
    "items, the town first": _items("{} plumbing company"),
    "bars": f"{RIVER}\n\n" + " | ".join(f"Locksmith {town}" for town in TOWNS),
    "commas": f"{RIVER}\n\n" + ", ".join(f"SEO agency {town}" for town in TOWNS),
    "headings": "\n\n".join(f"## Carpet cleaning {town}\n\nWe come soon." for town in TOWNS),
    "cards": _cells(*(f"Dentist in {town}" for town in TOWNS)),
    "cards, the town first": _cells(*(f"{town} Roof Repair" for town in TOWNS)),
    "table": "| Where |\n| --- |\n" + "\n".join(f"| Taxi service {town} |" for town in TOWNS),
    "served": f"{RIVER}\n\nAreas we serve: {', '.join(MANY)}",
    "tags": _items(
        "{}",
        (
            "best vpn", "cheap vpn", "vpn review", "vpn free", "vpn download", "vpn app",
            "vpn price",
            "vpn deal", "vpn service", "vpn online", "top vpn",
        ),
    ),
}  # fmt: skip
LISTS = {
    "offices": _items("{} office, 2 Mill Lane"),
    "offices, names": _items("{}", head="Our offices"),
    "tour": _items("12 May: The Millers, {} Town Hall"),
    "bibliography": _items("{}: Weir Press, 1964"),
    "menu": _items("{}", ("Home", "About", "Prices", "Repairs", "Rentals", "Blog", "Contact",
    "Map")),
    "index": _items("{}, mills at, 12"),
    "schools": _items("{} Grammar School"),
    "results": _items("{} 2, Goole 1"),
    "categories": _items("{}", ("Table lamps", "Desk lamps", "Floor lamps", "Wall lamps",
                                "Night lamps", "Oil lamps", "Spare parts", "Shades")),
    "cards of news": _cells(*(f"Floods in {town}" for town in TOWNS)),
    "towns in prose": f"{RIVER} We went to {', '.join(MANY)} and home again.",
}  # fmt: skip

_ASK = (
    "What does {} cost?", "How do I find {}?", "How long does {} take?", "Is {} worth the money?",
    "Who offers {}?", "When should I book {}?", "Can I cancel {}?",
)  # fmt: skip


def _faq(subject: str, asked: int = 6, head: str = "##") -> str:
    asks = [f"{head} {ask.format(subject)}\n\n{BREAD[:120]}." for ask in _ASK[:asked]]
    return f"# Notes\n\n{RIVER}\n\n" + "\n\n".join(asks)


FRAMED = {
    "roof repair": _faq("roof repair in Leeds"),
    "boiler service": _faq("a boiler service in York"),
    "goods": _faq("a cheap oak table"),
    "four questions": _faq("carpet cleaning in Hull", 4),
    "course": _faq("the SEO training course"),
    "items": _faq("dog grooming service", head="-"),
    "loans": _faq("a payday loan online"),
    "dentist": _faq("a dental implant clinic in Ripon", 7),
    "villa": _faq("villa rental in Selby"),
    "vpn": _faq("a free VPN app"),
}
ASKED = {
    "it": _faq("it"),
    "a disease": _faq("hay fever"),
    "a treatment": _faq("knee replacement"),
    "a law": _faq("the Weir Act"),
    "a place": _faq("the mill at Otley"),
    "three questions": _faq("roof repair in Leeds", 3),
    "different questions": "## What does roof repair cost?\n\nAsk.\n\n## How long does it take?\n\n"
    "A day.\n\n## Who mends gutters?\n\nWe do.\n\n## Do you work in winter?\n\nYes.",
    "a dialogue": "Who is there? Roof repair in Leeds? No. Roof repair in York? " * 3 + RIVER,
    "one word": _faq("insurance"),
    "an interview": "\n\n".join(
        f"**{q}**\n\n{BREAD[:90]}." for q in ("Where did you learn?", "Who taught you to bake?",
        "Why did you open a shop?", "What do you bake in winter?", "Will you stay?")
    ),
}  # fmt: skip

_PITCH = (
    "A dependable {} helps every growing team to streamline its day. It is efficient, tailored and "
    "trusted, and it keeps each customer happy without hassle from the first call to the last.",
    "With a smart {} your business gains visibility and saves cost. Leading experts ensure that "
    "the workflow stays seamless, flexible, secure and scalable at any size of company.",
    "Look at the budget before you choose a {}. The ideal solution boosts growth, enhances quality "
    "and delivers robust insight, while a qualified provider makes the investment worth it.",
    "An innovative {} offers convenience at a competitive price. Professional staff trust it "
    "for its reliability; its modern design makes productivity effortless in every industry.",
)  # fmt: skip
_CALM = (
    "A {} is the subject of this chapter. It was first described in 1904 by a clerk who had seen "
    "it on a walk along the weir, and he drew it in his ledger for the council to see.\n\n"
    "Others have written on the {} since. Some of them doubted the clerk, and some went to look "
    "with a lamp and a rope, and came home wet and late without any proof of it at all.\n\n"
    "What the {} is made of was found much later, when the weir was mended and the water was low, "
    "and the stones could be lifted one by one by men who had come from the mill upstream.\n\n"
)


def _pitch(phrase: str, title: str = "Why you need a {}") -> str:
    body = "\n\n".join(part.format(phrase) for part in _PITCH * 2)
    return f"# {title.format(phrase)}\n\n{body}"


def _calm(phrase: str) -> str:
    return f"# The {phrase}\n\n" + _CALM.replace("{}", phrase) * 3


SPREAD = {
    name: _pitch(name)
    for name in (
        "visitor log system", "solar lamp pole", "payroll app", "rental fleet tracker",
        "roof coating", "meeting room planner", "standing desk", "water filter jug",
        "shift planning tool", "crm add",
    )
}  # fmt: skip
SUBJECTS = {
    **{name: _calm(name) for name in ("river eel", "stone sluice", "germ cell tumour", "legal aid",
                                      "name space package", "layer group")},
    "a name": _pitch("Ledgero Suite"),
    "one word": _pitch("ledger"),
    "praise without it": _pitch("it", "Why you need a ledger"),
    "praise, other subject": _pitch("it", "The mill at Otley") + f"\n\n{RIVER}\n\n{BREAD}",
}  # fmt: skip
CASES = [
    pytest.param(rule, text, expected, id=f"{rule}-{'finds' if expected else 'spares'}-{name}")
    for rule, finds, spares in (
        ("foreign-anchor", FOREIGN, HONEST),
        ("query-variants", QUERIES, PLAIN),
        ("offer-grid", GRIDS, LISTS),
        ("question-frame", FRAMED, ASKED),
        ("spread-phrase", SPREAD, SUBJECTS),
    )
    for texts, expected in ((finds, True), (spares, False))
    for name, text in texts.items()
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_kind(rule: str, text: str, expected: bool) -> None:
    page = text.startswith("<!DOCTYPE")
    severities = _found(rule, text, ContentType.HTML if page else ContentType.MARKDOWN)
    assert bool(set(severities) - {Severity.INFO}) is expected
