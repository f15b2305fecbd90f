"""Tell the names of fields that a writer was to fill in, "[Month Day, Year]", from other brackets.

Every word belongs to the vocabulary of templates, and one names a thing. An order in it ("insert",
"needed") or a capital makes it sure; "[internal link]" in lower case may also be a link's label.
"""

from __future__ import annotations

from detector.rules.search import compiled
from detector.rules.surroundings import word_set

_THINGS = word_set(
    """
    name names url urls link links image images photo photos picture video chart graph infographic
    diagram date year month day city state country town region phone number email address price
    amount percentage statistic statistics stat stats quote quotes testimonial testimonials bio
    headline keyword keywords topic company brand product service university institution industry
    cta button disclosure disclaimer example anecdote logo screenshot map
    """
)
_BESIDE = word_set(
    """
    your our the a an of for to and or with about website related internal external affiliate
    relevant recent specific article blog post expert author full first last contact current
    customer client business location page title source hero featured embed youtube
    """
)
_ORDERS = word_set("insert add embed needed placeholder pending tbd missing goes here include")
# Two words are hardly an editor's addition to a quotation; "[company]" may be.
_PLAIN_FIELD = (
    r"(?:phone number|email address|job title|contact (?:details|information)|company name"
    r"|(?:first|last|full) name|page title|post title|target audience|(?:internal|external"
    r"|affiliate|outbound) links?|product/service|product or service|expert name|author name)"
)
_LINKED = (
    r"(?:(?:related|relevant|affiliate|internal|product|booking|article|blog|post) ){1,3}"
    r"(?:link|url)s?"
)
# Readers of wikis ask for these.
_ASKED = word_set("citation citations source sources reference references page quotation")
_MOST = 7  # words


def is_field(inner: str) -> bool:
    """Return whether ``inner`` names a field that no editor adds to a quotation."""
    return compiled(_PLAIN_FIELD).fullmatch(inner) is not None


def names_thing(inner: str) -> bool:
    """Return whether a word of ``inner`` is what a writer was to supply, "price" or "phone"."""
    return not _THINGS.isdisjoint(inner.lower().split())


def field_kind(inner: str) -> str | None:
    """Return how sure the text in brackets is the name of a field: "code", "thing" or None."""
    words = [word.lower() for word in compiled(r"[A-Za-z0-9]+").findall(inner)]
    if not 2 <= len(words) <= _MOST or _THINGS.isdisjoint(words):
        return None
    if not all(w in _THINGS or w in _BESIDE or w in _ORDERS or w.isdigit() for w in words):
        return None
    if not _ORDERS.isdisjoint(words):
        return None if words[-1] in ("needed", "missing") and words[0] in _ASKED else "code"
    if compiled(_LINKED).fullmatch(inner):
        return "code"
    titled = all(word[0].isupper() for word in compiled(r"[A-Za-z]{4,}").findall(inner))
    return "thing" if titled and inner[0].isupper() else None
