"""Fuzz crawls: any bytes as an archive become pages or failures, within the limit."""

from __future__ import annotations

import io

from harness import fuzz, instrumented

with instrumented():
    from detector.audit.inputs import InputOptions
    from detector.audit.inputs.container import Container
    from detector.audit.inputs.warc import read
    from detector.findings import Failure

OPTIONS = InputOptions(max_bytes=2000)


def check(data: bytes) -> None:
    container = Container(stream=io.BytesIO(data), name="a.warc.gz", path="a.warc.gz", id="a")
    for item in read(container, OPTIONS):
        if isinstance(item, Failure):
            assert item.id
            assert item.message
        else:
            assert item.size <= OPTIONS.max_bytes


if __name__ == "__main__":
    fuzz(check)
