"""Options that several commands share, declared once."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from detector.errors import DetectorError
from detector.readers import ReadOptions


class ContentTypeChoice(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    AUTO = "auto"


class FailOn(StrEnum):
    REVIEW = "review"
    FAIL = "fail"
    NEVER = "never"


Paths = Annotated[
    list[str], typer.Argument(metavar="PATH…", help="Files to read; - is standard input.")
]
ContentTypeOption = Annotated[
    ContentTypeChoice, typer.Option("--content-type", help="Read every text as this type.")
]
TextField = Annotated[
    str, typer.Option(metavar="NAME", help="Field of a record that contains the text.")
]
IdField = Annotated[
    str, typer.Option(metavar="NAME", help="Field of a record that contains the id.")
]


def format_option(names: Iterable[str]) -> Any:
    """Return the option ``--format`` of a command whose formats are ``names``."""
    known = list(names)
    return typer.Option(
        "--format",
        "-f",
        metavar="F",
        help=f"Format of the output: {', '.join(known[:-1])} or {known[-1]}.",
        autocompletion=lambda incomplete: [name for name in known if name.startswith(incomplete)],
    )


Out = Annotated[
    list[Path],
    typer.Option("--out", "-o", metavar="FILE", help="Write here; the suffix sets the format."),
]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs", "-j", min=0, metavar="N", help="Workers; 0: all cores this process may use."
    ),
]
MODEL_VARIABLE = "DETECTOR_MODEL"
ModelFolder = Annotated[
    Path | None,
    typer.Option("--model", metavar="FOLDER", envvar=MODEL_VARIABLE, help="Use another model."),
]
FailOnOption = Annotated[
    FailOn | None, typer.Option(help="The mildest verdict that fails the check.")
]
ConfigFileOption = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Use only this configuration.")
]
Isolated = Annotated[
    bool, typer.Option("--isolated", help="Ignore any configuration or baseline found.")
]


def one_configuration(config: Path | None, *, isolated: bool) -> None:
    """Refuse a configuration that is named and shut out at once: one would win in silence."""
    if config is not None and isolated:
        raise DetectorError("--isolated uses no configuration: use either --isolated or --config")


def read_options(
    content_type: ContentTypeChoice, text_field: str = "text", id_field: str = "id"
) -> ReadOptions:
    from detector.text.document import ContentType

    forced = None if content_type is ContentTypeChoice.AUTO else ContentType(content_type.value)
    return ReadOptions(content_type=forced, text_field=text_field, id_field=id_field)


def check_paths(paths: list[str], *, remote: bool = False) -> list[str]:
    """Refuse what can only be a slip: an empty name, standard input named twice, a web address.

    With ``remote`` the command reads addresses.
    """
    if "" in paths:  # a variable of a script that is not set; as a path it would mean the folder
        raise DetectorError("an empty path was given: name a file, or use . for this folder")
    for path in paths:
        if "://" in path and not remote and not Path(path).exists():
            raise DetectorError(
                f"{path!r} is an address, and this command reads files; save the page and name the "
                f"file, or pass it on: curl -sL {path} | detector score -. “detector audit” reads "
                "addresses that fsspec knows, such as s3://"
            )
    if paths.count("-") > 1:
        raise DetectorError("standard input (-) is given twice; it can be read only once")
    return paths
