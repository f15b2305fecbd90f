"""``detector lsp`` and ``detector mcp``: the gate for programs that talk over standard streams."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from detector.cli.options import ConfigFileOption, Isolated, ModelFolder, one_configuration
from detector.errors import DetectorError, ExitStatus, missing_extra


def lsp(
    config: ConfigFileOption = None, isolated: Isolated = False, model: ModelFolder = None
) -> int:
    """Serve an editor over standard input and output: diagnostics, rule pages, quick fixes."""
    return _serve("detector.lsp.features", "lsp", config, isolated=isolated, model=model)


def mcp(
    config: ConfigFileOption = None, isolated: Isolated = False, model: ModelFolder = None
) -> int:
    """Serve an assistant over standard input and output: check a draft, explain a rule."""
    return _serve("detector.mcp.server", "mcp", config, isolated=isolated, model=model)


def _serve(
    module: str, extra: str, config: Path | None, *, isolated: bool, model: Path | None
) -> int:
    """Call ``run`` of ``module``. Raises DetectorError where its ``extra`` is not installed."""
    one_configuration(config, isolated=isolated)
    try:
        served = import_module(module)
    except ModuleNotFoundError as error:
        raise DetectorError(missing_extra(f"detector {extra}", extra)) from error
    served.run(config=config, isolated=isolated, model=model)
    return ExitStatus.OK
