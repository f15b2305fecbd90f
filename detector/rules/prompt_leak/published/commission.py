"""What sentences say about the order for a text: its length, its brief, its next version.

A sentence speaks of an order if it does one of a few things (hands the text over, announces or
reports the work, gives the order, offers a change) and names a condition that only whoever ordered
the text cares about: the number of words, keywords, the brief, a format, "your blog". Each is one
point; authors hand texts over too, and say how long they are, but not both at once and not "for
your blog".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from detector.rules.prompt_leak.published.conditions import CONDITIONS
from detector.rules.search import compiled
from detector.text.analysis import Analysis, Sentence

_PIECE = (
    r"(?:(?:blog|guest|linkedin|news) )?(?:article|post|draft|write-?up|essay|rewrite|piece|copy"
    r"|version|introduction|intro|conclusion|outline|story|text|content|abstract|summary"
    r"|continuation)"
)
# What opens the reply to an order; a sentence of its own.
_ASSENT = (
    r"(?:sure(?: thing)?|certainly|absolutely|of course|great|perfect|okay|ok|alright|got it"
    r"|understood|no problem|happy to help)[!.,:]{1,2}"
)
_THANKS = (
    r"(?:thank you|thanks) for (?:the|your) (?:[\w-]+ ){0,2}?(?:brief|prompt|outline|instructions"
    r"|guidelines|keywords?|requirements|source text)\b"
)
# What a sentence does, each at its beginning. The points are what it is worth by itself.
_LEAD = rf"(?:{_ASSENT} |(?:now|so|first|next|finally|based on [^,.]{{1,60}}),? )?"
_ASKED = r"(?:as (?:you )?(?:requested|asked)|(?:as )?per your (?:request|instructions|brief)),? "
_GIVE = (
    rf"(?:{_ASSENT} |{_ASKED})?(?:here(?:'s| is| are)|below(?: is| are|,? you(?:'ll| will) find)"
    r"|please find(?: below)?) (?!my\b|our\b|how\b|what\b|why\b|where\b|when\b)[^.:!?\n]{0,110}?"
    rf"\b{_PIECE}\b(?! of [a-z])"  # "a piece of Perl", "a copy of the letter"
)
_MADE = (
    rf"(?:{_ASSENT} )?i(?:'ve| have) (?:now |just )?(?:written|created|prepared|drafted|crafted"
    rf"|composed|generated|rewritten|put together|updated|saved|completed|finished|kept)"
    rf" [^.:!?\n]{{0,80}}?\b(?:{_PIECE}|tone)\b"
)
_WILL = (
    rf"{_LEAD}(?:let me|let's|(?:i|we)(?:'ll| will| am going to|'m going to| need to| must| should"
    r"| have to)|time to) (?:now )?(?:write|draft|craft|compose|create|produce|generate|start"
    rf" (?:writing|with)|begin writing|structure|outline|plan) [^.:!?\n]{{0,80}}?\b{_PIECE}\b"
)
_READY = (
    rf"{_LEAD}(?:that )?(?:i|we) (?:now )?have (?:enough|sufficient|all the|everything)"
    rf"[^.:!?\n]{{0,60}} to (?:write|draft|create|compose|produce)\b[^.:!?\n]{{0,40}}?\b{_PIECE}\b"
)
_STATE = (
    rf"(?:task (?:is )?completed?\b|(?:the|your|this) {_PIECE} (?:above |below )?(?:is|has been|was"
    r"|runs to|comes to|contains) )"
)
_USER = (
    r"(?:(?:so|hmm|well|okay|ok|alright|first), )?the (?:user|client|brief|prompt|task"
    r"|assignment|instructions?) (?:has |have )?(?:wants?|wanted|asks?|asked|says?"
    r"|said|requires?|requested|needs?|is asking|specif\w{2,4})\b"
)
_ORDER = (
    r"(?:prompt: )?(?:please )?(?:write|generate|create|compose|produce|draft)(?: me| us)?"
    rf" (?:an?|the|\d{{1,2}}) [^.:!?\n]{{0,90}}?\b(?:{_PIECE}|blog|press release"
    r"|product description|listicle)\b"
)
_REWRITE = (
    r"(?:prompt: )?(?:please )?(?:rewrite|re-write|paraphrase|rephrase|humani[sz]e) (?:this|the"
    rf" (?:following|above|below)|the given) (?:[\w-]+ ){{0,2}}?(?:{_PIECE}|paragraphs?|passage)\b"
)
_ROLE = (
    r"(?:act as|you are|imagine you are|you're) an? (?:[\w-]+,? ){0,5}?(?:writer|copywriter"
    r"|blogger|editor|journalist|marketer|strategist|content creator|seo (?:expert|specialist))\b"
)
_ONLY = (
    r"(?:(?:do not|don't) (?:include|add|output|write) any (?:explanations?|preamble|commentary"
    r"|other text|extra text)|(?:only )?(?:return|output|respond with|reply with)(?: only)?"
    r" (?:the )?(?:article|html|markdown|json|final|rewritten)|output only)\b"
)
_MUST = (
    r"(?:requirements?:|(?:it |we |i |the (?:article|post|tone) )?(?:must|should) (?:avoid|include"
    r"|not|use|have|be|contain|mention|sound)\b|use (?:short|simple|an? [\w-]+ tone|the keyword)"
    r"|include (?:the keyword|at least \d|faqs?|an? (?:introduction|conclusion|faq)))"
)
_CHANGED = (
    r"(?:here(?:'s| is) what i (?:changed|did|improved|fixed)|(?:key )?changes (?:i )?made|(?:a )?"
    r"summary of (?:the )?changes)\b"
)
_OFFER = (
    r"(?:(?:just |please )?let me know if you(?:'d| would)? (?:like|want|need|prefer)"
    r"|would you like|do you want|(?:if you (?:need|want|would like|prefer)|i can|i could"
    r"|i'd be happy to|happy to)\b(?! you\b))"
)
_COPY = (
    r"(?:you (?:can|may|should)|feel free to|please|remember to|be sure to|make sure to"
    r"|don't forget to) (?:now )?(?:copy|paste|publish|post|replace|fill in|swap|customi[sz]e"
    r"|insert|use) "
)
_COUNT = (
    r"(?:(?:wait|hmm|let me check)\b[^.:!?\n]{0,60}?\bword count\b"
    r"|let(?: me|'s) (?:re-?)?count (?:the |my |our )?words\b(?! (?:of|in|that)\b))"
)
# Conditions that the writer means to keep, or says were kept.
_KEEPS = (
    rf"(?:{_ASSENT} |(?:hmm|wait|now|so|also|okay|alright|first),? )?(?:let me|let's|(?:i|we)(?:'ll"
    r"| will| need to| must| should| have to)) (?:make sure (?:to |we |i |that )?|be"
    r" sure to |try to )?"
    r"(?:keep (?:it|this|the|each)|include the (?:exact |target |main )?key|mention the key|use the"
    r" (?:exact |target |main )?key|write (?:this|it) in|avoid (?:jargon|fluff|repeating)|aim for"
    r" (?:about |around )?\d|stay (?:under|within|below))"
)
_ENSURED = (
    r"i(?:'ve| have) (?:also )?(?:ensured|made sure|included|incorporated|integrated"
    r"|kept|used|woven"
    r"|tried to keep|followed)\b"
)
_EDGE_MARK = r"(?:begin|start|end)(?: of)?[ _-](?:the )?(?:article|blog post|post|draft)\b\W*\Z"
# What the text has of what was ordered.
_COVERS = (
    rf"(?:it|(?:this|the) (?:above )?{_PIECE}) (?:also )?(?:covers?|includes?|follows?|meets?"
    r"|contains?|addresses|adheres to|sticks to|hits|uses|incorporates)\b"
)
_BY_BRIEF = (
    r"(?:as per|per|in line with|in accordance with|following|according to|based on|to match) "
    r"(?:the|your) (?:[\w-]+ )?(?:brief|prompt|outline|instructions|guidelines|style guide"
    rf"|content plan),? (?:this {_PIECE}|i(?:'ve| have))\b"
)
_BEGIN = r"(?:begin|start)(?: of)?[ _-](?:article|blog post|post|draft)\b"


class _Act(NamedTuple):
    """A kind of act: its words at the beginning, its pattern, its points, where it stands.

    It stands at both ends, at the ``opening``, at the ``closing`` or ``anywhere``.
    """

    name: str
    words: str
    pattern: str
    points: int
    where: str = "both"


_ASSENTS = (
    "sure certainly absolutely of great perfect okay ok alright got understood no happy thank"
    " thanks"
)
_LEADS = f"{_ASSENTS} now so first next finally based"
_ACTS = (
    _Act("give", f"{_ASSENTS} as per here here's below please", _GIVE, 1),
    _Act("made", f"{_ASSENTS} i i've", _MADE, 1, "anywhere"),
    _Act("will", f"{_LEADS} let let's i i'll i'm we we'll we're time", _WILL, 1, "opening"),
    _Act("keeps", f"{_LEADS} hmm wait also let let's i i'll we we'll", _KEEPS, 2, "anywhere"),
    _Act("ensured", f"{_ASSENTS} i i've", _ENSURED, 2, "anywhere"),
    _Act("edge", "begin start end", _EDGE_MARK, 3, "anywhere"),
    _Act("ready", f"{_LEADS} that i we", _READY, 3, "opening"),
    _Act("state", "task the your this", _STATE, 1, "anywhere"),
    _Act("covers", "it this the", _COVERS, 1, "anywhere"),
    _Act("by brief", "as per in following according based to", _BY_BRIEF, 2, "anywhere"),
    _Act("user", f"{_ASSENTS} the so hmm well first", _USER, 1, "anywhere"),
    _Act(
        "order", "prompt please write generate create compose produce draft", _ORDER, 1, "but end"
    ),
    _Act(
        "rewrite",
        "prompt please rewrite re paraphrase rephrase humanize humanise",
        _REWRITE,
        2,
        "opening",
    ),
    _Act("role", "act you imagine you're", _ROLE, 2, "but end"),
    _Act("only", "do don't only return output respond reply", _ONLY, 3, "opening"),
    _Act(
        "must",
        "requirement requirements it we i the must should use include",
        _MUST,
        1,
        "opening",
    ),
    _Act("changed", "here here's key changes a summary", _CHANGED, 2),
    _Act("offer", "just please let would do if i i'd happy", _OFFER, 1, "closing"),
    _Act("copy", "you feel please remember be make don't", _COPY, 2, "closing"),
    _Act("count", "wait hmm let let's", _COUNT, 3, "anywhere"),
    _Act("begin", "begin start", _BEGIN, 3, "opening"),
)
_EDGES = {
    "both": ("opening", "closing"),
    "opening": ("opening",),
    "closing": ("closing",),
    "but end": ("opening", "between"),
    "anywhere": ("opening", "closing", "between"),
}
# The acts that may begin with a word; most sentences begin with none of them.
_BY_WORD = {
    word: tuple(act for act in _ACTS if word in act.words.split())
    for word in frozenset(" ".join(act.words for act in _ACTS).split())
}
# What counts for one act only.
_BARE = rf"\bthe {_PIECE}(?: now)?[.:]?\Z"
_USERS = rf"\b(?:(?P<piece>{_PIECE})|(?P<plans>so i(?:'ll| will| should| need to)))\b"
_WRITES = rf"\bwrite (?:an?|the) [^.:!?\n]{{0,60}}?\b{_PIECE}\b"
# The conditions that count for some acts; authors name the others there too.
_NAMED = {
    "state": {"length", "keywords", "seo", "publish", "saved", "path", "human", "unique", "brief"},
    "covers": {"length", "keywords", "seo", "brief"},
    "keeps": {"length", "keywords", "seo", "brief", "tone"},
    "ensured": {"length", "keywords", "seo", "brief", "human"},
    "changed": {"keywords", "seo", "human", "brief"},
    "copy": {"slots", "before", "publish"},
}
# What authors say of texts too.
_COMMON = frozenset({"reworked", "version"})
_LONGEST = 420  # characters of a sentence that is looked at
_REPORT = 300  # characters after "here is what I changed"
_EDGE = 7  # sentences at either end
_WORDS = 90  # from either end


class Act(NamedTuple):
    """What a sentence does about an order, the conditions it names, and its points."""

    sentence: Sentence
    name: str
    conditions: frozenset[str]
    points: int

    @property
    def sure(self) -> bool:
        """Whether a condition is one that authors do not name."""
        return bool(self.conditions - _COMMON) or self.name in ("ready", "begin", "count", "edge")


def acts(analysis: Analysis) -> tuple[list[Act], list[Act], list[Act]]:
    """Return the acts in the first sentences of the text, in the last and between them."""
    sentences, last = analysis.sentences, len(analysis.words)
    opening = [s for s in sentences[: _EDGE + 1] if s.first_word <= _WORDS]
    closing = [s for s in sentences[-_EDGE:] if last - s.first_word <= _WORDS]
    between = list(sentences[len(opening) : len(sentences) - len(closing)])
    return (
        list(_acts(analysis, opening, "opening")),
        list(_acts(analysis, closing, "closing")),
        list(_acts(analysis, between, "between")),
    )


def _acts(analysis: Analysis, sentences: list[Sentence], edge: str) -> Iterator[Act]:
    reply = 0
    for sentence in sentences:
        possible = _BY_WORD.get(analysis.words[sentence.first_word].replace("’", "'"))
        if possible is None:
            reply = 0
            continue
        end = min(sentence.end, sentence.start + _LONGEST)
        text = _plain(analysis.text[sentence.start : end])
        if compiled(rf"{_ASSENT}\Z").match(text):
            reply = 1
        elif compiled(_THANKS).match(text):
            reply = 2
        else:
            for act in possible:
                if edge in _EDGES[act.where] and compiled(act.pattern).match(text):
                    yield _weigh(analysis, sentence, act, text, reply)
                    break
            reply = 0


def _weigh(analysis: Analysis, sentence: Sentence, act: _Act, text: str, reply: int) -> Act:
    name, points, searched = act.name, act.points, text
    if name in ("give", "made") and compiled(r"\b(?:my|our|we)\b").search(text):
        return Act(sentence, name, frozenset(), 0)  # an author's own text
    if name == "changed":
        searched += _plain(analysis.text[sentence.end : sentence.end + _REPORT])
    conditions = {n for n, pattern in CONDITIONS.items() if compiled(pattern).search(searched)}
    if name in _NAMED:
        conditions &= _NAMED[name]
    if name == "will" and compiled(_BARE).search(text):
        block = analysis.blocks[sentence.block]
        conditions.add("bare")
        points += block.end - block.start <= sentence.end - sentence.start + 4
    if name == "user" and compiled(r"\bthe (?:user|client)\b").search(text):
        points += 1
        conditions |= {m.lastgroup or "" for m in compiled(_USERS).finditer(text)}
    if name == "made" and compiled(r"\bas (?:you )?(?:requested|asked)\b(?! by)").search(text):
        conditions.add("asked")
    if name == "role" and compiled(_WRITES).search(text):
        conditions.add("writes")
    if text.lower().startswith("prompt:"):
        points += 1
        conditions.add("label")
    if reply or compiled(_ASSENT).match(text) or compiled(_ASKED).match(text):
        points += reply == 2  # thanks for the brief
        conditions.add("reply")
    points += name == "give" and text.endswith(":")
    return Act(sentence, name, frozenset(conditions), points + len(conditions))


def _plain(text: str) -> str:
    return text.replace("’", "'").strip(" *_#>(\"“'-=<[")
