"""Run batches on a Dask cluster, through joblib's own backend."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from detector.audit.workers.execution import Workers
from detector.errors import DetectorError, missing_extra

CONNECT_S = 15
RESTART_S = 120  # a worker that died is back before


def dask_workers(address: str, jobs: int) -> Workers:
    """Connect to the scheduler at ``address``; ``jobs`` 0 means as many as it has workers.

    Raises DetectorError without the extra ``cluster``, or where no scheduler answers.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise DetectorError(missing_extra("--cluster", "cluster")) from error
    try:
        client: Any = Client(address, timeout=CONNECT_S, set_as_default=False)  # type: ignore[no-untyped-call]
        threads = sum(client.nthreads().values())
    except (OSError, ValueError) as error:
        raise DetectorError(f"--cluster {address}: {error}") from error
    if not threads:
        message = f"--cluster {address}: the scheduler has no workers: start one with dask worker"
        raise DetectorError(message)

    @contextmanager
    def backend() -> Iterator[Any]:
        from joblib import parallel_config

        with parallel_config(
            backend=_fixed_backend()(client=client, wait_for_workers_timeout=RESTART_S)
        ):
            yield

    return Workers(jobs=jobs or threads, backend=backend)


def _fixed_backend() -> Any:
    """Return joblib's Dask backend without two faults that it has up to joblib 1.6.

    It waits for ever for a task whose workers died, as a task that ends in an error is told to
    nobody. And while the cluster has one worker, joblib runs the tasks in this very process.
    """
    from joblib._dask import DaskDistributedBackend

    class Fixed(DaskDistributedBackend):  # type: ignore[misc]
        def effective_n_jobs(self, n_jobs: int) -> int:
            return max(2, int(super().effective_n_jobs(n_jobs)))

        async def _collect(self) -> None:
            while self._continue:
                async for future, result in self.waiting_futures:
                    outcome = result[1] if future.status == "error" else result
                    self._results.pop(future).set_result(outcome)
                    self._callbacks.pop(future)(outcome)
                await asyncio.sleep(0.01)

    return Fixed
