"""Read the groups and control words of an RTF file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from detector.readers.decoding import decode_as
from detector.readers.formats.rich_text.paragraphs import Paragraphs, heading
from detector.readers.formats.style_names import role_of
from detector.readers.formats.titles import is_title
from detector.readers.printed import Passage, PrintedText
from detector.readers.reader import UnreadableError

MAX_DEPTH = 500  # of groups; Word writes about twenty

_TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})? ?|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.S,
)
BODY, NOTE, STYLES, FONTS, TITLE, LINK, NOTHING = (
    "body", "note", "styles", "fonts", "title", "link", "nothing",
)  # fmt: skip
# Control words after which a group's text goes elsewhere.
_DESTINATIONS = {
    b"stylesheet": STYLES, b"fonttbl": FONTS, b"fldinst": LINK, b"title": TITLE, b"footnote": NOTE,
    **dict.fromkeys(
        b"colortbl listtable listoverridetable revtbl rsidtbl generator info pict object themedata "
        b"header headerl headerr headerf footer footerl footerr footerf annotation atnid atnauthor "
        b"atnref atndate atrfstart atrfend pntext listtext xe tc filetbl private nonshppict sp "
        b"ftnsep ftnsepc aftnsep aftnsepc fname author operator subject keywords doccomm "
        b"company manager category comment hlinkbase objdata datafield".split(),
        NOTHING,
    ),
}  # fmt: skip
_KNOWN_OPTIONAL = frozenset({b"fldinst", b"shpinst", b"shptxt", b"ud", b"upr", b"cs", b"footnote"})
_CHARACTERS = {
    b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
    b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ", b"qmspace": " ",
    b"tab": " ", b"line": " ", b"lbr": " ",
}  # fmt: skip
_SIGNS = {b"~": "\u00a0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}
# The character sets of fonts, as Windows numbers them.
_CHARSETS = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_LINK = re.compile(r'HYPERLINK\s{1,9}"([^"]{1,2000})"')


@dataclass(frozen=True, slots=True)
class _Group:
    into: str = BODY
    hidden: bool = False
    skip: int = 1  # characters after one by its number: for readers without Unicode
    font: int = -1


def read(data: bytes) -> tuple[PrintedText, str | None]:
    """Return the parts of an RTF file and the title that it states. Raises UnreadableError."""
    if not data.strip():
        raise UnreadableError("empty", "this RTF file is empty: save it again")
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError("damaged", "this is no RTF file: it does not begin with “{\\rtf”")
    reader = _Reader()
    at = 0
    while token := _TOKEN.match(data, at):
        at = token.end() + reader.take(token)
    titled = reader.finish()
    title = " ".join(reader.title.split())
    return reader.paragraphs.printed, title if is_title(title) and not titled else None


class _Reader:
    def __init__(self) -> None:
        self.paragraphs = Paragraphs()
        self.title = ""
        self._groups = [_Group()]
        self._codepage = "cp1252"
        self._fonts: dict[int, str] = {}
        self._style_name: list[str] = []
        self._instruction: list[str] = []  # of a field
        self._links: list[tuple[int, Passage, int, str]] = []  # depth, and where the text begins
        self._optional = False  # the next word's group may be passed over
        self._to_skip = 0
        self._bytes: list[bytes] = []  # of a character set, not decoded yet
        self._high = ""  # half of a pair of surrogates

    def take(self, token: re.Match[bytes]) -> int:
        """Take the next token; return how many bytes after it are of no text."""
        if token["hex"] is not None:
            self._raw(bytes([int(token["hex"], 16)]))
            return 0
        if token["text"] is not None:
            self._raw(token["text"])
            return 0
        if token.group() in (b"\\", b"") or token.group()[:1] in b"\r\n":
            return 0
        self._flush()
        if token["open"]:
            if len(self._groups) > MAX_DEPTH:
                raise UnreadableError("damaged", "the groups of this RTF file nest too deeply")
            self._groups.append(self._groups[-1])
        elif token["close"]:
            self._close()
        elif token["word"]:
            number = None if token["number"] is None else int(token["number"])
            if token["word"] == b"bin":
                return max(number or 0, 0)
            self._word(token["word"], number)
        else:
            self._sign(token["sign"])
        return 0

    def finish(self) -> bool:
        self._flush()
        return self.paragraphs.finish()

    def _close(self) -> None:
        if len(self._groups) == 1:
            return
        closed = self._groups.pop()
        if closed.into == STYLES:
            self._end_style()
        while self._links and self._links[-1][0] > len(self._groups):
            _, passage, start, target = self._links.pop()
            passage.link(start, target)

    def _end_style(self) -> None:
        name = "".join(self._style_name).strip("; ")
        self._style_name.clear()
        outline = self.paragraphs.outline
        role = role_of(name) or (heading(outline) if 0 <= outline < 9 else None)
        if name and role:
            self.paragraphs.roles[self.paragraphs.style] = role
        self.paragraphs.reset()

    def _passage(self) -> Passage | None:
        """Return where the text of the open group is written; None for none of the text."""
        into = self._groups[-1].into
        if into == BODY:
            return self.paragraphs.passage
        return self.paragraphs.note if into == NOTE else None

    def _write(self, text: str) -> None:
        group = self._groups[-1]
        if self._to_skip or group.hidden:
            self._to_skip = max(self._to_skip - 1, 0)
        elif passage := self._passage():
            passage.write(text)
        elif group.into == STYLES:
            self._style_name.append(text)
        elif group.into == LINK:
            self._instruction.append(text)
        elif group.into == TITLE:
            self.title += text

    def _raw(self, data: bytes) -> None:
        self._optional = False
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        self._bytes.append(data[skipped:])

    def _flush(self) -> None:
        """Decode the bytes so far together: a character of two may be in two tokens."""
        if self._bytes:
            data = b"".join(self._bytes)
            self._bytes.clear()
            name = self._fonts.get(self._groups[-1].font, self._codepage)
            text = decode_as(data, name)
            self._write(data.decode("cp1252", "replace") if text is None else text)

    def _sign(self, sign: bytes) -> None:
        self._optional = sign == b"*"
        if sign in (b"\r", b"\n"):
            self._end_paragraph()
        elif sign in _SIGNS:
            self._write(_SIGNS[sign])

    def _set(self, **values: str | bool | int) -> None:
        self._groups[-1] = replace(self._groups[-1], **values)  # type: ignore[arg-type]

    def _word(self, word: bytes, number: int | None) -> None:
        optional, self._optional = self._optional, False
        within = self._groups[-1].into
        if word in (b"listtext", b"pntext"):
            self.paragraphs.in_list = True
        if optional and word not in _KNOWN_OPTIONAL:
            self._set(into=NOTHING)
        elif word in _DESTINATIONS and (within != NOTHING or word == b"title"):
            self._enter(word, within)
        elif word in _CHARACTERS:
            self._write(_CHARACTERS[word])
        elif word == b"u":
            self._character(number or 0)
        elif word == b"fldrslt":
            self._field_result()
        elif within == BODY and word in (b"cell", b"nestcell"):
            self.paragraphs.end_cell()
        elif within == BODY and word in (b"row", b"nestrow"):
            self.paragraphs.end_row()
        elif word in (b"par", b"sect", b"page"):
            self._end_paragraph()
        else:
            self._property(word, number)

    def _enter(self, word: bytes, within: str) -> None:
        """Begin a destination; notes stand in the text only."""
        if word != b"footnote":
            self._set(into=_DESTINATIONS[word])
        elif within == BODY:
            self.paragraphs.begin_note()
            self._set(into=NOTE)

    def _property(self, word: bytes, number: int | None) -> None:
        on = number != 0
        if word == b"pard":
            self.paragraphs.reset()
        elif word == b"s":
            self.paragraphs.style = number or 0
        elif word == b"outlinelevel" and number is not None:
            self.paragraphs.outline = number
        elif word == b"ls":
            self.paragraphs.in_list = on
        elif word == b"intbl":
            self.paragraphs.in_table = on
        elif word in (b"v", b"deleted", b"strike", b"striked"):
            self._set(hidden=on)
        elif word == b"plain":
            self._set(hidden=False)
        elif word == b"uc":
            self._set(skip=min(max(number or 0, 0), 10))
        elif word == b"f":
            self._set(font=number or 0)
        elif word == b"fcharset" and number in _CHARSETS:
            self._fonts[self._groups[-1].font] = _CHARSETS[number]
        elif word in (b"ansicpg", b"mac"):
            self._codepage = "mac-roman" if word == b"mac" else f"cp{number}"

    def _character(self, number: int) -> None:
        code = number % 65536
        if 0xD800 <= code < 0xDC00:
            self._high = chr(code)
        else:
            text = self._high + chr(code)
            self._high = ""
            self._write(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
        self._to_skip = self._groups[-1].skip

    def _field_result(self) -> None:
        found = _LINK.search("".join(self._instruction))
        self._instruction.clear()
        passage = self._passage()
        if found and passage:
            self._links.append((len(self._groups), passage, passage.position, found.group(1)))

    def _end_paragraph(self) -> None:
        into = self._groups[-1].into
        if into == BODY:
            self.paragraphs.end_paragraph()
        elif into == NOTE:
            self.paragraphs.note.write(" ")
