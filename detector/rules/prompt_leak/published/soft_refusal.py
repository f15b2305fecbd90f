"""The writer declines the task or asks for its material, and the reply was published.

Three parts make it one: declining ("I'm not able to write this article"), the material that is
missing ("the source text is empty"), and the request or offer that follows ("please share the
transcript", "I can write a general piece instead"). Authors say each of them at times; two
different ones in one passage are a reply to whoever gave the task.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import AI_TALK, discusses, is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, compiled, phrases
from detector.text.analysis import Analysis

_PIECE = (
    r"(?:article|blog post|post|story|summary|rewrite|draft|news (?:article|story|report)|piece"
    r"|write-?up|content|version|response)"
)
_SORT = r"(?:full|complete|factual|responsible|accurate|news|blog|draft)"
_UNWRITTEN = r"(?:article|blog post|summary|rewrite|news (?:article|report)|response)"
_MATERIAL = (
    r"(?:source|sources|text|article|content|transcript|material|input|document|link|url|headline"
    r"|information|details|context|facts|topic|keywords?|excerpt|page)"
)
_REPLY = (
    r"(?P<declines>\bi(?:'m| am)? (?:cannot|can't|can not|unable to|not able to|won't be able to"
    r"|(?:have|need) to decline to|must decline to) (?:responsibly |accurately |reliably |honestly"
    r" |ethically |in good conscience )?(?:write|generate|create|produce|complete|draft|rewrite"
    r"|summari[sz]e|provide) (?:this|the|that|an?|your|any|content)\b[^.!?\n]{0,50}?"
    rf"\b(?:{_PIECE}|topic|page)\b(?![^.!?\n]{{0,40}}\bwithout (?!knowing|having|being"
    rf"|seeing)\w+ing\b)"
    r"|\bi(?:'m| am)? (?:cannot|can't|unable to|not able to|won't) (?:provide|write|create"
    r"|generate|invent|produce|reproduce) (?:real|actual|genuine|verbatim|copyrighted|authentic)\b"
    r"|\bi(?:'d| would) (?:rather|prefer to|prefer) not (?:to )?(?:write|give|provide|produce"
    r"|offer|generate|create|draft)\b|\b(?:this|your) (?:request|prompt|query) (?:touches|falls"
    r"|involves|asks|goes|violates|conflicts|is (?:outside|beyond|against|not something))\b)"
    r"|(?P<missing>\b(?:the|your) (?:source|provided|supplied|input|original|given|attached"
    rf"|linked) (?:{_MATERIAL} )?(?:(?:that )?you (?:provided|shared|gave|supplied|sent) )?(?:is"
    r"|are|was|does|do|did|appears?|seems?|contains?|consists?)(?:n't| not)? (?:empty|blank|missing"
    r"|contain|include|provide|give|only|to be|incomplete|truncated|cut off|no\b|too|insufficient"
    r"|not enough)|\bthere (?:isn't|is not|wasn't|was not) (?:enough|sufficient"
    rf"|any) (?:{_MATERIAL}|material) (?:in|within|from) (?:what|the [\w-]+) you (?:sent|gave"
    r"|shared|provided|supplied|pasted)\b"
    r"|\b(?:the|this|that|your) (?:page|link|url|site|document|file|attachment)\b[^.!?\n]{0,30}?"
    r" (?:(?:would|did|does|could|can|will)(?:n't| not)|won't|cannot|can't|failed to) (?:load|open"
    r"|be (?:opened|reached|accessed|read|loaded))\b"
    rf"|\bthe (?:source |original |full |linked |attached )?{_MATERIAL} you(?:'ve"
    rf"| have)? (?:provided|shared|gave|sent|pasted|supplied) (?:me"
    r" )?(?:here )?(?:is|appears|seems|contains|only|does|doesn't)\b"
    rf"|\bthere (?:is|was) no {_MATERIAL} (?:provided|supplied|attached|to summari[sz]e)\b"
    rf"|\bno (?:source )?(?:{_MATERIAL}|(?:customer |product |user )?(?:reviews"
    r"|testimonials|quotes|data|statistics|images|examples|specifications?|prices?))"
    r" (?:was|were|has been|have been|is"
    r"|are) (?:provided|supplied"
    r"|included|given|attached|shared)\b"
    rf"|\b(?:insufficient|inadequate|not enough) (?:source |input |background )?(?:{_MATERIAL}"
    r"|material|data) (?:(?:was|were|is|has been|have been) )?(?:provided|supplied|given"
    r"|available|included)(?: here)? (?:to|for) (?:responsibly |accurately )?(?:writ|produc|generat"
    rf"|creat|complet|draft|summari[sz]|compil|compos)\w+ [^.!?\n]{{0,40}}?\b{_PIECE}\b"
    r"|\bi (?:do not|don't|didn't) (?:currently )?have (?:enough|sufficient|any|the|reliable"
    rf"|verified|access to)\b[^.!?\n]{{0,40}}?\b{_MATERIAL}\b"
    rf"|\bi (?:don't|do not|didn't) see (?:any|an|the|your) (?:\w+ )?{_MATERIAL}"
    r" (?:attached|included|in your|to (?:your|this) message)\b"
    r"|\bi (?:couldn't|could not|cannot|can't|was unable to|am unable to)"
    r" (?:find|verify|confirm|access|open|retrieve) (?:any |the |enough |this |that |your"
    rf" )[^.!?\n]{{0,40}}?\b{_MATERIAL}\b)"
    r"|(?P<awaits>\bonce you(?:'ve| have)? (?:provided?|pasted?|uploaded?) (?:the|your|it|them"
    r"|that)\b[^.!?\n]{0,40}?,? i(?:'ll| will| can)(?::| (?:\w+ly )?(?:generate|perform|analy[sz]e"
    r"|rewrite|extract|summari[sz]e|populate|follow)))"
    # Nobody says "I", and no author is named.
    r"|(?P<unwritten>\b(?:unable to|cannot|could not|not possible to) (?:responsibly |accurately"
    r" )?(?:write|generate|produce|create|draft|summari[sz]e) (?:this|the|an?) (?:[\w-]+"
    rf" ){{0,2}}?{_UNWRITTEN}\b|\b(?:this|the|an?|no) (?:{_SORT} ){{0,2}}?{_UNWRITTEN}"
    r" (?:can(?:not| not|'t)?|could(?: not|n't)?) be (?:responsibly |accurately )?(?:written"
    r"|generated|produced|created|drafted) (?:from|without|based on|because|as) (?:the|an?"
    r"|any|this|no|more|sufficient|additional|further)\b)"
    rf"|(?P<unpasted>\byou (?:didn't|did not|haven't|have not) (?:actually )?pasted? (?:the|any"
    rf"|an?)"
    rf" (?:[\w-]+ ){{0,2}}?{_MATERIAL}\b)"
    # The task itself is missing.
    r"|(?P<untold>\bplease provide (?:me )?(?:with )?(?:the|an?) (?:[\w-]+ ){0,2}?(?:topic|title"
    r"|subject|keywords?)\b[^.!?\n]{0,60}?\bi can (?:write|generate|create|start|begin|get"
    r" started))"
    r"|(?P<asks>\b(?:please|could you(?: please)?|can you(?: please)?|if you(?: can| could)?)"
    r" (?:provide|share|paste|send|supply)(?: me)?(?: with)? (?:the|an?|more|your|additional|any"
    rf"|some|further) (?:[\w-]+ ){{0,3}}?{_MATERIAL}\b"
    r"|\bif you (?:send|share|paste|provide|upload|give) (?:me )?(?:the|it|that|more|an?|its"
    r"|your)\b[^.!?\n]{0,30}?,? i(?:'ll|"
    r" will| can)\b|\b(?:paste|share|send|upload|drop|add) (?:me )?(?:in )?(?:its|the|that|your"
    r"|any) (?:[\w-]+ ){0,2}?"
    rf"(?:{_MATERIAL}|wording|quotes?|words) (?:here|below|into (?:the|this) chat|in (?:the|this)"
    r" chat|directly)\b|\b(?:paste|share|send|give me|upload) (?:it|them|that|those|one"
    r"|more)(?: \w+)?,? and i(?:'ll| will| can) (?:write|turn|draft|build|start|get started|put"
    r"|rewrite|finish|summari[sz]e)\b|\b(?:paste|share|send|give me|upload) (?:it|them|that|those"
    r"|one|more)(?: \w+)?,? and i(?:'ll| will"
    r"| can) (?:write|turn|draft|build|start|get started|put|rewrite|finish|summari[sz]e)\b)"
    # A digest of what could not be read.
    r"|(?P<unread>\b(?:the|its) (?:original|full|source|linked) (?:article|post|text|page"
    r"|paper|content)s?"
    r" (?:could not|couldn't|cannot|can't) be (?:fetched|accessed|retrieved|read|loaded|opened)\b"
    r"|\bwithout access to the (?:full|original|actual|complete|source) (?:articles?|text"
    r"|post|paper"
    r"|content|document|transcript)\b|\bno (?:body|article|full) (?:text|content) (?:was|could be)"
    r" (?:retrieved|fetched|available|extracted))"
    r"|(?P<instead>\b(?:this|(?:this|the) (?:summary|analysis|overview|description|assessment|entry"
    r"|brief)) (?:is|was) (?:therefore )?based (?:only |solely |entirely )(?:on|upon) (?:the "
    r"|its )(?:[\w']+ )"
    r"{0,2}?(?:title|headline|excerpt|abstract|snippet|metadata|description)\b"
    r"|\bi(?:'ve| have) (?:created|written|used|included|made up|invented"
    r"|added) (?:some )?(?:sample"
    r"|placeholder|example|fictional|illustrative|dummy|plausible|generic)\b"
    r"|\b(?:this|the) (?:section|article|post|summary|response|overview|guide|content"
    r"|piece) (?:is|was|has been) (?:therefore |instead )?(?:based|written|built)"
    r" (?:only |solely |mostly )?(?:on|from) (?:my |the )?(?:general|publicly available|common"
    r"|background|available) (?:knowledge|information)\b|\bbut here(?:'s| is| are) (?:an? |some"
    r" |\w+ )?(?:sample|example|fictional|illustrative|generic|placeholder|hypothetical)\b)"
    r"|(?P<offers>\b(?:i(?:'d| would| will|'ll) (?:then )?be (?:happy|glad) to|i can(?: instead)?"
    r"(?: also)?|instead,? i can) (?:write|draft|rewrite|produce|create|revise|summari[sz]e"
    rf"|generate|offer)\b[^.!?\n]{{0,50}}?\b(?:{_PIECE}|outline|overview|(?:structured|general)"
    r" analysis)\b|(?<=however, )i can (?:provide|offer|give) (?:you )?(?:with )?(?:some|a few"
    r"|general) (?:[\w-]+ ){0,2}?(?:insights?|information|tips|guidelines?|guidance)\b"
    r"|\bwhat i (?:can|could) do(?: instead)? is (?:write|describe|explain|offer|give|provide"
    r"|draft)\b|\bi (?:could|can|will|would) (?:then )?(?:build|write|draft|produce|get started"
    r"|start)\b)"
)
_THINGS = """
    source sources text article content transcript material input document link url headline
    information details context facts topic keyword keywords excerpt page
"""
_PIECES = """
    article blog post story summary rewrite draft news piece write-up content version response
    full complete factual responsible accurate
"""
_SHARE = "provide share paste send supply"
_WRITE = "responsibly accurately write generate produce create draft summarize summarise"
_OPENINGS = (
    phrases("i", "cannot can't don't didn't couldn't am")
    | phrases("i'm", "unable not cannot can't can won't have need must")
    | phrases("i", "can could do unable", "not to")
    | phrases("i", "not", "able")
    | phrases("i", "have need", "to", "decline")
    | phrases("i", "must", "decline")
    | phrases("i", "won't")
    | phrases("i", "was", "unable")
    | phrases("the your", "source provided supplied input original given attached linked")
    | phrases("no", _THINGS)
    | phrases("there", "is was", "no")
    | phrases("please", _SHARE)
    | phrases("could can", "you", f"please {_SHARE}")
    | phrases("if", "you", f"can could upload give {_SHARE}")
    | phrases("i'd i'll", "be then")
    | phrases("i", "would will", "be then")
    | phrases("i", "can")
    | phrases("instead", "i", "can")
    | phrases("i'd", "rather prefer")
    | phrases("i", "would", "rather prefer")
    | phrases("this your", "request prompt query")
    | phrases("the", _THINGS, "you you've")
    | phrases("there", "isn't wasn't")
    | phrases("there", "is was", "not")
    | phrases("the this that your", "page link url site document file attachment")
    | phrases(
        "paste share send upload drop add", "me in its the that your any it them those one more"
    )
    | phrases("give", "me", "it them that those one more")
    | phrases("what", "i", "can could", "do")
    | phrases("once", "you you've")
    | phrases("insufficient inadequate", f"input background data {_THINGS}")
    | phrases("not", "enough possible")
    | phrases("unable", "to")
    | phrases("cannot", _WRITE)
    | phrases("could", "not", _WRITE)
    | phrases("this the a an no", f"section overview guide {_PIECES}")
    | phrases("but", "here here's")
    | phrases("the its", "original full source linked")
    | phrases("this", "is was")
    | phrases("without", "access", "to")
    | phrases("i've", "created written used included made invented added")
    | phrases("i", "have", "created written used included made invented added")
    | phrases(
        "no",
        "reviews testimonials quotes data statistics images examples specification"
        " specifications price prices customer product user",
    )
    | phrases("no", "body article full")
    | phrases("this the", "analysis description assessment entry brief")
    | phrases("you", "didn't haven't")
    | phrases("you", "did have", "not")
    | phrases("i", "could will would", "then build write draft produce get start")
)
_ORDER_MISSING = r"\b(?:article|blog post|keywords?)\b[^.!?\n]{0,80}\b(?:write|generate)\b"
_ON_TEXT = r"\b(?:article|analy[sz]e|rewrite|summari[sz]e|summary|extract|this chat|our chat)\b"
_NEAR = 400  # characters between two parts of one reply
_SURE = ("declines", "missing", "unpasted", "unwritten", "unread")
# Consultants and engravers wait for their customers' material too, and clerks for a title.
# Writers of digests say what they could not read.
_UNSURE = frozenset({"awaits", "untold", "asks", "offers", "unread", "instead"})
# What names the material of a task; "no details were given" ends a piece of news.
_OF_TASK = (
    "The provided", "the provided", "The supplied", "the supplied", "There is no article",
    "Insufficient",
)  # fmt: skip
_SHORT = 60  # words: where a reply is the whole text, one part of it is enough


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the parts of a reply where two different ones are close to each other."""
    parts = [
        (match.start(), match.end(), match.lastgroup)
        for match in at(analysis, _OPENINGS, _REPLY)
        if not is_spoken_of(analysis, *match.span(), says=True)
    ]
    short = len(analysis.words) <= _SHORT
    if len(parts) < (1 if short else 2) or discusses(analysis, AI_TALK):
        return
    text, starts = analysis.text, [start for start, _, _ in parts]
    for start, end, kind in parts:
        first, last = bisect_right(starts, start - _NEAR), bisect_left(starts, start + _NEAR)
        company = {k for _, _, k in parts[first:last]}
        alone = short and (kind in ("declines", "untold") or text.startswith(_OF_TASK, start))
        together = len(company) > 1 and not company.isdisjoint((*_SURE, "awaits"))
        if alone or together:
            # The order for an article is missing, not the title of a talk.
            ordered = compiled(_ORDER_MISSING).search(text[start : end + 60]) is not None
            unsure = company <= _UNSURE and not (kind == "untold" and ordered)
            if unsure and not (ordered or compiled(_ON_TEXT).search(text, start, end + 60)):
                continue
            phrase = excerpt(analysis.text[start:end], 70)
            yield Hit(
                span=analysis.to_source(start, end),
                message=f"“{phrase}” replies to whoever gave the task; it is no part of an article",
                count=len(parts),
                severity=Severity.WARNING if unsure else Severity.ERROR,
                weight=0.5 if unsure else None,
            )


RULE = Rule(
    id="soft-refusal",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="A reply that declines the task published as text",
    why="“The source text is empty. Please share the article” was meant for whoever gave the task. "
    "The article is missing.",
    remedy="Delete the reply, and write the article from its sources.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(
            text="Insufficient material was supplied to write a fair article. Please provide the "
            "full text of the report."
        ),
        Example(
            text="This article cannot be written without further details. Please share the source "
            "text."
        ),
        Example(
            text="Please provide the text of the article. Once you provide the text, I will "
            "summarize it."
        ),
        Example(text="Please provide the main topic for the article so that I can write it."),
        Example(
            text="I don't see any article attached to your message. Could you share the "
            "link or the text?"
        ),
        Example(
            text="I'm not able to write this article, as the sources conflict. I can draft a "
            "general overview instead."
        ),
        Example(text="The provided text is empty. Please share the full article and I will begin."),
        Example(
            text="I don't have enough information on the bridge. If you can share the transcript, "
            "the piece can follow."
        ),
    ),
    spares=(
        Example(text="Insufficient information was provided to complete the form. Please call us."),
        Example(
            text="The story could not be written from the letters alone. Please share the page "
            "with a friend who knew her."
        ),
        Example(text="Please provide the text for the stone. Once you have paid, I will carve it."),
        Example(
            text="Please provide the title of your talk by May, so that the poster can be printed. "
            "Gravel drains well and is cheap. Slate lasts for a century, and it is dear."
        ),
        Example(
            text="I can't write a story about the flood without naming her. I can give you some "
            "tips on it."
        ),
        Example(text="I can't write this post without thanking the clerk who opened the archive."),
        Example(text="Please send your text by May. I can draft a map of the path for you."),
        Example(text="I could not find the source of the river, and the page was torn."),
        Example(
            text='It wrote: "The source text is empty. Please share the article." We laughed.',
            note="quoted",
        ),
    ),
    check=check,
    weight=0.75,
)
