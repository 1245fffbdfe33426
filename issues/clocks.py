"""The clocks of issues as lists and pages read them: all of them in one statement, never only the nearest."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from issues.choices import TargetKind
from issues.models import Issue
from portal.calendars.choices import ClockState, StepOutcome
from portal.calendars.models import Clock, ClockInterval, EscalationStep
from portal.lifecycle.rows_along import row_of

SUBJECT: Final = "issues.issue"
KINDS: Final = tuple(TargetKind.values)


def of_issues(refs: Iterable[str]) -> QuerySet[Clock]:
    """The clocks of these issues' targets, every cycle."""
    return Clock.objects.filter(subject_type=SUBJECT, subject_ref__in=list(refs), kind__in=KINDS)


def open_of(issues: Iterable[Issue]) -> dict[str, list[Clock]]:
    """The clocks that were not stopped, by the issue's reference; one statement."""
    found: dict[str, list[Clock]] = defaultdict(list)
    rows = of_issues(row.ref for row in issues).open().select_related("calendar", "calendar_version", "plan")
    for clock in rows.order_by("pk"):
        found[clock.subject_ref].append(clock)
    return found


def with_clocks(issues: Iterable[Issue]) -> list[Issue]:
    """The same issues, each with its `clocks` (the latest cycle of each kind) and the `clock` that needs somebody
    first; one statement for any number."""
    rows = list(issues)
    found: dict[str, dict[str, Clock]] = defaultdict(dict)
    for clock in of_issues(row.ref for row in rows).order_by("cycle") if rows else []:
        found[clock.subject_ref][clock.kind] = clock
    for row in rows:
        row.clocks = [found[row.ref][kind] for kind in KINDS if kind in found[row.ref]]
        row.clock = min((one for one in row.clocks if one.state != ClockState.STOPPED), key=_urgency, default=None)
    return rows


def of_page(refs: Iterable[str]) -> dict[str, list[Clock]]:
    """The clocks of an issue's page (its own, its questions' and escalations') by reference, the first cycle first;
    each with the step that comes next and why it rests, all in one statement."""
    pending = EscalationStep.objects.filter(clock=OuterRef("pk"), outcome=StepOutcome.PENDING, fire_at__isnull=False)
    names = ("level", "name", "ladder", "when", "fire_at")
    still = ClockInterval.objects.filter(clock=OuterRef("pk"), ends_at=None)
    rows = Clock.objects.filter(subject_ref__in=list(refs)).annotate(
        step=Subquery(pending.order_by("level").values(found=JSONObject(**{one: one for one in names}))[:1]),
        rests=Subquery(still.values("reason")[:1]),
    )
    found: dict[str, list[Clock]] = defaultdict(list)
    for clock in rows.order_by("cycle"):
        clock.next_step = row_of(EscalationStep, clock.step) if clock.step else None
        clock.rests = clock.rests if clock.state == ClockState.PAUSED else ""
        found[clock.subject_ref].append(clock)
    return found


def latest(clocks: Iterable[Clock], kind: str) -> Clock | None:
    """Of a subject's clocks, the latest of a kind."""
    return next((one for one in reversed(list(clocks)) if one.kind == kind), None)


def _urgency(clock: Clock) -> tuple[bool, Any]:
    """Running ones by their due instant, then resting ones by the time that is left."""
    if clock.due_at is not None:
        return False, clock.due_at.timestamp()
    return True, clock.remaining.total_seconds() if clock.remaining is not None else 0
