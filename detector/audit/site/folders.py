"""Sums over folders that lie in one another: a site filed by date has a folder for every day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import takewhile

from detector.audit.site.totals import Group

MOST = 60  # folders that a reader looks through


def rolled_up(folders: Mapping[str, Group], most: int = MOST) -> dict[str, Group]:
    """Return the sums of at most ``most`` folders: those as deep in the tree as that allows.

    Never less deep than one step below what all folders share, however many lie there.
    """
    shared = _shared(folders)
    depth = max((name.count("/") + 1 for name in folders), default=0)
    while depth > shared + 1 and len({_cut(name, depth) for name in folders}) > most:
        depth -= 1
    sums: dict[str, Group] = {}
    for name, group in folders.items():
        sums.setdefault(_cut(name, depth), Group()).merge(group)
    return sums


def with_parents(folders: Mapping[str, Group]) -> dict[str, Group]:
    """Return the sums of every folder and of all above it that not all pages share."""
    shared = _shared(folders)
    sums: dict[str, Group] = {}
    for name, group in folders.items():
        deepest = name.count("/") + 1
        for depth in range(min(shared + 1, deepest), deepest + 1):
            sums.setdefault(_cut(name, depth), Group()).merge(group)
    return sums


def _cut(name: str, depth: int) -> str:
    return "/".join(name.split("/", depth)[:depth])


def _shared(folders: Iterable[str]) -> int:
    """Return how many steps of their paths all folders have in common."""
    steps = zip(*(name.split("/") for name in folders), strict=False)
    return sum(1 for _ in takewhile(lambda names: len(set(names)) == 1, steps))
