"""What a worker does with a batch: parse, score and measure each text, within its limits."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from detector.audit.workers.limits import TimeLimitError, time_limit
from detector.escaping import to_json
from detector.findings import SCHEMA, Failure, Report
from detector.pipeline import loaded_model
from detector.readers import out_of_memory
from detector.reading import read_bytes
from detector.text.document import ContentType
from detector.text.source import Source

if TYPE_CHECKING:
    from detector.model import Model

DEFAULT_TIME_LIMIT_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a result depends on beside its text; travels to every worker.

    ``time_limit_s`` is for one text. With ``keep_sources`` a result carries its text, which the
    HTML report shows.
    """

    model: Path | None = None
    content_type: ContentType | None = None
    features: bool = False
    time_limit_s: float = DEFAULT_TIME_LIMIT_S
    keep_sources: bool = False

    def fingerprint(self) -> str:
        """Return a hash of all that decides a result beside the text: code, model, settings."""
        model = loaded_model(self.model).info
        parts = [_code_hash(), model.name, model.version, model.sha256]
        parts += [str(self.content_type), str(self.features), str(self.keep_sources)]
        return blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()


class Outcome(NamedTuple):
    """The result of one text without its id and path, so that it serves every copy of the text.

    ``body`` is the record's JSON from the third field on. ``lasting`` is false where a second
    run may end otherwise (a time limit, a crash). ``facts``, ``signatures`` and ``source`` are
    empty for failures; ``source`` is deflated.
    """

    body: bytes
    facts: bytes = b""
    signatures: bytes = b""
    source: bytes = b""
    lasting: bool = True


def score_batch(
    index: int, batch: Sequence[Source], settings: Settings
) -> tuple[int, list[Outcome]]:
    """Score the texts of ``batch`` in order; whatever goes wrong with one is its outcome."""
    model = loaded_model(settings.model)
    return index, [_score(source, model, settings) for source in batch]


def _score(source: Source, model: Model, settings: Settings) -> Outcome:
    try:
        with time_limit(settings.time_limit_s):
            return _scored(source, model, settings)
    except TimeLimitError:
        return timed_out(source, settings)
    except MemoryError:
        return Outcome(failure_body(out_of_memory(source.id, source.path)), lasting=False)
    except Exception as error:  # noqa: BLE001 - one page must never stop the run
        message = f"{type(error).__name__}: {error}"
        return failed(source, "internal_error", message, lasting=False)


def _scored(source: Source, model: Model, settings: Settings) -> Outcome:
    from detector.audit.pages.facts import measure, signatures
    from detector.readers import ReadOptions, parse_source
    from detector.scoring.score import score_analysis
    from detector.text.analysis import Analysis

    document = parse_source(source, ReadOptions(content_type=settings.content_type))
    if isinstance(document, Failure):
        # Other copies of the text share this outcome, so it must not name the file.
        message = document.message.removeprefix(f"{source.path}: ")
        return Outcome(failure_body(replace(document, message=message)))
    analysis = Analysis(document)
    report = score_analysis(analysis, model, features=settings.features)
    facts = measure(analysis, report)
    text = document.source.encode("utf-8", "surrogatepass") if settings.keep_sources else b""
    return Outcome(
        body=report_body(report),
        facts=facts.encode(),
        signatures=signatures(analysis, facts),
        source=zlib.compress(text, 3) if settings.keep_sources else b"",
    )


def report_body(report: Report) -> bytes:
    """Return the JSON of a report's record from the third field on."""
    record = replace(report, id="", path=None).to_json()
    del record["schema"], record["id"], record["path"]
    return to_json(record).encode()


def failure_body(failure: Failure) -> bytes:
    """Return the JSON of an error record from the third field on."""
    return to_json({"error": failure.to_json()["error"]}).encode()


def record_line(id: str, path: str | None, body: bytes) -> bytes:
    """Join id, path and body to one record of the contract, without a line end."""
    return to_json({"schema": SCHEMA, "id": id, "path": path})[:-1].encode() + b", " + body[1:]


def failed(source: Source, type: str, message: str, *, lasting: bool = True) -> Outcome:
    failure = Failure(id=source.id, path=source.path, type=type, message=message, line=source.line)
    return Outcome(failure_body(failure), lasting=lasting)


def timed_out(source: Source, settings: Settings) -> Outcome:
    message = f"took longer than the limit of {settings.time_limit_s:g} s (--time-limit)"
    return failed(source, "time_limit", message, lasting=False)


def crashed(source: Source, settings: Settings) -> Outcome:
    """Return the outcome of a text whose worker died: of it, or because it heeded no limit.

    Which of the two cannot be told for sure, so the record does not say.
    """
    message = (
        f"crashed its worker, or took longer than the limit of {settings.time_limit_s:g} s "
        "(--time-limit)"
    )
    return failed(source, "crash", message, lasting=False)


@cache
def _code_hash() -> str:
    """Hash the package's own files, so that a changed rule makes old results void."""
    folder = Path(__file__).resolve().parents[2]
    digest = blake2b(digest_size=16)
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(f"{file.relative_to(folder)}\0".encode())
            digest.update(read_bytes(file))
    return digest.hexdigest()
