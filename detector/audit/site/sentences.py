"""Sentences that many pages have and that are not the site's frame; confessions among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from detector.audit.pages.notes import is_confession
from detector.audit.site.site_finding import SiteFinding, finding_of
from detector.findings import Severity

MIN_SENTENCE_PAGES = 5  # pages with texts of their own
SENTENCE_SHARE = 0.02
MIN_CONFESSION_PAGES = 3
FRAME_SHARE = 0.8  # a sentence that so many pages have belongs to the site's frame
MAX_SENTENCES = 50  # findings; the rest is on fewer pages


def repeated_sentences(
    where: Mapping[str, Sequence[int]], clustered: Mapping[int, int], total: int
) -> Iterator[SiteFinding]:
    """Yield a finding for each sentence of ``where``, its pages; neighbours are one finding.

    ``clustered`` maps pages to the first of their copies: copies count once. Of confessions the
    frame is reported too: a note on every page is the worst case.
    """
    groups: defaultdict[tuple[bool, tuple[int, ...]], list[str]] = defaultdict(list)
    for text, pages in where.items():
        confession = is_confession(text)
        apart = len({clustered.get(page, page) for page in pages})
        if confession:
            enough = len(pages) >= MIN_CONFESSION_PAGES
        else:
            enough = apart >= max(MIN_SENTENCE_PAGES, SENTENCE_SHARE * total)
            enough = enough and len(pages) < FRAME_SHARE * total
        if enough:
            groups[confession, tuple(pages)].append(text)
    ranked = sorted(groups.items(), key=lambda g: (-g[0][0], -len(g[0][1]), g[1]))
    for (confession, pages), texts in ranked[:MAX_SENTENCES]:
        what = "say that a machine wrote or rewrote them" if confession else "have a sentence"
        yield finding_of(
            "repeated-confession" if confession else "repeated-sentence",
            Severity.ERROR if confession else Severity.INFO,
            f"{len(pages):,} of {total:,} pages {what}: “{texts[0]}”",
            pages,
            {"text": texts[0], "texts": texts},
        )
