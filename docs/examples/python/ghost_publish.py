#!/usr/bin/env python3
"""Publish a Ghost draft if it passes the check; otherwise keep it a draft and say why.

Ghost has no hook that can refuse a post, so editors save drafts, and this script publishes them:

    GHOST_URL=https://blog.example.org GHOST_ADMIN_KEY=ID:SECRET \\
    DETECTOR_URL=https://detector.example.org DETECTOR_KEY=KEY python ghost_publish.py SLUG

The admin key is that of a custom integration (Settings, Integrations). Needs only Python.
Exits with status 0 if the post is published, 1 if it is refused, 3 if something cannot be reached.
"""

from __future__ import annotations

import sys

from detector_client import check, lines
from ghost_api import post_of_slug, set_status


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: ghost_publish.py SLUG", file=sys.stderr)
        return 2
    try:
        post = post_of_slug(arguments[0])
        gate = check(post["title"], post["html"] or "", post["url"])
        if gate["fails"]:
            print("\n".join(lines(gate)))
            return 1
        set_status(post, "published")
    except (OSError, KeyError, ValueError) as error:
        print(f"not published: {error}", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
