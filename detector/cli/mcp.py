"""``detector mcp``: the gate for assistants that write."""

from __future__ import annotations

from detector.cli.check import ConfigFileOption, Isolated, one_configuration
from detector.cli.options import ModelFolder
from detector.errors import DetectorError, ExitStatus


def mcp(
    config: ConfigFileOption = None, isolated: Isolated = False, model: ModelFolder = None
) -> int:
    """Serve an assistant over standard input and output: check a draft, explain a rule."""
    one_configuration(config, isolated=isolated)
    try:
        from detector.mcp.server import run
    except ModuleNotFoundError as error:
        raise DetectorError(
            f"{error.name} is not installed: pip install 'article-detector[mcp]'"
        ) from error

    run(config=config, isolated=isolated, model=model)
    return ExitStatus.OK
