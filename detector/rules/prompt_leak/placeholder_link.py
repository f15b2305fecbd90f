"""Links to addresses that stand for one: your-website.com, example.com/your-page, "INSERT_LINK".

What makes one: the target is a name that is kept free for examples, says what was to come there, or
is a page on the machine that made the text ("localhost:8000/source/12"), while the words of the
link promise a page. Technical pages link to example.com and to localhost to show a link.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis
from detector.text.document import ContentType, Link

# Many pages link to example.com to show a link; the path tells where one was meant.
_HOST = (
    r"(?:https?:)?//(?:www\.|blog\.|shop\.)?(?:example\.(?:com|org"
    r"|net)/(?:[\w/-]{0,60}[/_-])?(?:your|affiliate"
    r"|placeholder|internal|insert)[_-]?[\w/-]{0,80}|(?:your-?(?:web-?site|site|domain|company"
    r"|blog|store|shop|brand|business|link|affiliate-?link|app)(?:-?(?:name|here|url))?\.[a-z]{2,6}"
    r"|(?:sitename|company-?name|brand-?name|link)-?(?:here|url)?\.com"
    r"|placeholder\.[a-z]{2,6})(?:[/?#].*)?)"
)
# A page on the machine that made the text, or a file there. Authors leave such links behind too,
# several at once: of 32,000 texts by people, two have them, so all together are one warning.
_LOCAL = (
    r"(?:https?:)?//(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::\d{2,5})?/[^\s]{3,}|file:///[^\s]{3,}"
)
_WORDS = (
    r"#?/?(?:(?:insert|your|add|paste)[-_ ](?:[a-z]+[-_ ]){0,3}(?:link|url|page|here)(?:[-_"
    r" ]here)?|(?:affiliate|product|internal"
    r"|external|booking|source)[-_ ](?:link|url)(?:[-_ ](?:here|\d))?|link(?:[-_ ](?:here|to[-_"
    r" ][a-z-]{2,40}))?|url|placeholder)/?"
)


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the links."""
    links = [
        link
        for link in analysis.document.links
        if compiled(_HOST).fullmatch(link.target) or compiled(_WORDS).fullmatch(link.target)
    ]
    local = [link for link in analysis.document.links if compiled(_LOCAL).fullmatch(link.target)]
    if not (links or local) or is_technical(analysis):
        return
    for link in links:
        if _promises(analysis, link):
            yield Hit(span=link.source, message=_message(link), count=len(links))
    for link in local:
        if _promises(analysis, link):
            yield Hit(
                span=link.source,
                message=_message(link),
                severity=Severity.WARNING,
                weight=0.4,
                count=len(local),
            )
            return


def _promises(analysis: Analysis, link: Link) -> bool:
    """Return whether the words of the link promise a page, rather than show an address."""
    words = link.anchor.strip()
    # "www.example.com" as the words of the link shows an address.
    shown = ("." in words.strip(" .") or "://" in words) and " " not in words
    return bool(words) and not shown and not is_spoken_of(analysis, link.start, link.end)


def _message(link: Link) -> str:
    words, target = excerpt(link.anchor, 40), excerpt(link.target, 40)
    return f"“{words}” links to “{target}”, which stands for an address"


def _linked(target: str, words: str = "our guide to slate") -> Example:
    text = f"Gravel drains well and is cheap. See [{words}]({target}) for more on paths."
    return Example(text=text, content_type=ContentType.MARKDOWN)


RULE = Rule(
    id="placeholder-link",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="Links to addresses that stand for one",
    why="The link leads nowhere. Readers see that nobody filled in the address.",
    remedy="Link to the page that was meant, or take the link away.",
    sources=("https://www.rfc-editor.org/rfc/rfc2606",),
    finds=(
        _linked("https://www.example.com/your-guide-to-slate"),
        _linked("https://yourwebsite.com/shop"),
        _linked("INSERT_LINK_HERE"),
        _linked("affiliate-link"),
        _linked("http://localhost:8090/wiki/slate"),
    ),
    spares=(
        _linked("https://www.example.com/", "www.example.com"),
        _linked("https://example.org/guide-to-slate"),
        _linked("https://slate.example/"),
        _linked("/links"),
        _linked("http://localhost:8090/", "localhost"),
        _linked("https://yourtown.org/paths"),
    ),
    check=check,
    weight=0.6,
)
