"""What reports count of issues: conditions in words of a period, and the queries they share."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Avg, Count, Exists, OuterRef, Q, QuerySet, Window
from django.db.models.functions import Lag

from issues.choices import IssueState, TargetKind
from issues.models import Issue, IssueStep, Survey
from portal.calendars.choices import Outcome
from portal.calendars.models import Clock
from portal.lifecycle import subjects
from portal.reporting.periods import Period

ENDED_IN: Final = (Outcome.MET, Outcome.MISSED)
OVER: Final = (IssueState.RESOLVED, IssueState.CLOSED)
KINDS: Final = tuple(TargetKind)


def within(field: str, period: Period) -> Q:
    return Q(**{f"{field}__gte": period.since, f"{field}__lt": period.until})


def open_at_the_end(period: Period) -> Q:
    """Opened by then, and neither resolved nor ended by then."""
    return (
        Q(opened_at__lt=period.until)
        & (Q(resolved_at=None) | Q(resolved_at__gte=period.until))
        & (Q(ended_at=None) | Q(ended_at__gte=period.until))
    )


def counted(period: Period, suffix: str = "") -> dict[str, Count]:
    """What happened to issues in a period."""
    closed = within("ended_at", period) & Q(state=IssueState.CLOSED)
    return {
        f"opened{suffix}": Count("pk", filter=within("opened_at", period)),
        f"resolved{suffix}": Count("pk", filter=within("resolved_at", period)),
        f"closed{suffix}": Count("pk", filter=closed),
        f"waiting{suffix}": Count("pk", filter=open_at_the_end(period)),
    }


def touched(*spans: Period) -> Q:
    """Issues that a period can count at all."""
    first, last = min(one.since for one in spans), max(one.until for one in spans)
    late = Q(resolved_at__gte=first) | Q(ended_at__gte=first) | Q(resolved_at=None, ended_at=None)
    return Q(opened_at__lt=last) & late


def ended_targets(issues: QuerySet[Issue], *spans: Period, everything: bool) -> QuerySet[Clock]:
    """Clocks of targets that ended in one of the periods, met or missed; `everything`: no issue is left out."""
    first, last = min(one.since for one in spans), max(one.until for one in spans)
    rows = Clock.objects.filter(
        subject_type=subjects.type_of(Issue), kind__in=KINDS, outcome__in=ENDED_IN,
        stopped_at__gte=first, stopped_at__lt=last,
    )  # fmt: skip
    return rows if everything else rows.filter(Exists(issues.filter(ref=OuterRef("subject_ref"))))


def targets(period: Period, suffix: str = "") -> dict[str, Count]:
    """Of each kind of target, how many ended in the period and how many of them were met."""
    found = {}
    for kind in KINDS:
        ended = within("stopped_at", period) & Q(kind=kind)
        found[f"{kind.name.lower()}_ended{suffix}"] = Count("pk", filter=ended)
        found[f"{kind.name.lower()}_met{suffix}"] = Count("pk", filter=ended & Q(outcome=Outcome.MET))
    return found


def reopenings(issues: QuerySet[Issue], *spans: Period) -> list[tuple[Any, int]]:
    """When issues were reopened, each with the key of its category: a step to another state from an ended one."""
    before = Window(Lag("state"), partition_by="issue", order_by=["at", "id"])
    steps = IssueStep.objects.filter(issue__in=issues.filter(reopened__gt=0)).annotate(before=before)
    steps = steps.filter(before__in=OVER).exclude(state__in=OVER)
    first, last = min(one.since for one in spans), max(one.until for one in spans)
    return list(steps.filter(at__gte=first, at__lt=last).order_by().values_list("at", "issue__category_id"))


def satisfaction(issues: QuerySet[Issue], *spans: Period) -> Mapping[str, Any]:
    """How many answered the survey in each period, and their average score from 1 to 5."""
    columns: dict[str, Any] = {}
    for place, period in enumerate(spans):
        inside = within("answered_at", period)
        columns |= {f"answers{place}": Count("pk", filter=inside), f"score{place}": Avg("score", filter=inside)}
    return Survey.objects.filter(issue__in=issues).aggregate(**columns)
