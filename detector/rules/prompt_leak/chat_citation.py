"""Citations, file references and card codes that chat tools leave in copied answers."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import AI_TALK, is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_about, word_set
from detector.text.analysis import Analysis
from detector.text.document import Span

# Any text that the pattern can match contains at least one of these literals.
_TURNS = tuple(f"turn{digit}" for digit in range(10))
_SIGNS = (
    "oaicite", "oai_cit", "†", "attributableIndex", ":::writing", "sandbox:/mnt",
    "grok_", "grok:render", "[cite", "(start_span)", "[attached_file:", "[web:",
    "ppl-ai-file-upload", "grounding-api-redirect", "\ue200", "\ue201", "\ue202",
)  # fmt: skip
_CITATION = (
    r"(?:cite)?turn\d{1,3}(?:search|image|news|view|file|fetch|forecast|product|academia|sports"
    r"|finance|reddit|map|video)\d{1,3}"
    r"|:{0,2}contentReference\[oaicite:[\d,]{1,6}\](?:\{index=\d{1,4}\})?"
    r"|\[?oai_citation:\d{1,4}[^\]\s]{0,60}\]?|oaicite:\d{1,4}"
    r"|[【\[]\d{1,4}(?::\d{1,4})?†[^】\]\n]{0,80}[】\]]"
    r"|attributableIndex|:::writing(?:\{[^}\n]{0,120}\})?|sandbox:/mnt/data/[^\s)]{0,80}"
    r"|grok_(?:render_citation_)?card(?:_json)?|<grok:render"
    r"|\[cite(?:_start|_end|: ?\d{1,4}(?:, ?\d{1,4}){0,20})\]"
    r"|\[span_\d{1,4}\]\((?:start|end)_span\)"
    r"|\[attached_file:\d{1,4}\]|\[web:\d{1,4}\]"
    r"|ppl-ai-file-upload|vertexaisearch\.cloud\.google\.com/grounding-api-redirect"
    r"|[\ue200-\ue206](?:cite|filecite|navlist|entity|image_group|url)[\ue200-\ue206]"
)
# An article about such codes shows those of several tools and says what they are; a copied answer
# contains no such words, whatever tools it went through.
_MANY_TOOLS = 3
_TOOLS = (
    ("turn", "oai", "contentref", "†", ":::", "sandbox", "attributable", "\ue200"),
    ("grok", "<grok"), ("[cite", "[span"), ("[web", "ppl", "[attached"), ("vertex",),
)  # fmt: skip
_CODES = word_set(
    "code codes marker markers marks token tokens artifact artifacts artefact artefacts string "
    "strings regex placeholder placeholders leftover leftovers debris"
)


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield each code in the view and in the targets of links."""
    found: list[tuple[Span, str]] = []
    text, source = analysis.text, analysis.document.source
    tools: set[int] = set()
    if _has_sign(text):
        for match in compiled(_CITATION).finditer(text):
            tools.add(_tool(match.group().lower()))
            if not is_spoken_of(analysis, *match.span()):
                found.append((analysis.to_source(*match.span()), match.group()))
    for link in analysis.document.links:
        if _has_sign(link.target):
            in_link = compiled(_CITATION).search(source, *link.source)
            if in_link and not any(in_link.start() < span.end for span, _ in found):
                found.append((Span(*in_link.span()), in_link.group()))
    tools.update(_tool(code.lower()) for _, code in found)
    about = len(tools) >= _MANY_TOOLS and is_about(analysis, _CODES | AI_TALK, share=1 / 150)
    for span, code in found:
        shown = excerpt(code, 40)
        if about:
            message = f"“{shown}” is a code of a chat tool; the text seems to be about such codes"
            yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.02)
        else:
            message = f"“{shown}” is a citation code of a chat tool, left over from a copied answer"
            yield Hit(span=span, message=message, count=len(found))


def _has_sign(text: str) -> bool:
    # Ten signs differ only in their digit; few texts contain what comes before it.
    return any(sign in text for sign in _SIGNS) or (
        "turn" in text and any(sign in text for sign in _TURNS)
    )


def _tool(code: str) -> int:
    for number, signs in enumerate(_TOOLS):
        if any(sign in code for sign in signs):
            return number
    return len(_TOOLS)


RULE = Rule(
    id="chat-citation",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="Citation codes of a chat tool left in the text",
    why="They show that an answer was pasted without being read, and they lead readers nowhere.",
    remedy="Find the source behind the code and cite it, or delete the claim.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(
            text="Prices rose by 4% last year. :contentReference[oaicite:0]{index=0} They fell."
        ),
        Example(text="The bridge opened in 1931 turn0search1 and closed in 1970."),
        Example(text="The plant employs 400 people.【12†source】 It was built in 1988."),
        Example(text="The treaty was signed in May [cite: 1, 2] and ratified in June."),
        Example(
            text="See the [annex](https://ppl-ai-file-upload.s3.amazonaws.com/web/a.pdf) for more."
        ),
    ),
    spares=(
        Example(
            text='Editors look for strings such as "turn0search1" in new articles.', note="quoted"
        ),
        Example(
            text="Copied answers may contain markers like turn0search1 or oaicite:3.",
            note="named as an example",
        ),
        Example(
            text="At the next turn, 3 search teams set out.【注】 They found nothing.",
            note="ordinary words",
        ),
        Example(
            text="We scored it [1] and cite the paper [cite] in full.", note="an ordinary citation"
        ),
    ),
    check=check,
    metadata=True,
    weight=0.8,
)
