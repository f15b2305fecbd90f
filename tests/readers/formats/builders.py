"""Bytes of files that are not text, made from what a test has to say."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ODF = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "draw")
) + (
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)
STYLES = (
    '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="H2"><w:name w:val="Mine"/><w:basedOn w:val="B2"/></w:style>'
    '<w:style w:styleId="B2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="Toc"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="Src"><w:name w:val="Source Code"/></w:style>'
    '<w:style w:styleId="Q"><w:name w:val="Quote"/></w:style>'
    '<w:style w:styleId="Block"><w:name w:val="Block Text"/></w:style>'
    '<w:style w:styleId="Vrb"><w:name w:val="Verbatim Char"/></w:style>'
)


def package(members: Mapping[str, str | bytes]) -> bytes:
    """Make a zip package; its type is stored as it is, by which it is known."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return stream.getvalue()


def docx(
    body: str, *, footnotes: str = "", links: Mapping[str, str] | None = None, title: str = "",
    **more: str | bytes,
) -> bytes:  # fmt: skip
    """Make a Word document of the XML of its body."""
    space = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}"'
    related = "".join(
        f'<Relationship Id="{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>'
        for kind in ("styles", "footnotes", "comments")
    ) + "".join(
        f'<Relationship Id="{id}" Type="{R}/hyperlink" Target="{target}" TargetMode="External"/>'
        for id, target in (links or {}).items()
    )
    relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{relationships}"><Relationship Id="a" '
            f'Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{relationships}">{related}'
            "</Relationships>",
            "word/styles.xml": f"<w:styles {space}>{STYLES}</w:styles>",
            "word/footnotes.xml": f"<w:footnotes {space}>{footnotes}</w:footnotes>",
            "word/comments.xml": f"<w:comments {space}><w:comment>{p('a comment')}</w:comment>"
            "</w:comments>",
            "docProps/core.xml": '<c xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{title}</dc:title></c>",
            **more,
        }
    )


def p(text: str, style: str = "", properties: str = "") -> str:
    """Make a paragraph of a Word document, ``text`` its runs or plain."""
    runs = text if text.startswith("<") else r(text)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Make a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def odt(body: str, *, styles: str = "", title: str = "", **more: str | bytes) -> bytes:
    """Make an OpenDocument text of the XML of its body."""
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content{ODF}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
            "meta.xml": f"<office:document-meta{ODF}><office:meta><dc:title>{title}</dc:title>"
            "</office:meta></office:document-meta>",
            **more,
        }
    )


def epub(
    chapters: Mapping[str, str], *, title: str = "A book", guide: str = "", nav: str = "",
    metadata: str = "", **more: str | bytes,
) -> bytes:  # fmt: skip
    """Make a book of its chapters: from the name of each to its body."""
    items = "".join(
        f'<item id="{name}" href="text/{name}.xhtml" media-type="application/xhtml+xml"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if name == nav else ''}/>"
        for name in chapters
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in chapters)
    return package(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container "
            'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
            f"<dc:title>{title}</dc:title><dc:language>en-GB</dc:language>{metadata}</metadata>"
            f"<manifest>{items}</manifest><spine>{spine}</spine><guide>{guide}</guide></package>",
            **{
                f"OEBPS/text/{name}.xhtml": '<?xml version="1.0"?><!DOCTYPE html><html '
                'xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
                f"<body>{body}</body></html>"
                for name, body in chapters.items()
            },
            **more,
        }
    )


def pdf(pages: Iterable[Iterable[tuple[int, int, int, str]]], *, password: str = "") -> bytes:
    """Make a PDF; each line of a page is ``(x, y, size, text)``, in points from the lower left."""
    streams = [
        "\n".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET" for x, y, size, text in lines
        ).encode("cp1252")
        for lines in pages
    ]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(streams)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode())
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    for number, stream in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font "
            b"<< /F1 3 0 R >> >> /Contents %d 0 R >>" % (5 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    trailer = b""
    if password:
        objects.append(_encryption(password))
        trailer = b"/Encrypt %d 0 R /ID [<%s> <%s>] " % (len(objects), b"00" * 16, b"00" * 16)
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s>>\n" % (
        size, table, size, trailer,
    ) + b"startxref\n%d\n%%%%EOF\n" % len(out)  # fmt: skip


_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def _encryption(password: str) -> bytes:
    """Make the dictionary of the standard handler, revision 2 (PDF 32000-1, 7.6.3)."""
    padded = (password.encode() + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    key = hashlib.md5(padded + owner + b"\xfc\xff\xff\xff" + b"\x00" * 16).digest()[:5]
    user = _rc4(key, _PADDING)
    return b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (
        owner.hex().encode(), user.hex().encode(),
    )  # fmt: skip


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
