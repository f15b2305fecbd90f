"""Fixing changes only what a rule named, once for good, and keeps the bytes around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.config import Configuration
from detector.gate.fix import FIXERS, Fixed, fix
from detector.gate.gate import Gate
from detector.readers import parse
from detector.rules import ALL_RULES
from detector.text.document import ContentType

KINDS = {".txt": ContentType.TEXT, ".md": ContentType.MARKDOWN, ".html": ContentType.HTML}
GATE = Gate(Configuration(isolated=True))


def fixed(text: str, suffix: str = ".txt") -> Fixed:
    document = parse(text, id=f"a{suffix}", path=f"a{suffix}", content_type=KINDS[suffix])
    return fix(document, lambda document: GATE.findings(document, FIXERS))


NOTE = "*Note: The above content is a sample blog post on bridges.*"
END = "It was opened by the mayor, who came by boat from the other side of the river.\n"
KETTLE = (
    "Before the first use, fill the kettle to the mark, let it boil once and pour the water away, "
    "since new steel still holds traces of the oil that it was pressed with."
)

PAGE = f"<article><p>{KETTLE}</p>\n<p>{END}</p>\n"


@pytest.mark.parametrize(
    ("before", "after", "suffix"),
    [
        # Tags
        (f"Where the Ferry Stops h 3 >\n{END}", f"Where the Ferry Stops\n{END}", ".txt"),
        (f"< p >The bridge is of iron. {END}", f"The bridge is of iron. {END}", ".txt"),
        (f"{END}\np >\n\n{END}", f"{END}\n{END}", ".txt"),
        (f"{END}p >\n{END}", f"{END}{END}", ".txt"),
        (f"The bridge is of iron./p> {END}", f"The bridge is of iron. {END}", ".txt"),
        (f"The bridge is of iron.<br />{END}", f"The bridge is of iron. {END}", ".txt"),
        (f"The bridge is <strong>old</strong>. {END}", f"The bridge is old. {END}", ".txt"),
        # An address would be lost: left to the editor.
        (f'See <a href="https://e.org/x">this</a>. {END}', None, ".txt"),
        # References
        (f"The council didn&#8217;t vote. {END}", f"The council didn’t vote. {END}", ".txt"),
        (f"Open:&nbsp;nine to five. {END}", f"Open: nine to five. {END}", ".txt"),
        (f"<p>Bed &amp;amp; breakfast. {END}</p>", f"<p>Bed &amp; breakfast. {END}</p>", ".html"),
        # Wrong decoding
        (f"The plan isnâ€™t new. {END}", f"The plan isn’t new. {END}", ".md"),
        (f"A cafÃ© by the river. {END}", f"A café by the river. {END}", ".md"),
        (f"He said â€œnoâ€\x9d to it. {END}", f"He said “no” to it. {END}", ".md"),
        (f"Shown as \ufffd20 on the page. {END}", None, ".md"),
        # Lost spaces
        (
            f"They stayed in the harbour.Boats came late. {END}",
            f"They stayed in the harbour. Boats came late. {END}",
            ".txt",
        ),
        (
            f"It was the spring,Helsinki said. {END}",
            f"It was the spring, Helsinki said. {END}",
            ".txt",
        ),
        # Chat tools
        (f"It was so:contentReference[oaicite:0]{{index=0}}. {END}", f"It was so. {END}", ".md"),
        (f"It was so 【4†source】. {END}", f"It was so. {END}", ".md"),
        (f"So says the maker.[oaicite:3] {END}", f"So says the maker. {END}", ".md"),
        (f"It was so [oaicite:3]{{index=3}}. {END}", f"It was so. {END}", ".md"),
        (f"[oaicite:3](https://e.org/x) {END}", None, ".md"),
        (f"It was so (oaicite:3). {END}", None, ".md"),
        (
            f"Certainly! Here is the blog post about proving baskets:\n\n{KETTLE}\n\n{END}",
            f"{KETTLE}\n\n{END}",
            ".md",
        ),
        (f"Here's the article you asked for. It has two parts:\n\n{KETTLE}\n\n{END}", None, ".md"),
        (f"[x](https://e.org/?utm_source=chatgpt.com) {END}", f"[x](https://e.org/) {END}", ".md"),
        (
            f"[x](https://e.org/?utm_source=openai&a=1#t) {END}",
            f"[x](https://e.org/?a=1#t) {END}",
            ".md",
        ),
        (
            f"[x](https://e.org/?a=1&utm_source=openai) {END}",
            f"[x](https://e.org/?a=1) {END}",
            ".md",
        ),
        (f"{END}\n{KETTLE}\n\n{NOTE}\n", f"{END}\n{KETTLE}\n", ".md"),
        (
            f"{END}\n{END}\n{KETTLE}\n(Tone kept formal, keyphrases included)\n",
            f"{END}\n{END}\n{KETTLE}\n",
            ".md",
        ),
        # Doubled paragraphs, in any line ends
        (f"{KETTLE}\n\n{END}\n{KETTLE}\n", f"{KETTLE}\n\n{END}", ".md"),
        (f"{KETTLE}\r\n\r\n{KETTLE}\r\n\r\nEnd.\r\n", f"{KETTLE}\r\n\r\nEnd.\r\n", ".md"),
        (f"{PAGE}<p>{KETTLE}</p>\n</article>", f"{PAGE}</article>", ".html"),
        # Disguises
        (
            f"We sell vi\u200bagra and pаypal here. {END}",
            f"We sell viagra and paypal here. {END}",
            ".txt",
        ),
        # Named, not used: nothing to fix.
        (f"Write `<p>` and “&nbsp;” where you need them, in HTML. {END}", None, ".md"),
        (f"{END}", None, ".txt"),
    ],
)
def test_mending(before: str, after: str | None, suffix: str) -> None:
    result = fixed(before, suffix)
    assert result.source == (before if after is None else after)
    assert bool(result.findings) == (after is not None)


def test_every_fixed_rule_exists() -> None:
    assert FIXERS.keys() <= {rule.id for rule in ALL_RULES}


@pytest.mark.parametrize(
    "rule", [rule for rule in ALL_RULES if rule.id in FIXERS], ids=lambda r: r.id
)
def test_what_a_rule_spares_is_not_touched(rule: Any) -> None:
    for example in rule.spares:
        document = parse(example.text, id="a", content_type=example.content_type)
        result = fix(document, lambda document: GATE.findings(document, {rule.id}))
        assert result.source == example.text


SCRAPS = [
    "p >",
    "< p >",
    "</p",
    "<br />",
    "&amp;amp;",
    "&nbsp;",
    "&lt;p&gt;",
    "â€™",
    "Ã©",
    "Â ",
    "end.Then",
    "so,Paris",
    ":contentReference[oaicite:1]{index=1}",
    "【1†a】",
    "https://e.org/?utm_source=openai",
    "vi\u200bagra",
    "pаypal",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "The bridge is old. ",
    KETTLE,
    "- ",
    "> ",
    "# ",
    "\t",
    "é",
    "😀",
    "`",
    "*",
]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(SCRAPS), max_size=25), st.sampled_from([*KINDS]))
def test_fixing_twice_changes_nothing_more(scraps: list[str], suffix: str) -> None:
    once = fixed("".join(scraps), suffix)
    again = fixed(once.source, suffix)
    assert again.source == once.source
    assert not again.findings


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=200), st.sampled_from([*KINDS]))
def test_without_findings_not_a_character_changes(text: str, suffix: str) -> None:
    result = fixed(text, suffix)
    assert result.findings or result.source == text.encode("utf-8", "replace").decode()


def test_real_articles_lose_no_words(wild: Callable[[str], Iterator[dict[str, Any]]]) -> None:
    """In good human articles a fix never takes away or changes more than a few words."""
    changed = 0
    for number, row in enumerate(wild("N1")):
        if number >= 120:
            break
        document = parse(row["text"], id=row["id"])
        result = fix(document, lambda document: GATE.findings(document, FIXERS))
        before, after = row["text"].split(), result.source.split()
        named = sum(len(finding.evidence.split()) for finding in result.findings)
        assert len(after) >= len(before) - named
        changed += before != after
    assert changed <= 12


def test_every_copy_of_a_paragraph_goes() -> None:
    """A short text may hold more copies than a long one is read again for."""
    once = f"# Kettles\n\n{KETTLE}\n"
    assert fixed(once + f"\n{KETTLE}\n" * 20, ".md").source.strip() == once.strip()
