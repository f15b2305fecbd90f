"""The audit as one HTML file that opens offline: nothing is fetched, and nothing is sent.

The file contains the styles and scripts of this folder, the rows of the table with the totals,
and the texts of the worst pages and of the sets, each deflated and in base64: text from a page
cannot end its block, and a page is unpacked when it is opened. The scripts show it as text nodes
only. The Content-Security-Policy allows the file's own scripts and styles by their hashes and no
others, and no connection at all.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import IO, TYPE_CHECKING

from detector.render.audit.overview import headline
from detector.render.html.contents import Contents

if TYPE_CHECKING:
    from detector.audit import AuditResult

STYLES = ("base.css", "views.css", "print.css")
# In this order they are one module; a file uses what comes before it, and functions of any.
SCRIPTS = (
    "dom.js", "data.js", "charts.js", "scatter.js", "worklist.js", "history.js", "overview.js",
    "columns.js", "select.js", "table.js", "text.js", "page.js", "diff.js", "sets.js", "app.js",
)  # fmt: skip


def write(result: AuditResult, stream: IO[bytes]) -> None:
    """Write the report. Texts are written one after another; only the rows are kept in memory."""
    style = "".join(map(_asset, STYLES))
    theme = _asset("theme.js")
    script = "".join(map(_asset, SCRIPTS))
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"style-src '{_hash(style)}'; script-src '{_hash(theme)}' '{_hash(script)}'"
    )
    contents = Contents(result)
    filled = {
        "policy": policy,
        "style": style,
        "theme": theme,
        "script": script,
        "headline": escape(headline(result.totals)),
    }
    before, after = _asset("report.html").split("<!-- data -->")
    stream.write(_fill(before, filled))
    stream.write(_block("data", contents.overview()))
    for row, page in contents.texts():
        stream.write(_block(f"text-{row}", page))
    stream.write(_fill(after, filled))


def _asset(name: str) -> str:
    return (files(__package__) / "assets" / name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _fill(template: str, values: dict[str, str]) -> bytes:
    for name, value in values.items():
        template = template.replace(f"<!-- {name} -->", value)
    return template.encode()


def _block(id: str, value: object) -> bytes:
    # ASCII, as a text may contain lone surrogates, which no UTF-8 can.
    data = json.dumps(value, separators=(",", ":"), allow_nan=False).encode("ascii")
    packed = b64encode(zlib.compress(data, 6))
    return b'<script type="text/plain" id="%s">%s</script>\n' % (id.encode(), packed)
