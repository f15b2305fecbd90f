"""Refusals and failures as problem records (RFC 9457): what, and what to do; never a trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from detector.escaping import to_json

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):  # noqa: N818 - the name of the record that it becomes
    """Ends a request with a problem record.

    ``code`` is a stable word for programs, ``detail`` a sentence for people. Neither may repeat
    what the client sent.
    """

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        errors: Sequence[Mapping[str, str]] = (),
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = dict(headers or {})
        self.errors = list(errors)

    def record(self) -> dict[str, Any]:
        record: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
        }
        if self.errors:
            record["errors"] = self.errors
        return record

    def response(self) -> Response:
        return Response(
            to_json(self.record()),
            status_code=self.status,
            headers=self.headers,
            media_type=MEDIA_TYPE,
        )


def busy(retry_after_s: int) -> Problem:
    """The server has as much work as it can do in time."""
    return Problem(
        429,
        "busy",
        f"the server is busy; try again in {retry_after_s} s",
        headers={"Retry-After": str(retry_after_s)},
    )
