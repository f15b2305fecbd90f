"""One pass over all pages: the sums, and the numbers from which site findings are made."""

from __future__ import annotations

import json
import re
import tempfile
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

from detector.audit.pages.facts import Facts
from detector.audit.pages.signature import PLACES, hash_words
from detector.audit.site.addresses import is_listing, shelf
from detector.audit.site.titles import WORD, title_key
from detector.audit.site.totals import Totals
from detector.audit.store import PageRow, date_of
from detector.findings import Verdict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MIN_WORDS = 40  # shorter pages are alike for want of words
PHONE_DIGITS = 9
MIN_REPEATED = 3  # pages with one sentence at their ends
MAX_REPEATED = 20_000  # texts of such sentences that are kept: 5 MB
VERDICTS = tuple(verdict.value for verdict in Verdict)
PASS = VERDICTS.index(Verdict.PASS.value)
TROUBLED = frozenset(VERDICTS.index(v.value) for v in (Verdict.FAIL, Verdict.REVIEW))


@dataclass(slots=True)
class Collected:
    """Numbers by page: a few bytes each, whatever the pages hold.

    ``ordinals`` are the pages with signatures, a row of ``plain`` and ``masked`` each. Of a row,
    ``verdicts`` has the verdict (its place in ``VERDICTS``), ``folders`` a hash of the folder,
    ``heads`` one of the folder that the page is the index of (0 for none),
    ``numbers`` one of the telephone number in the prose (0 for none), and its sketch is
    ``phrases[starts[row] : starts[row + 1]]``, with the ``places`` of these; its outline is
    ``labels[outlines[row] : outlines[row + 1]]``, hashes of the words of its title are
    ``titles[titled[row] : titled[row + 1]]``, and ``sells`` says that it asks for an order
    or has contact details. Pages that ask not to
    be indexed, and lists of other pages, are not among them: they compete with nobody.
    ``exact`` and ``keys`` are 64-bit hashes of the words and of the title's key (0 for none),
    for the pages of ``scored``, and ``troubled`` says which of them fail or need review.
    ``contacts``, ``calls`` and ``notes`` map the hash of one to how many pages have it;
    ``repeated`` has the texts of the notes that several pages have.
    """

    totals: Totals = field(default_factory=Totals)
    scored: array[int] = field(default_factory=lambda: array("q"))
    exact: array[int] = field(default_factory=lambda: array("Q"))
    keys: array[int] = field(default_factory=lambda: array("Q"))
    ordinals: array[int] = field(default_factory=lambda: array("q"))
    contacts: Counter[int] = field(default_factory=Counter)
    calls: Counter[int] = field(default_factory=Counter)
    notes: Counter[int] = field(default_factory=Counter)
    repeated: dict[int, str] = field(default_factory=dict)
    troubled: array[int] = field(default_factory=lambda: array("b"))
    days: Counter[str] = field(default_factory=Counter)
    verdicts: array[int] = field(default_factory=lambda: array("b"))
    folders: array[int] = field(default_factory=lambda: array("Q"))
    heads: array[int] = field(default_factory=lambda: array("Q"))
    numbers: array[int] = field(default_factory=lambda: array("Q"))
    starts: array[int] = field(default_factory=lambda: array("q", [0]))
    labels: array[int] = field(default_factory=lambda: array("I"))
    outlines: array[int] = field(default_factory=lambda: array("q", [0]))
    titles: array[int] = field(default_factory=lambda: array("I"))
    titled: array[int] = field(default_factory=lambda: array("q", [0]))
    sells: array[int] = field(default_factory=lambda: array("b"))
    plain: NDArray[np.uint32] | None = None
    masked: NDArray[np.uint32] | None = None
    phrases: NDArray[np.uint32] | None = None
    places: NDArray[np.uint8] | None = None

    def sketch(self, row: int) -> NDArray[np.uint32]:
        """Return the sketch of a row's page, ascending."""
        assert self.phrases is not None
        return self.phrases[self.starts[row] : self.starts[row + 1]]

    def outline(self, row: int) -> Sequence[int]:
        """Return the outline of a row's page."""
        return self.labels[self.outlines[row] : self.outlines[row + 1]]

    def places_of(self, row: int) -> NDArray[np.uint8]:
        """Return where on the page the phrases of a row's sketch stand."""
        assert self.places is not None
        return self.places[self.starts[row] : self.starts[row + 1]]


def hashed(text: str) -> int:
    """Return a 64-bit hash of ``text``, 0 for an empty one; the same in every run."""
    if not text:
        return 0
    return int.from_bytes(
        blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "little"
    )


def collect(rows: Iterable[PageRow]) -> Collected:
    """Read the pages once. Signatures and sketches go to temporary files, mapped into memory."""
    import numpy as np

    found = Collected()
    size = 2 * 4 * PLACES
    with (
        tempfile.TemporaryFile() as file,
        tempfile.TemporaryFile() as phrases,
        tempfile.TemporaryFile() as places,
    ):
        for row in rows:
            if not row.facts:
                error = json.loads(row.body)["error"]
                found.totals.failures[error["type"]] += error.get("count", 1)
                continue
            facts = Facts.decode(row.facts)
            if facts.template:
                found.totals.templates += 1
                continue
            compared = not facts.noindex and not (
                is_listing(row.id) and facts.verdict != Verdict.FAIL.value
            )
            _count(found, row, facts, compared=compared)
            if compared and len(row.signatures) >= size and facts.words >= MIN_WORDS:
                found.ordinals.append(row.ordinal)
                found.verdicts.append(VERDICTS.index(facts.verdict))
                place = shelf(row.id, row.folder)
                found.folders.append(hashed(place))
                found.heads.append(hashed(row.folder) if place != row.folder else 0)
                found.numbers.append(hashed(_number(facts.contacts)))
                found.labels.extend(facts.outline)
                found.outlines.append(len(found.labels))
                words = [word.lower() for word in WORD.findall(facts.title)]
                found.titles.extend(hash_words(words).tolist())
                found.titled.append(len(found.titles))
                found.sells.append(facts.asks or bool(facts.calls or facts.contacts))
                count = (len(row.signatures) - size) // 5  # four bytes a phrase, one a place
                found.starts.append(found.starts[-1] + count)
                file.write(row.signatures[:size])
                phrases.write(row.signatures[size : size + 4 * count])
                places.write(row.signatures[size + 4 * count :])
        for written in (file, phrases, places):
            written.flush()
        shape = (len(found.ordinals), 2, PLACES)
        if shape[0]:
            both = np.memmap(file, dtype="<u4", mode="r", shape=shape)
            found.plain, found.masked = both[:, 0], both[:, 1]
            found.phrases = np.zeros(0, dtype="<u4")
            found.places = np.zeros(0, dtype=np.uint8)
        if total := found.starts[-1]:
            found.phrases = np.memmap(phrases, dtype="<u4", mode="r", shape=(total,))
            found.places = np.memmap(places, dtype=np.uint8, mode="r", shape=(total,))
    return found


def _number(contacts: Sequence[str]) -> str:
    """Return the digits of the first telephone number, written or linked; "" without one."""
    digits = (re.sub(r"\D", "", contact) for contact in contacts if "@" not in contact)
    return next((number for number in digits if len(number) >= PHONE_DIGITS), "")


def _count(found: Collected, row: PageRow, facts: Facts, *, compared: bool) -> None:
    found.totals.add(row, facts)
    found.scored.append(row.ordinal)
    found.exact.append(hashed(facts.exact) if compared and facts.words >= MIN_WORDS else 0)
    found.keys.append(hashed(title_key(facts.title)) if compared else 0)
    found.contacts.update(map(hashed, facts.contacts))
    found.calls.update(map(hashed, facts.calls))
    for note in facts.notes:
        key = hashed(note)
        found.notes[key] += 1
        if found.notes[key] == MIN_REPEATED and len(found.repeated) < MAX_REPEATED:
            found.repeated[key] = note
    found.troubled.append(facts.verdict in (Verdict.FAIL.value, Verdict.REVIEW.value))
    date = date_of(row, facts)
    if date and len(date) == len("2000-01-01"):
        found.days[date] += 1
