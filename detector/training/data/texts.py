"""Labelled texts: from JSONL rows to articles with what training needs to know of them."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import file_digest, sha1, sha256
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from detector.errors import DetectorError
from detector.reading import open_regular

# Named one by one: a file that is added to the folder changes no model and no floor by itself.
CORPUS_FILES = (
    "alpaca_instruct", "argugpt_essays", "arxiv_abstracts", "bbc_news", "detectrl",
    "detectrl_human_attacked", "echoes_opinion", "f3_news", "gsa_blog", "human_articles",
    "llmfake_news", "machine_articles", "outfox_essays", "revised", "wikitext",
    "second/human_abstracts_essays", "second/human_articles2", "second/machine_articles2",
    "second/machine_outputs", "second/pairs",
)  # fmt: skip
WILD_FILES = ("K1", "K2", "K3", "K4", "N1", "N2", "second/bad", "second/more")
# Rows of these attacks on human text hold a model's wording, whatever their label says.
_NOT_QUITE_HUMAN = ("polish", "dipper", "mixed", "back-translation")
# Sets that are kept for testing: never a row of them is trained on.
_TEST_ONLY_KINDS = frozenset({"N2"})
# This tenth of the groups is never trained on, nor used for any choice: it holds the pinned floors.
# The same tenth of the sources is held back whole, and measured once, at the end; but none that
# is a file by itself, for such a one has most of its kind of writing.
HELD_BACK = 9
# Texts of one source and label that are used: weights grow with the root of a source's size, so
# more of a large source would cost time and change little.
MAX_PER_SOURCE = 1000
_FILES_OF_MANY_SOURCES = frozenset({
    "bad", "more", "human_abstracts_essays", "human_articles", "human_articles2",
    "machine_articles", "machine_articles2", "machine_outputs", "pairs",
})  # fmt: skip
# Of each kind of the hand-sorted articles: its label and whether it is of low quality.
_KINDS = {
    "K1": (None, True),
    "K2": (None, True),
    "K3": (None, True),
    "K4": ("generated", None),
    "K5": (None, True),
    "K6": (None, None),  # a page of a set of doorway pages need not be bad by itself
    "N1": ("human", False),
    "N2": ("human", False),
    "N3": (None, False),
}


_NEEDED = 'each line needs "text" and "label": "human" or "generated"'


class DataError(DetectorError):
    """Training data that cannot be read: the message names the file, the line and the remedy."""

    status = DetectorError.status.UNREADABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledText:
    """One text with its labels.

    ``generated`` and ``low_quality`` are None where nobody knows. ``set`` is the file's name,
    ``unit`` the source that must be left out as a whole to measure behaviour on unseen sources
    (the file, or the repository or site of rows in a mixed file), ``group`` joins all versions of
    one document, ``kind`` is the kind of writing for reports. ``train`` is false for texts that
    are for testing only.
    """

    id: str
    text: str
    set: str
    unit: str
    group: str
    kind: str
    generated: bool | None
    low_quality: bool | None
    train: bool = True
    sure: bool = True
    generator: str | None = None
    attack: str | None = None
    detail: str = ""

    @property
    def tenth(self) -> int:
        """0 to 9, by the SHA-1 of the group: the fixed split into parts."""
        return tenth(self.group)


def tenth(key: str) -> int:
    return int(sha1(key.encode(), usedforsecurity=False).hexdigest(), 16) % 10


def sample(texts: Iterable[LabelledText], most: int = MAX_PER_SOURCE) -> list[LabelledText]:
    """Return at most ``most`` texts of each source and label, a fixed choice, in their order."""
    rows: dict[tuple[str, bool | None], list[tuple[str, int]]] = {}
    everything = list(texts)
    for index, text in enumerate(everything):
        key = sha1(f"{text.group}/{text.id}".encode(), usedforsecurity=False).hexdigest()
        rows.setdefault((text.unit, text.generated), []).append((key, index))
    kept = sorted(index for keyed in rows.values() for _, index in sorted(keyed)[:most])
    return [everything[index] for index in kept]


def default_files(shared: Path) -> list[Path]:
    """The files that the shipped model is trained and tested on, sorted within their folder."""
    return [
        *(shared / "corpus" / f"{name}.jsonl.gz" for name in CORPUS_FILES),
        *(shared / "wild" / f"{name}.jsonl.gz" for name in WILD_FILES),
    ]


def digest(paths: Iterable[Path]) -> str:
    """The SHA-256 of the training files, in the order of their names."""
    total = sha256()
    for path in sorted(paths, key=lambda p: p.name):
        with open_regular(path) as stream:
            total.update(file_digest(stream, "sha256").digest())
    return total.hexdigest()


def read(paths: Iterable[Path]) -> Iterator[LabelledText]:
    """Read labelled JSONL files, gzipped or not.

    A row needs ``text`` and ``label`` (``human`` or ``generated``); ``low_quality`` (true or
    false), ``source``, ``group``, ``domain``, ``generator`` and ``attack`` are used where they are
    there. Raises ``DataError`` at the first row that cannot be used, and for a file without any.
    """
    for path in paths:
        name = path.name.split(".")[0]
        empty = True
        try:
            with _open(path) as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        empty = False
                        yield _row(name, number, line, path)
        except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
            raise DataError(f"{path} cannot be read: {error}") from error
        if empty:
            raise DataError(f"{path} contains no texts; {_NEEDED}")


def _open(path: Path) -> TextIO:
    stream = open_regular(path)
    packed = path.suffix == ".gz"
    return TextIOWrapper(gzip.GzipFile(fileobj=stream) if packed else stream, "utf-8")


def _row(name: str, number: int, line: str, path: Path) -> LabelledText:
    try:
        row: dict[str, Any] = json.loads(line)
        text = row["text"]
        if not isinstance(text, str):
            raise TypeError("text is no string")
        generated, low_quality = _labels(row)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DataError(f"{path}:{number}: not a labelled row ({error}); {_NEEDED}") from error
    attack = row.get("attack")
    on_human = bool(attack) and generated is False
    site = row.get("site")
    unit = f"site:{site}" if site is not None else str(row.get("source") or name)
    if name == "human_articles":
        unit = unit.split(":")[0]  # collections that one repository bundles
    identity = str(row.get("id", number))
    group = str(row.get("group") or (identity if site is None else unit))
    return LabelledText(
        id=identity if identity.startswith(name) else f"{name}/{identity}",
        text=text,
        set=name,
        unit=unit,
        group=group,
        kind=str(row.get("domain") or row.get("genre") or row.get("kind") or name),
        generated=generated,
        low_quality=low_quality,
        train=not _is_held_back(name, unit, group)
        and str(row.get("kind"))[:2] not in _TEST_ONLY_KINDS
        and not (on_human and any(mark in str(attack) for mark in _NOT_QUITE_HUMAN)),
        sure=row.get("evidence") != "likely",
        generator=row.get("generator"),
        attack=attack,
        detail=str(row.get("subtype") or row.get("strength") or ""),
    )


def is_held_back_source(set_name: str, unit: str) -> bool:
    """Say whether nothing of the source ``unit`` is trained on."""
    many = set_name[:1] in "KN" or set_name in _FILES_OF_MANY_SOURCES
    return many and tenth(f"source {unit}") == HELD_BACK


def _is_held_back(set_name: str, unit: str, group: str) -> bool:
    return tenth(group) == HELD_BACK or is_held_back_source(set_name, unit)


def _labels(row: dict[str, Any]) -> tuple[bool | None, bool | None]:
    kind = str(row.get("kind"))[:2]
    if "label" not in row and kind in _KINDS:
        label, low_quality = _KINDS[kind]
        if row.get("strength") == "weak":  # a person could have written some of these
            low_quality = None
        return (None if label is None else label == "generated"), low_quality
    label = row["label"]
    if label not in {"human", "generated"}:
        raise ValueError(f'label {label!r} is neither "human" nor "generated"')
    quality = row.get("low_quality")
    return label == "generated", None if quality is None else bool(quality)
