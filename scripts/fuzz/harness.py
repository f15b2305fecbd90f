"""What every fuzzing target shares: instrumented imports, one check per input, failures by kind.

A target is a module ``fuzz_NAME`` with ``check(data: bytes) -> None``, which raises if a promise
is broken. A failure does not end the run: each new kind (exception and location) is kept once, as
a file in the folder named by ``FUZZ_FAULTS``, and the search goes on.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pkgutil
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

# Seconds of CPU that an input may take: instrumented code is up to ten times slower, and the
# first input of a process includes late loading.
FLOOR_S = 0.5
PER_BYTE_S = 0.0005
NOT_FUZZED = {"__main__", "audit", "cli", "lsp", "mcp", "render", "training"}
PACKAGES = ["detector", "markdown_it", "yaml", "h11"]

Check = Callable[[bytes], None]


@contextlib.contextmanager
def instrumented() -> Iterator[None]:
    """Instrument what is imported in this context, if this process fuzzes.

    The package imports much where it is used, which would be too late: all of it comes first.
    """
    if "FUZZ_FAULTS" not in os.environ:
        yield
        return
    import atheris

    with atheris.instrument_imports(include=PACKAGES):
        import markdown_it  # noqa: F401
        import yaml  # noqa: F401

        import detector

        for module in pkgutil.walk_packages(detector.__path__, "detector."):
            if module.name.split(".")[1] not in NOT_FUZZED:
                importlib.import_module(module.name)
        yield


def text_of(data: bytes) -> str:
    """Decode ``data``; what is not UTF-8 becomes lone surrogates, which readers must accept."""
    return data.decode("utf-8", "surrogateescape")


def check_timed(check: Check, data: bytes) -> None:
    """Run ``check``; raise TimeoutError if it takes too long twice."""
    limit = FLOOR_S + PER_BYTE_S * len(data)
    for _ in range(2):
        start = time.process_time()
        check(data)
        took = time.process_time() - start
        if took <= limit:
            return
    raise TimeoutError(f"{took:.2f} s of CPU for {len(data)} bytes")


def kind_of(error: BaseException) -> str:
    """Name a failure by its exception and the innermost location in the package."""
    frames = list(traceback.extract_tb(error.__traceback__))
    if isinstance(error, RecursionError):
        frames = frames[:1]
    own = [frame for frame in frames if "detector" in Path(frame.filename).parts]
    at = (own or frames)[-1]
    return f"{type(error).__name__}-{Path(at.filename).stem}-{at.lineno}"


def fuzz(check: Check) -> None:
    """Fuzz ``check`` with the command line's arguments, which are those of libFuzzer."""
    import atheris

    faults = Path(os.environ["FUZZ_FAULTS"])
    known: set[str] = {path.stem for path in faults.glob("*.txt")}

    def one_input(data: bytes) -> None:
        try:
            check_timed(check, data)
        except Exception as error:  # noqa: BLE001 - any exception is a failure
            kind = kind_of(error)
            if kind not in known:
                known.add(kind)
                name = f"{kind}-{sha256(data).hexdigest()[:8]}"
                (faults / f"{name}.bin").write_bytes(data)
                (faults / f"{kind}.txt").write_text(traceback.format_exc(), encoding="utf-8")
                print(f"FAILURE {name}", file=sys.stderr, flush=True)

    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
