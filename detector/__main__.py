"""Entry point of the command ``detector`` and of ``python -m detector``."""

from __future__ import annotations

import gc
import io
import os
import sys

from detector.errors import missing_package


def main() -> int:
    """Run the command line and return its exit status."""
    # numpy starts one BLAS thread a core when it is imported; scoring needs none of them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # What a start makes, some 70,000 objects, stays for good: to look at it even once takes a
    # twentieth of the start.
    gc.set_threshold(100_000)
    _keep_streams()
    _write_utf8()
    try:
        from detector.cli import run
    except KeyboardInterrupt:  # Ctrl-C at once; later ones are reported by ``run``
        print("detector: stopped", file=sys.stderr)
        return 130
    except ModuleNotFoundError as error:  # the wheel alone, say
        print(f"detector: {missing_package(error)}", file=sys.stderr)
        return 2
    status = run(sys.argv[1:])
    # The collector would look three times at all that was imported before Python ends.
    gc.freeze()
    return status


def _write_utf8() -> None:
    """Write UTF-8 whatever the locale says: the same input gives the same bytes.

    A terminal of another encoding gets what it can show.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            if stream.isatty() and stream.encoding.lower() not in ("ascii", "us-ascii"):
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _keep_streams() -> None:
    """Open again what the caller has closed of the standard streams.

    A file opened later would take the free number, and what is meant for a person would be
    written into it. Reading and writing fail on what stands in here, but for messages: nobody
    wants those.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            refusing = os.O_RDONLY if name == "stdout" else os.O_WRONLY
            opened = os.open(os.devnull, refusing)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            os.set_inheritable(number, True)  # workers need it as much
            file = io.FileIO(number, "rb" if mode == "r" else "wb", closefd=False)
            buffer = io.BufferedReader(file) if mode == "r" else io.BufferedWriter(file)
            setattr(sys, name, io.TextIOWrapper(buffer, "utf-8", line_buffering=name == "stderr"))


if __name__ == "__main__":
    sys.exit(main())
