"""What this process counts: requests, their seconds, and rosters that the referee refused."""

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

METERS = CollectorRegistry()
ProcessCollector(registry=METERS)

REQUEST_SECONDS = Histogram(
    "rota_request_seconds",
    "Seconds until an answer begins",
    ["method", "route", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=METERS,
)
REFEREE_REFUSALS = Counter(
    "rota_referee_refusals", "Broken rules for which the referee refused a roster", ["rule"], registry=METERS
)
