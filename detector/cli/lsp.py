"""``detector lsp``: the gate in an editor."""

from __future__ import annotations

from detector.cli.check import ConfigFileOption, Isolated, one_configuration
from detector.cli.options import ModelFolder
from detector.errors import DetectorError, ExitStatus


def lsp(
    config: ConfigFileOption = None, isolated: Isolated = False, model: ModelFolder = None
) -> int:
    """Serve an editor over standard input and output: diagnostics, rule pages, quick fixes."""
    one_configuration(config, isolated=isolated)
    try:
        from detector.lsp.features import run
    except ModuleNotFoundError as error:
        raise DetectorError(
            f"{error.name} is not installed: pip install 'article-detector[lsp]'"
        ) from error

    run(config=config, isolated=isolated, model=model)
    return ExitStatus.OK
