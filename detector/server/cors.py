"""Which pages of other sites may ask from a browser (CORS), as the Fetch standard has it.

It grants nothing to anyone but browsers: keys and limits hold as without it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from starlette.responses import Response

from detector.errors import DetectorError
from detector.server.problems import Problem

ANY = "*"
MAX_AGE_S = 600  # Chromium's own limit is two hours; a changed option shall count sooner
_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]{0,30}://[a-z0-9.:\[\]_-]{1,255}")
_ALLOWED = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": (
        "Authorization, Content-Type, Content-Encoding, X-Detector-Timestamp, X-Detector-Signature"
    ),
    "Access-Control-Max-Age": str(MAX_AGE_S),
}
_EXPOSED = (b"access-control-expose-headers", b"Retry-After, X-Request-Id")
Header = tuple[bytes, bytes]


class Cors:
    """``origins`` as browsers send them (``https://cms.example.org``), or ``*`` for all."""

    def __init__(self, origins: Sequence[str]) -> None:
        self._origins = frozenset(origins)

    def headers(self, request: Mapping[str, str]) -> list[Header]:
        """Return what an answer to ``request`` (its headers in lower case) says of other sites."""
        if not self._origins:
            return []
        if ANY in self._origins:
            return [(b"access-control-allow-origin", b"*"), _EXPOSED]
        # An answer differs by origin: no cache may give one site's to another.
        vary = (b"vary", b"Origin")
        origin = request.get("origin", "")
        if origin not in self._origins:
            return [vary]
        return [vary, (b"access-control-allow-origin", origin.encode("latin-1")), _EXPOSED]

    def is_preflight(self, method: str, request: Mapping[str, str]) -> bool:
        """Whether a browser asks in advance, and this server answers that."""
        asked = "origin" in request and "access-control-request-method" in request
        return bool(self._origins) and method == "OPTIONS" and asked

    def preflight(self, request: Mapping[str, str]) -> Response:
        """Answer a browser that asks in advance. Raises Problem for a site that may not ask."""
        if not self._origins & {ANY, request.get("origin", "")}:
            raise Problem(403, "origin", "pages of this site may not ask; see --cors")
        return Response(status_code=204, headers=_ALLOWED)


def check_origin(origin: str) -> str:
    """Return ``origin`` if it is one. Raises DetectorError."""
    if origin != ANY and not _ORIGIN.fullmatch(origin):
        raise DetectorError(
            f"--cors {origin}: expected an origin such as https://cms.example.org, in lower case "
            "and without a path, or *"
        )
    return origin
