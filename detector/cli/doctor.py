"""``detector doctor``: whether this installation can do what it should, and if not, why."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from math import isclose
from pathlib import Path

from detector.cli.options import ModelFolder
from detector.errors import DetectorError, ExitStatus
from detector.regex import lazy

PACKAGE = "article-detector"
OLDEST_PYTHON = (3, 11)
_REQUIREMENT = lazy(r"([A-Za-z0-9._-]+)\s*([^;\[]*)(?:\[[^\]]*\])?\s*(?:;(.*))?")
_EXTRA = lazy(r"extra\s*==\s*['\"]([\w-]+)['\"]")
_FOR_DEVELOPERS = {"all", "fuzz"}


@dataclass(frozen=True, slots=True)
class Check:
    """One line: ``broken`` fails the installation; ``wanting`` costs something that few need."""

    name: str
    detail: str
    broken: bool = False
    wanting: bool = False


def doctor(model: ModelFolder = None) -> int:
    """Check this installation: Python, packages, model, a sample, streams and cache."""
    checks = [*_python(), *_packages(), *_model(model), *_formulas(), *_streams(), *_cache()]
    for check in checks:
        mark = "BROKEN" if check.broken else "absent" if check.wanting else "ok"
        print(f"{mark:6}  {check.name:16} {check.detail}")
    broken = sum(check.broken for check in checks)
    if broken:
        print(f"detector: {broken} of {len(checks)} checks failed", file=sys.stderr)
    return ExitStatus.USAGE if broken else ExitStatus.OK


def _python() -> Iterator[Check]:
    version = ".".join(map(str, sys.version_info[:3]))
    too_old = sys.version_info < OLDEST_PYTHON
    wanted = ".".join(map(str, OLDEST_PYTHON))
    yield Check("python", version + (f", needs {wanted} or newer" if too_old else ""), too_old)


def _packages() -> Iterator[Check]:
    from importlib import metadata

    try:
        requirements = metadata.requires(PACKAGE) or []
    except metadata.PackageNotFoundError:
        yield Check("packages", f"{PACKAGE} is not installed: pip install .", broken=True)
        return
    extras: dict[str, list[str]] = {}
    for requirement in requirements:
        match = _REQUIREMENT.match(requirement)
        if match is None:
            continue
        name, bounds, marker = match.group(1), match.group(2).strip(" ()"), match.group(3) or ""
        extra = _EXTRA.search(marker)
        fault = _fault(name, bounds)
        if extra is None:
            yield Check(name, fault or metadata.version(name), broken=bool(fault))
        elif extra.group(1) not in _FOR_DEVELOPERS:
            extras.setdefault(extra.group(1), []).extend([fault] if fault else [])
    for extra_name, faults in extras.items():
        hint = (
            f"{'; '.join(faults)}: pip install {PACKAGE}[{extra_name}]" if faults else "installed"
        )
        yield Check(f"extra {extra_name}", hint, wanting=bool(faults))


def _fault(name: str, bounds: str) -> str:
    """Say what is wrong with an installed package, nothing if it is as it should be."""
    from importlib import metadata

    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return f"{name} is not installed"
    for bound in filter(None, map(str.strip, bounds.split(","))):
        sign, wanted = re.match(r"([<>=!~]*)(.*)", bound).groups()  # type: ignore[union-attr]
        ours, theirs = _numbers(version), _numbers(wanted)
        sound = {">=": ours >= theirs, "<": ours < theirs, "==": ours == theirs}.get(sign, True)
        if not sound:
            return f"{name} {version} does not satisfy {bound}"
    return ""


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in re.findall(r"\d+", version.partition("+")[0])[:3]]
    return tuple(numbers + [0] * (3 - len(numbers)))


def _model(folder: Path | None) -> Iterator[Check]:
    try:
        from detector.model import load

        info = load(folder).info  # every file against the hash in the configuration
    except (DetectorError, ImportError) as error:
        yield Check("model", str(error), broken=True)
        return
    yield Check("model", f"{info.name} {info.version}, SHA-256 {info.sha256}")
    yield _sample(folder)


def _sample(model: Path | None) -> Check:
    """Score what a rule gives as an example of itself: it must be found."""
    from detector import score_text
    from detector.rules import ALL_RULES

    rule = next(rule for rule in ALL_RULES if rule.finds)
    example = rule.finds[0]
    try:
        report = score_text(example.text, content_type=example.content_type, model=model)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what a doctor is for
        return Check("sample", f"{type(error).__name__}: {error}", broken=True)
    found = any(finding.rule == rule.id for finding in report.findings)
    detail = f"{rule.id} found" if found else f"{rule.id} not found in its own example"
    return Check("sample", detail, broken=not found)


def _formulas() -> Iterator[Check]:
    """Hold the readability formulas to those of textstat, on a text of many kinds of words."""
    try:
        import textstat
    except ImportError as error:
        yield Check("readability", str(error), broken=True)
        return
    from detector.rules import ALL_RULES
    from detector.text.readability import formulas
    from detector.text.readability.counts import count

    sample = " ".join(rule.why for rule in ALL_RULES)
    counts = count(sample, textstat.sentence_count(sample))
    differ = [
        name
        for name in ("flesch_reading_ease", "gunning_fog", "smog_index")
        if not isclose(getattr(formulas, name)(counts), getattr(textstat, name)(sample))
    ]
    detail = f"differs from textstat: {', '.join(differ)}" if differ else "same as textstat"
    yield Check("readability", detail, broken=bool(differ))


def _streams() -> Iterator[Check]:
    terminal = "a terminal" if sys.stdout.isatty() else "not a terminal"
    yield Check("standard output", f"{sys.stdout.encoding}, {terminal}")
    yield Check("file names", sys.getfilesystemencoding())


def _cache() -> Iterator[Check]:
    from tempfile import NamedTemporaryFile

    from detector.audit.cache import default_folder

    try:
        folder = default_folder()
        nearest = next(place for place in (folder, *folder.absolute().parents) if place.is_dir())
        with NamedTemporaryFile(dir=nearest):
            pass
    except DetectorError as error:
        yield Check("cache", f"{error}; audits need one", wanting=True)
    except OSError as error:
        detail = f"{folder} is not writable ({error.strerror}): set DETECTOR_CACHE for audits"
        yield Check("cache", detail, wanting=True)
    else:
        yield Check("cache", str(Path(folder)))
