"""Which pages are one page by what they tell search engines, and which only list others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from detector.addresses import split_address

_LISTS = frozenset("tag tags category categories archive archives author authors".split())
_PAGED = re.compile(r"(?:^|/)page/\d{1,5}(?:/|$)")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
_INDEX = frozenset({"index", "_index", "readme", "default", "page", "main"})
# Two-letter folders that are names of something else more often than of a language.
_NO_LANGUAGE = frozenset("js go db ui ai io my tv us uk qa os".split())


def shelf(id: str, folder: str) -> str:
    """Return the folder in which a page stands beside others: ``a`` of ``a/b/index.html``."""
    stem = id.rstrip("/").rpartition("/")[2].split(".")[0].lower()
    return folder.rpartition("/")[0] or folder if stem in _INDEX else folder


class Told(NamedTuple):
    """What is known of the address of a page: its id, language, ``canonical``, ``alternates``."""

    page: int
    id: str
    language: str | None
    canonical: str | None
    alternates: tuple[str, ...]


def is_listing(id: str) -> bool:
    """Return whether an address is that of a list of pages: of a tag, an author, an archive."""
    path = split_address(id).path if "://" in id else id
    steps = path.strip("/").lower().split("/")
    return not _LISTS.isdisjoint(steps[:-1]) or bool(_PAGED.search(path))


def distinct(pages: Iterable[Told]) -> list[int]:
    """Return one of each group of pages that are one page, or translations of one.

    They name the same canonical address, or one names the other's address as canonical or as a
    translation, or their addresses differ in nothing but a language.
    """
    kept: list[int] = []
    seen: set[str] = set()
    for told in pages:
        keys = _keys(told)
        if seen.isdisjoint(keys):
            kept.append(told.page)
        seen.update(keys)
    return kept


def _keys(told: Told) -> set[str]:
    keys = {f"address {normal(told.id)}"} if "://" in told.id else set()
    if told.canonical:
        keys.add(f"address {normal(told.canonical)}")
    keys.update(f"address {normal(address)}" for address in told.alternates)
    if neutral := without_language(told.id):
        keys.add(f"translated {neutral}")
    return keys


def normal(address: str) -> str:
    """Return an address without its scheme, ``www.``, query, suffix and final slash."""
    parts = split_address(address)
    path = parts.path.rstrip("/")
    stem, _, suffix = path.rpartition(".")
    if stem and "/" not in suffix:
        path = stem
    head, _, last = path.rpartition("/")
    path = head if last.lower() in _INDEX else path
    return f"{(parts.hostname or '').removeprefix('www.')}{path}".lower()


def without_language(id: str) -> str | None:
    """Return an address whose language is taken out (``/fr/a.md``, ``a.fr.md``); None without."""
    steps = id.split("/")
    for index, step in enumerate(steps[:-1]):
        if _LANGUAGE.fullmatch(step) and step not in _NO_LANGUAGE:
            return "/".join([*steps[:index], "*", *steps[index + 1 :]])
    parts = steps[-1].split(".")
    if len(parts) >= 3 and _LANGUAGE.fullmatch(parts[-2]):
        return "/".join([*steps[:-1], ".".join([*parts[:-2], "*", parts[-1]])])
    return None
