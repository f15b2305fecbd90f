"""What the audit keeps of a page beside its result: little, and all that site findings need."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from hashlib import blake2b
from typing import Any

from detector.audit.pages import head, stated
from detector.audit.pages.notes import notes
from detector.audit.pages.outline import Outline, outline
from detector.audit.pages.signature import hash_words, signature
from detector.audit.pages.sketch import sketch
from detector.findings import Report
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS

MAX_TITLE = 200  # characters kept
MAX_NAMES = 8
MAX_CONTACTS = 5
MAX_ALTERNATES = 30  # translations
MAX_CALLS = 4
MAX_CALL = 240  # characters of a call to action; longer ones are cut
MASK = "*"  # what stands for a name, a number or a word of the title

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(r"(?<![\w.])\+?\(?\d{1,4}\)?(?:[ .\u2011-]\(?\d{2,5}\)?){2,5}(?!\w|\.\d)")
_CONTACT_LINK = re.compile(
    r"(?:mailto:|tel:|(?:https?:)?//(?:www\.)?(?:wa\.me|t\.me|api\.whatsapp\.com)/)", re.I
)
_CALL = frozenset(
    """
    call contact click buy order book hire visit subscribe download register whatsapp telegram
    message email phone quote consultation appointment shop enquire inquire
    """.split()
)
_ADDRESSED = frozenset("us our now today here your free".split())
_INTO_PLACE = frozenset("in near around across throughout from serving".split())
_SPLIT = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The measures of one page, by its content alone.

    ``exact`` is a hash of the words in order. ``rules`` counts findings by rule. ``names`` are
    the page's most frequent capitalised phrases as ``[phrase, count, word before it]``.
    ``contacts`` and ``calls`` are contact details and calls to action that stand in the prose;
    ``notes`` are sentences at its ends.
    ``noindex``, ``canonical`` and
    ``alternates`` (addresses of translations) are what the page tells search engines.
    A ``template`` is a file that articles are put into: nothing is compared with it.
    ``outline`` and ``asks`` are what ``pages.outline`` finds.
    """

    verdict: str
    quality: float | None
    words: int
    language: str | None
    content_type: str
    reasons: list[str]
    scores: list[float]
    rules: dict[str, int]
    errors: int
    generated: float | None
    low_quality: float | None
    title: str
    exact: str
    date: str | None
    author: str | None
    names: list[list[Any]]
    contacts: list[str]
    calls: list[str]
    notes: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    noindex: bool = False
    canonical: str | None = None
    alternates: list[str] = field(default_factory=list)
    template: bool = False
    outline: list[int] = field(default_factory=list)
    asks: bool = False

    def encode(self) -> bytes:
        values = [getattr(self, name) for name in _field_names()]
        return json.dumps(values, ensure_ascii=True, separators=(",", ":")).encode()

    @classmethod
    def decode(cls, data: bytes) -> Facts:
        return cls(**dict(zip(_field_names(), json.loads(data), strict=True)))


@cache
def _field_names() -> tuple[str, ...]:
    return tuple(each.name for each in fields(Facts))


def measure(analysis: Analysis, report: Report) -> Facts:
    """Collect the facts of one scored page."""
    document = analysis.document
    is_article = not document.is_template
    rules = Counter(finding.rule for finding in report.findings)
    words = "\x1f".join(analysis.words).encode("utf-8", "surrogatepass")
    title = " ".join((document.title or _first_heading(analysis)).split())[:MAX_TITLE]
    outlined = (
        outline(analysis, title, _hidden(title) - FUNCTION_WORDS, MASK)
        if is_article
        else Outline([], False)
    )
    return Facts(
        verdict=report.verdict.value,
        quality=None if report.quality is None else round(report.quality, 2),
        words=report.words,
        language=report.language,
        content_type=report.content_type,
        reasons=list(report.reasons),
        scores=[round(float(score), 4) for score in report.scores.values()],
        rules=dict(sorted(rules.items())),
        errors=sum(finding.severity.value == "error" for finding in report.findings),
        generated=_rounded(report.generated if report.reliable else None),
        low_quality=_rounded(report.low_quality if report.reliable else None),
        title=title,
        exact=blake2b(words, digest_size=12).hexdigest() if analysis.words and is_article else "",
        date=head.date(analysis),
        author=_author(analysis),
        names=_names(analysis) if is_article else [],
        contacts=_contacts(analysis) if is_article else [],
        calls=_calls(analysis) if is_article else [],
        notes=notes(analysis) if is_article else [],
        sections=_names_in(analysis, stated.SECTION_KEYS, "section"),
        tags=_names_in(analysis, stated.TAG_KEYS, "tag"),
        noindex=document.robots_noindex,
        canonical=document.canonical,
        alternates=sorted(document.alternates.values())[:MAX_ALTERNATES],
        template=document.is_template,
        outline=outlined.labels,
        asks=outlined.asks,
    )


def signatures(analysis: Analysis, facts: Facts) -> bytes:
    """Return two signatures, of the words and of the page with its names and title masked, and a
    sketch of the masked page: its phrases, then their places.

    Empty where the page has too few words. Pages of one template differ in what a mask hides
    (the place, the keyword of the title), so their second signatures agree.
    """
    words = analysis.words
    plain = b"" if facts.template else signature(hash_words(words))
    if not plain:
        return b""
    title = _hidden(facts.title)
    starts = {sentence.first_word for sentence in analysis.sentences}
    masked: list[str] = []
    for index, (surface, word) in enumerate(zip(analysis.surface, words, strict=True)):
        hidden = word in title or not surface[0].isalpha()
        if hidden or (surface[0].isupper() and index not in starts):
            if not masked or masked[-1] != MASK:
                masked.append(MASK)
        else:
            masked.append(word)
    hashed = hash_words(masked)
    phrases, places = sketch(hashed, int(hash_words([MASK])[0]))
    return plain + (signature(hashed) or plain) + phrases.tobytes() + places.tobytes()


def _hidden(title: str) -> set[str]:
    """Return the words of a title that are masked in the text."""
    return {word.lower() for word in _SPLIT.findall(title) if len(word) > 2}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)


def _first_heading(analysis: Analysis) -> str:
    return analysis.text_of(analysis.headings[0]) if analysis.headings else ""


def _names(analysis: Analysis) -> list[list[Any]]:
    """Return the most frequent runs of capitalised words inside sentences."""
    counts: Counter[str] = Counter()
    before: dict[str, str] = {}
    surface, words = analysis.surface, analysis.words
    for sentence in analysis.sentences:
        index = sentence.first_word + 1
        while index < sentence.last_word:
            if not surface[index][0].isupper():
                index += 1
                continue
            end = index + 1
            while end < sentence.last_word and end - index < 4 and surface[end][0].isupper():
                end += 1
            name = " ".join(surface[index:end])
            counts[name] += 1
            if words[index - 1] in _INTO_PLACE:
                before[name] = words[index - 1]
            index = end
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MAX_NAMES]
    return [[name[:60], count, before.get(name, "")] for name, count in ranked]


def _contacts(analysis: Analysis) -> list[str]:
    found: dict[str, None] = {}
    text = analysis.text
    if "@" in text:
        found.update((match.group().lower(), None) for match in _EMAIL.finditer(text))
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if 9 <= len(digits) <= 15:
            found[digits] = None
    for link in analysis.document.links:
        if _CONTACT_LINK.match(link.target):
            found[link.target.lower()[:80]] = None
    return list(found)[:MAX_CONTACTS]


def _calls(analysis: Analysis) -> list[str]:
    """Return the sentences that call the reader to act."""
    found: dict[str, None] = {}
    words = analysis.words
    for sentence in analysis.prose_sentences:
        size = sentence.last_word - sentence.first_word
        if not 4 <= size <= 60:
            continue
        held = set(words[sentence.first_word : sentence.last_word])
        if held & _CALL and held & _ADDRESSED:
            found[" ".join(analysis.text_of(sentence).split())[:MAX_CALL]] = None
    return list(found)[-MAX_CALLS:]


def _author(analysis: Analysis) -> str | None:
    written = stated.author(analysis.document.front_matter)
    return written or next(
        filter(None, map(stated.author_name, head.stated(analysis, "author"))), None
    )


def _names_in(analysis: Analysis, keys: Sequence[str], what: str) -> list[str]:
    written = stated.names(analysis.document.front_matter, keys)
    return written or stated.names({what: list(head.stated(analysis, what))}, [what])
