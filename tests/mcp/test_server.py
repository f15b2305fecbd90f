"""The server for assistants, asked by the SDK's own client over standard streams."""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from tests import prestarted
from tests.conftest import ROOT
from tests.mcp.test_reviewing import BAD

if TYPE_CHECKING:
    from mcp import Client

if find_spec("mcp") is None:  # to import it takes a second, and each worker imports every test
    pytest.skip("the extra “mcp” is not installed", allow_module_level=True)
LIMIT_S = 90


def asked(folder: Path, scenario: Callable[[Client], Awaitable[None]]) -> None:
    """Run ``scenario`` with a server of its own, started in ``folder``."""
    from mcp import Client
    from mcp.client.stdio import StdioServerParameters

    program, *arguments = prestarted.command("tests.mcp.launch", str(folder))
    command = StdioServerParameters(
        command=program,
        args=arguments,
        cwd=ROOT,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )

    async def run() -> None:
        with anyio.fail_after(LIMIT_S):
            async with Client(command) as client:
                await scenario(client)

    anyio.run(run)


def test_an_assistant_repairs_a_draft(tmp_path: Path) -> None:
    async def scenario(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"check_article", "explain", "list_rules"}
        assert all(tool.description and tool.annotations for tool in tools.values())
        assert all(tool.annotations.read_only_hint for tool in tools.values())
        wanted = tools["check_article"].input_schema["properties"]
        assert set(wanted) == {"text", "path", "title", "content_type", "with_fixes"}

        draft: dict[str, Any] = {"text": BAD, "with_fixes": True}
        review = (await client.call_tool("check_article", draft)).structured_content
        assert review["fails"]
        assert review["issues"][0]["rule"] == "chat-citation"
        page = await client.call_tool("explain", {"rule": review["issues"][0]["rule"]})
        assert page.content[0].text.startswith("## chat-citation")
        repaired = {"text": review["fixed_text"]}
        review = (await client.call_tool("check_article", repaired)).structured_content
        assert (review["fails"], review["issues"]) == (False, [])

        listed = (
            await client.call_tool("list_rules", {"family": "prompt_leak"})
        ).structured_content
        assert "chat-citation" in {rule["id"] for rule in listed["result"]}

        for tool, arguments, message in (
            ("explain", {"rule": "chat-citatoin"}, "did you mean chat-citation"),
            ("check_article", {}, "pass the text"),
            ("check_article", {"path": "../a.md"}, "is outside"),
            ("list_rules", {"family": "no_family"}, "keyword_stuffing"),
        ):
            answer = await client.call_tool(tool, arguments)
            assert answer.is_error
            assert message in answer.content[0].text

    asked(tmp_path, scenario)
