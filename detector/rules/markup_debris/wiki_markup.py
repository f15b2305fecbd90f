"""Marks of a wiki, shown as text: '''bold''', [[Page|words]], {{cite book|…}}, == Heading ==.

What makes it that kind: an article was copied from the source of a wiki page. One mark may be
something else (brackets are links in note programs, equals signs a ruler, three apostrophes a
string of a program); two different ones are a wiki's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_about, is_technical, used, word_set
from detector.text.analysis import Analysis

_MARKS = (
    (r"(?<![\w'])'''(?=[^\s'])[^'\n]{1,120}'''(?!')", "'''"),
    (r"^={2,4}[ ]?(?=[^\s=])[^=\n]{1,80}={2,4}[ \t]*$", "=="),
    (
        r"\{\{(?:cite|citation|convert|main|see also|refn?|sfn|lang|infobox|reflist|dead link|quote"
        r"|coord|birth date|flagicon|wayback|nbsp|defaultsort)[^{}\n]{0,300}\}\}",
        "{{",
    ),
    (r"\[\[(?:category|file|image|user|talk):[^\[\]\n]{1,200}\]\]", "[["),
    (r"\[\[[^\[\]|\n]{1,80}\|[^\[\]|\n]{1,80}\]\]", "[["),
)
_LEAST_KINDS = 2
_SUBJECT = word_set("wiki mediawiki wikitext wikipedia markup syntax template templates")


def check(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    found = [
        (opening, match)
        for pattern, opening in _MARKS
        if opening in text
        for match in used(analysis, compiled(pattern, re.I | re.M))
    ]
    if len({opening for opening, _ in found}) < _LEAST_KINDS:
        return
    if is_technical(analysis) or is_about(analysis, _SUBJECT, share=0.01):
        return
    for _, match in found:
        yield Hit(
            span=analysis.to_source(*match.span()),
            message=f"the markup of a wiki is shown as text: “{excerpt(match.group(), 50)}”",
        )


RULE = Rule(
    id="wiki-markup",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.WARNING,
    weight=0.35,
    cap=0.8,
    summary="Markup of a wiki shown as text: “'''bold'''”, “[[Page|words]]”, “{{cite …}}”",
    why="The text was copied from the source of a wiki page. Readers see its marks.",
    remedy="Copy the rendered page, or replace the marks with those of your own format.",
    sources=("https://www.mediawiki.org/wiki/Help:Formatting",),
    finds=(
        Example(
            text="The '''old mill''' stands by the river.{{citation needed|date=May 2019}} It was "
            "built for wool, and later it ground corn for all the villages of the valley."
        ),
        Example(
            text="The mill stands by the river and was built for wool.\n\n== History ==\n\nThe "
            "first owner was [[John Walsh (weaver)|John Walsh]], who came from the south to weave."
        ),
        Example(
            text="The mill was '''burned''' in May and built again in June by the village.\n\n"
            "[[Category:Mills]]"
        ),
    ),
    spares=(
        Example(text="See [[Mills|the mills]] and [[Rivers|the rivers]] in my notes of last May."),
        Example(text="== Mills ==\n\nThe mill was built for wool, and later it ground corn there."),
        Example(
            text="In wikitext '''three apostrophes''' make bold type, [[Page|words]] a link and "
            "{{cite book}} a note; the wiki has a page on its markup."
        ),
    ),
    check=check,
)
