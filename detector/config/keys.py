"""The keys of the configuration: what each may hold, what it starts as, and the profiles.

Everything else reads from here: validation, ``detector config show``, the JSON schema and the
table in ``docs/configuration.md``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detector.findings import Family

FAIL_ON = ("review", "fail", "never")
# How far a family counts: not looked at; never fails an article; fails it by its errors.
FAMILY_LEVELS = ("off", "review", "fail")
THRESHOLDS = {
    "generated": "probability from which the prose fails as machine-generated",
    "low_quality": "probability from which the article fails as spam or filler",
    "review": "family score from which an article without an error needs review",
}

# Every profile gives every key that any profile governs, so that changing the profile for some
# paths leaves nothing of another behind.
PROFILES: Mapping[str, Mapping[str, Any]] = {
    "blog": {
        "fail_on_generated": True,
        "families": dict.fromkeys(Family, "fail"),
    },
    # Agency copy is short, and standing lines under each story are the house's own.
    "news": {
        "fail_on_generated": True,
        "families": {
            **dict.fromkeys(Family, "fail"),
            Family.BOILERPLATE: "review",
            Family.THIN_CONTENT: "off",
        },
    },
    # A manual repeats its terms and its steps on purpose, shows markup because that is its
    # subject, and its even prose is unlike what the classifier learned from.
    "docs": {
        "fail_on_generated": False,
        "families": {
            **dict.fromkeys(Family, "review"),
            Family.PROMPT_LEAK: "fail",
            Family.READABILITY: "off",
            Family.THIN_CONTENT: "off",
        },
    },
    # A product page is short, names its product all through and is often written to a template.
    "product": {
        "fail_on_generated": False,
        "families": {
            **dict.fromkeys(Family, "fail"),
            Family.KEYWORD_STUFFING: "review",
            Family.REPETITION: "review",
            Family.BOILERPLATE: "review",
            Family.READABILITY: "off",
            Family.THIN_CONTENT: "off",
        },
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key.

    ``kind``: ``flag``, ``choice``, ``list``, ``languages``, ``path``, ``levels``, ``shares``.
    ``anywhere`` is false for what holds for a whole run: not in overrides."""

    name: str
    kind: str
    default: Any
    help: str
    choices: tuple[str, ...] = ()
    anywhere: bool = True


KEYS: tuple[Key, ...] = (
    Key(
        name="profile",
        kind="choice",
        default="blog",
        choices=tuple(PROFILES),
        help="starting values for a kind of site",
    ),
    Key(
        name="fail_on",
        kind="choice",
        default="fail",
        choices=FAIL_ON,
        help="the mildest verdict that fails the check",
    ),
    Key(
        name="fail_on_generated",
        kind="flag",
        default=True,
        help="whether prose that reads as machine-generated fails; otherwise it needs review",
    ),
    Key(
        name="select",
        kind="list",
        default=(),
        help="rules to apply: ids, families, prefixes; empty for all",
    ),
    Key(
        name="ignore",
        kind="list",
        default=(),
        help="rules to skip: ids, families, prefixes",
    ),
    Key(
        name="families",
        kind="levels",
        default=dict.fromkeys(Family, "fail"),
        choices=FAMILY_LEVELS,
        help="how much each family counts",
    ),
    Key(
        name="thresholds",
        kind="shares",
        default={"review": 0.5},
        choices=tuple(THRESHOLDS),
        help="thresholds of the verdict, 0 to 1, instead of the model's own",
    ),
    Key(
        name="languages",
        kind="languages",
        default=(),
        help="check only texts in these languages (en, de); empty for all",
    ),
    Key(
        name="allow_phrases",
        kind="list",
        default=(),
        help="phrases in which no rule reports a finding",
    ),
    Key(
        name="allow_names",
        kind="list",
        default=(),
        help="names of brands, people and towns that may be repeated",
    ),
    Key(
        name="exclude",
        kind="list",
        default=(),
        help="path patterns that are not checked",
    ),
    Key(
        name="baseline",
        kind="path",
        default="",
        help="file of known findings, relative to the configuration",
        anywhere=False,
    ),
)

BY_NAME: Mapping[str, Key] = {key.name: key for key in KEYS}


def problem(key: Key, value: object) -> str | None:
    """Return what is wrong with ``value`` for ``key``, or None."""
    if key.kind in ("levels", "shares"):
        return _problem_of_table(key, value)
    if key.kind == "languages":
        return _problem_of_languages(value)
    strings = isinstance(value, list) and all(isinstance(v, str) and v for v in value)
    sound = {
        "flag": isinstance(value, bool),
        "choice": value in key.choices,
        "path": isinstance(value, str),
        "list": strings,
    }[key.kind]
    return None if sound else f"must be {_wanted(key)}"


def _wanted(key: Key) -> str:
    if key.kind == "choice":
        return f"one of {_listed(key.choices)}"
    return {
        "flag": "true or false",
        "path": "a path in quotation marks",
        "list": 'a list of strings, such as ["…", "…"]',
    }[key.kind]


def _problem_of_languages(value: object) -> str | None:
    if not isinstance(value, list):
        return 'must be a list of languages, such as ["en", "de"]'
    if not value:
        return None
    from detector.text import language

    known = language.known()
    for name in value:
        if name not in known:
            # No text would ever be of that language, and the gate would let everything pass.
            code = re.split(r"[-_]", name.lower())[0] if isinstance(name, str) else ""
            hint = f"; did you mean {code!r}?" if code in known else ""
            return f'has the unknown language {name!r}: use two letters, such as "en" or "de"{hint}'
    return None


def _problem_of_table(key: Key, value: object) -> str | None:
    if not isinstance(value, dict):
        return "must be a table"
    allowed = key.choices if key.kind == "shares" else tuple(Family)
    for name, entry in value.items():
        if name not in allowed:
            return f"has no entry {name!r}{nearest(name, allowed)}"
        if key.kind == "levels" and entry not in FAMILY_LEVELS:
            return f"entry {name!r} must be one of {_listed(FAMILY_LEVELS)}"
        number = isinstance(entry, int | float) and not isinstance(entry, bool)
        if key.kind == "shares" and not (number and 0 <= entry <= 1):
            return f"entry {name!r} must be a number from 0 to 1"
    return None


def nearest(name: str, known: tuple[str, ...]) -> str:
    """Return ``"; do you mean 'x'?"`` for a slip of the pen, else the names there are."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1, cutoff=0.6)
    return f"; did you mean {str(near[0])!r}?" if near else f"; choose from {', '.join(known)}"


def _listed(names: tuple[str, ...]) -> str:
    quoted = [f'"{name}"' for name in names]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"
