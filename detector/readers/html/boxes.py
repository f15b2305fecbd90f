"""Boxes in and around an article that are no part of it, by the names that themes give them.

Bylines and dates, author boxes, share bars, tag lists, breadcrumbs, related articles, boxes for a
newsletter, a paywall or cookies, advertising. The names are those of common themes and systems.
"""

from __future__ import annotations

import re
from functools import cache

from detector.regex import lazy

MAX_BOX = 800  # characters; what holds more is no box, whatever its name

_CAPITAL = lazy(r"(?<=[a-z])(?=[A-Z])")


def is_box(hints: str) -> bool:
    """Tell by its class and id names whether a small element is such a box."""
    return _box().search(_split(hints)) is not None


def _split(hints: str) -> str:
    """Return names in lower case, their parts joined by hyphens."""
    if not hints.islower():
        hints = _CAPITAL.sub("-", hints).lower()
    return hints.replace("__", "-").replace("_", "-")


@cache
def _box() -> re.Pattern[str]:
    part = r"(?:post|entry|article|story|blog|page|content|single|news|c|m|o)-"
    return re.compile(
        r"(?:^|[\s-])(?:"
        # who and when
        r"byline|by-line|dateline|timestamp|posted-(?:on|by|in|at)|published-?(?:on|date|at)?|"
        r"pub-?date|publish-date|read(?:ing)?-time|time-to-read|"
        rf"{part}(?:metadata|meta|info|date|time|author|authors|tags|tag|categories|category|share|"
        r"sharing|footer|actions|utility|details-bar|nav|navigation|related|byline)|"
        r"postmeta(?:data)?|authors?-(?:box|bio|info|card|profile|block|details|avatar|description|"
        r"about|area|meta|wrap|wrapper|links)|about-(?:the-)?author|contributor-(?:bio|info)|"
        r"(?:photo|image|img)-credits?|"
        # where and what about
        r"breadcrumbs?|crumbs|tag-?(?:list|cloud|links|s-links)|tags-(?:list|links|cloud)|"
        r"cat-links|filed-under|topics-list|topic-tags|table-of-contents|toc|toc-container|"
        # elsewhere on the site
        r"related(?:-?\w{1,20})?|recommend(?:ed|ation|ations|s)?|read-(?:more|next|also)|"
        r"more-(?:stories|posts|articles|news|from|on|like-this|in)|also-(?:like|read)|you-may|"
        r"recirc(?:ulation)?|trending|most-(?:read|popular|viewed|recent)|popular-(?:posts|stories)|"
        r"(?:latest|recent)-(?:posts|news|articles|stories)|up-next|"
        r"(?:next|prev|previous)-(?:post|article|story|entry)|post-nav(?:igation)?|nav-links|"
        r"pagination|pager|skip-link|jump-link|"
        # offers
        r"newsletter(?:-?\w{1,20})?|subscrib\w{1,5}|subscription|sign-?up|opt-?in|mc4wp|mailchimp|"
        r"mailing-list|email-capture|paywall|regwall|piano|meter-wall|premium-(?:box|teaser)|"
        r"cookies?-?(?:notice|banner|bar|consent|policy|popup|law|message|info|container|modal|alert)|"
        r"consent|gdpr|ccpa|onetrust|cmp|promo(?:tion|-box|box|s)?|"
        r"advert\w{0,10}|ad-?(?:slot|unit|container|wrapper|box|label|break|placeholder)|ads|"
        r"sponsor(?:ed|s|ship)?|taboola|outbrain|donat(?:e|ion)|cta|call-to-action|"
        # passing it on
        r"share(?:-\w{1,20})?|share(?:bar|box|buttons?|links?|tools|this|wrap\w{0,5})|sharing|sharedaddy|addtoany|addthis|sociable|jp-post-flair|"
        r"social(?:-?(?:links?|media|icons?|share|sharing|bar|buttons?|list|follow|nav|menu|tools))?|"
        r"follow-(?:us|me|author)|print-(?:link|button)|email-link|toolbar|"
        r"star-rating|post-ratings|vote-box|like-button"
        r")(?:$|[\s-])|"
        r"(?:^|\s)(?:authors?|date|meta|tags|categories|topics|credits?|info-bar|updated)(?:$|\s)"
    )
