"""Code samples that a feed or scraper merged into the prose.

What makes it that kind: a line of prose goes on as source code, without the line breaks and the
indent that code has. Highlighters put every token into an element of its own, so the scraper
leaves a space around each ("os . getenv ( " KEY " )", "< h1 > Hello </ h1 >"), whatever the
language. Without a highlighter the tokens stay together, but statements follow each other on one
line ("const a = f(x); return a; }"). Signs that a formula, a date or tokenised prose also has (a
space before a comma or parenthesis, "n = 4") do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import looks_like_code, word_set
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
# Each alternative begins with a mark, so that the search leaps over letters.
_STATEMENT = (
    # os . getenv (   self . name =   client . chat . completions
    r"(?<=[\w)\]] )\.[ ][A-Za-z_]\w{0,60}(?=[ ]?\(|[ ][.=])"
    # ( " key "   = " x "   [ " a "   { ' b '   , f " c: a quotation mark on its own between marks
    r"|(?:[(=\[{:]|(?<=[\"'] ),)[ ](?:[frbu][ ])?[\"'][ ](?=[^\s\"'])"
    r"|(?<=[^\s\"'] )[\"'][ ][)\]}:,;](?=[ )\]};,:]|$)"
    # load ()   load () ;   screen () .
    r"|(?<=[\w\]] )\(\)(?=[ ][;:.{)\]A-Za-z_]|$)"
    # ) ;   } ;   ) {   = {   ( {   [ {   }, {   ) : str   ) -> int
    # "name" : {   "name" : "  — the keys of JSON, as highlighters space them
    r"|[{,][ ]?\"[\w$-]{1,40}\"[ ]:(?=[ ][\"{\[\d])|(?<=[{,\[] )\"\"[ ](?=[,}\]])"
    r"|[)\]}\"][ ]?;(?=[ ][\w<$}{@#/]|$)|[)][ ]?\{(?=[ ])|[=(\[][ ]?\{(?=[ ])|\}[ ]?,[ ]?\{(?=[ ])"
    r"|\}[ ]?\)(?=[ ;,)])|\)[ ](?=:[ ][A-Za-z_#@\"'])|[)\]][ ]?->[ ](?=[A-Za-z_{])"
    # => {   && a   || b   != c   == d   :: name   += 1
    r"|=>[ ]?[{(\w]|(?<=[\w)\]] )(?:&&|\|\||!==?|===?|:=|\+=|-=)(?= [\w\"'({\[!*&])"
    r"|(?<=\w )::[ ](?=\w)|(?<=\w)::(?=\w)"
    # name = value ;   name = f(x)   x = a . b   key = value ,
    r"|=[ ](?=(?:new|await|async|function|require|lambda|self|this)\b|[A-Za-z_][\w.]{0,60}[ ]?\("
    r"|[\w.]{1,60}[ ]?;|\[[ ]?[\"'\d\[{])"
    r"|=[ ](?=[\w.]{1,60}[ ]?,[ ]\w{1,60}[ ]?=[ ])"
    # foo(…); and {return}
    r"|;[ ](?=(?:const|let|var|return|if|for|while|import|export|public|private|int|void|auto|else"
    r"|echo|def|try|throw|break|use|using)\b)|[{][ ](?=(?:return|this|if|for|const|let|var)\b)"
    # SQL in capitals, options and joined commands of a shell, modifiers of C's family, "String []"
    r"|\bSELECT(?= [\w*\"`(])|\bFROM(?= [\w\"`]{1,60}(?: |$))|\bWHERE(?= [\w.]{1,60}[ ]?[=<>(])"
    r"|\bVALUES(?=[ ]?\()|\b(?:INSERT INTO|CREATE TABLE|ORDER BY|GROUP BY|PRIMARY KEY|NOT NULL)\b"
    r"|;[ ](?=(?:do|then|done|fi|else)\b)|(?<= )--[a-z][\w-]{1,40}(?=[ =])"
    r"|(?<=\s)\$[ ](?=(?:npm|npx|pip|git|cd|docker|sudo|curl|mkdir|node|python|go|cargo|yarn)\b)"
    r"|\b(?:public|private|protected) (?:static|class|void|int|final|async|function)\b"
    r"|\bpackage main\b|(?<=[A-Za-z])[ ]?\[\][ ](?=[a-z])|(?<=[)\"] )\}(?= |$)"
    # def f (   function f (   import a from
    r"|(?<=\bdef )\w{1,60}[ ]?\(|(?<=\bfunction )\w{0,60}[ ]?\(|(?<=\bfn )\w{1,60}[ ]?\("
    r"|(?<=\bfunc )\w{1,60}[ ]?\(|(?<=\bprint )\([ ]|(?<=\bimport )\w[\w.]{0,60}(?= import )"
    r"|(?<=\bimport )\{[ ]|#[ ]?include[ ]?<|(?<=\bconst )\w{1,60}[ ]?=|(?<=\blet )\w{1,60}[ ]?="
)
# TeX's special characters: formulas in prose are full of them, so they are no sign of code.
_TEX = "$_\\"
_SAMPLE = 600  # tags nearer than this to the one before belong to the same sample
_NEAR = 90  # code points; signs of statements are nearer to the one before
# Every sample contains several of these: an assignment, a brace, a call of a member, a statement's
# end, a mark with a space. The pattern is tried only around them.
_MARKS = (
    "= ",
    "{",
    "( ",
    " . ",
    '" )',
    '" ,',
    "' )",
    '" :',
    ");",
    ") ;",
    "::",
    "SELECT ",
    "; do",
    "; then",
)
_SIGN_CHARACTERS = frozenset("={(\")';:")
_MARKED = 3
_AROUND = 150  # code points
_SIGNS = 5  # in 90 code points each: no sentence about code has so many
_MANY = 20  # so many on one line are several statements, whatever stands beside
_PAIR = r"\b[A-Za-z]{2,20},? (?=[a-z]{2,20}[ ,.;:!?])"
_PAIRS, _BESIDE = 4, 300  # pairs of words in so many code points on either side
_KINDS = 3  # a list of names has one or two: "(A); B (C)", "Org::Parser, Data::Dump"
# What a sample may begin with, before the first name: "import csv", "def load (".
_KEYWORDS = word_set(
    "import from def class function const let var return async await new export public private"
    " static func fn type interface select print echo int void string if for while"
)
_LINES = 4  # signs for each line break, in mean: code that kept its lines is not merged
_MESSAGE = "a code sample appears in the prose without its line breaks; put it in a code block"


@dataclass(slots=True)
class _Sample:
    """A stretch of the view with ``signs`` of statements, letters left out."""

    start: int
    end: int
    signs: list[str]


def check(analysis: Analysis) -> Iterator[Hit]:
    yield from _tags(analysis)
    yield from _statements(analysis)


def _tags(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    if "< " not in text and "</ " not in text:
        return
    samples: list[list[int]] = []  # [first tag, end of last tag, number of tags]
    for match in compiled(_TORN, re.NOFLAG).finditer(text):
        if analysis.is_mention(match.start(), match.start() + 1):
            continue
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
                message=_MESSAGE,
                count=tags,
            )


def _statements(analysis: Analysis) -> Iterator[Hit]:
    text, source = analysis.text, analysis.document.source
    code = analysis.document.code
    at = 0  # inline code is shown as code, quotation marks of a sample are no mention
    samples: list[_Sample] = []
    for match in _signs(text):
        start, end = match.span()
        while at < len(code) and code[at].end <= start:
            at += 1
        if at < len(code) and code[at].start <= start:
            continue
        sign = compiled(r"\w+", re.NOFLAG).sub("", match.group()).strip() or match.group()
        if samples and start - samples[-1].end <= _NEAR:
            samples[-1].end = end
            samples[-1].signs.append(sign)
        else:
            samples.append(_Sample(start, end, [sign]))
    for sample in samples:
        signs = len(sample.signs)
        if text.startswith("`", sample.start - 1) and "`" in text[sample.end : sample.end + _NEAR]:
            continue  # shown as code, in a text without markup
        if signs < _SIGNS or len(set(sample.signs)) < _KINDS:
            continue
        if signs < _MANY and not _in_prose(analysis, sample):
            continue
        span = analysis.to_source(_first_name(text, sample.start), sample.end)
        if source.count("\n", *span) * _LINES <= signs:
            yield Hit(
                span=span,
                message=_MESSAGE,
                count=signs,
            )


def _first_name(text: str, start: int) -> int:
    """Return where the statement begins whose first sign is at ``start``: at its first name."""
    for _ in range(2):
        end = start - text.startswith(" ", start - 1) if start else 0
        first = end
        while first and (text[first - 1].isalnum() or text[first - 1] in "_$."):
            first -= 1
        name = text[first:end]
        keyword = name.lower() in _KEYWORDS
        if not name or name.endswith(".") or not (keyword or text[start] in "=.([" or start == end):
            break
        start = first
    return start


def _signs(text: str) -> Iterator[re.Match[str]]:
    # Most texts lack most of the characters that the marks are made of.
    absent = {sign for sign in _SIGN_CHARACTERS if sign not in text}
    possible = [mark for mark in _MARKS if absent.isdisjoint(mark)]
    marks = sorted(at for mark in possible for at in _places(text, mark))
    pattern, first = compiled(_STATEMENT, re.NOFLAG), 0
    for i, at in enumerate(marks):
        if i + 1 < len(marks) and marks[i + 1] - at <= 2 * _AROUND:
            continue
        if i + 1 - first >= _MARKED:
            yield from pattern.finditer(text, max(0, marks[first] - _AROUND), at + _AROUND)
        first = i + 1


def _places(text: str, mark: str) -> list[int]:
    found = []
    at = text.find(mark)
    while at >= 0:
        found.append(at)
        at = text.find(mark, at + 1)
    return found


def _in_prose(analysis: Analysis, sample: _Sample) -> bool:
    """Return whether prose stands in the same block: a line of code by itself is no fault."""
    block = analysis.block_at(sample.start)
    if block is None:
        return False
    pair, text = compiled(_PAIR, re.NOFLAG), analysis.text
    first = max(block.start, sample.start - _BESIDE)
    last = min(block.end, sample.end + _BESIDE)
    before, after = pair.findall(text, first, sample.start), pair.findall(text, sample.end, last)
    return len(before) + len(after) >= _PAIRS


RULE = Rule(
    id="flattened-code",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.WARNING,
    weight=0.55,
    cap=0.8,
    summary="Code samples merged into paragraphs: “< h1 >”, “os . getenv ( KEY )”",
    why="A feed or scraper lost the code block, so nobody can read or copy the sample.",
    remedy="Copy the sample from the original, and put it in a code block.",
    sources=("Rouge and Pygments put each token of a sample into an element of its own",),
    finds=(
        Example(
            text="Then write: return ( < div > < h1 > Hello </ h1 > </ div > ); } That is all."
        ),
        Example(text="function A ({ x }) { return < p > { x . name } < /p> ; } export default A ;"),
        Example(
            text='const b = ( < button type = "submit" > Send </ button > ); is the whole thing.'
        ),
        Example(
            text='Then read the tides. import csv rows = csv . reader ( open ( " tides.csv " )) '
            'for row in rows : print ( row [ " port " ], row [ " high " ]) save ( rows , " a " ) '
            "tides = harbour . tides ( rows ) tides . plot ( ax = None ) That is the whole script."
        ),
        Example(
            text="Now add the route. const app = express(); app.get('/', (req, res) => { "
            "const tide = next(); res.send(tide); }); if (tide) { return tide; } app.listen(80); "
            "Start it, and open the page in a browser."
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
        Example(
            text="The effect was large ( n = 40 , p = 0.02 ) ; the second ( n = 35 ) was small . "
            '" It was , " he said , " a surprise ( to me ) . " The third had r = 0.3 , n = 20 .',
            note="prose with a space around each mark",
        ),
        Example(
            text="Call open(), then read() and close(); os.walk() lists a folder, "
            "os.path.join() joins names, and str.split() parts them again.",
            note="prose that names functions",
        ),
        Example(
            text="Four harbours (P1); the mills (M2); Ost (P3); Alt (P4); Neu (P5); Sund (P6); "
            "Vik (P7); Nes (P8); and Bro (P9) take part in Tide::Table, Tide::Clock, Tide::Log.",
            note="a list with labels",
        ),
    ),
    check=check,
)
