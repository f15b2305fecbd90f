"""Files that are zip packages (.docx, .odt, .epub): members are read within bounds."""

from __future__ import annotations

import io
import zipfile
import zlib
from posixpath import normpath

from detector.readers.reader import UnreadableError

MAX_MEMBERS = 10_000
# Text packs to a tenth, tables of a word processor to a fiftieth; a bomb to a thousandth.
MAX_RATIO = 300
UNSUSPICIOUS = 1 << 20  # bytes: smaller members may be packed as tightly as they like
_ENCRYPTED = 1  # bit of a member's flags


class Package:
    """The members of a zip package.

    Together they may hold ``max_bytes`` once unpacked, as far as they are read. ``kind`` is what
    messages call the file. Nothing is written to disk, so the members' paths are mere names.

    Raises UnreadableError, as ``read`` does.
    """

    def __init__(self, data: bytes, kind: str, max_bytes: int) -> None:
        self._kind = kind
        self._left = self._max_bytes = max_bytes
        if not data.strip():
            raise UnreadableError("empty", f"this {kind} is empty: save it again")
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            message = (
                f"this is not a {kind} but an old office document, or one that a password locks: "
                "save it without a password in the present format"
            )
            raise UnreadableError("encrypted", message)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            members = self._archive.infolist()
        except _FAULTS as error:
            raise self.damaged(error) from error
        if len(members) > MAX_MEMBERS:
            message = f"this {kind} has more than {MAX_MEMBERS:,} members: split it"
            raise UnreadableError("too_large", message)
        self._members = {member.filename: member for member in members}

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Return the content of the member ``name``."""
        member = self._members.get(name)
        if member is None:
            raise self.damaged(f"“{name}” is missing")
        if member.flag_bits & _ENCRYPTED:
            message = f"a password locks this {self._kind}: save it without one"
            raise UnreadableError("encrypted", message)
        try:
            with self._archive.open(member) as stream:
                data = stream.read(self._left + 1)
        except _FAULTS as error:
            raise self.damaged(error) from error
        self._left -= len(data)
        too_tight = len(data) > max(UNSUSPICIOUS, member.compress_size * MAX_RATIO)
        if self._left < 0 or too_tight:
            message = (
                f"this {self._kind} unpacks to more than {self._max_bytes:,} bytes, the limit "
                "for one article: split it"
                if self._left < 0
                else f"this {self._kind} is packed like a zip bomb: save it again"
            )
            raise UnreadableError("too_large", message)
        return data

    def find(self, name: str) -> bytes | None:
        """Return the content of the member ``name``, None where there is none."""
        return self.read(name) if name in self._members else None

    def damaged(self, error: object) -> UnreadableError:
        message = f"this {self._kind} is cut off or damaged ({error}): save or fetch it again"
        return UnreadableError("damaged", message)


def resolved(folder: str, target: str) -> str:
    """Return the name of the member that ``target`` names from the folder of another member."""
    if target.startswith("/"):
        return normpath(target).lstrip("/")
    return normpath(f"{folder}/{target}").lstrip("/")


# zipfile raises what it meets in damaged data, among them errors that name no fault of ours.
_FAULTS = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, IndexError, KeyError, TypeError,
    OverflowError, RuntimeError, NotImplementedError,
)  # fmt: skip
