"""Mailboxes: split into messages, each with its facts."""

from __future__ import annotations

import pytest

from detector.readers.table import more_readers
from tests.readers.collections.files import BODY, document, failure, found, read

HEADERS = (
    "Return-Path: <ann@ex.invalid>\nFrom: =?utf-8?q?Ann_L=C3=A9e?= <ann@ex.invalid>\n"
    "To: bo@ex.invalid\nSubject: The bridge\nDate: Tue, 5 Mar 2024 10:00:00 +0100\n"
)
MESSAGE = f"From ann@ex.invalid Tue Mar  5 10:00:00 2024\n{HEADERS}\n{BODY}\n"
QUOTED = f"From MAILER-DAEMON Tue Mar  5 10:00:00 2024\n{HEADERS}\n>From here on.\n>>From there.\n"


def test_messages_are_parted_and_keep_their_bytes() -> None:
    one, two = read(f"{MESSAGE}\n{QUOTED}", "a.mbox")
    assert (one.id, one.location, one.format) == ("a.mbox#1", "message 1", "eml")
    assert (one.date, one.author) == ("2024-03-05", "Ann Lée")
    assert one.data == f"{HEADERS}\n{BODY}\n\n".encode()
    assert isinstance(two.data, bytes)
    assert two.data.endswith(b"\n\nFrom here on.\n>From there.\n")


@pytest.mark.parametrize("name", ["a.mbox", "mbox", "-"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_mailbox_is_recognised(name: str, ends: str) -> None:
    data = f"{MESSAGE}\n{MESSAGE}".replace("\n", ends)
    assert [source.location for source in read(data, name)] == ["message 1", "message 2"]


@pytest.mark.parametrize(
    "body",
    [
        "From here the road goes up.\nIt is long.\n",
        "One.\n\nFrom here the road goes up, said Ann:\nIt is long.\n",
        "One.\n\nFrom here on: all is well\n\nFrom now on 2024\n",
    ],
)
def test_a_sentence_that_begins_with_from_begins_no_message(body: str) -> None:
    (source,) = read(f"From a Tue Mar  5 10:00:00 2024\n{HEADERS}\n{body}", "a.mbox")
    assert isinstance(source.data, bytes)
    assert source.data.decode().endswith(body)


def test_what_is_no_mailbox_is_refused() -> None:
    assert failure(BODY, "a.mbox").type == "unsupported_format"
    assert failure("", "a.mbox").type == "empty"
    assert found(BODY, "a")[0].location is None


@pytest.mark.skipif(
    not any(reader.name == "eml" for reader in more_readers()), reason="no reader of mail"
)
def test_a_message_is_read_as_a_mail_file_is() -> None:
    one, two = map(document, read(f"{MESSAGE}\n{QUOTED}", "a.mbox"))
    assert (one.title, one.text, one.location(0)) == ("The bridge", BODY, "message 1")
    assert "From here on." in two.text
