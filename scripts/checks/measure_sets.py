"""Measure how many doorway sets of the wild texts an audit finds whole, and what else it calls one.

    python scripts/checks/measure_sets.py --half 0            # the half to build on
    python scripts/checks/measure_sets.py --half 1            # the half to measure once

The sets of the data folder, split by site, stand among the good and commercial pages of many
sites of the same half. A set is found whole if one finding has all its pages and more than half of
that finding's pages of sets are its own. Prints one line a set, and each finding on good pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from detector.audit import AuditOptions, audit
from detector.audit.workers.execution import Workers

WILD = Path(__file__).resolve().parents[3] / "shared" / "wild"
FILES = ("N1", "N2", "K1", "K4", "second/more", "second/bad")
GOOD = ("N1", "N2", "N3")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--half", type=int, choices=(0, 1), required=True)
    parser.add_argument("--records", action="store_true", help="as one data set, without paths")
    given = parser.parse_args()
    rows = list(chosen(given.half))
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "site"
        of = write_records(place, rows) if given.records else write_files(place, rows)
        path = f"{place}.jsonl" if given.records else str(place)
        options = AuditOptions(workers=Workers(jobs=2), cache_folder=Path(name) / "cache")
        with audit([path], options) as result:
            found = [
                (
                    f.detail.get("slot"),
                    f.detail.get("values"),
                    [of[result.id_of(p)] for p in f.pages],
                )
                for f in result.findings
                if f.kind == "doorway-set"
            ]
    report(rows, found)


def chosen(half: int) -> Iterator[dict[str, Any]]:
    """Yield the texts of one half of the sites; a set belongs to the half of its first site."""
    rows = []
    for file in FILES:
        with gzip.open(WILD / f"{file}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows += [json.loads(line) for line in lines]
    first: dict[str, str] = {}
    for row in rows:
        if name := row.get("set"):
            first[name] = min(first.get(name, row["site"]), row["site"])
    for row in rows:
        site = first.get(row.get("set") or "", row["site"])
        if sha256(site.encode()).digest()[0] % 2 == half:
            yield row


def write_files(folder: Path, rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Write each text below its site, under the last part of its origin."""
    of = {}
    for row in rows:
        origin = row["origin"].split(" ")[0].rstrip("/")
        stem = re.sub(r"[^\w.-]+", "-", origin.rpartition("/")[2])[:80] or "page"
        above = re.sub(r"[^\w.-]+", "-", origin.rpartition("/")[0].rpartition(row["site"])[2])
        file = folder / row["site"] / above.strip("-") / f"{stem}.md"
        number = 1
        while str(file) in of:
            number += 1
            file = file.with_name(f"{stem}-{number}.md")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(row["text"], "utf-8")
        of[str(file)] = row
    return of


def write_records(place: Path, rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    of = {f"{number}": row for number, row in enumerate(rows)}
    lines = [json.dumps({"id": id, "text": row["text"]}) + "\n" for id, row in of.items()]
    place.with_suffix(".jsonl").write_text("".join(lines), "utf-8")
    return of


Found = tuple[Any, Any, list[dict[str, Any]]]  # slot, values, pages


def report(rows: list[dict[str, Any]], found: list[Found]) -> None:
    nothing: Found = (None, (), [])
    sets: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.get("set"):
            sets[row["set"]].add(row["id"])
    whole = joined = 0
    for name, ids in sorted(sets.items()):
        best = max(found, key=lambda f: len(ids & {row["id"] for row in f[2]}), default=nothing)
        inside = len(ids & {row["id"] for row in best[2]})
        others = Counter(row.get("set") or row["kind"] for row in best[2] if row.get("set") != name)
        in_sets = sum(bool(row.get("set")) for row in best[2])
        good = inside == len(ids) and 2 * inside > in_sets
        whole += good
        here = {row["site"] for row in rows if row["id"] in ids}
        of_sets = {row["site"] for row in best[2] if row.get("set")}
        joined += inside == len(ids) and of_sets <= here
        shown = f"{best[0]} {list(best[1] or ())[:4]}" if inside else ""
        print(
            f"{'whole' if good else '     '} {inside}/{len(ids)} {name:28} {dict(others)} {shown}"
        )
    print(f"found whole: {whole} of {len(sets)}; findings: {len(found)}")
    print(f"whole, or joined with other sets of the same site: {joined}")
    for slot, values, pages in found:
        kinds = Counter((row["kind"][:2], row["site"]) for row in pages)
        if sum(n for (kind, _), n in kinds.items() if kind in GOOD) >= len(pages) / 2:
            print("good pages called a set:", len(pages), dict(kinds), slot, list(values or ())[:5])
    print("good pages:", sum(row["kind"][:2] in GOOD for row in rows))


if __name__ == "__main__":
    main()
