"""Who may ask: API keys, or an HMAC of the body made with one of them."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from detector.errors import DetectorError
from detector.reading import MAX_SETTINGS_BYTES, read_text

ENVIRONMENT = "DETECTOR_API_KEYS"
MIN_KEY_LENGTH = 16  # characters
# How far the clocks of client and server may differ; a signature is of no use later.
MAX_CLOCK_SKEW_S = 300

_NAME = re.compile(r"[\w.-]{1,64}")
_SIGNATURE = re.compile(r"sha256=([0-9a-fA-F]{64})")


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys by the names of those who hold them. Names are logged, keys never are."""

    keys: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def __bool__(self) -> bool:
        return bool(self.keys)

    def holder(self, key: bytes) -> str | None:
        """Return whose key it is. All are compared, each in constant time."""
        found = None
        given = hashlib.sha256(key).digest()
        for name, known in self.keys.items():
            if hmac.compare_digest(given, hashlib.sha256(known).digest()):
                found = name
        return found

    def signer(self, body: bytes, timestamp: str, signature: str, now: float) -> str | None:
        """Return whose key signed ``timestamp + "." + body`` (``sha256=HEX``), if lately."""
        form = _SIGNATURE.fullmatch(signature)
        if form is None or not is_fresh(timestamp, now):
            return None
        found = None
        for name, known in self.keys.items():
            expected = hmac.new(known, timestamp.encode() + b"." + body, hashlib.sha256)
            if hmac.compare_digest(expected.hexdigest(), form.group(1).lower()):
                found = name
        return found


def is_fresh(timestamp: str, now: float) -> bool:
    """Whether ``timestamp`` (Unix seconds in digits) is now, clocks being what they are."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        return False
    return abs(now - int(timestamp)) <= MAX_CLOCK_SKEW_S


def load_keys(file: Path | None, environment: str | None) -> KeyRing:
    """Read keys from a file (one ``name:key`` a line, # for comments) and from the environment.

    The environment's value holds the same, parted by commas or line ends. Raises DetectorError
    that names the place, never the key.
    """
    keys: dict[str, bytes] = {}
    if file is not None:
        try:
            lines = read_text(file, MAX_SETTINGS_BYTES).splitlines()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise DetectorError(f"{file}: the keys cannot be read: {reason}") from error
        for number, line in enumerate(lines, start=1):
            _add(keys, line, f"{file}:{number}")
    for number, entry in enumerate(re.split(r"[,\n]", environment or ""), start=1):
        _add(keys, entry, f"{ENVIRONMENT}, entry {number}")
    return KeyRing(keys)


def _add(keys: dict[str, bytes], entry: str, place: str) -> None:
    entry = entry.strip()
    if not entry or entry.startswith("#"):
        return
    name, _, key = entry.partition(":")
    if not _NAME.fullmatch(name) or not key:
        raise DetectorError(
            f"{place}: expected name:key, with only letters, digits and . _ - in the name"
        )
    if len(key) < MIN_KEY_LENGTH or not key.isascii() or " " in key:
        raise DetectorError(
            f"{place}: the key of {name!r} must have {MIN_KEY_LENGTH} or more ASCII characters "
            "without spaces, for example from `openssl rand -hex 32`"
        )
    if name in keys:
        raise DetectorError(f"{place}: {name!r} already has a key")
    keys[name] = key.encode()
