"""Audit many pages: stream them in, score them on workers, see what no single page shows.

For those who render an audit, this is all there is to know::

    with audit(paths, AuditOptions(...)) as result:   # result: AuditResult
        result.totals      # Totals: sums (verdicts, histogram, rules, folders, months, authors)
        result.findings    # tuple of SiteFinding: kind, severity, message, pages, count, detail
        for page in result.pages():   # Page, in input order, streamed
            page.line      # the contract's record as JSON bytes; page.record: decoded
            page.facts     # Facts: verdict, quality, words, title, rules, ... None for an error
            page.error     # {"type", "message"} of a page that could not be read
        result.page(17), result.id_of(17)   # by ordinal, as SiteFinding.pages has them
        result.source(17)  # the text that the findings' offsets point into (keep_sources=True)

``pages()`` and ``findings`` never hold more than a few bytes for each page. The same input gives
the same result in every detail, whatever the number of workers.

How it works: ``inputs`` reads; ``run`` files every page under a hash of its text and drops what
has a result already; ``execution`` sends the rest to joblib's workers in batches and outlives
their deaths; ``worker`` scores; ``store`` keeps (it is journal and cache at once); ``collect`` and
``site`` look at all pages together. ``shards`` writes the results of whole files beside each
other, for a cluster, and ``merge`` makes one audit of them.
"""

from detector.audit.result import AuditResult, Page
from detector.audit.run import AuditOptions, audit
from detector.audit.site.site_finding import SiteFinding

__all__ = ["AuditOptions", "AuditResult", "Page", "SiteFinding", "audit"]
