"""The figures for Prometheus. Not open to the world: to this machine while trying out, else by token."""

from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from portal.outbox.figures import Figures, figures
from portal.web.doors import from_this_machine

SCHEME: Final = "Bearer "


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    if not from_this_machine(request) and not settings.METRICS_TOKEN:
        raise Http404
    if not from_this_machine(request) and not knows_token(request):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Told(figures(timezone.now())))
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def knows_token(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "")
    return given.startswith(SCHEME) and constant_time_compare(given.removeprefix(SCHEME), settings.METRICS_TOKEN)


class Told(Collector):
    """One set of figures as gauges. Counts are exact up to 10,000 and say 10,001 beyond."""

    def __init__(self, found: Figures) -> None:
        self.figures = found

    def collect(self) -> Iterator[Metric]:
        found = self.figures
        yield labeled("portal_messages", "E-mails by state.", "state", found.states)
        for name, words, number in (
            ("portal_messages_due", "E-mails that should have left.", found.messages.due),
            ("portal_messages_oldest_due_seconds", "How late the latest of them is.", seconds(found.messages.late)),
            ("portal_messages_possible_repeats", "E-mails that may have been sent twice.", found.repeats),
            ("portal_addresses_in_trouble", "Addresses at which mail does not arrive.", found.troubles),
            ("portal_deadline_steps_due", "Reminders and escalations that should have happened.", found.steps.due),
            ("portal_deadline_steps_oldest_due_seconds", "How late the latest of them is.", seconds(found.steps.late)),
            (
                "portal_recomputes_running",
                "Calendars under which deadlines are worked out anew.",
                len(found.recomputes),
            ),
        ):
            yield GaugeMetricFamily(name, words, value=number)
        for figure in found.more:
            yield GaugeMetricFamily(figure.name, f"{figure.words}.", value=figure.number)
        yield from self._sweeps()

    def _sweeps(self) -> Iterator[Metric]:
        ran = {sweep.name: sweep.run for sweep in self.figures.sweeps if sweep.run}
        successes = {name: run.succeeded_at.timestamp() for name, run in ran.items() if run.succeeded_at}
        overdue = {sweep.name: int(sweep.overdue) for sweep in self.figures.sweeps}
        yield labeled("portal_sweep_last_success_timestamp_seconds", "When a sweep last succeeded.", "sweep", successes)
        yield labeled(
            "portal_sweep_rows", "Rows its last run dealt with.", "sweep", {n: r.count for n, r in ran.items()}
        )
        yield labeled("portal_sweep_overdue", "1 when a sweep has missed three runs.", "sweep", overdue)


def labeled(name: str, words: str, label: str, values: dict[str, float]) -> Metric:
    family = GaugeMetricFamily(name, words, labels=[label])
    for value, number in values.items():
        family.add_metric([value], number)
    return family


def seconds(late: object) -> float:
    return late.total_seconds()
