"""E-mail messages: the text that was written, without headers, quotes and attachments."""

from __future__ import annotations

import base64
import time

import pytest

from detector.findings import Failure
from detector.readers import read_bytes
from detector.readers.formats import eml
from detector.readers.mail import parse_mail
from detector.text.document import Document

HEAD = "From: a@site.invalid\nTo: b@site.invalid\nSubject: Old bridges\nMIME-Version: 1.0\n"
LONG = "The bridge was built of stone in the year when the river moved its bed again."


def read(message: str | bytes, name: str = "a.eml") -> Document:
    data = message if isinstance(message, bytes) else message.encode()
    document = read_bytes(data, name)
    assert isinstance(document, Document), document
    return document


def parts(kind: str, *parts: str, boundary: str = "b1") -> str:
    made = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return (
        f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\npreamble\n{made}--{boundary}--\n'
    )


PLAIN = f"Content-Type: text/plain\n\nPlain: {LONG}"
HTML = f"Content-Type: text/html; charset=utf-8\n\n<html><body><p>Rich: {LONG}</p></body></html>"


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (f"{HEAD}\n{LONG}\n", LONG),
        (HEAD + parts("alternative", PLAIN, HTML), f"Rich: {LONG}"),
        (HEAD + parts("alternative", PLAIN, "Content-Type: text/html\n\n<p>See the text."),
         f"Plain: {LONG}"),
        (HEAD + parts("mixed", PLAIN, "Content-Type: text/plain; name=a.txt\n\nAttached.",
                      "Content-Type: text/plain\nContent-Disposition: attachment\n\nAttached.",
                      "Content-Type: image/png\n\nAAAA"), f"Plain: {LONG}"),
        (HEAD + parts("mixed", parts("alternative", PLAIN, HTML, boundary="b2"),
                      "Content-Type: text/plain\n\nAnd a foot below."),
         f"Rich: {LONG}\n\nAnd a foot below."),
        (HEAD + parts("related", HTML, "Content-Type: text/html\n\n<p>part"), f"Rich: {LONG}"),
        (HEAD + "Content-Transfer-Encoding: quoted-printable\n\nA caf=C3=A9 by=\n the bridge.",
         "A café by the bridge."),
        (HEAD + "Content-Transfer-Encoding: base64\n\n" + base64.b64encode(b"Of stone.").decode(),
         "Of stone."),
        (HEAD + "Content-Type: text/plain; charset=koi8-r\n\n".replace("koi8-r", "no-such")
         + "Still read.", "Still read."),
        (HEAD + "Content-Type: text/plain; format=flowed\n\nIt goes \non.\n", "It goes on."),
        (HEAD + "\nI agree.\n\nOn Monday, A <a@site.invalid> wrote:\n> Do you agree?\n> Say so.\n",
         "I agree."),
        (HEAD + "\nBelow.\n\n-----Original Message-----\nFrom: x\nOld text.\n", "Below."),
        (HEAD + "\nAbove.\n\nFrom: a\nSent: today\nTo: b\nSubject: c\n\nOld.\n", "Above."),
        (HEAD + "\nText.\n\n-- \nA. Writer\nManager\n", "Text."),
        (HEAD + "Content-Type: text/html\n\n<p>New.</p><div class='gmail_quote'>On Monday: "
         "<div>x</div><blockquote>Old</blockquote></div><p>After.</p>", "New.\n\nAfter."),
        (HEAD + "Content-Type: text/html\n\n<p>New.</p><div id='divRplyFwdMsg'>From: x</div><p>Old",
         "New."),
        (HEAD + "Content-Type: multipart/mixed; boundary=b1\n\n--b1\n\nCut off", "Cut off"),
        (HEAD + "Content-Type: multipart/mixed\n\nNo boundary.", "No boundary."),
        (HEAD.replace("\n", "\r\n") + "\r\nLines of CRLF.\r\n", "Lines of CRLF."),
        ("From a@site.invalid Mon Jan 1\n" + HEAD + "\nOf a mailbox.", "Of a mailbox."),
        (HEAD + "\n" + LONG.replace(" its", "\nits") + "\n", LONG),
    ],
)  # fmt: skip
def test_what_is_read_of_a_message(message: str, shown: str) -> None:
    document = read(message)
    assert document.source == shown
    assert document.title == "Old bridges"
    assert document.location(0) == "body"


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?utf-8?b?QnLDvGNrZQ==?=", "Brücke"),
        ("=?iso-8859-1?Q?Br=FCcke?= =?utf-8?Q?n_alt?=", "Brücken alt"),
        ("folded\n  over lines", "folded over lines"),
        ("=?no-such?Q?x=FC?=", "xü"),
        ("=?utf-8?b?@@@?=", None),
        ("", None),
    ],
)
def test_how_a_subject_is_read(subject: str, title: str | None) -> None:
    found = read(f"Subject: {subject}\nFrom: a\n\nText.").title
    assert found == title if title else found is None or "utf-8" in found


def test_content_shows_a_message() -> None:
    assert read(f"{HEAD}\nText.", "unnamed").format == "eml"
    assert not eml.READER.sniff(b"From: here to there\nthe bridge is old.\n")
    assert not eml.READER.sniff(b"Title: a\nDate: b\n\nText.")
    assert not eml.READER.sniff(b"Subject: a\n\nText.")


def test_an_empty_message_says_so() -> None:
    failure = read_bytes(b" \n", "a.eml")
    assert isinstance(failure, Failure)
    assert failure.type == "empty"


@pytest.mark.parametrize(
    "data",
    [
        b"".join(
            b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(5000)
        ),
        b"Content-Type: text/plain" + b";" * 500_000 + b"\n\nx",
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * 100_000,
        b"Subject: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\nx",
        b"Subject: a\n\n" + b"On " * 100_000 + b"\n" + b"> \n" * 100_000,
        b"Content-Type: text/html\n\n" + b"<div class=gmail_quote>" * 20_000,
    ],
)
def test_hostile_messages_take_no_age(data: bytes) -> None:
    begun = time.process_time()
    read(data)
    assert time.process_time() - begun < 3


def test_forms_of_one_body_are_told_from_bodies_that_follow_one_another() -> None:
    mail = parse_mail((HEAD + parts("alternative", PLAIN, HTML)).encode())
    assert [[part.type for part in forms] for forms in mail.bodies] == [["plain", "html"]]
    mail = parse_mail((HEAD + parts("mixed", PLAIN, HTML)).encode())
    assert [[part.type for part in forms] for forms in mail.bodies] == [["plain"], ["html"]]
