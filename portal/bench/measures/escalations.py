"""Ten thousand due escalations: our sweep, by the plain SQL that would write the same rows and know no rules."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from django.utils import timezone

from issues.models import Issue
from portal.bench.measures.plain_escalations import PLAIN
from portal.bench.measures.undoing import timed, undone
from portal.calendars import made_up
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.calendars.measuring import measured_plan, open_calendar
from portal.calendars.models import Clock
from portal.lifecycle.refusals import Refused

TYPE: Final = "issues.issue"
# Each clock is one of an open issue, as many of a kind as there are issues.
ABOUT: Final = """
    UPDATE calendars_clock clock
    SET subject_ref = issue.ref, participant_id = issue.participant_id, kind = 'bench-' || (told.place / %s)
    FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM calendars_clock WHERE plan_id = %s) told
    JOIN (SELECT ref, participant_id, row_number() OVER (ORDER BY id) - 1 AS place FROM issues_issue
          WHERE id = ANY(%s)) issue ON issue.place = told.place %% %s
    WHERE clock.id = told.id
"""


def measure_escalations(count: int) -> dict[str, float]:
    """Raises `Refused` when the sweep did not record all of them."""
    now = timezone.now()
    with undone():
        plan = _due(count, now)
        with timed() as plain, _taken_back():
            _run_plain(plan, now)
        with timed() as ours:
            recorded = sweep_deadlines(now=now)
    if recorded != 2 * count:
        raise Refused(f"The sweep recorded {recorded} of {2 * count} breaches and steps.")
    return {"sweep-ratio": ours.seconds / plain.seconds, "sweep-statements": ours.statements}


def _due(count: int, now: datetime) -> int:
    """Clocks that have run out, each with one step that is due; what else is due is put off."""
    issues = list(Issue.objects.still_open().filter(owner__isnull=False).values_list("pk", flat=True)[:count])
    if not issues:
        raise Refused("No issue is open that could be escalated.")
    Clock.objects.filter(breached_at=None, due_at__lt=now + timedelta(days=1)).update(breached_at=now)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE calendars_escalationstep SET next_try_at = %s WHERE next_try_at <= %s", [
            now + timedelta(days=1), now,
        ])  # fmt: skip
    plan = measured_plan([(1, "at", 0)])
    calendar = open_calendar(now - timedelta(days=90))
    made_up.add_clocks(calendar=calendar, plan=plan, count=count, subject_type=TYPE, since=now - timedelta(days=3))
    with connection.cursor() as cursor:
        cursor.execute(ABOUT, [len(issues), plan.pk, issues, len(issues)])
        cursor.execute("ANALYZE calendars_clock, calendars_escalationstep")
    return plan.pk


def _run_plain(plan: int, now: datetime) -> None:
    with connection.cursor() as cursor:
        for statement in PLAIN:
            cursor.execute(statement, {"now": now, "plan": plan})


@contextmanager
def _taken_back() -> Iterator[None]:
    """What is done within is undone, and the surrounding transaction goes on."""
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT plain")
        yield
        cursor.execute("ROLLBACK TO SAVEPOINT plain")
