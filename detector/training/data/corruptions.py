"""Make bad articles of good ones, as spammers and broken pipelines do.

Each corruption is a function of a text and a seeded random generator. They exist so that the head
``low_quality`` meets more kinds of damage than the few real examples show; that it generalises is
proved by leaving kinds out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from random import Random

Corruption = Callable[[str, Random], str]

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'])")
_WORD = re.compile(r"[A-Za-z]{3,}")
_STOP = frozenset(
    """the and for that with was are this his her from have has had not but they you which will
    were been their its our about would there when who what also more than can all one out into
    said she him them then some other over just like your after only any most such very could
    these those how may being because through where each between under while during before
    """.split()
)


def sentences(text: str) -> list[str]:
    return _SENTENCE_END.split(text)


def key_phrase(text: str, random: Random) -> str:
    """Return a phrase of two to four words that the text could be stuffed with."""
    words = _WORD.findall(text.lower())
    counts: Counter[str] = Counter()
    for size in (2, 3):
        for i in range(len(words) - size + 1):
            gram = words[i : i + size]
            if gram[0] not in _STOP and gram[-1] not in _STOP:
                counts[" ".join(gram)] += 1
    common = [phrase for phrase, _ in counts.most_common(12)] or ["best offers online"]
    return random.choice(common)


def _insert(parts: list[str], items: list[str], random: Random) -> list[str]:
    for item in items:
        parts.insert(random.randrange(len(parts) + 1), item)
    return parts


def stuff_phrase(text: str, random: Random) -> str:
    """Insert one phrase again and again, with and without grammar."""
    phrase = key_phrase(text, random)
    if random.random() < 0.5:
        phrase = phrase.title()
    parts = sentences(text)
    words = max(len(text.split()), 80)
    times = max(5, int(words * random.uniform(0.015, 0.04)))
    forms = (
        f"{phrase} is what many people look for.",
        f"When it comes to {phrase}, choose wisely.",
        f"If you need {phrase}, read on.",
        f"{phrase} and",
        f"in {phrase}",
        f"The {phrase} of {phrase} matters.",
        f"This is why {phrase} is the best {phrase}.",
        f"Find out more about {phrase} here.",
    )
    for _ in range(times):
        at = random.randrange(len(parts))
        if random.random() < 0.5:
            words_here = parts[at].split(" ")
            words_here.insert(random.randrange(len(words_here) + 1), phrase)
            parts[at] = " ".join(words_here)
        else:
            parts.insert(at, random.choice(forms))
    return " ".join(parts)


def stuff_headings(text: str, random: Random) -> str:
    """Break the text up by questions and headings that all hold one phrase."""
    phrase = key_phrase(text, random).title()
    forms = (
        f"What is {phrase}?", f"Why {phrase} Matters", f"How does {phrase} work?",
        f"Benefits of {phrase}", f"Is {phrase} worth it?", f"{phrase} in 2025: Top Tips",
        f"Where to find {phrase}", f"{phrase} FAQ", f"The Best {phrase} Guide",
        f"Conclusion on {phrase}",
    )  # fmt: skip
    parts = sentences(text)
    out = [f"{phrase}: The Ultimate {phrase} Guide", ""]
    step = max(2, len(parts) // random.randint(6, 10))
    for i in range(0, len(parts), step):
        out += [random.choice(forms), "", f"{phrase} is key. " + " ".join(parts[i : i + step]), ""]
    return "\n".join(out)


def stuff_list(text: str, random: Random) -> str:
    """Append lists of search terms or of places."""
    phrase = key_phrase(text, random)
    affixes = "best cheap buy online near-me 2025 top review price free affordable fast".split()
    places = "Austin Dallas Boston Leeds Perth Dublin Mumbai Delhi Toronto Denver Miami".split()
    terms = [f"{random.choice(affixes)} {phrase}" for _ in range(random.randint(10, 25))]
    terms += [f"{phrase} {random.choice(places)}" for _ in range(random.randint(6, 16))]
    random.shuffle(terms)
    block = ", ".join(terms)
    return _at_place(text, [block, f"Tags: {block}"], random)


def _at_place(text: str, blocks: list[str], random: Random) -> str:
    parts = sentences(text)
    return "\n\n".join(_insert([" ".join(parts)], [random.choice(blocks)], random))


_SYNONYMS: Mapping[str, str] = dict(
    pair.split(":")
    for pair in """
    people:individuals big:gigantic small:diminutive good:healthy important:essential help:resource
    use:utilization make:fabricate show:exhibit show:demonstrate get:acquire new:novel old:antique
    said:stated says:expresses think:assume way:manner work:paintings time:duration year:twelvemonth
    home:domestic house:residence money:cash friend:buddy child:toddler children:youngsters
    start:commence began:commenced end:cease problem:hassle question:interrogation answer:solution
    first:primary last:remaining many:numerous much:an awful lot very:pretty great:exquisite
    different:distinctive same:identical next:subsequent early:prematurely late:overdue
    high:excessive low:under long:prolonged short:quick strong:sturdy weak:susceptible
    world:global country:usa city:metropolis place:region water:aqua food:meals book:e-book
    power:strength government:authorities company:enterprise business:commercial enterprise
    school:faculty student:pupil report:file research:studies study:take a look at
    change:alternate increase:boom growth:boom market:marketplace price:rate cost:fee
    want:desire need:require look:appearance see:peer find:locate give:supply take:take
    run:sprint play:play try:strive call:name ask:inquire feel:sense leave:depart keep:preserve
    begin:start seem:appear turn:flip follow:comply with stop:forestall create:generate
    speak:communicate read:study spend:expend grow:develop open:unlock walk:stroll win:triumph
    offer:provide remember:recall love:cherish consider:recollect appear:seem buy:purchase
    wait:await serve:aid die:perish send:ship expect:anticipate build:construct stay:live
    fall:autumn reach:attain kill:slay remain:continue suggest:advise raise:boost pass:skip
    sell:promote require:necessitate decide:determine pull:drag war:conflict peace:tranquility
    health:fitness doctor:health practitioner car:vehicle road:avenue law:regulation
    right:proper left:left hand:hand head:head eye:eye face:countenance leader:chief
    support:guide agreement:settlement meeting:assembly talks:discussions""".split()
    if ":" in pair
)
_MISSPELT = {
    "the": "teh", "and": "adn", "with": "wiht", "their": "thier", "because": "becuase",
    "which": "wich", "from": "form", "that": "taht", "have": "ahve", "been": "bene",
}  # fmt: skip


def spin(text: str, random: Random) -> str:
    """Replace words by wrong synonyms, drop capitals and misspell small words."""
    rate = random.uniform(0.4, 0.9)
    lost = random.uniform(0.2, 0.7)
    misspelt = random.uniform(0.0, 0.08)

    def replaced(match: re.Match[str]) -> str:
        word = match.group()
        low = word.lower()
        if low in _SYNONYMS and random.random() < rate:
            new = _SYNONYMS[low]
            return new.capitalize() if word[0].isupper() else new
        if low in _MISSPELT and random.random() < misspelt:
            return _MISSPELT[low]
        inside = match.start() > 1 and text[match.start() - 2] not in ".!?\n\"'"
        if word[0].isupper() and inside and random.random() < lost:
            return low
        if low in {"a", "an"} and random.random() < 0.15:
            return "an" if low == "a" else "a"
        return word

    return re.sub(r"[A-Za-z]+", replaced, text)


def break_markup(text: str, random: Random) -> str:
    """Leave halves of tags, spaced tags and raw entities in the prose."""
    tags = (
        "p >", "< p >", "h 3 >", "< / p >", "</ h2 >", "p>", "/strong>", "<br", "< strong >",
        "h1 >", "li >", "< / li >", "div class=\"content\">", "&nbsp;", "&amp;amp;", "&#8217;",
        "&lt;p&gt;", "</span>", "span style=\"font-weight: 400;\">",
    )  # fmt: skip
    parts = sentences(text)
    return " ".join(_insert(parts, random.choices(tags, k=random.randint(4, 20)), random))


def leave_templates(text: str, random: Random) -> str:
    """Leave shortcodes, variables, placeholder text and front matter in the prose."""
    marks = (
        "[caption id=\"attachment_12\" align=\"alignnone\"]", "[/vc_column_text]", "{{ title }}",
        "{{city}}", "%%keyword%%", "[gallery ids=\"1,2\"]", "{% include ad.html %}", "$name$",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit.", "[Insert image here]",
        "[Your Company Name]", "title: Untitled\ndraft: false\ntags: [a, b]", "undefined",
        "[object Object]", "[[LINK]]", "Click here to add your own text",
    )  # fmt: skip
    parts = sentences(text)
    return " ".join(_insert(parts, random.choices(marks, k=random.randint(3, 10)), random))


def leak_prompt(text: str, random: Random) -> str:
    """Publish the brief, the plan, the fields and the talk with the model."""
    phrase = key_phrase(text, random)
    leaks = (
        f"Sure! Here is a {random.choice(('500', '800', '1200'))}-word article about {phrase}.",
        f"Primary keyword: {phrase}",
        f"Target keyword: {phrase} | Secondary keywords: {phrase} tips",
        f"Meta description: Learn all about {phrase} in this guide.",
        f"SEO title: {phrase.title()} Explained", f"Word count: {random.randint(400, 1500)}",
        "We need to write an engaging article. Let's aim for around 600 words.",
        "Let me know if you would like any changes!", "I hope this helps!",
        "As an AI language model, I do not have personal opinions.",
        "Tone: informative. Audience: beginners.", "Negative: none",
        "Additional note: keep the keyword in the first paragraph.",
        "Here is the rewritten version:", "Search intent: informational",
        f"Suggested URL slug: /{phrase.replace(' ', '-')}", "(keywords preserved)",
        "Logical take: readers may benefit from a simple explainer.",
    )  # fmt: skip
    parts = sentences(text)
    chosen = random.sample(leaks, k=random.randint(3, 7))
    if random.random() < 0.5:
        return "\n\n".join([*chosen, " ".join(parts)])
    size = max(1, len(parts) // 4)
    blocks = [" ".join(parts[i : i + size]) for i in range(0, len(parts), size)]
    return "\n\n".join(_insert(blocks, chosen, random))


def glue(text: str, random: Random) -> str:
    """Lose the blanks after sentences and between words."""
    after_stop = random.uniform(0.3, 0.9)
    between = random.uniform(0.01, 0.05)
    text = re.sub(
        r"([.,!?]) (?=\w)", lambda m: m[1] if random.random() < after_stop else m[0], text
    )
    return re.sub(r"(?<=[a-z]) (?=[a-z])", lambda m: "" if random.random() < between else " ", text)


def repeat(text: str, random: Random) -> str:
    """Say the same sentences again."""
    parts = sentences(text)
    again = [
        random.choice(parts) for _ in range(max(4, int(len(parts) * random.uniform(0.3, 0.8))))
    ]
    return " ".join(_insert(parts, again, random))


def template_places(text: str, random: Random) -> str:
    """Publish a sales skeleton with a service and a place put in everywhere."""
    phrase = key_phrase(text, random).title()
    place = random.choice("Austin Leeds Perth Pune Denver Miami Cork Reading Tampa Ghent".split())
    skeleton = (
        f"{phrase} in {place}. Looking for {phrase} in {place}? Our {phrase} team in {place} "
        f"offers the best {phrase} {place} has to offer.",
        f"We are the leading {phrase} provider in {place}. Call now for a free {phrase} quote.",
        f"Why choose our {place} {phrase}? Affordable prices, 24/7 support, 100% satisfaction.",
        f"{place} residents trust our {phrase}. Contact us today for {phrase} near {place}.",
    )
    parts = sentences(text)[: random.randint(4, 25)]
    return "\n\n".join(_insert(parts, [random.choice(skeleton) for _ in range(8)], random))


def contact_wall(text: str, random: Random) -> str:
    """Repeat a block of contacts through the article."""
    name = random.choice(("bestshop", "quickservice", "prosmm", "vaultmart"))
    digits = "".join(random.choices("0123456789", k=9))
    block = random.choice(
        (
            f"➤Telegram: @{name} ➤WhatsApp: +1{digits} ➤Email: {name}@example.org",
            f"Contact us: WhatsApp +44{digits} | Telegram @{name} | {name}@example.org",
            f"☎ Call +1 {digits} now ✅ 24 hours reply ✅ www.{name}.example",
        )
    )
    parts = sentences(text)
    step = max(2, len(parts) // random.randint(4, 8))
    return "\n\n".join(
        " ".join(parts[i : i + step]) + f"\n\n{block}" for i in range(0, len(parts), step)
    )


def salad(text: str, random: Random) -> str:
    """Shuffle the words inside sentences, as old generators did."""
    share = random.uniform(0.3, 0.8)
    out = []
    for sentence in sentences(text):
        words = sentence.split()
        if random.random() < share and len(words) > 5:
            at = random.randrange(0, max(1, len(words) - 6))
            window = words[at : at + random.randint(5, 12)]
            random.shuffle(window)
            words[at : at + len(window)] = window
        out.append(" ".join(words))
    return " ".join(out)


CORRUPTIONS: Mapping[str, Corruption] = {
    function.__name__: function
    for function in (
        stuff_phrase, stuff_headings, stuff_list, spin, break_markup, leave_templates, leak_prompt,
        glue, repeat, template_places, contact_wall, salad,
    )
}  # fmt: skip
