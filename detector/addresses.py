"""Take web addresses apart, whoever wrote them."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def split_address(address: str) -> SplitResult:
    """Return the parts of an address; one that is malformed is a path without a host.

    >>> split_address("http://[no-host/a/b").path
    '[no-host/a/b'
    """
    try:
        parts = urlsplit(address)
        _ = parts.hostname
    except ValueError:  # of what a page states, too
        return SplitResult("", "", address.partition("://")[2] or address, "", "")
    return parts
