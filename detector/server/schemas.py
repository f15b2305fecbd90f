"""The bodies of requests and answers, as the OpenAPI document describes them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, WithJsonSchema

from detector.findings import Family

MAX_TITLE = 1_000  # characters
MAX_URL = 2_000  # characters

Share = Annotated[float, Field(ge=0, le=1)]
FieldName = Annotated[
    Literal["title", "content"],
    Field(description="The field that contains it; offsets are relative to this."),
]


class Record(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ArticleIn(Record):
    """An article, as a content system stores it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "title": "How to prune an apple tree",
                "content": "<p>Prune in late winter, before the buds swell.</p>",
                "content_type": "html",
                "url": "https://example.org/blog/pruning/",
            }
        },
    )

    content: str = Field(description="The body: plain text, Markdown or HTML.")
    title: str | None = Field(None, max_length=MAX_TITLE)
    content_type: Literal["text", "markdown", "html"] | None = Field(
        None, description="If missing, it is detected from the content."
    )
    url: str | None = Field(
        None,
        max_length=MAX_URL,
        description="The id of the result. Its path is what the configuration's overrides match. "
        "It is never fetched.",
    )
    explain: StrictBool = Field(
        False, description="Also return the passages that read as machine-generated."
    )


# Any value is taken, so that a bad article costs itself alone.
BatchedArticle = Annotated[
    Any,
    WithJsonSchema(
        {
            "title": "Article",
            "description": "An article as /v1/check takes it (ArticleIn). One that is not valid "
            "gets an error record of the type `invalid`.",
        }
    ),
]


class BatchIn(Record):
    articles: list[BatchedArticle] = Field(min_length=1)


class FindingOut(Record):
    rule: str
    family: str
    severity: Literal["error", "warning", "info"]
    message: str
    line: int = Field(ge=1)
    column: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    evidence: str
    count: int
    field: FieldName


class IssueOut(Record):
    severity: Literal["error", "warning", "info"]
    rule: str
    message: str
    field: FieldName
    line: int = Field(ge=1)
    column: int = Field(ge=1)
    end_line: int = Field(ge=1)
    end_column: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    evidence: str
    fingerprint: str


class PassageOut(Record):
    """A run of sentences that reads as machine-generated."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    line: int = Field(ge=1)
    column: int = Field(ge=1)
    probability: Share
    field: FieldName


class GateOut(Record):
    """What `detector check` says about the article."""

    fails: bool = Field(description="Whether it must not be published as it is.")
    fail_on: Literal["review", "fail", "never"]
    skipped: str | None = Field(description="Why it was skipped.")
    doubt: str | None = Field(description="Why it passes although its quality is low.")
    issues: list[IssueOut] = Field(
        description="Findings that an editor should see; empty for a pass."
    )


class GeneratedOut(Record):
    probability: Share | None
    reliable: bool


class LowQualityOut(Record):
    probability: Share | None


class ModelOut(Record):
    name: str
    version: str
    sha256: str


class ResultOut(Record):
    """A result, with the outcome of the pre-publication check."""

    schema_: Literal[1] = Field(alias="schema")
    id: str
    path: str | None
    words: int
    language: str | None
    content_type: Literal["text", "markdown", "html"]
    verdict: Literal["pass", "review", "fail", "not_scored"]
    reasons: list[str]
    quality: float | None = Field(ge=0, le=100)
    generated: GeneratedOut
    low_quality: LowQualityOut
    scores: dict[str, Share] = Field(
        json_schema_extra={
            "required": [family.value for family in Family],
            "propertyNames": {"enum": [family.value for family in Family]},
        }
    )
    findings: list[FindingOut]
    model: ModelOut | None
    passages: list[PassageOut] | None = Field(
        None, description="In text order; only there if `explain` asks for it."
    )
    gate: GateOut


class ErrorOut(Record):
    type: str
    message: str


class FailureOut(Record):
    """Replaces a result where an article of a batch could not be checked."""

    schema_: Literal[1] = Field(alias="schema")
    id: str
    path: str | None
    error: ErrorOut


class BatchOut(Record):
    results: list[ResultOut | FailureOut]


class RuleOut(Record):
    id: str
    family: str
    severity: Literal["error", "warning", "info"]
    summary: str
    why: str
    remedy: str
    sources: list[str]
    finds: list[str]
    spares: list[str]


class StateOut(Record):
    status: Literal["ok", "starting"]
    workers: int = Field(ge=0)


class InvalidOut(Record):
    field: str
    message: str


class ProblemOut(Record):
    """A problem record (RFC 9457). `code` is a stable code for programs."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[InvalidOut] | None = None


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe the refusals of a route for the OpenAPI document."""
    schema = {"$ref": "#/components/schemas/ProblemOut"}
    responses: dict[int | str, dict[str, Any]] = {}
    for status in statuses:
        responses[status] = {
            "description": _DESCRIPTIONS[status],
            "content": {"application/problem+json": {"schema": schema}},
        }
        if status == 429:
            responses[status]["headers"] = {
                "Retry-After": {
                    "description": "Seconds to wait before trying again.",
                    "schema": {"type": "integer", "minimum": 1},
                }
            }
    return responses


_DESCRIPTIONS = {
    400: "The body is not JSON, or damaged.",
    401: "A key or a signature is missing, wrong or out of date.",
    408: "The body arrived too slowly.",
    413: "The body is too large, as sent or unpacked.",
    415: "The body is not application/json, or compressed in another way than gzip or deflate.",
    422: "The body does not match the schema.",
    429: "Too many requests from this caller, or the server is busy.",
    500: "The server failed.",
    503: "The article took too long, or its worker crashed.",
}
