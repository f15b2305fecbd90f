"""Token buckets: how much each key or address may ask."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

MAX_BUCKETS = 10_000  # the least recently seen go first: addresses must not fill the memory


class RateLimit:
    """Allows ``rate`` requests a second to each caller, ``burst`` of them at once."""

    def __init__(
        self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate = rate
        self._burst = float(max(burst, 1))
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, caller: str, tokens: float = 1.0) -> float:
        """Take ``tokens`` and return 0, or return in how many seconds one will be there.

        Whoever has one token left may take many: the debt is worked off before the next.
        """
        if self._rate <= 0:
            return 0.0
        now = self._clock()
        left, seen = self._buckets.pop(caller, (self._burst, now))
        left = min(self._burst, left + (now - seen) * self._rate)
        allowed = left >= 1.0
        self._buckets[caller] = (left - tokens if allowed else left, now)
        while len(self._buckets) > MAX_BUCKETS:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else (1.0 - left) / self._rate
