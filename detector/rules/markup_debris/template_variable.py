"""Template variables that were never filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_lowercase

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import (
    is_for_generator,
    is_technical,
    looks_like_code,
    tells_how,
    used,
    word_set,
)
from detector.text.analysis import Analysis
from detector.text.document import ContentType

# Field names that mail-merge and page templates use; a brace around another word may be a set,
# a placeholder in documentation or a joke.
_FIELD = (
    r"(?:city|state|town|region|country|location|area|zip|keyword|keywords|kw|title|post_title"
    r"|name|first_?name|last_?name|full_?name|user_?name|company|company_?name|brand|product"
    r"|product_?name|service|niche|topic|date|month|year|current_?year|price|phone|email|url"
    r"|author|sitename|site_?name|excerpt|content|category)"
)
_BRACES = r"\{\{\{?[ ]?[#/^&]?[A-Za-z_][\w.| ]{0,60}\}?\}\}"
# The generator that reads a Markdown file fills its own variables, but no mail-merge fields.
_FIELDS = (
    rf"\{{\{{[ ]?(?!(?:title|content|excerpt|author|date|url)\b)(?:(?:customer|contact|subscriber"
    rf"|recipient|lead|client)\.)?{_FIELD}[ ]?\}}\}}"
)
# Each form begins with a literal and looks back after it, so that the search is fast.
_OTHER = (
    rf"%%[a-z][a-z0-9_]{{1,40}}%%|\$\{{[A-Za-z_][\w.]{{0,60}}\}}"
    rf"|(?P<single>{{(?<![\w$%#{{\\]{{){_FIELD}}}(?!\}}))|%(?<!\w%){_FIELD}%(?!\w)"
    r"|<%=?[ ][^%\n]{1,100}[ ]%>|<\?php\b"
    r"|#\{[a-z_][\w.]{0,60}\}"
    # Mailchimp's "*|FNAME|*", Word's "<<First Name>>", MODX's "[[+city]]"
    r"|\*\|[A-Z][A-Z0-9_:]{1,40}\|\*"
    r"|<<[ ]?(?:first|last|full|company|product|user|contact)[ _]?name[ ]?>>"
    r"|\[\[[*+][a-z][\w.]{1,40}\]\]"
    # Python's "%(name)s", Smarty's "{$name}", PHP's "$city" between words
    rf"|%\([a-z_]{{2,40}}\)s\b|\{{\$[a-z]\w{{1,40}}\}}|(?<![\w$\\])\${_FIELD}(?![\w$(\[=>-])"
)
# Editors of manuscripts put lost words in braces, linguists a morpheme: plain words, not fields.
_WORD = rf"(?<![\w$%#{{\\{{])\{{(?!{_FIELD}\}})[A-Za-z]+(?: [A-Za-z]+){{0,4}}\}}(?!\}})"

_MAX_PATH = 240  # characters
# Folders and a file with its suffix; "${city}/${state}" is none.
_PATH = r"(?:^|[\w.~-])/(?:[\w.+-]{1,60}/){0,12}[\w.+-]{0,60}\w\.[a-z]{1,5}\b(?!/)"

_MARKS = ("{", "%%", "<%", "<?php", "*|", "<<", "[[", "%(")
_BARE = r"(?<![\w{])\w{3,80}(?![\w}])"
# What the environment of a shell is made of, and what a business fills in.
_SETTINGS = word_set("dir path id key token secret port host home root bin lib version url file")
_BUSINESS = word_set(
    """
    business company brand customer client city state region service product owner store shop
    phone niche keyword price address
    """
)


def check(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    patterns = []
    if "{{" in text:
        patterns.append(compiled(_FIELDS if is_for_generator(analysis) else _BRACES))
    if any(mark in text for mark in _MARKS) or _has_named_dollar(text):
        patterns.append(compiled(_OTHER, re.I | re.M))
    technical: bool | None = None
    variables = [list(used(analysis, pattern)) for pattern in patterns]
    if any(tells_how(analysis, matches) for matches in variables):
        return
    for matches in variables:
        for match in matches:
            if technical is None:
                technical = is_technical(analysis)
            if technical or looks_like_code(text, *match.span()):
                continue
            if match.re.groupindex and match["single"] and analysis.once(_braces_words):
                continue
            if _in_path(text, *match.span()) or _is_environment(match.group()):
                continue
            if _is_defined(analysis, match.group()):
                continue
            yield Hit(
                span=analysis.to_source(*match.span()),
                message=f"the template variable “{match.group()}” was never filled in",
            )


def _has_named_dollar(text: str) -> bool:
    """Return whether a letter follows a dollar sign: most of these signs stand before a price."""
    return "$" in text and any(f"${letter}" in text for letter in ascii_lowercase)


def _is_environment(variable: str) -> bool:
    """Return whether this is a variable of the shell, "${HOME}", and no mail-merge field."""
    name = variable[2:-1]
    if not variable.startswith("${") or not name.isupper():
        return False
    parts = name.lower().split("_")
    if parts[-1] in _SETTINGS:
        return True
    return _BUSINESS.isdisjoint(parts) and compiled(_FIELD).fullmatch(name.lower()) is None


def _is_defined(analysis: Analysis, variable: str) -> bool:
    """Return whether the text names "src_files" of "${src_files}" without its braces too."""
    name = variable[2:-1].lower()
    return variable.startswith("${") and "_" in name and name in analysis.once(_bare_names)


def _bare_names(analysis: Analysis) -> frozenset[str]:
    """Return the names with an underscore that stand outside of braces, in lower case."""
    found = compiled(_BARE).finditer(analysis.text)
    return frozenset(name for match in found if "_" in (name := match.group().lower()))


def _in_path(text: str, start: int, end: int) -> bool:
    """Return whether the variable is a part of a file's path, "build-${version}/src/main.c"."""
    first = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    path = compiled(r"[^\s,;)]{0,120}").match(text, end)
    rest = f"{text[first:start]}{path.group() if path else ''}"
    return len(rest) <= _MAX_PATH and compiled(_PATH).search(rest) is not None


def _braces_words(analysis: Analysis) -> bool:
    return compiled(_WORD).search(analysis.text) is not None


RULE = Rule(
    id="template-variable",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.ERROR,
    weight=0.6,
    summary="Template variables that were never filled in: “{{ name }}”, “%%title%%”, “${city}”",
    why="The page was generated from a template, and readers see the variable instead of its "
    "value.",
    remedy="Fill in the value, or delete the sentence.",
    sources=("Mustache, Jinja and Yoast SEO document these forms of variables",),
    finds=(
        Example(
            text="Welcome to {{ company_name }}, the best place to have your car washed in town."
        ),
        Example(
            text="%%title%% is what everybody in the trade has been talking about since March."
        ),
        Example(
            text="We have repaired roofs in ${city} for more than thirty years in any weather."
        ),
        Example(text="Dear *|FNAME|*, the boats run again from May, and you are welcome on board."),
        Example(text="Dear <<First Name>>, the boats run again from May, and so does the train."),
        Example(
            text="Dear {{ customer.first_name }}, the boats run again from May.",
            content_type=ContentType.MARKDOWN,
        ),
        Example(text="Welcome to ${BUSINESS_NAME}, where the boats are mended within the week."),
        Example(text="We mend boats in $city and $state, and {$owner} answers at night as well."),
        Example(
            text="We repair roofs in ${city}/${state} in any weather, and have done so for years."
        ),
        Example(text="Looking for a plumber in {city}? Our men come within the hour on all days."),
    ),
    spares=(
        Example(
            text="In the letter, type {{first_name}} where the name of a member goes, and check it "
            "with Dear {{first_name}} once."
        ),
        Example(text="Let A = {x} and B = {y}; the union is {x, y}, and 20% of 50 is 10 in all."),
        Example(
            text="In the fourth line {king} was cut away, and {date} and {year} were added later.",
            note="an editor's braces",
        ),
        Example(text="Write `{{ page.title }}` in the layout to show the title of the page there."),
        Example(text="Let $name$ be a set. The service reads ${STATE_DIR} when the day begins."),
        Example(
            text="The installer now reads build-${version}/src/main.c and no longer the old copy.",
            note="the path of a file",
        ),
        Example(text="The clerk's settings are in ${HOME} on every machine of the town hall."),
        Example(
            text="Set the JavaScript variable in the template: the syntax of the code is ${name}."
        ),
    ),
    check=check,
    metadata=True,
)
