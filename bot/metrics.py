"""The counters in Prometheus' form."""

from collections.abc import Iterator, Mapping

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from bot.counters import SECONDS, Counters

CONTENT_TYPE = CONTENT_TYPE_LATEST


def page(counters: Counters, gauges: Mapping[str, Mapping[str, int]], refused: int) -> bytes:
    registry = CollectorRegistry()
    registry.register(_Once(counters, gauges, refused))
    return generate_latest(registry)


class _Once(Collector):
    def __init__(self, counters: Counters, gauges: Mapping[str, Mapping[str, int]], refused: int) -> None:
        self._counters = counters
        self._gauges = gauges
        self._refused = refused

    def collect(self) -> Iterator[Metric]:
        counters = self._counters
        told = {
            "updates_failed": (counters.failed, "Tries at updates that failed."),
            "updates_quarantined": (counters.quarantined, "Updates put aside after failing again and again."),
            "answers_dropped": (counters.unsaid, "Answers to questions that did not reach Telegram."),
            "webhook_refused": (self._refused, "Webhook posts without the secret."),
        }
        for name, (value, help_) in told.items():
            yield CounterMetricFamily(f"duban_{name}", help_, value=value)
        reached, buckets = 0, []
        for limit, count in zip((*SECONDS, float("inf")), counters.waits, strict=True):
            reached += count
            buckets.append(("+Inf" if limit == float("inf") else str(limit), reached))
        yield HistogramMetricFamily(
            "duban_answer_seconds", "From the stored update to its answer.", buckets=buckets, sum_value=counters.waited
        )
        for name, values in self._gauges.items():
            gauge = GaugeMetricFamily(f"duban_{name}", f"What is in the {name}, by state.", labels=["state"])
            for state, value in sorted(values.items()):
                gauge.add_metric([state], value)
            yield gauge
