"""``detector config``: what holds for a file and where it came from; the schema for editors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detector.cli.options import ConfigFileOption, Isolated, one_configuration
from detector.errors import DetectorError, ExitStatus
from detector.escaping import to_json, visible

if TYPE_CHECKING:
    from detector.config import Settings

config = typer.Typer(
    name="config",
    help="Show what is configured for a file, and the schema of the configuration.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@config.command()
def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An article; it need not exist.")],
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="F", help="text or json.")
    ] = "text",
    config: ConfigFileOption = None,
    isolated: Isolated = False,
) -> int:
    """Print each value that applies to FILE and where it comes from."""
    from detector.config import BY_NAME, Configuration

    if format not in ("text", "json"):
        raise DetectorError(f"unknown format {format!r}; choose from: text, json")
    one_configuration(config, isolated=isolated)
    settings = Configuration(file=config, isolated=isolated).settings(file)
    rows = [row for name in BY_NAME for row in _rows(name, settings)]
    if format == "json":
        record = {name: {"value": value, "origin": origin} for name, value, origin in rows}
        sys.stdout.write(to_json(record, indent=1) + "\n")
        return ExitStatus.OK
    lines = [(f"{name} = {to_json(value)}", visible(origin)) for name, value, origin in rows]
    width = min(max(len(text) for text, _ in lines), 60)
    for text, origin in lines:
        sys.stdout.write(f"{text:{width}}  # {origin}\n")
    return ExitStatus.OK


@config.command()
def schema() -> int:
    """Print the JSON schema of detector.toml and of [tool.detector]."""
    from detector.config.schema import schema as make

    sys.stdout.write(to_json(make(), indent=1) + "\n")
    return ExitStatus.OK


def _rows(name: str, settings: Settings) -> list[tuple[str, Any, str]]:
    value = settings[name]
    if not isinstance(value, dict):
        return [(name, value, settings.origins[name])]
    return [
        (f"{name}.{entry}", inner, settings.origins[f"{name}.{entry}"])
        for entry, inner in value.items()
    ]
