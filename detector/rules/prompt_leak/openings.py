"""What chat tools say before a text: how they hand it over, and how the request shows in it."""

from __future__ import annotations

from detector.rules.search import phrases

_TEXT = (
    r"(?:(?:blog|news|guest|linkedin|social media) )?(?:article|post|version|draft|essay|copy"
    r"|text|piece|paragraph|section|rewrite|write-?up|story|summary|introduction|conclusion"
    r"|outline|content|description|press release|newsletter|script|report|readme(?:\.md)?)"
)
# Adjectives for a text that was revised on request, and those that any author may use.
REWORKED = (
    r"(?:rewritten|re-written|revised|polished|humani[sz]ed|paraphrased|seo[- ]optimi[sz]ed"
    r"|seo[- ]friendly|optimi[sz]ed|refined|reworked|reworded|rephrased|proofread"
    r"|plagiarism[- ]free|ready[- ]to[- ]publish|publish[- ]ready|publication[- ]ready"
    r"|fully formatted|well-structured|markdown)"
)
_ORDINARY = (
    r"(?:updated|improved|expanded|corrected|edited|complete|full|final|detailed|comprehensive"
    r"|concise|professional|engaging|unique|original|long|short|structured|formatted|informative"
    r"|compelling|human[- ]like|sample|possible|suggested|requested|word|\d{2,4}[- ]words?"
    r"|clean|clear|new|draft|natural|high-quality)"
)
_HERE = r"here(?:'s| is| are) (?:(?:your|the|an?|my|some)\b,? ?)"
# Agreement that people rarely write before handing something over, and agreement that they do.
_ASSENT = (
    r"(?:certainly|sure thing|of course|absolutely|got it|understood|no problem|happy to help"
    r"|definitely|great question|great choice)"
)
_EASY_ASSENT = r"(?:sure|okay|ok|alright|all right|great)"
_THING = (
    rf"(?:{_TEXT}|feature|examples?|list|overview|guide|breakdown|explanation|template|plan|tips|ideas"
    r"|code|table|analysis|response|answer|translation|titles?|headlines?|poem|letter|email|speech)"
)
_HANDS_OVER = (
    rf"(?:(?:{_HERE}|below (?:is|are) (?:an?|the|your|some) |below,? you(?:'ll| will) find"
    rf" (?:an?|the|your|some) )(?:[\w'-]+,? ){{0,7}}?{_THING}\b"
    r"|i(?:'d| would) be (?:happy|glad) to\b|i can (?:certainly |definitely )?help\b"
    r"|let me (?:write|create|draft|rewrite)\b)"
)
# Quizzes, surveys and shops answer to answers, votes and requirements of their readers.
_BASED = r"based on your (?:notes|description|input|code ?base|screenshots?|transcript|prompt)"
# How sentences that hand over a text begin; the rest of the sentence decides.
OFFER = (
    rf"\b{_ASSENT}[!,.:;]+ {_HANDS_OVER}"
    r"|\bas (?:you )?requested[,:] (?:here|below) (?:is|are)\b"
    r"|\bplease (?:provide|share|paste|send) (?:me )?(?:with )?(?:the|your) (?:full "
    r"|original )?(?:text"
    r"|article|content|draft|passage|paragraph|blog post|topic|keywords?) (?:that )?(?:(?:you(?:'d"
    r"| would) like|you want) me to (?:rewrite|paraphrase|humani[sz]e|summari[sz]e|write)"
    r"|to (?:rewrite|paraphrase)|so (?:that )?i can (?:help|assist|rewrite|paraphrase|write))\b"
    r"|\bhere are (?:\d{1,2}|some|a few|several|three|five|ten) (?:[\w-]+ ){0,3}?(?:titles?"
    r"|headlines?"
    r"|options|variations|versions) for your (?:article|post|blog|content|essay)\b"
    rf"|\b{_HERE}(?:[\w-]+,? ){{0,3}}?{REWORKED},? (?:(?:and )?[\w-]+,? ){{0,4}}?{_TEXT}\b"
    r"|\b(?:here(?:'s| is)|below is) (?:the|your|an?) (?:[\w-]+ ){0,2}?translation of"
    r" (?:the|your|this)"
    r" (?:[\w-]+ )?(?:article|post|text|content|page)\b"
    rf"|\bbelow is (?:the|an?|your) (?:[\w-]+,? ){{0,3}}?{REWORKED} (?:[\w-]+,? ){{0,3}}?{_TEXT}\b"
    r"|\bi(?:'ve| have) (?:also |strategically |carefully |now )?(?:rewritten|revised|optimi[sz]ed"
    r"|restructured|humani[sz]ed|paraphrased|reworked|incorporated|placed|integrated)"
    r" (?:the |your )(?:[\w-]+ ){0,2}?(?:article|text|content|keywords?|post|draft|copy)\b"
    r"|\bthis (?:improved|revised|updated|rewritten|optimi[sz]ed|polished|refined) version"
    r" (?:provides|maintains|incorporates|keeps|preserves|includes|retains|addresses|offers"
    r"|aims|ensures|uses|removes|is)\b"
    r"|\bi can (?:create|write|provide|generate|offer|produce) [^.!?\n]{0,60}\b(?:for|about|on) the"
    r" (?:given|provided|specified) (?:keywords?|topic|title)\b"
    r"|\bas per your request,? (?:here(?:'s| is| are)|i(?:'ll| will| have|'ve) \w+)"
    r" [^.!?\n]{0,30}?\b(?:code"
    r"|article|text|summary|content|post|essay|paragraph|translation|version)\b"
    rf"|\b{_BASED},? (?:here(?:'s| is| are)|below is) (?!what (?:we|i)\b|how\b|why\b)"
    r"|\bthis version (?:maintains|keeps|preserves|retains)\b(?=[^.!?\n]{0,100}"
    r"\b(?:of your original\b|your original (?:text|meaning|tone|voice|wording|draft|content"
    r"|intent)\b|phrasings\b))"
    r"|\bkey (?:seo )?(?:improvements|changes) (?:in this version|(?:made )?and explanations?|made"
    r"(?: in this version)?)\b"
)
# A kind of text that people ask a chat tool for, unlike a letter, a list or a report.
ORDERED = (
    r"\b(?:article|blog post|linkedin post|guest post|news post|post|draft|essay|rewrite|version"
    r"|paragraph|write-?up|press release|outline|feature)\b"
)
EAGER = r"(?:certainly|absolutely|of course|definitely|sure(?: thing)?|got it|understood)!"
# A table of the whole syntax is full Markdown too.
_OF_FILE = (
    r"(?: (?:code|content|file|readme|documentation|document|version|source)\b| with\b|:)"
    r"(?! (?:that|which|we|i|for the)\b)"
)
# The request, repeated to the person who made it.
ORDER = (
    r"(?<!for )\byour (?:[\w-]+,? ){0,4}?(?:article|(?:blog |linkedin |guest )?post|draft|essay"
    r"|rewrite|version|paragraph|write-?up|text|content|copy|outline|keywords?|readme"
    r"|documentation)\b"
    # Nobody else speaks of a readme in it.
    r"|\breadme(?:\.md)?(?: file| user guide)?(?:,? (?:with|that|including|rewritten|updated"
    r"|tailored|incorporating|reflecting|for (?:your|the (?:package|repository|project)))\b|:)"
    # What is asked for is a file in that form.
    rf"|\b(?:complete|full|final|updated|entire) markdown{_OF_FILE}|\bas per your request\b"
    r"|\byour original (?:text|meaning|tone|voice|wording|draft|content|intent)\b|\bof your"
    r" original\b"
    r"|\bphrasings\b"
    r"|\bseo\b|\bkey ?(?:words?|phrases?)\b|\btone\b|\bhuman[- ]like\b|\bhumani[sz]ed\b"
    r"|\bplagiarism\b|\b\d{2,4}[ -]words?\b|\bsearch engines?\b|\boriginal meaning\b"
    r"|\breadability\b|\bai[- ]detect|(?<!of )(?<!all )\byou (?:asked|requested)\b|\bas"
    r" requested\b(?=[^\n]{0,60}"
    r"\b(?:article|blog post|essay|draft|rewrite|version)\b(?! (?:i|we|that|which|by)\b))"
)
# The text itself follows: its name, then a colon.
FOLLOWS = (
    r"\b(?:article|blog post|essay|rewrite|write-?up|(?:version|draft|paragraph|section"
    r"|introduction|conclusion|translation)(?: of (?:the|your|this) (?:[\w-]+"
    r" )?(?:article|post|text"
    r"|essay|paragraph|content|page))?)(?: (?:about|on|with|for|based on|in|into"
    r"|to)\b[^:\n]{0,80})?:[*_]*(?:\Z| (?-i:[A-Z]))"
)
# A text that somebody sent in, unlike a plan or a query.
OF_YOURS = (
    rf"\b{_BASED}\b|\bof your (?:[\w-]+ ){{0,3}}?(?:article|(?:blog )?post|blog|draft|essay|text"
    rf"|content|copy"
    r"|documentation|readme|section|instructions|notes|report|structure|introduction|conclusion"
    r"|summary|description|paragraph|guide|outline|overview|plan|template|document|file|proposal"
    r"|resume|cover letter)\b"
)
# Only near the beginning, and with the same weight as the offers.
OPENER = (
    rf"\b{_EASY_ASSENT}[!,.:;]+ (?!here(?:'s| is| are) the ){_HANDS_OVER}"
    rf"|\b{_HERE}(?:[\w-]+,? ){{0,3}}?{_ORDINARY},? (?:(?:and )?[\w-]+,? ){{0,4}}?{_TEXT}\b"
    rf"|\b{_HERE}{_TEXT} (?:you (?:asked|requested)|as requested|based on (?:your|the provided)"
    r"|tailored|optimi[sz]ed|that meets|of (?:the|your) (?:readme|documentation))\b"
    rf"|\b{_HERE}(?:complete|full|final|updated|entire) markdown{_OF_FILE}"
    r"|\byou(?:'re| are) (?:absolutely|completely|quite) right\b"
    r"|\b(?:great|excellent|good) question!"
)
# How such phrases begin.
_REWORKING = """
    also strategically carefully now rewritten revised optimized optimised restructured humanized
    humanised paraphrased reworked incorporated placed integrated
"""
_TO_HAND_OVER = "here here's below i i'd let"
_OWN_HERE = phrases("here's", "your the a an my some") | phrases(
    "here", "is are", "your the a an my some"
)
OFFER_OPENINGS = (
    phrases("certainly absolutely definitely understood", _TO_HAND_OVER)
    | phrases("sure", "thing")
    | phrases("of", "course", _TO_HAND_OVER)
    | phrases("got", "it", _TO_HAND_OVER)
    | phrases("no", "problem", _TO_HAND_OVER)
    | phrases("happy", "to", "help")
    | phrases("great", "question choice")
    | phrases("based", "on", "your")
    | phrases("as", "requested")
    | phrases("as", "per", "your", "request")
    | phrases("as", "you", "requested")
    | phrases("please", "provide share paste send")
    | _OWN_HERE
    | phrases("here", "are", "# a several few three five ten")
    | phrases("below", "is", "the a an your")
    | phrases("i", "have", _REWORKING)
    | phrases("i've", _REWORKING)
    | phrases(
        "this", "improved revised updated rewritten optimized optimised polished refined version"
    )
    | phrases("key", "seo improvements changes")
    | phrases("i", "can", "create write provide generate offer produce")
)
OPENER_OPENINGS = (
    phrases("sure okay ok alright great", _TO_HAND_OVER)
    | phrases("all", "right", _TO_HAND_OVER)
    | _OWN_HERE
    | phrases("you're", "absolutely completely quite")
    | phrases("you", "are", "absolutely completely quite")
    | phrases("great excellent good", "question")
)
