"""The genres of human writing that false alarms are reported for.

The names of sources say which genre a text of the data is of. They are for the report alone:
nothing that scores knows a source.
"""

from __future__ import annotations

from detector.training.data.texts import LabelledText

# Of each genre the beginnings of ``set``, ``unit`` or ``detail``; the first that matches counts.
_BY_SOURCE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "API references, manuals of programs",
        ("debian:ghc-doc", "debian:git-doc", "debian:grass-doc", "debian:lilypond-doc",
         "debian:maxima-doc", "debian:octave-doc", "debian:rust-doc", "debian:sqlite3-doc",
         "api_docs"),
    ),
    ("style guides", ("18F/content-guide", "nhsuk/nhsuk-service-manual", "usds/playbook")),
    ("legal terms, privacy policies", ("legal_terms", "legal_government")),
    (
        "abstracts",
        ("arxiv_abstracts", "allenai/sequential_sentence", "spyysalo/ncbi-disease", "mlresearch/",
         "jayded/evidence-inference:abstracts", "DetectRL"),
    ),
    ("textbooks", ("openstax/",)),
    ("essays of school students", ("outfox_essays",)),
    ("essays of college applicants and students", ("alpxnglow/", "rexshijaku/")),
    ("opinion of student and city newspapers", ("echoes_opinion",)),
    ("minutes, release notes, syllabi", ("meeting_minutes", "release_notes", "syllabus")),
    ("news, BBC", ("bbc_news",)),
    ("blog of a government", ("gsa_blog",)),
    ("about leaks, debris or prompts", ("about_leak", "about_markup")),
    ("good posts of many sites", ("N1",)),
    ("other tempting good pages", ("N2", "more")),
)  # fmt: skip
_BY_KIND = {
    "academic": "papers",
    "docs": "documentation",
    "legal": "legal terms, privacy policies",
    "press": "press releases",
    "instruct": "answers in forums",
    "wiki": "encyclopedia",
}
# Asked for, and in none of the data: the report says so instead of giving no row.
MISSING = ("specifications", "essays of language learners")
_NO_GENRE = frozenset({"review", "story"})  # of ``detectrl``, which is no set of abstracts there


def genre_of(text: LabelledText) -> str:
    """Return the genre of a human text, for a report."""
    if text.kind not in _NO_GENRE:
        for genre, marks in _BY_SOURCE:
            if any(name.startswith(marks) for name in (text.set, text.unit, text.detail)):
                return genre
    return _BY_KIND.get(text.kind, text.kind)
