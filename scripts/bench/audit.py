"""Measure ``detector audit``: pages per second, CPU and memory for each kind of input.

python scripts/bench/audit.py                       # all kinds, 1,000 pages, 2 workers
python scripts/bench/audit.py --workers             # one worker compared with two
python scripts/bench/audit.py --growth 10000 100000 # memory, growth, planted copies, cache
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

MAKE_SITE = Path(__file__).with_name("make_site.py")


class Cost(NamedTuple):
    """Seconds of wall clock and CPU, and the peak resident memory in MB."""

    wall: float
    cpu: float
    parent_mb: float
    worker_mb: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--words", type=int, default=0, help="cut pages to this length; 0: do not cut"
    )
    parser.add_argument("--workers", action="store_true", help="compare one worker with two")
    parser.add_argument("--growth", type=int, nargs="+", metavar="PAGES")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["DETECTOR_CACHE"] = str(folder / "cache")
        if arguments.growth:
            for pages in arguments.growth:
                growth(folder, pages, arguments.words, arguments.jobs)
        elif arguments.workers:
            workers(folder, arguments.pages)
        else:
            kinds(folder, arguments.pages, arguments.jobs)


def made(folder: Path, pages: int, words: int = 0) -> Path:
    file = folder / f"site-{pages}.jsonl"
    command = [sys.executable, str(MAKE_SITE), str(file), "--pages", str(pages)]
    subprocess.run([*command, "--words", str(words)], check=True, stdout=subprocess.DEVNULL)
    return file


def audit(path: Path, *options: str) -> Cost:
    """Run the command and measure it with its workers."""
    command = [sys.executable, "-m", "detector", "audit", str(path), *options]
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peaks: dict[int, float] = {}
    watcher = threading.Thread(target=_watch, args=(process, peaks))
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    watcher.join()
    if process.returncode not in (0, 3):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    children = [mb for pid, mb in peaks.items() if pid != process.pid]
    return Cost(
        time.monotonic() - begin,
        usage.ru_utime + usage.ru_stime,
        peaks.get(process.pid, 0.0),
        max(children, default=0.0),
    )


def _watch(process: subprocess.Popen[bytes], peaks: dict[int, float]) -> None:
    while process.returncode is None:
        parents = _parents()
        for pid, parent in parents.items():
            if process.pid in (pid, parent, parents.get(parent)):
                peaks[pid] = max(peaks.get(pid, 0.0), _peak_mb(pid))
        time.sleep(0.25)


def _parents() -> dict[int, int]:
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                found[int(entry.name)] = int(
                    (entry / "stat").read_text().rpartition(")")[2].split()[1]
                )
            except OSError:
                continue
    return found


def _peak_mb(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def show(name: str, pages: int, cost: Cost) -> None:
    print(
        f"{name:<22} {pages / cost.wall:8.1f} pages/s  {cost.wall:8.1f} s  "
        f"CPU {1000 * cost.cpu / pages:6.2f} ms a page  "
        f"parent {cost.parent_mb:5.0f} MB  worker {cost.worker_mb:5.0f} MB",
        flush=True,
    )


def kinds(folder: Path, pages: int, jobs: int) -> None:
    site = made(folder, pages)
    records = [json.loads(line) for line in site.read_text("utf-8").splitlines()]
    for name, make in MAKERS.items():
        path = folder / f"kind-{name}"
        make(path, records)
        show(name, pages, audit(path, "--no-cache", "--jobs", str(jobs)))


def workers(folder: Path, pages: int) -> None:
    site = made(folder, pages)
    one = audit(site, "--no-cache", "--jobs", "1")
    show("1 worker", pages, one)
    two = audit(site, "--no-cache", "--jobs", "2")
    show("2 workers", pages, two)
    print(f"two workers take {two.wall / one.wall:.2f} of the time of one worker")


def growth(folder: Path, pages: int, words: int, jobs: int) -> None:
    site = made(folder, pages, words)
    report = folder / "report.site"
    first = audit(site, "--jobs", str(jobs), "--format", "site", "--out", str(report))
    show(f"{pages:,} pages, cold", pages, first)
    again = audit(site, "--jobs", str(jobs), "--format", "site", "--out", str(report))
    show(f"{pages:,} pages, warm", pages, again)
    print(f"a warm audit takes 1/{first.wall / again.wall:.0f} of the time")
    planted = json.loads(site.with_suffix(".planted.json").read_text("utf-8"))
    recall, precision = scored(json.loads(report.read_text("utf-8")), planted)
    print(f"planted pairs: recall {recall:.4f}, precision {precision:.4f}", flush=True)


def scored(report: dict[str, Any], planted: dict[str, list[str]]) -> tuple[float, float]:
    """Return recall and precision over pairs of pages that are reported as copies."""
    kinds = ("doorway-set", "exact-duplicates", "near-duplicates")
    found = {
        pair
        for finding in report["findings"]
        if finding["kind"] in kinds
        for pair in _pairs(finding["pages"])
    }
    true = {pair for members in planted.values() for pair in _pairs(members)}
    both = len(found & true)
    return both / len(true), both / max(len(found), 1)


def _pairs(members: list[str]) -> Iterator[tuple[str, str]]:
    return combinations(sorted(members), 2)


# One function per kind of input

Records = list[dict[str, Any]]


def _lines(records: Records) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def _folder(path: Path, records: Records) -> None:
    for index, record in enumerate(records):
        file = path / f"{index // 100:03}" / f"{record['id']}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(record["text"], "utf-8")


def _csv(path: Path, records: Records) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(records[0]))
        writer.writeheader()
        writer.writerows(records)


def _parquet(path: Path, records: Records) -> None:
    import pyarrow
    from pyarrow import parquet

    parquet.write_table(pyarrow.Table.from_pylist(records), path)


def _zip(path: Path, records: Records) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for record in records:
            archive.writestr(f"{record['id']}.md", record["text"])


def _tar(path: Path, records: Records) -> None:
    with tarfile.open(path, "w:gz") as archive:
        for record in records:
            data = record["text"].encode()
            member = tarfile.TarInfo(f"{record['id']}.md")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))


def _zst(path: Path, records: Records) -> None:
    import zstandard

    path.write_bytes(zstandard.ZstdCompressor().compress(_lines(records)))


def _warc(path: Path, records: Records) -> None:
    with path.open("wb") as stream:
        for record in records:
            body = "".join(f"<p>{part}</p>" for part in record["text"].split("\n\n")).encode()
            page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html>" + body
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\n"
                f"WARC-Target-URI: https://site.example/{record['id']}\r\n"
                f"WARC-Record-ID: <urn:uuid:{record['id']}>\r\n"
                "WARC-Date: 2024-01-01T00:00:00Z\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(page)}\r\n\r\n"
            )
            stream.write(gzip.compress(head.encode() + page + b"\r\n\r\n"))


MAKERS: dict[str, Callable[[Path, Records], object]] = {
    "folder": _folder,
    "a.jsonl": lambda path, records: path.write_bytes(_lines(records)),
    "a.jsonl.gz": lambda path, records: path.write_bytes(gzip.compress(_lines(records))),
    "a.jsonl.zst": _zst,
    "a.csv": _csv,
    "a.parquet": _parquet,
    "a.zip": _zip,
    "a.tar.gz": _tar,
    "a.warc.gz": _warc,
}


if __name__ == "__main__":
    main()
