"""The command line: parses, calls one function a command, and returns its exit status."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import typer
from typer.core import TyperCommand, TyperGroup

from detector.cli.messages import say
from detector.errors import DetectorError, ExitStatus, missing_package
from detector.version import __version__
from detector.writing import discard

# Each command's module and its function there, in the order of the help page.
COMMANDS = {
    "score": ("score", "score"),
    "audit": ("audit", "audit"),
    "compare": ("compare", "compare"),
    "check": ("check", "check"),
    "extract": ("extract", "extract"),
    "rules": ("rules", "rules"),
    "install-hook": ("hook", "install_hook"),
    "uninstall-hook": ("hook", "uninstall_hook"),
    "serve": ("serve", "serve"),
    "lsp": ("streams", "lsp"),
    "mcp": ("streams", "mcp"),
    "train": ("train", "train"),
    "evaluate": ("train", "evaluate"),
    "calibrate": ("train", "calibrate"),
    "doctor": ("doctor", "doctor"),
    "config": ("config", "config"),
}


def _print_version(asked: bool) -> None:
    if asked:
        from pathlib import Path

        from detector.cli.options import MODEL_VARIABLE
        from detector.model.folder import ModelFolder, default_folder

        named = os.environ.get(MODEL_VARIABLE)
        # Its configuration alone: numpy would take long.
        model = ModelFolder(Path(named) if named else default_folder())
        name, version = model.config["name"], model.config["version"]
        typer.echo(f"detector {__version__}, model {name} {version} ({model.sha256[:12]})")
        raise typer.Exit


def _options(
    version: bool = typer.Option(
        False,
        "--version",
        help="Show the version and the model, then exit.",
        callback=_print_version,
        is_eager=True,
    ),
) -> None:
    pass


class _Command(TyperCommand):
    """A command whose line on the help page is its whole first sentence."""

    def get_short_help_str(self, limit: int = 45) -> str:
        return _sentence(self.help)


class _Group(TyperGroup):
    """The same, of a command with commands of its own."""

    def get_short_help_str(self, limit: int = 45) -> str:
        return _sentence(self.help)


def _sentence(help: str | None) -> str:
    return " ".join((help or "").strip().split("\n\n")[0].split())


def program(arguments: Sequence[str]) -> typer.Typer:
    """Make the program with the command that ``arguments`` ask for, or with all of them.

    Typer reads every option of every command that it is given: to tell it of fourteen where one
    is asked for took a sixth of a cold start.
    """
    app = typer.Typer(
        name="detector",
        help="Is this article fit to publish, and if not, what exactly is wrong with it?",
        no_args_is_help=True,
        rich_markup_mode=None,  # rich costs a third of a cold start
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    asked = [arguments[0]] if arguments and arguments[0] in COMMANDS else list(COMMANDS)
    for name in asked:
        module, function = COMMANDS[name]
        command = getattr(import_module(f"detector.cli.{module}"), function)
        if isinstance(command, typer.Typer):
            app.add_typer(command, cls=_Group)
        else:
            app.command(name, cls=_Command)(command)
    return app


STOPPED = 130  # as shells tell that Ctrl-C ended a program


def run(arguments: Sequence[str]) -> int:  # noqa: PLR0911 - one for each way to end
    """Run the command line with ``arguments`` and return the exit status."""
    try:
        status = program(arguments)(list(arguments), standalone_mode=False, prog_name="detector")
        if status == STOPPED:  # typer has made that of Ctrl-C
            say("stopped")
        sys.stdout.flush()
    except typer.Exit as stop:
        return int(stop.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        say("stopped")
        return STOPPED
    except DetectorError as error:
        say(error)
        return int(error.status)
    except OSError as error:
        return int(_stopped_by(error))
    except SystemExit as stop:
        if not isinstance(stop.__context__, BrokenPipeError):
            raise
        return int(_stopped_by(stop.__context__))  # click ends with 1 where a reader went away
    except MemoryError:
        print("detector: out of memory: use fewer or smaller inputs", file=sys.stderr)
        return int(ExitStatus.UNREADABLE)
    except ModuleNotFoundError as error:
        print(f"detector: {missing_package(error)}", file=sys.stderr)
        return int(ExitStatus.USAGE)
    except Exception as error:
        # Usage errors of typer's own parser know how to show themselves.
        show = getattr(error, "show", None)
        if show is None:
            raise
        show()
        return int(ExitStatus.USAGE)
    return int(status or ExitStatus.OK)


def _stopped_by(error: OSError) -> ExitStatus:
    """Say what the system refused: mostly, that the disk is full."""
    discard(sys.stdout)
    if isinstance(error, BrokenPipeError):  # the reader went away (`| head`)
        return ExitStatus.OK
    where = f"{error.filename}: " if error.filename else ""
    message = f"{where}{error.strerror or error}"
    if error.errno == errno.ENOSPC:
        message = (
            "the disk is full: free some space and run it again; an audit continues with --resume"
        )
    elif error.errno == errno.EBADF:
        message = "standard output is closed: nothing can be written to it"
    say(message)
    return ExitStatus.USAGE
