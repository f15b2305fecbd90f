"""As much of Ghost's Admin API as the examples use: GHOST_URL and GHOST_ADMIN_KEY (ID:SECRET)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import time
import urllib.parse
import urllib.request
from typing import Any

from detector_client import TIMEOUT_S


def post_of_slug(slug: str) -> dict[str, Any]:
    path = f"posts/slug/{urllib.parse.quote(slug, safe='')}/?formats=html"
    post: dict[str, Any] = ask("GET", path)["posts"][0]
    return post


def post_of_id(id_: str) -> dict[str, Any]:
    path = f"posts/{urllib.parse.quote(id_, safe='')}/?formats=html"
    post: dict[str, Any] = ask("GET", path)["posts"][0]
    return post


def set_status(post: dict[str, Any], status: str) -> None:
    """Publish a post or make it a draft; Ghost refuses that if it was edited since it was read."""
    change = {"posts": [{"status": status, "updated_at": post["updated_at"]}]}
    ask("PUT", f"posts/{post['id']}/", change)


def ask(method: str, path: str, value: Any = None) -> Any:
    headers = {"Authorization": f"Ghost {token()}", "Accept-Version": "v5.0"}
    body = None
    if value is not None:
        headers["Content-Type"] = "application/json"
        body = json.dumps(value).encode()
    url = f"{os.environ['GHOST_URL'].rstrip('/')}/ghost/api/admin/{path}"
    # The user who runs this chose the address.
    request = urllib.request.Request(url, body, headers, method=method)  # noqa: S310
    with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
        return json.load(answer)


def token() -> str:
    """Make the short-lived JSON web token that Ghost's Admin API asks for."""
    id_, _, secret = os.environ["GHOST_ADMIN_KEY"].partition(":")
    now = int(time.time())
    head = {"alg": "HS256", "typ": "JWT", "kid": id_}
    claims = {"iat": now, "exp": now + 300, "aud": "/admin/"}
    signed = b".".join(encoded(json.dumps(part).encode()) for part in (head, claims))
    digest = hmac.new(bytes.fromhex(secret), signed, hashlib.sha256).digest()
    return (signed + b"." + encoded(digest)).decode()


def encoded(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")
