"""Run batches on a Dask cluster, through joblib's own backend."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from detector.audit.execution import Workers
from detector.errors import DetectorError

CONNECT_S = 15


def dask_workers(address: str, jobs: int) -> Workers:
    """Connect to the scheduler at ``address``; ``jobs`` 0 means as many as it has workers.

    Raises DetectorError without the extra ``cluster``, or where no scheduler answers.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise DetectorError("--cluster needs: pip install article-detector[cluster]") from error
    try:
        client: Any = Client(address, timeout=CONNECT_S, set_as_default=False)  # type: ignore[no-untyped-call]
        threads = sum(client.nthreads().values())
    except (OSError, ValueError) as error:
        raise DetectorError(f"--cluster {address}: {error}") from error
    if not threads:
        raise DetectorError(f"--cluster {address}: the scheduler has no workers")

    @contextmanager
    def backend() -> Iterator[Any]:
        from joblib import parallel_config

        with parallel_config(backend="dask", client=client):
            yield

    return Workers(jobs=jobs or threads, backend=backend)
