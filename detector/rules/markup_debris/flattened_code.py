"""Code samples that a scraper merged into the prose, with spaces inside their tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import looks_like_code, used
from detector.text.analysis import Analysis

# "< h1 >", "</ div >", "< /p>", "< button type =": a space where HTML and JSX allow none.
# An opening tag counts as broken only if the name is an element's or a component's, and a bracket
# closes it after nothing or after attributes: "a < b and c > d" compares.
_NAME = (
    r"(?:html|head|body|div|span|p|a|b|i|u|s|h[1-6]|ul|ol|li|dl|dt|dd|br|hr|img|input|button|form"
    r"|label|select|option|textarea|table|thead|tbody|tr|td|th|section|article|main|header|footer"
    r"|nav|aside|figure|figcaption|picture|source|video|audio|iframe|canvas|svg|path|circle|rect|g"
    r"|line|script|style|link|meta|title|pre|code|em|strong|small|sub|sup|blockquote|template|slot"
    r"|[A-Z][\w.]+|[a-z]+-[\w-]+)"
)
_TORN = (
    rf"<[ ]+{_NAME}(?=[ ]?/?[ ]?>|[ ][^<>]{{0,300}}[={{\"'][^<>]{{0,300}}>)[ ]?"
    r"|<[ ]?/[ ]+[A-Za-z][\w.]*[ ]?>|<[ ]+/[A-Za-z]\w*[ ]?>"
)
# TeX's special characters: formulas in prose are full of them, so they are no sign of code.
_TEX = "$_\\"
_SAMPLE = 600  # tags nearer than this to the one before belong to the same sample


def check(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    if "< " not in text and "</ " not in text:
        return
    samples: list[list[int]] = []  # [first tag, end of last tag, number of tags]
    for match in used(analysis, compiled(_TORN, re.NOFLAG)):
        if not looks_like_code(text, *match.span(), ignore=_TEX):
            continue
        if samples and match.start() - samples[-1][1] <= _SAMPLE:
            samples[-1][1:] = [match.end(), samples[-1][2] + 1]
        else:
            samples.append([match.start(), match.end(), 1])
    for start, end, tags in samples:
        if tags >= 2:
            yield Hit(
                span=analysis.to_source(start, end),
                message=f"a code sample is merged into the prose, with {tags} broken tags",
                count=tags,
            )


RULE = Rule(
    id="flattened-code",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.WARNING,
    weight=0.55,
    cap=0.8,
    summary="Code samples merged into paragraphs, with tags like “< h1 >” and “</ div >”",
    why="A feed or scraper lost the code block, so nobody can read or copy the sample.",
    remedy="Copy the sample from the original, and put it in a code block.",
    sources=(),
    finds=(
        Example(
            text="Then write: return ( < div > < h1 > Hello </ h1 > </ div > ); } That is all."
        ),
        Example(text="function A ({ x }) { return < p > { x . name } < /p> ; } export default A ;"),
        Example(
            text='const b = ( < button type = "submit" > Send </ button > ); is the whole thing.'
        ),
    ),
    spares=(
        Example(text="The ratio a < b and b < c holds here, so that a < c holds for all of them."),
        Example(
            text="If p < q and q < r then p < r holds, and $x_n < y_n$ for $y_n < z_n$ gives "
            "$x_n < z_n$ in the end; so does $a < b$ with $b < i$, {c} and (d).",
            note="a proof",
        ),
        Example(text="Write `return ( < div > < h1 > Hello </ h1 > </ div > );` and nothing more."),
        Example(text="<div><h1>Hello</h1></div> is the markup that the browser gets to see here."),
    ),
    check=check,
)
