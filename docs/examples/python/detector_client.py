"""Ask a detector server about an article: signed, and again if the server was busy.

Copy it beside the script that uses it. Needs only Python. DETECTOR_URL is the address of the
server, DETECTOR_KEY the key.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import time
import urllib.error
import urllib.request
from typing import Any

TIMEOUT_S = 15
TRIES = 4
PAUSE_S = 0.5  # before the second try; twice as long before each further one
MOST_PAUSE_S = 30.0  # however long the server asks to wait
# 429: busy, or too many requests; the others: a proxy or a server that is being restarted.
PASSING = frozenset({429, 502, 503, 504})


def check(title: str, content: str, url: str, content_type: str = "html") -> dict[str, Any]:
    """Return what the check says: `fails`, and the `issues` that an editor should see.

    Raises OSError where there is no answer, ValueError where it is none of a detector server.
    """
    article = {"title": title[:1000], "content": content, "content_type": content_type, "url": url}
    body = json.dumps(article).encode()

    def request() -> urllib.request.Request:
        return signed(os.environ["DETECTOR_URL"].rstrip("/") + "/v1/check", body)

    gate: dict[str, Any] = json.loads(sent(request))["gate"]
    return gate


def signed(url: str, body: bytes) -> urllib.request.Request:
    """Return a request with the signature of ``body`` and of the time, made with the key."""
    stamp = str(int(time.time()))
    key = os.environ["DETECTOR_KEY"].encode()
    signature = hmac.new(key, stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/json",
        "X-Detector-Timestamp": stamp,
        "X-Detector-Signature": f"sha256={signature}",
    }
    # The user who runs this chose the address.
    return urllib.request.Request(url, body, headers, method="POST")  # noqa: S310


def sent(request: Any) -> bytes:
    """Send what ``request()`` makes, anew for each try, until there is an answer that lasts."""
    for number in range(TRIES):
        try:
            with urllib.request.urlopen(request(), timeout=TIMEOUT_S) as answer:  # noqa: S310
                body: bytes = answer.read()
                return body
        except urllib.error.HTTPError as error:
            if error.code not in PASSING or number == TRIES - 1:
                raise
            wait = error.headers.get("Retry-After", "")
        except OSError:  # no connection
            if number == TRIES - 1:
                raise
            wait = ""
        pause = float(wait) if wait.isdigit() else PAUSE_S * 2**number
        time.sleep(min(pause, MOST_PAUSE_S))
    raise AssertionError("unreachable")


def lines(gate: dict[str, Any]) -> list[str]:
    """Return the issues, one a line, for people."""
    return [
        f"{issue['field']} {issue['line']}:{issue['column']}: {issue['severity']} "
        f"{issue['rule']}: {issue['message']}"
        for issue in gate["issues"]
    ]
