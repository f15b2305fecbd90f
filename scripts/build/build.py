"""Build wheel and sdist from a clean checkout, twice, and check what is promised of them.

    python scripts/build/build.py [--out dist]
    python scripts/build/build.py --install [--wheels FOLDER]   # also install, measure, list and try

Both builds must have the same bytes, the wheel must be small, name its licences and contain all data.
``--install`` makes a virtual environment, installs the wheel in it (offline from FOLDER, if
given), prints the size of each package, writes the SBOM (CycloneDX, by cyclonedx-py) beside the
wheel, and runs ``detector doctor`` there.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAX_WHEEL_BYTES = 15_000_000
NEEDED = (
    "detector/py.typed",
    "detector/data/syllables.txt",
    "detector/data/README.md",  # the notices of cmudict, hyph_en_US.dic and textstat
    "detector/models/article-en/config.json",
    "detector/models/article-en/config.sha256",
    "detector/models/article-en/README.md",
    "detector/render/html/assets/report.html",
    "licenses/LICENSE",
    "licenses/detector/data/README.md",
)
NOTICES = ("Carnegie Mellon University", "TeX Users Group", "Shivam Bansal", "Permission is hereby")


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    """Run a command and return its output; its errors end the build."""
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env={**os.environ, **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"build: {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def checkout(folder: Path) -> None:
    """Put the committed files into ``folder``: nothing else gets into the packages."""
    packed = folder.with_suffix(".tar")
    run("git", "archive", "--output", packed, "HEAD")
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")


def build(folder: Path, out: Path, epoch: str) -> dict[str, str]:
    """Build into ``out`` and return the SHA-256 of each file."""
    run(
        sys.executable, "-m", "build", "--no-isolation", "--outdir", out, folder,
        SOURCE_DATE_EPOCH=epoch, PYTHONHASHSEED="0",
    )  # fmt: skip
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(out.iterdir())
    }


def check_wheel(wheel: Path) -> None:
    """Check the size, the data and the notices of the wheel."""
    size = wheel.stat().st_size
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        missing = [name for name in NEEDED if not any(n.endswith(name) for n in names)]
        notices = next(n for n in names if n.endswith("licenses/detector/data/README.md"))
        text = archive.read(notices).decode()
    absent = [notice for notice in NOTICES if notice not in text]
    print(f"{wheel.name}: {size:,} bytes, {len(names)} files")
    if size > MAX_WHEEL_BYTES or missing or absent:
        sys.exit(f"build: too large ({size:,} bytes), or files missing: {missing}, or notices: {absent}")


def install(wheel: Path, wheels: Path | None, out: Path) -> None:
    """Install the wheel into an environment of its own, measure it, list it and try it."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "venv"
        venv.create(home, with_pip=True)
        before = sizes(home)
        python = home / "bin" / "python"
        offline = ["--no-index", "--find-links", str(wheels.absolute())] if wheels else []
        run(
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            *offline,
            wheel,
        )
        added = {n: s - before.get(n, 0) for n, s in sizes(home).items() if s > before.get(n, 0)}
        for name, size in sorted(added.items(), key=lambda item: -item[1])[:16]:
            print(f"{size / 1e6:8.1f} MB  {name}")
        print(f"{sum(added.values()) / 1e6:8.1f} MB  in total")
        print(run(home / "bin" / "detector", "--version", cwd=Path(place)).strip())
        print(run(home / "bin" / "detector", "doctor", cwd=Path(place), HOME=place).strip())
        if shutil.which("cyclonedx-py"):
            bill = out / f"{wheel.name.removesuffix('.whl')}.cdx.json"
            run(
                "cyclonedx-py", "environment", "--output-reproducible", "--pyproject",
                ROOT / "pyproject.toml", "--output-file", bill, python,
            )  # fmt: skip
            print(f"wrote the SBOM: {bill.name}")
        else:
            print("no SBOM: install cyclonedx-bom (requirements-dev.txt)", file=sys.stderr)


def sizes(home: Path) -> dict[str, int]:
    """Return the bytes below each folder of the environment's packages."""
    found: dict[str, int] = {}
    for packages in home.glob("lib/python*/site-packages"):
        for file in packages.rglob("*"):
            if file.is_file() and not file.is_symlink() and "__pycache__" not in file.parts:
                name = file.relative_to(packages).parts[0].removesuffix(".libs")
                found[name] = found.get(name, 0) + file.stat().st_size
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--install", action="store_true")
    parser.add_argument("--wheels", type=Path, help="install from this folder, offline")
    arguments = parser.parse_args()
    epoch = run("git", "log", "-1", "--format=%ct").strip()
    with tempfile.TemporaryDirectory() as place:
        made = []
        for name in ("first", "second"):
            folder = Path(place) / name
            folder.mkdir()
            checkout(folder / "source")
            made.append(build(folder / "source", folder / "dist", epoch))
        if made[0] != made[1]:
            sys.exit(f"build: the two builds differ: {made}")
        arguments.out.mkdir(parents=True, exist_ok=True)
        for name, digest in made[0].items():
            shutil.copy(Path(place) / "first" / "dist" / name, arguments.out / name)
            print(f"{digest}  {name}")
    wheel = arguments.out / next(name for name in made[0] if name.endswith(".whl"))
    check_wheel(wheel)
    if arguments.install:
        install(wheel, arguments.wheels, arguments.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
