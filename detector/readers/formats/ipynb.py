"""Jupyter notebooks (.ipynb): their Markdown cells; code and its output are not prose."""

from __future__ import annotations

from typing import Any

from detector.readers.options import ReadOptions
from detector.readers.printed import PrintedText
from detector.readers.reader import FileReader, UnreadableError
from detector.text.document import BlockKind, Document

MAX_CELLS = 20_000
_REMOVED = frozenset({"remove-cell", "remove_cell"})  # tags: the published page lacks the cell


def _sniff(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200]
    return start.startswith(b"{") and (
        b'"cell_type"' in head or (b'"nbformat"' in head and b'"cells"' in head)
    )


def _convert(data: bytes, /, *, id: str, path: str | None, options: ReadOptions) -> Document:
    notebook = _notebook(data)
    parts = PrintedText()
    stated: str | None = None
    for number, cell in enumerate(_cells(notebook), 1):
        kind, source = cell.get("cell_type"), _text(cell.get("source"))
        location = f"cell {number}"
        if _REMOVED.intersection(_tags(cell)):
            continue
        if kind == "markdown":
            document = _markdown(source)
            parts.add(document, location)
            stated = stated or document.title
        elif kind == "heading":  # of the format before 2015
            level = cell.get("level")
            depth = level if isinstance(level, int) and 1 <= level <= 6 else 1
            parts.block(BlockKind.HEADING, source, location=location, level=depth)
        elif kind == "raw" and number == 1:
            stated = _markdown(source).title if source.startswith("---") else None
        elif kind == "code":
            parts.block(BlockKind.CODE, "", location=location)
    title = _text(_dict(notebook.get("metadata")).get("title")).strip()
    return parts.build(id=id, path=path, format="ipynb", title=title or stated)


def _markdown(source: str) -> Document:
    from detector.readers.markdown.source import parse

    return parse(source, id="cell")


def _notebook(data: bytes) -> dict[str, Any]:
    import json

    if not data.strip():
        raise UnreadableError("empty", "this notebook is empty: save it again")
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        message = f"this notebook is cut off or damaged ({error}): save or fetch it again"
        raise UnreadableError("damaged", message.encode("utf-8", "replace").decode()) from error
    if not isinstance(notebook, dict) or not {"cells", "worksheets"}.intersection(notebook):
        raise UnreadableError("damaged", "this is JSON, but no notebook: it has no cells")
    return notebook


def _cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the cells; before 2015 they lay in worksheets."""
    sheets = notebook.get("worksheets")
    lists = [_dict(sheet).get("cells") for sheet in sheets] if isinstance(sheets, list) else []
    lists.insert(0, notebook.get("cells"))
    cells = [_dict(cell) for cells in lists if isinstance(cells, list) for cell in cells]
    if len(cells) > MAX_CELLS:
        message = f"this notebook has more than {MAX_CELLS:,} cells: split it"
        raise UnreadableError("too_large", message)
    return cells


def _tags(cell: dict[str, Any]) -> list[str]:
    tags = _dict(cell.get("metadata")).get("tags")
    return [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []


def _text(source: object) -> str:
    """Return a text that is written as one string or as its lines."""
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    # Half a pair of surrogates cannot be written again.
    return source.encode("utf-8", "replace").decode() if isinstance(source, str) else ""


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


READER = FileReader(name="ipynb", suffixes=frozenset({".ipynb"}), sniff=_sniff, convert=_convert)
