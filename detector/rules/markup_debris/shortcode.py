"""Shortcodes and forum codes of another system, shown as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.releases import is_log
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import (
    is_about,
    is_for_generator,
    is_technical,
    looks_like_code,
    tells_how,
    used,
    word_set,
)
from detector.text.analysis import Analysis
from detector.text.document import BlockKind, ContentType, Span, touches

# WordPress core and the page builders and plugins that leave most behind, then forum codes.
# A bare "[video]" or "[gallery]" is what an editor writes too: these need an attribute, an
# address or a slash.
_BRACKET = (
    r"\[/?(?-i:vc|et_pb|fusion|su|av|cs|wpb|mk|rev|nd|tcb|thrive|fl)_\w{2,40}"
    r"(?:[ ][^\[\]\n]{0,400})?\]"
    r"|\[/(?:caption|gallery|embed|youtube|vimeo|audio|video|playlist|sourcecode|code|row|column"
    r"|col|button|tab|tabs|accordion|toggle|one_half|one_third|two_third|img|url|quote|size|color"
    r"|center|list|spoiler)\]"
    r"|\[(?:caption|gallery|embed|youtube|vimeo|audio|video|playlist|sourcecode|soundcloud|tweet"
    r"|instagram|slideshare|googlemaps|contact-form(?:-7)?|contact-field|gravityform|wpforms"
    r"|mc4wp_form|ninja_form|table|button|divider|column|row|product|products|add_to_cart"
    r"|recipe|toc|img|gist|scribd|polldaddy|flickr|dailymotion|vine|archives|blip\.tv|wpvideo"
    r"|elementor-template)(?:[ ]+(?:https?:|[\w-]{1,30}=)|[ ]*=[ ]*[\"']?(?:https?:|\d))"
    r"[^\[\]\n]{0,400}\]"
    # Contact Form 7 and its older forms: [contact-form 1 "Write to us"], [text* your-name]
    r"|\[contact-form(?:-7)?[ ]\d[^\[\]\n]{0,100}\]"
    r"|\[(?:(?:text|email|textarea|tel|select)\*?[ ]your-\w{1,20}|submit)[^\[\]\n]{0,100}\](?!\()"
    r"|\[(?:url|img|quote|size|color)=[^\[\]\n]{1,200}\]"
    # A word in bold in a forum; "[sic]" and "array[i]" have no end tag.
    r"|\[(?P<face>[bius]|code|left|right)\](?=[^\[\]\n]{1,300}\[/(?P=face)\])"
)
# What has an attribute in quotation marks is a shortcode, whoever defined it; so is an end tag
# whose name is no word.
_ANY = (
    r"\[[a-z][\w-]{1,30}(?:[ ][\w-]{1,30}=[\"'][^\"'\[\]\n]{0,200}[\"']){1,8}[ ]?/?\]"
    r"|\[/[a-z]{2,15}[_-][a-z_-]{2,20}\]|^[ \t]*\[(?:gallery|adsense)\][ \t]*$|\[ad_\d{1,2}\](?!\()"
)
_HUGO = r"\{\{[<%][^{}\n]{1,300}[>%]\}\}"
_BRACES = rf"{_HUGO}|\{{%-?[ ][^{{}}\n]{{1,300}}%\}}"
# Tags that stand on a line of their own wherever Liquid is processed: amid a paragraph of a text
# without front matter they were never processed. Inline tags ("{% data …%}") may be a fragment's.
_LIQUID = (
    r"\{%-?[ ]?(?:embed|user|tag|github|gist|youtube|vimeo|twitter|tweet|instagram|codepen"
    r"|codesandbox|jsfiddle|stackblitz|replit|glitch|spotify|soundcloud|speakerdeck|(?:end)?katex"
    r"|(?:end)?details|(?:end)?spoiler|(?:end)?collapsible|(?:end)?cta|(?:end)?highlight"
    r"|(?:end)?raw|include|include_relative|(?:end)?comment|figure|img|image|video"
    r"|(?:end)?codeblock|(?:end)?blockquote|(?:end)?pullquote|asset_img|(?:end)?hint|(?:end)?tabs?"
    r"|(?:end)?content-ref|organization|podcast|listing|link|post)\b[^{}\n]{0,300}%\}"
    r"|\{\{[<%][ ]?/?[\w-]{2,30}[^{}\n]{0,300}[>%]\}\}"
)
_PROSE = r"[A-Za-z]{2,20}[ ,;:.!?)\"'][ \"'(]{0,2}[A-Za-z(\d]"
_BESIDE = 200  # code points of the same line that are searched for prose
# Forum software marks quotations like this; old threads that are kept unchanged show the codes.
_QUOTE = r"\[(/?)quote(?:=[^\[\]\n]{1,200})?\]"
_FORUM = r"\[(?:url|img|quote|size|color)="
_SUBJECT = word_set(
    "shortcode shortcodes wordpress bbcode plugin plugins hugo jekyll liquid jinja django"
)
_TAGS = frozenset({"tag", "tags"})


def check(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    patterns = []
    if "[" in text and "]" in text:
        patterns.append(compiled(_BRACKET))
        if ("=" in text or "[/" in text or "[gal" in text) and not is_technical(analysis):
            patterns.append(compiled(_ANY, re.M))
    template = "{% extends" in text or "{% block " in text  # of Jinja, Nunjucks or Twig
    shown = "{" in text and not template
    for_generator = is_for_generator(analysis)
    if shown:
        # The reader of Markdown takes out what a generator will process. What it leaves of Hugo's
        # stands in the source of another generator, which shows it.
        patterns.append(compiled(_HUGO if for_generator else _BRACES, re.NOFLAG))
    if (
        (for_generator or not shown)
        and analysis.document.front_matter_source is None
        and analysis.document.site is None
        and any(mark in analysis.document.source for mark in ("{%", "{{<"))
    ):
        yield from _liquid(analysis)
    about: bool | None = None
    quotes, closed = 0, "[/" in text
    found: set[tuple[int, int]] = set()  # a known code with an attribute fits two patterns
    shortcodes = [list(used(analysis, pattern)) for pattern in patterns]
    if any(tells_how(analysis, matches) for matches in shortcodes):
        return
    for matches in shortcodes:
        for match in matches:
            if match.span() in found:
                continue
            found.add(match.span())
            if about is None:
                about = (
                    is_about(analysis, _SUBJECT)
                    or is_about(analysis, _TAGS, share=0.01, least=5)
                    or is_log(analysis)
                )
            if about or looks_like_code(text, *match.span(), ignore="[]=_{}<>"):
                continue
            if not closed and compiled(_FORUM).match(match.group()):
                continue  # the synopsis of a command: [color=name]
            if compiled(_QUOTE).fullmatch(match.group()) and analysis.once(_quotes_in_pairs):
                quotes += 1
                yield Hit(
                    span=analysis.to_source(*match.span()),
                    message=f"the forum code “{_short(match.group())}” is shown as text",
                    severity=Severity.WARNING,
                    # One habit of the whole thread, however long it is.
                    weight=0.25 if quotes == 1 else 0.0,
                )
                continue
            yield Hit(
                span=analysis.to_source(*match.span()),
                message=f"the shortcode “{_short(match.group())}” is shown as text",
            )


def _liquid(analysis: Analysis) -> Iterator[Hit]:
    """Find Liquid amid the paragraphs of Markdown: the view leaves out what is between braces."""
    source = analysis.document.source
    if is_about(analysis, _SUBJECT, share=0.008):
        return
    code = sorted(b.source for b in analysis.document.blocks if b.kind is BlockKind.CODE)
    prose = compiled(_PROSE, re.NOFLAG)
    for match in compiled(_LIQUID, re.NOFLAG).finditer(source):
        start, end = match.span()
        first = source.rfind("\n", max(0, start - _BESIDE), start) + 1 or max(0, start - _BESIDE)
        last = source.find("\n", end, end + _BESIDE)
        last = end + _BESIDE if last < 0 else last
        if not (prose.search(source, first, start) and prose.search(source, end, last)):
            continue
        if source.count("`", first, start) % 2 or source[start - 1 : start] in ("`", '"', "'", "“"):
            continue
        if touches(code, start, start):  # a tag may open its own code
            continue
        yield Hit(
            span=Span(start, end),
            message=f"the template tag “{_short(match.group())}” is shown as text",
        )


def _quotes_in_pairs(analysis: Analysis) -> bool:
    """Return whether each forum quotation that is opened is closed."""
    open_now = 0
    for match in compiled(_QUOTE).finditer(analysis.text):
        open_now += -1 if match[1] else 1
        if open_now < 0:
            return False
    return open_now == 0


def _short(code: str) -> str:
    return code if len(code) <= 40 else code[:30] + "…" + code[-1]


RULE = Rule(
    id="shortcode",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.ERROR,
    weight=0.6,
    summary="Shortcodes shown as text: “[youtube …]”, “[caption …]”, “[/vc_row]”, “{{< … >}}”",
    why="The system that processed the shortcode is gone. Readers see the code instead of its "
    "content.",
    remedy="Embed the content that the shortcode stood for, or delete it.",
    sources=("WordPress Developer Resources: Shortcode API", "Hugo documentation: Shortcodes"),
    finds=(
        Example(
            text="Here is the talk.\n\n[youtube https://video.invalid/watch?v=1&w=420]\n\nEnjoy it."
        ),
        Example(text="[vc_row][vc_column width=1/2]We build houses of wood.[/vc_column][/vc_row]"),
        Example(
            text='[caption id="a_12" width="300"]The bridge in May[/caption] It was built in 1905.'
        ),
        Example(
            text='The picture shows the bridge. {{< figure src="bridge.jpg" >}} It is of iron.'
        ),
        Example(
            text="# The bridge\n\nIt was on film. {% embed https://video.invalid/1 %} Then we "
            "walked over the **bridge**, which is made of iron.",
            content_type=ContentType.MARKDOWN,
        ),
        Example(text="[b]The bridge[/b] is of iron, and [i]nobody[/i] knows who built it in 1905."),
        Example(text='Do you have a question? [contact-form 1 "Write to us"] We answer soon.'),
    ),
    spares=(
        Example(
            text='To show the map, type [map zoom="4"] on a line of its own. With [map zoom="9"] '
            "one sees the bridge."
        ),
        Example(
            text="See the video [youtube] and the gallery [photos] of the bridge, built in 1905."
        ),
        Example(
            text="He [the mayor] said [in 2019] that the row [about the bridge] was over at last."
        ),
        Example(
            text="# The bridge\n\nWe heard a talk on it.\n\n{% embed https://video.invalid/1 %}\n\n"
            "Then we walked over it, {% data bridges.name %} and all.",
            note="a tag that the site will process",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text="Set a[i] to the sum, and b[i] [sic] to none; [u] and [/a] stay as they were."
        ),
        Example(
            text="d.bridge [color=name] [size=large] draws the bridge in the colour of that name.",
            note="the synopsis of a command",
        ),
        Example(
            text="Type `[youtube https://video.invalid/1]` where you want the video to appear."
        ),
    ),
    check=check,
    metadata=True,
)
