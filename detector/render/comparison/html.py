"""A comparison as one HTML file without scripts, in the look of the audit's report."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, TextIO

from detector.escaping import visible
from detector.render.audit.overview import Table, is_number
from detector.render.comparison.tables import headline, tables

if TYPE_CHECKING:
    from detector.audit.compare import Comparison

ROWS = 1_000
_VERDICTS = ("fail", "review", "pass", "not_scored", "error")


def write(found: Comparison, stream: TextIO) -> None:
    """Write the comparison. Nothing in the file is executed, and nothing is fetched."""
    style = _asset("base.css") + _asset("comparison.css")
    hashed = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-{hashed}'"
    labels = [point.label for point in found.trend[-2:]]
    title = f"{labels[0]} and {labels[1]} compared" if len(labels) == 2 else "Audits compared"
    body = [
        f"<h1>{_shown(title)}</h1>",
        f'<p class="lead-line">{_shown(headline(found))}.</p>',
        _bars(found),
        *(_section(table) for table in tables(found, ROWS)),
    ]
    stream.write(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_shown(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        '<header class="top"><p class="brand">detector <span>compare</span></p></header>\n'
        "<main>\n" + "\n".join(body) + "\n</main>\n</body>\n</html>\n"
    )


def _asset(name: str) -> str:
    return (files("detector.render.html") / "assets" / name).read_text("utf-8")


def _shown(text: str) -> str:
    return escape(visible(text))


def _bars(found: Comparison) -> str:
    """Draw the verdicts of every audit as a bar, with the counts in words for screen readers."""
    rows = []
    for point in found.trend:
        total = point.verdicts.total() or 1
        parts, at = [], 0.0
        for verdict in _VERDICTS:
            width = 1000 * point.verdicts[verdict] / total
            kind = "unread" if verdict == "error" else verdict
            parts.append(
                f'<rect x="{at:.1f}" width="{width:.1f}" height="14" class="fill-{kind}"/>'
            )
            at += width
        said = ", ".join(
            f"{point.verdicts[verdict]:,} {verdict.replace('_', ' ')}"
            for verdict in _VERDICTS
            if point.verdicts[verdict]
        )
        rows.append(
            f"<li><span>{_shown(point.label)}</span>"
            f'<svg viewBox="0 0 1000 14" preserveAspectRatio="none" height="14" aria-hidden="true">'
            f'{"".join(parts)}</svg><span class="muted small">{said}</span></li>'
        )
    return f'<ul class="trend">{"".join(rows)}</ul>' if rows else ""


def _section(table: Table) -> str:
    numbers = [all(map(is_number, column)) for column in zip(*table.rows, strict=True)]
    head = "".join(
        f'<th scope="col"{_right(number)}>{_shown(name)}</th>'
        for name, number in zip(table.columns, numbers, strict=True)
    )
    rows = "\n".join(
        "<tr>"
        + "".join(
            f'<td{_right(number)}><bdi dir="auto">{_shown(cell)}</bdi></td>'
            for cell, number in zip(row, numbers, strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    return (
        f'<section class="panel"><h2>{_shown(table.title)}</h2><div class="wide" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table></div></section>"
    )


def _right(number: bool) -> str:
    return ' class="number"' if number else ""
