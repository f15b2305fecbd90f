"""A whole article inside a code block.

What makes it that kind: the document shows one code block, no prose, and the block contains
sentences, not code. A program took the article from a model's answer together with its fence, so
readers see unformatted text in a code font.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_api_page
from detector.text.analysis import Analysis
from detector.text.document import BlockKind, ContentType, Span

_SENTENCE = r"[a-z,]{2,20} [a-z]{2,20} [a-z]{2,20}[,.;:]?(?= |\n|$)"
_WORD = r"[A-Za-z']{1,30}"
_CODE_MARKS = "{}();=<>\\$|"
_LEAST = 40  # words of an article
_SHARE = 0.02  # code marks by letters: prose has fewer
_PLAIN = 0.4  # of the words stand in runs of lower-case words


def check(analysis: Analysis) -> Iterator[Hit]:
    if is_api_page(analysis):  # a file that a program set into its pages
        return
    blocks = analysis.document.blocks
    code = [block for block in blocks if block.kind is BlockKind.CODE]
    if len(code) != 1 or analysis.prose_word_count or len(analysis.headings) > 1:
        return  # under headings of its own, a licence is set as it was written
    source = analysis.document.source[slice(*code[0].source)]
    words = len(compiled(_WORD, re.NOFLAG).findall(source))
    if words < _LEAST:
        return
    marks = sum(source.count(mark) for mark in _CODE_MARKS)
    runs = len(compiled(_SENTENCE, re.NOFLAG).findall(source))
    if marks <= _SHARE * len(source) and 3 * runs >= _PLAIN * words:
        first = source.split("\n", 1)[0] or source[:1]
        start = code[0].source.start
        yield Hit(
            span=Span(start, start + len(first)),
            message=f"the whole article, {words} words, is in a code block",
        )


_ARTICLE = (
    "The bridge over the river was opened in 1905 and has been in use ever since. It is made of "
    "iron, and the town paints it once in seven years. On the other bank the road goes on to the "
    "mill and the old inn, where travellers still stop for the night."
)

RULE = Rule(
    id="fenced-article",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.ERROR,
    summary="A whole article inside a code block",
    why="The fence of a model's answer was published. Readers see text in a code font.",
    remedy="Delete the fence around the article.",
    sources=("CommonMark 0.31.2, 4.5: fenced code blocks",),
    finds=(
        Example(
            text=f"```markdown\n# A bridge\n\n{_ARTICLE}\n```\n", content_type=ContentType.MARKDOWN
        ),
        Example(text=f"# A bridge\n\n```\n{_ARTICLE}\n```\n", content_type=ContentType.MARKDOWN),
        Example(text=f"~~~\n{_ARTICLE}\n~~~\n", content_type=ContentType.MARKDOWN),
    ),
    spares=(
        Example(
            text="```\n" + "for row in rows: print(row['port'], row['tide'])\n" * 9 + "```\n",
            note="code",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text=f"The letter says:\n\n```\n{_ARTICLE}\n```\n\nNobody knows who wrote it.",
            content_type=ContentType.MARKDOWN,
        ),
        Example(text="```\nopen\nclose\nleave\n```\n", content_type=ContentType.MARKDOWN),
    ),
    check=check,
)
