"""An outline was published instead of the article: "Section 2: … – Discuss … – Explain …".

What makes it one: most of its points are orders to the writer (discuss, explain, highlight) and
they stand under the names of parts. A list of such orders within an article is one if a point
speaks of a part of the text, or of its readers. Exercises, syllabuses and exam questions give the
same orders, to a learner: they speak of students, questions and answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled, near
from detector.rules.surroundings import is_about, word_set
from detector.text.analysis import Analysis
from detector.text.document import BlockKind

_VERBS = (
    r"(?:discuss|explain|describe|highlight|introduce|outline|explore|summari[sz]e|mention"
    r"|emphasi[sz]e|define|compare|address|conclude|recap|reiterate|encourage|elaborate|cover"
    r"|showcase|illustrate|present|restate|include|provide|offer|share|list)"
)
# A point of the outline: an order at the head of a line, a sentence or a dash.
_POINT = (
    rf"(?:^|\n|[.!?:;] |[–—•*-] )[ \t>*_•–—-]{{0,6}}(?:\d{{1,2}}[.)] )?(?:(?-i:Briefly) )?"
    rf"(?-i:(?=[A-Z])){_VERBS}(?: (?:and|or|on) \w+)? (?=(?:the|how|why|what|an?|some|any|your|its"
    r"|their|with|by|that|key|common|different|various|examples?|tips|readers?|both|[a-z]))"
)
_PART = (
    r"(?:^|\n|[.!?:] )[ \t>*_#•-]{0,6}(?:introduction|conclusion|section \d{1,2}|part \d{1,2}"
    r"|(?:body )?paragraph \d{1,2}|i{1,3}v?\.|body|outline|h[23]|main points?|call to action"
    r"|subheading \d{1,2}|heading \d{1,2})\b"
    # On a flattened page nothing but the colon is left of the heading.
    r"|\b(?-i:Section|Part|Paragraph) \d{1,2}:"
)
# What the points speak of when the text to be written is meant.
_OBJECT = (
    r"\b(?:readers?|audience|the (?:article|post|topic|blog|introduction|conclusion)|importance of"
    r"|benefits of|key (?:points|takeaways|features)|real-life|examples? of|statistics|role of"
    r"|impact of|call to action)\b"
)
_ANCHORS = word_set(
    """
    discuss explain describe highlight introduce outline explore summarize summarise mention
    emphasize emphasise define compare address conclude recap reiterate encourage elaborate cover
    showcase illustrate present restate include provide offer share list
    """
)
_WRITING = word_set(
    "writing write writer writers speech speeches presentation presentations letter essay blog"
    " blogging copywriting pitch resume cv slides"
)
_LEARNING = word_set(
    """
    student students exercise exercises question questions exam exams assignment assignments quiz
    marks syllabus learners pupils teacher homework coursework applicants candidate candidates
    essay essays reviewers agenda workshop workshops session sessions facilitator facilitators
    participants hosts lunch volunteers lesson lessons chapter chapters
    """
)
# What only the plan of a text orders; each stands in a point of a list.
_OF_TEXT = (
    r"\A\W*(?:transition|segue|lead)(?: smoothly)? (?:in)?to\b|\A\W*(?:hook|engage) the reader"
    r"|\b(?:the|this|next|each|previous|following) (?:section|paragraph|article|post"
    r"|intro(?:duction)?"
    r"|conclusion|piece)\b|\b(?:the|your|our) readers?\b"
)
# What talks, letters and lessons have too: one such point is not enough.
_OF_TALK = (
    r"\bcall to action\b|\bkey takeaways?\b"
    r"|\breal-(?:life|world) examples?\b"
)
_OF_TALKS = 2
_LIST_VERB = (
    r"\W*(?-i:(?=[A-Z]))(?:briefly )?(?:discuss|explain|describe|highlight|introduce"
    r"|outline|explore"
    r"|summari[sz]e|mention|emphasi[sz]e|define|compare|address|conclude|recap|elaborate|cover"
    r"|showcase|illustrate|present|provide|offer|include|share|give|transition|segue|start|end|open"
    r"|close|use|add|reiterate|encourage|hook|engage|end with|touch on|state|set the scene)\b"
)
_POINTS, _PARTS, _OBJECTS = 4, 2, 2
_LISTED = 3  # points of a list, all of them orders
# Of the text's words, one in so many begins a point; steps and advice have fewer such orders.
_WORDS_A_POINT = 30


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the points of an outline if most of the text is one."""
    points = [
        match
        for match in near(analysis, _ANCHORS, _POINT, before=12, after=40)
        if not is_spoken_of(analysis, *match.span())
    ]
    if sum(analysis.word_counts[word] for word in _LEARNING) < 2:
        yield from _lists(analysis)
    if len(points) < _POINTS or len(analysis.words) > _WORDS_A_POINT * len(points):
        return
    if sum(analysis.word_counts[word] for word in _LEARNING) >= 2:
        return
    text = analysis.text
    parts = sum(1 for _ in compiled(_PART).finditer(text))
    objects = sum(compiled(_OBJECT).search(text, m.end(), m.end() + 90) is not None for m in points)
    if parts < _PARTS or objects < _OBJECTS:
        return
    for match in points:
        start = match.start() + len(match.group()) - len(match.group().lstrip(" \n\t.!?:;>*_•–—-"))
        end = match.end()
        phrase = excerpt(text[start : end + 30].partition("\n")[0], 50)
        message = f"“{phrase}” is an order to the writer; the outline was published as the article"
        yield Hit(span=analysis.to_source(start, end), message=message, count=len(points))


def _lists(analysis: Analysis) -> Iterator[Hit]:
    """Yield the lists whose points are all orders, one of them about a part of the text."""
    if is_about(analysis, _WRITING, share=0.008, least=3):
        return
    for kind, group in groupby(analysis.blocks, key=lambda block: block.kind):
        items = list(group) if kind is BlockKind.LIST_ITEM else []
        if len(items) < _LISTED:
            continue
        texts = [analysis.text_of(item)[:200] for item in items]
        orders = [text for text in texts if compiled(_LIST_VERB).match(text)]
        of_text = [text for text in orders if compiled(_OF_TEXT).search(text)]
        of_talk = [text for text in orders if compiled(_OF_TALK).search(text)]
        if len(of_talk) >= _OF_TALKS:
            of_text += of_talk
        if len(orders) < len(items) or not of_text:
            continue
        message = f"“{excerpt(of_text[0], 50)}” and the list around it are orders to the writer"
        span = analysis.to_source(items[0].start, items[-1].end)
        yield Hit(span=span, message=message, count=len(orders))


RULE = Rule(
    id="published-outline",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="An outline published as the article",
    why="“Discuss the benefits” is an order to a writer. Readers wait for the article itself.",
    remedy="Write what the outline asks for, and delete the orders.",
    sources=("https://developers.google.com/search/docs/fundamentals/creating-helpful-content",),
    finds=(
        Example(
            text="Section 1: Why paths matter – Discuss the benefits of a path – Explain how "
            "gravel drains. Section 2: Stone – Describe the role of slate – Highlight the cost."
        ),
        Example(
            text="Introduction\n- Introduce the topic of garden paths\n- Mention the importance of "
            "drainage\nConclusion\n- Summarize the key points\n- Encourage readers to dig"
        ),
        Example(
            text="Part 1: Gravel. Define what gravel is. Provide examples of its use. Part 2: "
            "Slate. Compare the impact of rain on both. Emphasize the benefits of stone."
        ),
        Example(
            text="Gravel drains well, and slate lasts for a century.\n\n- Explain how gravel "
            "drains\n- Give an example of its price\n- Transition to slate\n\nSlate is dear."
        ),
    ),
    spares=(
        Example(
            text="Exercises. Section 1: Discuss the benefits of a path. Explain how gravel drains. "
            "Section 2: Describe the role of slate. Compare both. Students have an hour, and the "
            "questions are equal.",
            note="an exercise",
        ),
        Example(
            text="A talk of ten minutes goes like this.\n\n- Explain why the path matters\n"
            "- Give one example of a wet day\n- End with what you ask of the audience\n\n"
            "Stop when the clock strikes.",
            note="advice to speakers",
        ),
        Example(
            text="Introduction\n- Introduce the hosts\n- Explain the rules\nSection 1\n- Discuss "
            "the importance of paths\n- List the key points\nLunch is at noon, and the workshop "
            "goes on at two.",
            note="the agenda of a day",
        ),
        Example(
            text="For groups that read the book.\n\n- Describe the path in the first chapter\n"
            "- Explain why the mason leaves\n- Discuss the next section, a letter\n\n"
            "The last chapter is short.",
            note="questions for readers",
        ),
        Example(
            text="Ring us before you come.\n\n- Describe the path\n- Explain where it ends\n"
            "- Mention the size of the stones\n\nWe will send somebody.",
        ),
        Example(
            text="Include the receipt. List the stones. Describe the path. Provide your address. "
            "We will ring you within the week.",
            note="a form",
        ),
        Example(
            text="Introduction\n\nThis guide will discuss the benefits of a path and explain how "
            "gravel drains.\n\nConclusion\n\nWe described the role of slate."
        ),
    ),
    check=check,
    weight=0.7,
)
