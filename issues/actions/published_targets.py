"""What participants read of the targets, kept beside the clocks: when they are answered, and why it rests."""

from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction

from issues.choices import TargetKind
from issues.clocks import of_issues
from issues.models import GridPause, Issue, IssueTarget
from portal.calendars.choices import ClockState, Outcome
from portal.calendars.models import Clock

YOURS: Final = "It is your turn: the time runs on once you have answered."
IN_EVENT: Final = "Paused during a grid event: {reason}"
FIELDS: Final = ("participant", "calendar", "state", "due_at", "resting", "ended_at", "met")
JUDGED: Final = {Outcome.MET: True, Outcome.MISSED: False}


def publish(issues: Iterable[Issue]) -> int:
    """Bring the rows of these issues up to date, three statements for any number; returns how many there are."""
    rows = {issue.ref: issue for issue in issues}
    latest: dict[tuple[str, str], Clock] = {}
    for clock in of_issues(rows).select_related("calendar").order_by("cycle"):
        latest[clock.subject_ref, clock.kind] = clock
    if not latest:
        return 0
    paused = [clock.pk for clock in latest.values() if clock.state == ClockState.PAUSED]
    events = GridPause.objects.open().filter(clock__in=paused).values_list("clock", "event__reason") if paused else []
    reasons = dict(events)
    targets = [
        _target(rows[ref], clock, clock.calendar.code, reasons.get(clock.pk))
        for (ref, _kind), clock in sorted(latest.items())
    ]
    IssueTarget.objects.bulk_create(
        targets, update_conflicts=True, unique_fields=["issue", "kind"], update_fields=FIELDS
    )
    return len(targets)


def first_targets(issue: Issue, clocks: Iterable[Clock], calendars: Iterable[str]) -> list[IssueTarget]:
    """The rows of a new issue, not written yet; `calendars` are the codes of those its clocks count by."""
    return [_target(issue, clock, code, None) for clock, code in zip(clocks, calendars, strict=True)]


def follow_clocks(refs: Iterable[str]) -> int:
    """After a changed calendar moved clocks of these issues."""
    with transaction.atomic():
        # Whoever moves a clock of an issue holds its row: so what is read here is what is written.
        rows = Issue.objects.filter(ref__in=list(refs)).order_by("pk").select_for_update(of=("self",))
        return publish(list(rows))


def publish_strays(limit: int = 500) -> int:
    """Rows that fell behind because the portal was killed between a changed calendar and its followers."""
    behind = IssueTarget.objects.filter(ended_at=None).values_list("issue__ref", "kind", "due_at")
    known = {(ref, kind): due_at for ref, kind, due_at in behind.filter(due_at__isnull=False).iterator()}
    moved: set[str] = set()
    running = Clock.objects.filter(subject_type="issues.issue", kind__in=TargetKind.values, state=ClockState.RUNNING)
    for ref, kind, due_at in running.values_list("subject_ref", "kind", "due_at").iterator():
        if known.get((ref, kind)) != due_at:
            moved.add(ref)
    return follow_clocks(sorted(moved)[:limit]) if moved else 0


def _target(issue: Issue, clock: Clock, calendar: str, event: Any) -> IssueTarget:
    resting = ""
    if clock.state == ClockState.PAUSED:
        resting = IN_EVENT.format(reason=event) if event else YOURS
    return IssueTarget(
        issue=issue,
        participant_id=issue.participant_id,
        kind=clock.kind,
        calendar=calendar,
        state=clock.state,
        due_at=clock.due_at,
        resting=resting[:300],
        ended_at=clock.stopped_at,
        met=JUDGED.get(clock.outcome),
    )
