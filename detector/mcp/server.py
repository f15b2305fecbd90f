"""The tools that an assistant is offered, over standard input and output."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, ParamSpec, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from detector.errors import DetectorError
from detector.findings import Family
from detector.lsp.drafts import Drafts
from detector.mcp import reviewing
from detector.mcp.reviewing import ContentKind, ListedRule, Review, Reviewer
from detector.version import __version__

INSTRUCTIONS = """\
Checks articles for content quality and search spam before they are published.
Call check_article with every draft before you show it to a person. Fix each issue of severity
error in the text itself, then the warnings, and check again until `fails` is false and no issue
is left that a reader would notice. Never reword a text only to change the verdict.
"""
# Nothing is written, and nothing outside this machine is asked.
_READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")


def create_server(reviewer: Reviewer) -> MCPServer[Any]:
    """Make the server; ``run`` of it serves one assistant."""
    server: MCPServer[Any] = MCPServer(
        "detector", instructions=INSTRUCTIONS, version=__version__, log_level="WARNING"
    )

    def check_article(
        text: Annotated[
            str | None, Field(description="The article: plain text, Markdown or HTML.")
        ] = None,
        path: Annotated[
            str | None,
            Field(
                description="The file of the article, relative to the server's folder. Without "
                "`text` it is read; with `text` it only chooses the configuration."
            ),
        ] = None,
        title: Annotated[
            str | None, Field(description="The headline, if the text does not contain it.")
        ] = None,
        content_type: Annotated[
            ContentKind | None, Field(description="If missing, it is detected from the text.")
        ] = None,
        with_fixes: Annotated[
            bool, Field(description="Also return the text with all fixed that is safe to fix.")
        ] = False,
    ) -> Review:
        return reviewer.check(
            text, path=path, title=title, content_type=content_type, with_fixes=with_fixes
        )

    def explain(rule: Annotated[str, Field(description="The id of a rule.")]) -> str:
        return reviewing.page(rule)

    def list_rules(
        family: Annotated[Family | None, Field(description="Only rules of this family.")] = None,
    ) -> list[ListedRule]:
        return reviewing.rules(family)

    for function, description in (
        (check_article, "Check one article: the verdict, and every issue with how to fix it."),
        (explain, "Explain a rule: what it finds, why it matters, how to fix it, examples."),
        (list_rules, "List the rules, with what each finds."),
    ):
        server.add_tool(_reporting(function), description=description, annotations=_READS)
    return server


def run(*, config: Path | None, isolated: bool, model: Path | None) -> None:
    """Serve over the standard streams until the client closes them."""
    drafts = Drafts(config=config, isolated=isolated, model=model)
    create_server(Reviewer(drafts, Path.cwd())).run("stdio")


def _reporting(function: Callable[_Given, _Answer]) -> Callable[_Given, _Answer]:
    """Return ``function`` with its errors as messages that the assistant reads."""

    @wraps(function)
    def reporting(*args: _Given.args, **kwargs: _Given.kwargs) -> _Answer:
        try:
            return function(*args, **kwargs)
        except DetectorError as error:
            raise ToolError(str(error)) from error

    return reporting
