"""The application: routes, their bodies, and what becomes of a request that fails."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Sequence
from functools import partial
from io import StringIO
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from detector.escaping import to_json
from detector.findings import Failure, quantity
from detector.readers.parsing import clean
from detector.render import rulebook
from detector.rules import ALL_RULES
from detector.server import invalid, page, schemas
from detector.server.capacity import Busy, Capacity
from detector.server.guard import SIGNATURE_HEADER, Guard, internal
from detector.server.metrics import MEDIA_TYPE, Metrics
from detector.server.pool import COMMAND, Answer, CheckError, Pool
from detector.server.problems import Problem, busy
from detector.server.settings import ServerSettings
from detector.server.worker import WorkerSettings
from detector.version import __version__

log = logging.getLogger("detector.server")

_FAILURES = {
    "time_limit": "the check of the article took longer than allowed",
    "internal": "the check failed; the error is logged",
    "lost": "the worker that checked the article crashed",
}
_CODES = {404: "not_found", 405: "method_not_allowed", 415: "unsupported_media_type"}


class Service:
    """What the routes share. ``command`` starts a worker."""

    def __init__(self, settings: ServerSettings, command: Sequence[str] = COMMAND) -> None:
        self.settings = settings
        self.metrics = Metrics()
        self.capacity = Capacity(settings.workers, settings.max_wait_s)
        self.pool = Pool(
            settings.workers,
            WorkerSettings(
                timeout_s=settings.timeout_s,
                config=str(settings.config) if settings.config else None,
                isolated=settings.isolated,
                fail_on=settings.fail_on,
                model=str(settings.model) if settings.model else None,
            ),
            command,
        )

    async def check(self, article: schemas.ArticleIn, id: str) -> Answer:
        """Have an article checked. Raises CheckError."""
        size = len(article.content)
        try:
            with self.capacity.job(size):
                answer = await self.pool.check({**article.model_dump(), "id": id})
        except CheckError as error:
            self.metrics.failures.labels(error.kind).inc()
            raise
        self.capacity.learn(size, answer.seconds)
        self.metrics.articles.labels(answer.verdict).inc()
        self.metrics.check_seconds.observe(answer.seconds)
        return answer

    async def check_batch(self, articles: Sequence[Any]) -> AsyncIterator[bytes]:
        """Check articles in turn, so that a batch holds one worker at most.

        One that is not valid, or cannot be checked, becomes an error record.
        """
        for number, sent in enumerate(articles, start=1):
            id = _id(sent) or f"articles/{number}"
            try:
                article = schemas.ArticleIn.model_validate(sent)
                yield (await self.check(article, id)).body
            except ValidationError as error:
                yield _failure(id, "invalid", invalid.sentence(error.errors()))
            except CheckError as error:
                yield _failure(id, error.kind, _FAILURES[error.kind])

    def measure(self) -> bytes:
        self.metrics.jobs.set(self.capacity.jobs)
        self.metrics.workers.set(self.pool.ready)
        self.metrics.replaced.set(self.pool.replaced)
        return self.metrics.text()


def _id(sent: Any) -> str:
    """Return what an article of a batch calls itself, valid or not."""
    url = sent.get("url") if isinstance(sent, dict) else None
    return url[: schemas.MAX_URL] if isinstance(url, str) else ""


def _failure(id: str, kind: str, message: str) -> bytes:
    failure = Failure(id=clean(id), path=None, type=kind, message=message)
    return to_json(failure.to_json()).encode()


def create_app(service: Service) -> FastAPI:
    """Make the application; whoever runs it starts and stops the workers."""
    settings = service.settings
    app = FastAPI(
        title="detector",
        version=__version__,
        summary="Is this article fit to publish, and if not, what exactly is wrong with it?",
        docs_url=None,  # both load their scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        separate_input_output_schemas=False,
    )
    _add_checks(app, service)
    _add_state(app, service)
    _add_page(app)
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_middleware(partial(Guard, settings=settings, metrics=service.metrics))
    _describe(app, settings)
    return app


def _add_checks(app: FastAPI, service: Service) -> None:
    refusals: tuple[int, ...] = (400, 408, 413, 415, 422, 429, 500)
    if service.settings.keys:
        refusals = (401, *refusals)

    @app.post(
        "/v1/check",
        summary="Check one article",
        response_model=schemas.ResultOut,
        responses=schemas.problem_responses(*refusals, 503),
    )
    async def check(article: schemas.ArticleIn) -> Response:
        try:
            service.capacity.admit()
            answer = await service.check(article, article.url or "article")
        except Busy as error:
            raise busy(error.retry_after_s) from error
        except CheckError as error:
            raise Problem(503, error.kind, _FAILURES[error.kind]) from error
        return Response(answer.body, media_type="application/json")

    @app.post(
        "/v1/batch",
        summary="Check several articles, one after another",
        response_model=schemas.BatchOut,
        responses=schemas.problem_responses(*refusals),
    )
    async def batch(batch: schemas.BatchIn, request: Request) -> Response:
        if len(batch.articles) > service.settings.max_batch:
            limit = service.settings.max_batch
            raise Problem(
                413, "too_large", f"a batch may have at most {quantity(limit, 'article')}"
            )
        try:
            with service.capacity.batch():
                request.state.charge(len(batch.articles) - 1)
                results = [body async for body in service.check_batch(batch.articles)]
        except Busy as error:
            raise busy(error.retry_after_s) from error
        return Response(b'{"results": [' + b", ".join(results) + b"]}", media_type=_JSON)


def _add_state(app: FastAPI, service: Service) -> None:
    page_of_rules = StringIO()
    rulebook.write_list(ALL_RULES, page_of_rules, "json")
    rules_json = page_of_rules.getvalue().encode()

    @app.get(
        "/v1/rules",
        summary="All rules, with what they find and how to fix it",
        response_model=list[schemas.RuleOut],
        responses=schemas.problem_responses(429),
    )
    async def rules() -> Response:
        return Response(rules_json, media_type=_JSON)

    @app.get("/healthz", summary="Whether the process answers", response_model=schemas.StateOut)
    async def healthz() -> Response:
        return _state("ok", service.pool.ready)

    @app.get(
        "/readyz",
        summary="Whether there is a worker to check articles",
        response_model=schemas.StateOut,
        responses={503: {"model": schemas.StateOut, "description": "No worker is ready."}},
    )
    async def readyz() -> Response:
        ready = service.pool.ready
        return _state("ok", ready) if ready else _state("starting", 0, 503)

    @app.get(
        "/metrics",
        summary="Counters for Prometheus",
        response_class=Response,
        responses={
            200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
            **schemas.problem_responses(429),
        },
    )
    async def metrics() -> Response:
        return Response(service.measure(), headers={"Content-Type": MEDIA_TYPE})


def _add_page(app: FastAPI) -> None:
    html, policy = page.build()

    @app.get("/", include_in_schema=False)
    async def root() -> Response:
        headers = {"Content-Security-Policy": policy}
        return Response(html, media_type="text/html", headers=headers)


_JSON = "application/json"


def _state(status: str, workers: int, code: int = 200) -> Response:
    body = json.dumps({"status": status, "workers": workers})
    return Response(body, status_code=code, media_type=_JSON)


async def _problem(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return error.response()


async def _invalid(request: Request, error: Exception) -> Response:
    """Say which fields are wrong without repeating what they hold."""
    assert isinstance(error, RequestValidationError)
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return Problem(400, "bad_json", "the body is not JSON").response()
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != _JSON and not kind.endswith("+json"):
        return Problem(
            415, "unsupported_media_type", "the body must be JSON, sent as application/json"
        ).response()
    return Problem(
        422,
        "invalid",
        "the body does not match the schema; see /openapi.json",
        errors=invalid.fields(faults),
    ).response()


async def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code >= 500:
        return internal().response()
    code = _CODES.get(error.status_code, "bad_request")
    return Problem(error.status_code, code, _DETAILS[code], headers=error.headers).response()


_DETAILS = {
    "not_found": "there is no such address; see /openapi.json",
    "method_not_allowed": "this method is not allowed here; see /openapi.json",
    "unsupported_media_type": "the body must be JSON, sent as application/json",
    "bad_request": "the request cannot be read",
}


def _describe(app: FastAPI, settings: ServerSettings) -> None:
    """Add to the OpenAPI document what FastAPI cannot know: problem records, limits and keys."""
    document: dict[str, Any] = FastAPI.openapi(app)
    parts = document["components"]
    parts["schemas"]["ProblemOut"] = schemas.ProblemOut.model_json_schema(
        ref_template="#/components/schemas/{model}"
    )
    parts["schemas"].update(parts["schemas"]["ProblemOut"].pop("$defs", {}))
    batch = parts["schemas"]["BatchIn"]["properties"]["articles"]
    batch["description"] = f"At most {quantity(settings.max_batch, 'article')}; more are a 413."
    if settings.keys:
        parts["securitySchemes"] = {
            "key": {"type": "http", "scheme": "bearer"},
            "signature": {
                "type": "apiKey",
                "in": "header",
                "name": SIGNATURE_HEADER,
                "description": "sha256=HEX, the HMAC-SHA256 of X-Detector-Timestamp (Unix "
                "seconds), a full stop and the body, with the key.",
            },
        }
        for path in ("/v1/check", "/v1/batch"):
            document["paths"][path]["post"]["security"] = [{"key": []}, {"signature": []}]
    app.openapi_schema = document
