"""What the server counts, for Prometheus. No label holds what a client can choose."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The counters of one server."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "detector_requests",
            "Requests by route and status.",
            ("route", "status"),
            registry=self._registry,
        )
        self.seconds = Histogram(
            "detector_request_seconds",
            "Seconds from a request's head to its response.",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self.articles = Counter(
            "detector_articles",
            "Articles checked, by verdict.",
            ("verdict",),
            registry=self._registry,
        )
        self.failures = Counter(
            "detector_check_failures",
            "Articles that could not be checked, by cause.",
            ("cause",),
            registry=self._registry,
        )
        self.refused = Counter(
            "detector_refused",
            "Requests refused, by cause.",
            ("cause",),
            registry=self._registry,
        )
        self.check_seconds = Histogram(
            "detector_check_seconds",
            "Seconds that a worker took for an article.",
            buckets=_SECONDS,
            registry=self._registry,
        )
        self.jobs = Gauge(
            "detector_jobs", "Articles being checked or waiting.", registry=self._registry
        )
        self.workers = Gauge("detector_workers", "Workers alive.", registry=self._registry)
        self.replaced = Gauge(
            "detector_workers_replaced", "Workers that hung or died.", registry=self._registry
        )

    def text(self) -> bytes:
        return generate_latest(self._registry)
