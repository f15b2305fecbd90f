"""Errors that a user can fix, and the exit statuses of the contract."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    OK = 0
    FINDINGS = 1  # something fails, where the command was asked to judge
    USAGE = 2  # bad usage or configuration
    UNREADABLE = 3  # some input could not be read


class DetectorError(Exception):
    """Bad usage, configuration or model: the message says what, where and how to fix it."""

    status = ExitStatus.USAGE
