"""Small SVG plots without a library: a unit square, a line or points, two labels."""

from __future__ import annotations

from collections.abc import Sequence

SIZE, MARGIN = 320, 40


def square(
    points: Sequence[tuple[float, float]],
    *,
    title: str,
    across: str,
    up: str,
    line: bool = True,
) -> str:
    """Draw points of the unit square as SVG, with its diagonal."""
    inner = SIZE - 2 * MARGIN

    def place(x: float, y: float) -> str:
        return f"{MARGIN + x * inner:.1f},{SIZE - MARGIN - y * inner:.1f}"

    marks = (
        f'<polyline points="{" ".join(place(*p) for p in points)}" fill="none" '
        'stroke="#1f5fa8" stroke-width="2"/>'
        if line
        else ""
    )
    if not line:
        for point in points:
            x, y = place(*point).split(",")
            marks += f'<circle cx="{x}" cy="{y}" r="4" fill="#1f5fa8"/>'
    ticks = "".join(
        f'<text x="{MARGIN + t * inner:.0f}" y="{SIZE - MARGIN + 14}" text-anchor="middle">{t:g}'
        f'</text><text x="{MARGIN - 6}" y="{SIZE - MARGIN - t * inner + 4:.0f}" '
        f'text-anchor="end">{t:g}</text>'
        for t in (0, 0.5, 1)
    )
    middle = SIZE // 2
    diagonal = f"{place(0, 0).replace(',', ' ')} L{place(1, 1).replace(',', ' ')}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE}" height="{SIZE}" '
        f'viewBox="0 0 {SIZE} {SIZE}" font-family="sans-serif" font-size="11">'
        f'<rect width="{SIZE}" height="{SIZE}" fill="#fff"/>'
        f'<rect x="{MARGIN}" y="{MARGIN}" width="{inner}" height="{inner}" fill="none" '
        'stroke="#999"/>'
        f'<path d="M{diagonal}" stroke="#ccc" stroke-dasharray="4"/>{marks}{ticks}'
        f'<text x="{middle}" y="22" text-anchor="middle" font-size="13">{title}</text>'
        f'<text x="{middle}" y="{SIZE - 8}" text-anchor="middle">{across}</text>'
        f'<text x="12" y="{middle}" text-anchor="middle" transform="rotate(-90 12 {middle})">'
        f"{up}</text></svg>\n"
    )
