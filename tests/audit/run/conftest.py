"""Workers of audits that run in the process of the tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests import forked_workers


@pytest.fixture(scope="module")
def quick_workers() -> Iterator[None]:
    """Workers are forked, not started; none is left for other tests."""
    if sys.platform != "linux":
        yield
        return
    from joblib.externals.loky import get_reusable_executor

    with pytest.MonkeyPatch.context() as patch:
        forked_workers.use(patch.setattr)
        yield
        get_reusable_executor().shutdown(wait=True, kill_workers=True)
