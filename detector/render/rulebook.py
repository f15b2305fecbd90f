"""The rules as a table and as pages, for people, programs and the documentation."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any, TextIO

from detector.escaping import to_json, visible
from detector.rules.rule import Example, Rule

FORMATS = ("text", "json", "markdown")
WIDTH = 96  # columns


def write_list(rules: Sequence[Rule], stream: TextIO, format: str) -> None:
    """Write all rules as a table, grouped by family."""
    if format == "json":
        stream.write(to_json([_record(rule) for rule in rules], indent=1) + "\n")
        return
    if format == "markdown":
        stream.write("| rule | family | severity | finds |\n| --- | --- | --- | --- |\n")
        for rule in rules:
            summary = rule.summary.replace("|", "\\|")
            stream.write(f"| `{rule.id}` | {rule.family} | {rule.severity} | {summary} |\n")
        return
    width = max((len(rule.id) for rule in rules), default=0)
    family = None
    for rule in rules:
        if rule.family != family:
            stream.write(f"{'' if family is None else chr(10)}{rule.family}\n")
            family = rule.family
        stream.write(f"  {rule.id:{width}}  {rule.severity:7}  {rule.summary}\n")


def write_page(rule: Rule, stream: TextIO, format: str) -> None:
    """Write one rule's page: what it finds, why, how to fix it, examples, sources."""
    if format == "json":
        stream.write(to_json(_record(rule), indent=1) + "\n")
        return
    mark = "## " if format == "markdown" else ""
    stream.write(f"{mark}{rule.id} ({rule.family}, {rule.severity})\n\n")
    for heading, text in (
        ("Finds", rule.summary),
        ("Why it matters", rule.why),
        ("How to fix it", rule.remedy),
    ):
        stream.write(_paragraph(heading, text))
    _write_examples("Examples that are found", rule.finds, stream)
    _write_examples("Examples that are not found", rule.spares, stream)
    if rule.sources:
        stream.write("Sources:\n" + "".join(f"  - {source}\n" for source in rule.sources))


def _write_examples(heading: str, examples: Sequence[Example], stream: TextIO) -> None:
    stream.write(f"{heading}:\n")
    for example in examples:
        note = f" ({example.note})" if example.note else ""
        text = textwrap.shorten(visible(example.text), 240, placeholder=" …")
        stream.write(
            textwrap.fill(f"{text}{note}", WIDTH, initial_indent="  - ", subsequent_indent="    ")
            + "\n"
        )
    stream.write("\n")


def _paragraph(heading: str, text: str) -> str:
    return textwrap.fill(f"{heading}: {text}", WIDTH, subsequent_indent="  ") + "\n\n"


def _record(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "family": rule.family.value,
        "severity": rule.severity.value,
        "summary": rule.summary,
        "why": rule.why,
        "remedy": rule.remedy,
        "sources": list(rule.sources),
        "finds": [example.text for example in rule.finds],
        "spares": [example.text for example in rule.spares],
    }
