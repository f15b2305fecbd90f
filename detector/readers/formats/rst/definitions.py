"""What a reStructuredText file defines for its inline markup: targets, substitutions, roles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detector.readers.formats.rst.inline import Definitions, name_of
from detector.readers.markup.lines import Line

EXPLICIT = re.compile(r"\.\.(?:[ \t\f\v]+|\Z)")
TARGET = re.compile(r"_(?:`([^`]{1,300})`|((?:[^:\\`]|\\.|:(?=\S)){0,300})):(?:[ \t]+|\Z)")
SUBSTITUTION = re.compile(r"\|([^|\n]{1,100})\|[ \t]+([\w-]{1,40})::(?:[ \t]+|\Z)")
_MARKS = re.compile(r"\*{1,2}|`{1,2}_{0,2}|\\(?:\s|(?=\S))")
_ROLE = re.compile(r"role::[ \t]+([\w.+-]{1,60})[ \t]*\((?:raw|[\w-]*html)\)")


def definitions_of(source: str, lines: Sequence[Line]) -> Definitions:
    """Collect the definitions of a file, wherever they stand."""
    found = Definitions({}, [], {}, set())
    waiting: list[str] = []  # names of targets whose address stands further down
    for index, line in enumerate(lines):
        text = source[line.at : line.end]
        mark = EXPLICIT.match(text)
        if text.startswith("__ "):
            found.anonymous.append(text[3:])
        elif mark:
            _define(found, source, lines, index, mark.end(), waiting)
        elif text:
            waiting = []
    for name, address in list(found.targets.items()):
        if address.endswith("_"):
            other = found.targets.get(name_of(address[:-1].strip("`")))
            found.targets[name] = other or address
    return found


def _define(
    found: Definitions,
    source: str,
    lines: Sequence[Line],
    index: int,
    mark: int,
    waiting: list[str],
) -> None:
    rest = source[lines[index].at + mark : lines[index].end]
    if match := TARGET.match(rest):
        address = _text(source, lines, index, rest[match.end() :])
        name = match.group(1) or match.group(2)
        if name == "_":
            found.anonymous.append(address)
            return
        waiting.append(name_of(name))
        if address:
            found.targets.update(dict.fromkeys(waiting, address))
            waiting.clear()
    elif (match := SUBSTITUTION.match(rest)) and match.group(2) == "replace":
        text = _text(source, lines, index, rest[match.end() :], " ")
        found.substitutions[name_of(match.group(1))] = _MARKS.sub("", text)
    elif match := _ROLE.match(rest):
        found.hidden_roles.add(match.group(1))


def _text(source: str, lines: Sequence[Line], index: int, first: str, joint: str = "") -> str:
    """Return the text of a definition: what follows its mark and what is indented below."""
    parts = [first.strip()]
    for line in lines[index + 1 : index + 20]:
        if line.is_blank or line.column <= lines[index].column:
            break
        parts.append(source[line.at : line.end])
    return joint.join(part for part in parts if part)
