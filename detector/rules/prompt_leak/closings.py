"""What chat tools say at the end of a text: offers of more work on it, and polite lines."""

from __future__ import annotations

from detector.rules.search import phrases

# What is offered at the end is work on the text: people in stories and authors of columns offer to
# make tea, to write to a friend or to turn off the light.
ON_TEXT = (
    r"(?:rewrite|re-write|rephrase|reword|expand|elaborate|refine|revise|shorten|condense|polish"
    r"|proofread|paraphrase|summari[sz]e|humani[sz]e|tailor|tweak|reformat|adjust"
    r"|(?:continue|go on|proceed) with|go deeper)\b"
)
PIECE = (
    r"\b[^.?!\n]{0,80}?\b(?:article|post|version|draft|essay|copy|text|piece|paragraphs?|sections?"
    r"|rewrite|summary|introduction|intro|conclusion|outline|content|description|headlines?|titles?"
    r"|tone|faqs?|key ?words?|examples|captions?|bullet points|cta|call[- ]to[- ]action|sources"
    r"|citations|table of contents|word count|changes|another (?:part|scene|chapter))\b"
)
# More of the text, or of a part of it; what columnists offer is another column.
MORE = (
    r"(?:add|include|provide|create|generate|outline|explain|update|go) (?:more|any|some|additional"
    r"|further|into|deeper)\b(?![^.?!\n]{0,80}\b(?:posts?|columns?|comments|videos?|episodes?"
    r"|future)\b)"
)
_MAKES = r"(?:continue|write|turn|make|add|create|draft|generate|include)"
# Only at the end of the text or as its own line.
_CLOSER = (
    rf"\bwould you like (?:me to (?:{ON_TEXT}|[a-z]+{PIECE}|{MORE})"
    r"|any (?:changes|adjustments|revisions)\b)(?:[^.?!\n]|\betc\.){0,240}\?"
    rf"|\bdo you want me to (?:{ON_TEXT}|[a-z]+{PIECE})[^.?!\n]{{0,120}}\?"
    rf"|\b(?:shall|should) i (?:{ON_TEXT}|{_MAKES}{PIECE})[^.?!\n]{{0,120}}\?"
    r"|\b(?:just )?let me know if (?:you(?:'d| would) like (?:me to"
    rf" (?:{ON_TEXT}|[a-z]+{PIECE}|{MORE})|(?:any|further|additional|more|another|a different)"
    r" (?:\w+ )?(?:changes|adjustments|revisions|refinements|modifications|edits|tweaks"
    r"|improvements|version|draft|details?|help|examples|information|assistance)"
    r"|help with (?:[^.?!\n]{0,60}\b)?(?:specific|particular|additional|further) (?:aspects?"
    r"|steps?|parts?"
    r"|configurations?|sections?|details)\b"
    r"|to (?:refine|adjust|modify|expand|change) (?:this|it|the (?:tone|length|style|text|article"
    rf"|post|draft)))|you (?:need|want) (?:me to (?:{ON_TEXT}|[a-z]+{PIECE}|{MORE})|"
    r"(?:any |further |more |additional |some )?(?:changes|adjustments|revisions|refinements|"
    r"modifications|edits|tweaks|improvements))|there(?:'s| is) anything (?:else )?(?:you|i))"
    r"[^.?!\n]{0,120}"
    r"|\bif you(?:'d| would)? (?:like|want|wish|need),? (?:i can|i could|i'll|i will)"
    rf" (?:also )?(?:{ON_TEXT}|(?:turn|make|add|create|draft|generate|provide|write|help|convert"
    rf"|prepare|include){PIECE})[^.?!\n]{{0,120}}"
    r"|\bfeel free to (?:adjust|modify|customi[sz]e|edit|tweak|adapt|personali[sz]e)"
    r" (?:(?:this|the|it|any) (?:article|text|content|post|draft|template|readme(?! if\b)|details"
    r"|sections?)\b(?! for your own\b)"
    r"|this (?:speech|caption|description) to (?:align with|fit|match|suit|reflect) your\b"
    r"|(?:this|it) (?:as needed|(?:to|based on|according to|for) (?:[a-z]+ )?your (?:audience|brand"
    r"|tone|style|voice|blog|website|site|readers|needs|preferences|specific)\b))"
    r"|\bfeel free to (?:ask|let me know) if (?:you(?: (?:need|want)|'d like|would like)"
    r"|there are) any (?:further |more |other )?(?:changes|adjustments|revisions|edits|tweaks)\b"
    r"|\bwant me to (?:add|shorten|expand|rewrite|adjust|include|tweak|refine) [^.?!\n]{0,80}?\b"
    r"(?:article|post|draft|version|section|intro(?:duction)?|conclusion|paragraphs?|headlines?"
    r"|titles?|tone|faqs?|keywords?|meta description)\b[^.?!\n]{0,60}\?"
    r"|\bi(?:'ve| have) (?:kept|made|used|included|added|written|woven|placed|worked)\b[^.!?\n]"
    r"{0,80}?\b(?:your (?:[\w-]+ )?key ?(?:words?|phrases?)\b"
    r"|(?:tone|length|style|word count|key ?words?)\b[^.!?\n]{0,60}\bas (?:you )?(?:asked"
    r"|requested))"
    r"|\bi hope (?:this|the) (?:article|post|version|draft|rewrite|revision|essay|text|content)"
    r" (?:helps|meets|works|is helpful|fits|suits|captures|serves)\b(?![^.?!\n]{0,80}\benjoy)"
    r"[^.?!\n]{0,80}"
)
# What is said to whoever asked for the text, and to readers who may copy it.
_ADJUST = (
    r"\bfeel free to (?:adjust|modify|customi[sz]e|tweak|adapt) (?:the|any) (?:tone|wording|pace"
    r"|style|level of detail|technical (?:detail|level)|examples|details)\b[^.!?\n]{0,100}"
    r"\b(?:your|audience|depending|as you see fit|as needed|to match)\b"
    r"|\bfeel free to (?:swap in|replace|adjust|change|update|fill in|customi[sz]e"
    r"|modify) [^.!?\n]{0,60}?"
    r"\bto (?:align with|fit|match|suit|reflect) your (?:\w+ )?(?:packages?|business|brand|services"
    r"|company|practice|shop|store|mission|audience)\b"
    r"|\bthis (?:article|(?:blog )?post|draft|piece|version) is (?:now )?ready for (?:your )?"
    r"(?:review|approval|feedback|sign-?off)\b"
)
_POLITE = (
    r"\b(?:i )?hope (?:this|that|it) (?:helps|was helpful|is helpful|is useful)\b"
    r"|\bfeel free to (?:ask|let me know) if (?:you need|you want|there's) anything else\b"
)
CLOSING_TALK = f"{_CLOSER}|(?P<polite>{_POLITE})|(?P<adjust>{_ADJUST})"
CLOSER_OPENINGS = (
    phrases("would", "you", "like")
    | phrases("do", "you", "want")
    | phrases("shall should", "i")
    | phrases("just", "let", "me", "know")
    | phrases("let", "me", "know", "if")
    | phrases("if", "you you'd", "like want wish need", "i i'll")
    | phrases("if", "you", "would", "like want wish need", "i i'll")
    | phrases("feel", "free", "to")
    | phrases("want", "me", "to")
    | phrases("this", "article post blog draft piece version", "is post")
    | phrases("i", "have", "kept made used included added written woven placed worked")
    | phrases("i've", "kept made used included added written woven placed worked")
    | phrases("i", "hope", "this that it the")
    | phrases("hope", "this that it")
)
