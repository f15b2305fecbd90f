"""Errors that a user can fix, and the exit statuses of the contract."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """How every command ends."""

    OK = 0
    FINDINGS = 1  # something fails, where the command was asked to judge
    USAGE = 2  # bad usage or configuration
    UNREADABLE = 3  # some input could not be read


def missing_package(error: ModuleNotFoundError) -> str:
    """Say which package an installation without its dependencies lacks."""
    return (
        f"the package “{error.name}” is not installed: install detector with its dependencies "
        "(pip install article-detector)"
    )


def missing_extra(what: str, extra: str) -> str:
    """Say which extra ``what`` needs; shells such as zsh need the quotation marks."""
    return f"{what} needs the extra “{extra}”: pip install 'article-detector[{extra}]'"


class DetectorError(Exception):
    """Bad usage, configuration or model: the message says what, where and how to fix it."""

    status = ExitStatus.USAGE
