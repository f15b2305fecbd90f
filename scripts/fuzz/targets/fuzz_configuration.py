"""Fuzz the configuration: any file results in settings or an error that names it."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePosixPath

from harness import fuzz, instrumented, text_of

with instrumented():
    from detector.config import Configuration
    from detector.config.keys import BY_NAME
    from detector.config.patterns import selected
    from detector.errors import DetectorError
    from detector.gate.gate import Gate
    from detector.readers import parse

FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-configuration-"))
DOCUMENT = parse("The bridge was opened in May by the mayor, who came by boat.", id="a.md")


def check(data: bytes) -> None:
    first, _, rest = data.partition(b"\n")
    if first.startswith(b"?"):  # a pattern and a path
        pattern = text_of(first[1:])
        try:
            selected(PurePosixPath(text_of(rest)[:200]), (pattern[:100],))
        except DetectorError as error:
            assert str(error)
        return
    file = FOLDER / ("pyproject.toml" if first.startswith(b"#p") else "detector.toml")
    file.write_bytes(data)
    try:
        configuration = Configuration(file=file)
        settings = configuration.settings(FOLDER / "posts" / "a.md")
        assert set(settings.values) == set(BY_NAME)
        assert set(BY_NAME) <= set(settings.origins)
        Gate(configuration).findings(DOCUMENT, ("raw-entity",))
    except DetectorError as error:
        assert str(FOLDER) in str(error), "an error must name the file"


if __name__ == "__main__":
    fuzz(check)
