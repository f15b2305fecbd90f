"""Labels that the interface of a chat tool shows around an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import (
    AI_TALK,
    begins_line,
    discusses,
    ends_line,
    is_spoken_of,
    opens_sentence,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, compiled, phrases
from detector.rules.surroundings import is_about, is_technical, word_set
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS, BlockKind, ContentType, Span

_WINDOW = (
    r"(?:chatgpt|gemini|claude|copilot|bard|assistant) said:(?=\s)|regenerate response\b"
    r"|(?:chatgpt|gemini) can make mistakes\b[^\n]{0,40}|was this response better or worse\?"
    r"|thought for \d{1,3} (?:seconds|s)\b|think(?:ing)?>|scratchpad>|reasoning>|reflection>"
    r"|(?:python|javascript|bash|html|css|java|sql|json|typescript|yaml|php|csharp) ?copy code\b"
)
_LANGUAGES = "python javascript bash html css java sql json typescript yaml php csharp"
_OPENINGS = (
    phrases("chatgpt gemini claude copilot bard assistant", "said")
    | phrases("chatgpt gemini", "can", "make")
    | phrases("regenerate", "response")
    | phrases("was", "this", "response")
    | phrases("thought", "for", "#")
    | phrases("think thinking scratchpad reasoning reflection")
    | phrases(_LANGUAGES, "copy")
    | phrases(" ".join(f"{language}copy" for language in _LANGUAGES.split()), "code")
)
# Control tokens that separate the turns in the input and output of a model.
_TURN = r"<\|(?:im_start|im_end|endoftext|eot_id|assistant|user|system|end)\|>|\[/INST\]"
# The sides of a chat in brackets, as scripts label them in a prompt: "[assistant]: The harbour …".
# What they have before an address is the definition of a link.
_NO_ADDRESS = (
    r"(?!\s{0,9}(?:[/#<]|\.{1,2}/|(?:https?|ftp|mailto):|www\."
    r"|[^\s\[\]]{1,60}\.\w{2,5}(?:[\s/?#]|$)))"
)
_BRACKETED = rf"(?i)\[(assistant|system|user|ai|model)\]\s?:{_NO_ADDRESS}"
# Somebody else who speaks, as in a play or in a log of a chat among people, or another entry.
_OTHER = rf"(?i)\[(?!(?:assistant|system|user|ai|model)\])[a-z][^\]\n]{{0,40}}\]\s?:{_NO_ADDRESS}"
_STAGE = word_set("scene act stage curtain enters exits exeunt narrator actor actors")
# The label of a result, as the first words of the text.
_RESULT = (
    r"(?i)\A[*_# ]{0,4}(?:generated (?:text|article|content|output|response|story)"
    r"|(?:model|final) output)[*_]{0,2}:[*_]{0,2}\s"
)
# The same, which titles of columns have too: it stands alone above the text.
_ANSWER = r"(?i)\A[*_# ]{0,4}(?:response|answer|output|completion)[*_]{0,2}:[*_]{0,2} {0,3}\n"
# One side of it, as the whole text: no scene of a play begins with such a speaker.
_SIDE = (
    r"(?i)\A[*_# ]{0,4}(?:assistant|ai (?:assistant|response|output)|model (?:response|output)"
    r"|chatgpt"
    r"(?: response)?|llm (?:response|output)|response from (?:chatgpt|the model))[*_]{0,2}:\s"
)
# Below the title, where a play may begin: it hands over a text.
_SIDE_HANDS = (
    r"(?i)[*_# ]{0,4}(?:assistant|ai (?:assistant|response|output)|model (?:response|output)"
    r"|chatgpt(?: response)?)[*_]{0,2}:[*_]{0,2} (?:(?:sure|certainly|of course|absolutely)[!,.]"
    r"|here(?:'s| is| are) (?:the|an?|your)\b)"
)
# The two sides of a chat, the first of which asks for a text.
_SIDES = (
    r"(?m)\A[*_ ]{0,4}(?:user|human)[*_]{0,2}: ?[*_]{0,2} ?(?:please )?(?:write|create|generate"
    r"|draft|compose)\b[^\n]{0,400}\n{1,3}[*_ ]{0,4}(?:assistant|ai|chatgpt)[*_]{0,2}:"
)


# What one side asks of the text, and the two sides of a chat below one another anywhere.
_TURNS = (
    r"^[*_ ]{0,4}(?:(?:human|user)[*_]{0,2}:[*_]{0,2} (?:(?:now|please"
    r"|ok(?:ay)?),? )?(?:write|rewrite"
    r"|make (?:it|this)|shorten|expand|summari[sz]e|continue|translate|create|generate|give me)\b"
    r"|(?:human|user)[*_]{0,2}:[^\n]{8,300}\n{1,3}[*_ ]{0,4}(?:assistant|ai|chatgpt"
    r"|model)[*_]{0,2}:"
    r"(?=[^\n]{20}))"
)
# The call of a tool, as models write it for the program that runs it, and its result.
_CALL = (
    r"</?(?:antml:)?(?:function_(?:calls?|results?)|tool_(?:calls?|use|results?|responses?"
    r"|outputs?)"
    r"|invoke(?= name=)|parameter(?= name=)|system-reminder|search_results?"
    r"|article_\w{3,9}|blog_?post|final_\w{4,9}|rewritten_\w{4,9})\b[^<>\n]{0,80}>"
    r"|\[(?-i:TOOL_CALLS?|web_search|function_call|tool_call|search_web)\b[^\[\]\n]{0,80}\](?!\()"
    r"|\{\s?\"(?:name|tool|tool_name|function|action|recipient_name)\"\s?:\s?\"[\w.-]{2,40}\",\s?"
    r"\"(?:arguments|parameters|args|action_input|tool_input|input)\"\s?:\s?[{\"]"
)
# Thoughts, not the name of a component: words follow.
_THOUGHTS = r"(<think(?:ing)?>)\s{0,9}(?-i:[A-Z])[\w']{0,20},? [a-z]"
# The end of thoughts that began before the text.
_THOUGHT = r"^[ \t]{0,3}(</think(?:ing)?>)[ \t]{0,9}$"
_FEW_TURNS = 2
_CALL_SIGNS = (
    "function_", "<article_", "post>", "<final_", "<rewritten_", "tool", "[TOOL_", "web_search",
    "search_web", "invoke", "parameter",
    "system-reminder", "search_result", '"arguments"', '"args"', '"action_input"', '"input"',
)  # fmt: skip


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield interface labels; in a text about chat tools only those on a line of their own."""
    for match in at(analysis, _OPENINGS, _WINDOW):
        start, end = match.span()
        # People said something, and thought for some seconds.
        said = match.group().endswith(":") or match.group().lower().startswith("thought")
        if is_spoken_of(analysis, start, end) or (said and not opens_sentence(analysis, start)):
            continue
        alone = begins_line(analysis, start) and ends_line(analysis, end)
        if alone or not discusses(analysis, AI_TALK):
            phrase = " ".join(match.group().split())
            yield Hit(
                span=analysis.to_source(start, end),
                message=f"“{phrase}” is a label of a chat tool, copied with its answer",
            )
    yield from _unseen_thinking(analysis)
    text = analysis.text
    if ("<|" in text or "INST]" in text) and not _is_on_models(analysis):
        for match in compiled(_TURN).finditer(text):
            if not is_spoken_of(analysis, *match.span()):
                message = f"“{match.group()}” is a control token of a language model"
                yield Hit(span=analysis.to_source(*match.span()), message=message)
    yield from _calls(analysis)
    if "]:" in text or "] :" in text:
        yield from _bracketed(analysis)
    result = compiled(_RESULT, re.NOFLAG).match(text)
    if result and not _is_on_models(analysis):
        message = f"“{result.group().strip()}” is the label of a program's result"
        yield Hit(span=analysis.to_source(*result.span()), message=message)
    answer = compiled(_ANSWER, re.NOFLAG).match(text)
    if answer and "?" not in (analysis.document.title or "") and not _is_on_models(analysis):
        message = f"“{answer.group().strip()}” opens an answer whose question is missing"
        span = analysis.to_source(*answer.span())
        yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.4)
    side = compiled(_SIDE).match(text) or _side_below(analysis)
    # A dialogue has the other speaker as well.
    if side and text.count(side.group().strip()) == 1 and not _is_on_models(analysis):
        message = f"“{side.group().strip()}” opens the answer of a chat tool"
        yield Hit(span=analysis.to_source(*side.span()), message=message)
    yield from _turns(analysis)
    sides = compiled(_SIDES).match(text)
    if sides and not _is_on_models(analysis):
        message = "the text contains a chat prompt and its answer"
        yield Hit(span=analysis.to_source(*sides.span()), message=message)


def _turns(analysis: Analysis) -> Iterator[Hit]:
    """Yield an order of one side; interviews and logs have many more lines of either."""
    text = analysis.text
    if not ("ser:" in text or "uman:" in text or "ser**:" in text or "uman**:" in text):
        return
    found = list(compiled(_TURNS, re.I | re.M).finditer(text))
    if 0 < len(found) <= _FEW_TURNS and not _is_on_models(analysis):
        for match in found:
            if not is_spoken_of(analysis, match.start(), match.start() + 1):
                message = f"“{excerpt(match.group(), 50)}” is one side of a chat with a model"
                span = analysis.to_source(*match.span())
                yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.5)


def _side_below(analysis: Analysis) -> re.Match[str] | None:
    body = next((b for b in analysis.blocks if b.kind not in HEADING_KINDS), None)
    if body is None or ":" not in analysis.text[body.start : body.start + 30]:
        return None
    return compiled(_SIDE_HANDS, re.NOFLAG).match(analysis.text, body.start)


def _unseen_thinking(analysis: Analysis) -> Iterator[Hit]:
    """Yield the tags of a model's thoughts where markup swallows them.

    One that opens has words after it, and one that closes stands alone in its line.
    """
    source, text = analysis.document.source, analysis.text
    if "think" not in source or discusses(analysis, AI_TALK):
        return
    place = source.find("<think")
    tag = compiled(_THOUGHTS).match(source, place) if place >= 0 and "<think" not in text else None
    closed = None
    if "</think" in source and "</think" not in text and place < 0:
        closed = compiled(_THOUGHT, re.M).search(source)
    found = tag or closed
    if not found:
        return
    place = found.start(1)
    shown = source[max(0, place - 1) : place] in ("`", '"', "'")
    blocks = analysis.document.blocks
    code = any(b.kind is BlockKind.CODE and b.source.start <= place < b.source.end for b in blocks)
    if not shown and not code:
        what = "opens" if found is tag else "closes"
        message = f"“{found.group(1)}” {what} the thoughts of a model, published with its answer"
        yield Hit(span=Span(*found.span(1)), message=message)


def _bracketed(analysis: Analysis) -> Iterator[Hit]:
    """Yield the bracketed sides of a chat, where one of them is no person and nobody else speaks.

    An assistant is certain. A system, a model or an AI alone may be a device or an entry of a list.
    """
    found = list(compiled(_BRACKETED, re.NOFLAG).finditer(analysis.text))
    sides = {match.group(1).lower() for match in found}
    if "assistant" not in sides and not ("user" in sides and len(sides) > 1):
        return
    people = compiled(_OTHER, re.NOFLAG).search(analysis.text) is not None
    if people or is_about(analysis, _STAGE, share=0.002) or _is_on_models(analysis):
        return
    for match in found:
        if not is_spoken_of(analysis, *match.span()):
            message = f"“{match.group()}” is the label of a side in a chat with a model"
            yield Hit(span=analysis.to_source(*match.span()), message=message, count=len(found))


def _calls(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    if not any(sign in text for sign in _CALL_SIGNS) or _is_on_models(analysis):
        return
    for match in compiled(_CALL).finditer(text):
        # A record within a sentence is shown by it.
        inside = match.group()[0] == "{" and compiled(r"[\w,:][ \t]{1,3}\Z").search(
            text, max(0, match.start() - 4), match.start()
        )
        if not inside and not is_spoken_of(analysis, match.start(), match.start() + 1):
            message = f"“{excerpt(match.group(), 50)}” is the call of a tool by a model"
            yield Hit(span=analysis.to_source(*match.span()), message=message)


def _is_on_models(analysis: Analysis) -> bool:
    return discusses(analysis, AI_TALK) or is_technical(analysis)


RULE = Rule(
    id="chat-interface",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="Labels of a chat tool left in the text",
    why="Labels such as “Regenerate response” were copied together with an answer.",
    remedy="Delete the label, and make sure that somebody has read the answer itself.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text="Gravel drains well, and slate looks better.\n\nRegenerate response"),
        Example(text="ChatGPT said:\n\nGravel drains well, and slate looks better on a slope."),
        Example(text="Lay the stones in sand. python Copy code print(1) Then water the bed."),
        Example(text="Gravel drains well, and slate looks better on a slope.<|im_end|>"),
        Example(text="[assistant]: Gravel drains well, and slate looks better on a slope."),
        Example(
            text="Gravel is cheap.\n\n<tool_call>\n"
            '{"name": "search_web", "arguments": {"query": "price of slate"}}\n</tool_call>'
        ),
        Example(
            text="</think>\n\nGravel drains well, and slate looks better on a slope.",
            content_type=ContentType.MARKDOWN,
        ),
        Example(text="Generated text: Gravel drains well, and slate looks better on a slope."),
    ),
    spares=(
        Example(
            text="Gravel drains well.\n\n```\n</think>\n```\n\nSlate looks better on a slope.",
            content_type=ContentType.MARKDOWN,
            note="shown as code",
        ),
        Example(text="The clerk thought for 4 seconds and gave me the slate for nothing."),
        Example(text="Each turn of the file ends in `<|im_end|>`, and the reader skips it."),
        Example(text='The button "Regenerate response" was blue, and nobody pressed it again.'),
        Example(
            text='The program prints a note, {"name": "open_gate", "arguments": {"side": "left"}}, '
            "and another one opens the gate.",
            note="shown by a sentence",
        ),
        Example(text="The tool calls for a steady hand, and the parameter is its length."),
        Example(text="The assistant said: gravel drains well. She thought for a while."),
        Example(text="[user]: Gravel drains well. Which is cheaper? [1]: slate is dear."),
        Example(
            text="Gravel is cheap.\n\n[model]: https://pumps.example/gr-1994\n"
            "[assistant]: /staff/anna.html",
            note="definitions of links",
        ),
        Example(
            text="[system]: Anna joined the room\n[anna]: The gravel is here.\n"
            "[user]: Ours too, since Monday.",
            note="a chat among people",
        ),
        Example(
            text="[User]: Which path do I take?\n\n[AI]: The wet one.\n\n[Teacher]: Who said that?",
            note="a play at a school",
        ),
        Example(text="Output: gravel by the ton. Output fell in May."),
        Example(text="You can copy code from the book; think of it as a gift to the reader."),
    ),
    check=check,
    metadata=True,
    weight=0.6,
)
