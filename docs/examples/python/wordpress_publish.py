#!/usr/bin/env python3
"""Publish the WordPress posts that are pending review and pass the check; say why others do not.

For sites where no plugin can be installed; it uses the REST interface alone:

    WORDPRESS_URL=https://blog.example.org WORDPRESS_USER=NAME WORDPRESS_PASSWORD=PASSWORD \\
    DETECTOR_URL=https://detector.example.org DETECTOR_KEY=KEY python wordpress_publish.py [ID…]

The password is an application password of an editor (Users, Profile). Writers submit their posts
for review; with IDs, only these posts are looked at. Needs only Python.
Exits with status 0 if all were published, 1 if one was refused, 3 if something cannot be reached.
"""

from __future__ import annotations

import base64
import html
import json
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

from detector_client import TIMEOUT_S, check, lines

PER_PAGE = 100  # the most that WordPress gives at once


def main(arguments: list[str]) -> int:
    if not all(argument.isdigit() for argument in arguments):
        print("usage: wordpress_publish.py [ID…]", file=sys.stderr)
        return 2
    status = 0
    try:
        for post in list(given(arguments) if arguments else pending()):
            status = max(status, publish(post))
    except (OSError, KeyError, ValueError) as error:
        print(f"stopped: {error}", file=sys.stderr)
        return 3
    return status


def publish(post: dict[str, Any]) -> int:
    # The raw title has its entities; the server takes plain text.
    gate = check(html.unescape(post["title"]["raw"]), post["content"]["raw"], post["link"])
    if gate["fails"]:
        print(f"{post['id']} {post['link']}: not published")
        print("\n".join(f"  {line}" for line in lines(gate)))
        return 1
    if read(post["id"])["modified_gmt"] != post["modified_gmt"]:
        print(f"{post['id']} {post['link']}: edited meanwhile; run this again")
        return 1
    ask("POST", f"posts/{post['id']}", {"status": "publish"})
    print(f"{post['id']} {post['link']}: published")
    return 0


def given(ids: list[str]) -> Iterator[dict[str, Any]]:
    for id_ in ids:
        yield read(int(id_))


def pending() -> Iterator[dict[str, Any]]:
    page = 1
    while True:
        query = f"posts?status=pending&context=edit&per_page={PER_PAGE}&page={page}"
        try:
            posts = ask("GET", query)
        except urllib.error.HTTPError as error:
            if error.code == 400 and page > 1:  # there is no such page
                return
            raise
        yield from posts
        if len(posts) < PER_PAGE:
            return
        page += 1


def read(id_: int) -> dict[str, Any]:
    post: dict[str, Any] = ask("GET", f"posts/{id_}?context=edit")
    return post


def ask(method: str, path: str, value: Any = None) -> Any:
    name_and_password = f"{os.environ['WORDPRESS_USER']}:{os.environ['WORDPRESS_PASSWORD']}"
    headers = {"Authorization": f"Basic {base64.b64encode(name_and_password.encode()).decode()}"}
    body = None
    if value is not None:
        headers["Content-Type"] = "application/json"
        body = json.dumps(value).encode()
    url = f"{os.environ['WORDPRESS_URL'].rstrip('/')}/wp-json/wp/v2/{path}"
    # The user who runs this chose the address.
    request = urllib.request.Request(url, body, headers, method=method)  # noqa: S310
    with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
        return json.load(answer)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
