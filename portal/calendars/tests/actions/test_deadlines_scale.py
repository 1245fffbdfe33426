"""Ten thousand due reminders in one sweep, twenty thousand clocks under a new version. `pytest -m scale -s`."""

import os
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.tests.factories import StaffFactory
from portal.calendars import audiences, made_up
from portal.calendars.actions.recompute import recompute_run, what_would_move
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.calendars.choices import StepOutcome
from portal.calendars.loading import work_calendar
from portal.calendars.models import CalendarVersion, EscalationStep, RecomputeRun
from portal.calendars.tests import clockwork
from portal.calendars.tests.almanac import at
from portal.outbox.models import Notification, OutboundMessage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.scale]

DUE_STEPS = 10_000
STATEMENTS = 100
CLOCKS = int(os.environ.get("PORTAL_SCALE_CLOCKS", "20000"))
SECONDS_PER_CLOCK = 300 / 200_000
TYPE = "participants.participant"
WEDNESDAY = at("2026-12-23 08:00")


def clocks_in_bulk(calendar, plan, count):
    """Clocks of eight hours with their ladder, starting a second after one another."""
    made_up.add_clocks(calendar=calendar, plan=plan, count=count, subject_type=TYPE, since=WEDNESDAY)
    connection.cursor().execute("ANALYZE")


def work_done():
    """Processor seconds of this process and of the database's process that serves it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.fixture
def hearers(monkeypatch, db):
    """Twenty people, each responsible for a share of the clocks."""
    people = StaffFactory.create_batch(20)

    def people_for(audience, refs, now):
        return {ref: [people[int(ref.removeprefix("MP-")) % len(people)]] for ref in refs}

    monkeypatch.setitem(audiences._resolvers, TYPE, people_for)


def test_ten_thousand_due_reminders_in_one_sweep(bh, ladder, hearers, record_property):
    clocks_in_bulk(bh, ladder, DUE_STEPS)
    now = at("2026-12-30 12:00")
    EscalationStep.objects.filter(level__gt=2).update(next_try_at=now + timedelta(days=1))
    EscalationStep.objects.filter(level=1).update(outcome=StepOutcome.CANCELED)
    begin, worked = time.perf_counter(), work_done()
    with CaptureQueriesContext(connection) as queries:
        count = sweep_deadlines(now=now)
    figures = {
        "statements": len(queries), "seconds": round(time.perf_counter() - begin, 2),
        "work": round(work_done() - worked, 2),
    }  # fmt: skip
    record_property("sweep", figures)
    print("10,000 due reminders:", figures)  # noqa: T201 - the figures are what one runs it for
    assert count == 2 * DUE_STEPS
    assert len(queries) <= STATEMENTS, Counter(query["sql"][:60] for query in queries).most_common()
    assert OutboundMessage.objects.count() == Notification.objects.count() == DUE_STEPS


def test_many_clocks_under_a_new_version(bh, ladder, record_property):
    clocks_in_bulk(bh, ladder, CLOCKS)
    now = WEDNESDAY
    christmas = clockwork.day("2026-12-24")
    version = clockwork.version(bh, holidays=[(christmas, "Christmas Eve")])
    CalendarVersion.objects.filter(pk=version.pk).update(published_at=now, current=False)
    CalendarVersion.objects.filter(calendar=bh, number=1).update(current=True)
    begin = time.perf_counter()
    preview = what_would_move(bh, work_calendar(version), now=now)
    previewed = round(time.perf_counter() - begin, 2)
    CalendarVersion.objects.filter(calendar=bh, number=1).update(current=False)
    CalendarVersion.objects.filter(pk=version.pk).update(current=True)
    run = RecomputeRun.objects.create(version=version, started_at=now)
    begin, worked = time.perf_counter(), work_done()
    done = recompute_run(run=run, now=now)
    figures = {
        "clocks": CLOCKS, "moved": done.moved, "preview": previewed,
        "seconds": round(time.perf_counter() - begin, 2), "work": round(work_done() - worked, 2),
    }  # fmt: skip
    record_property("recompute", figures)
    print("under a new version:", figures)  # noqa: T201
    assert (done.total, done.done, done.moved) == (CLOCKS, CLOCKS, preview.moved)
    assert done.moved > CLOCKS / 2
    assert figures["work"] < CLOCKS * SECONDS_PER_CLOCK
