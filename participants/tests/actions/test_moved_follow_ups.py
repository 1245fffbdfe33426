"""A calendar changes: the day kept on a follow-up moves with its clock, also when the portal was killed in between."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from participants.actions.follow_up_days import follow_clocks
from participants.actions.follow_up_steps import finish_follow_up, wait_follow_up
from participants.actions.follow_ups import add_follow_up
from participants.models import FollowUp
from participants.tasks import sweep_follow_ups
from participants.tests.actions.following_up import clock_of, load_deadlines
from portal.calendars import loading
from portal.calendars.actions.publishing import next_version
from portal.calendars.actions.recompute import recompute_run
from portal.calendars.drafts import HolidayDraft
from portal.calendars.models import Calendar

pytestmark = pytest.mark.django_db

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)


@pytest.fixture
def follow_ups(lantern: SimpleNamespace, manager: User, supervisor: User, now: datetime) -> dict[str, FollowUp]:
    """All due on Friday; of the last two the clock does not run."""
    load_deadlines(now)
    terms = {"participant": lantern.participant, "by": manager, "now": now}
    found = {name: add_follow_up(**terms, title=name, in_days=2) for name in ("by number", "waiting", "done")}
    found["by day"] = add_follow_up(**terms, title="by day", due_on=FRIDAY)
    wait_follow_up(follow_up=found["waiting"], by=manager, now=now, waiting_for="their file")
    finish_follow_up(follow_up=found["done"], by=manager, now=now)
    return found


def close_on_friday(supervisor: User, now: datetime) -> None:
    """The Friday becomes a holiday, and the clocks are worked out anew."""
    calendar = Calendar.objects.get(code="ercot-business")
    version, _ = loading.current(calendar.code)
    draft = loading.draft_of(version).with_holiday(HolidayDraft(FRIDAY, "Founders' Day", (), True, "tests", True))
    run = next_version(calendar=calendar, draft=draft, note="Closed", by=supervisor, now=now)
    recompute_run(run=run, now=now)


def days() -> dict[str, date]:
    return dict(FollowUp.objects.values_list("title", "due_on"))


def test_the_day_moves_with_the_clock(
    follow_ups: dict[str, FollowUp], supervisor: User, now: datetime, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        close_on_friday(supervisor, now + timedelta(hours=1))
    assert days() == {"by number": MONDAY, "by day": MONDAY, "waiting": FRIDAY, "done": FRIDAY}
    assert clock_of(follow_ups["by day"]).due_at.date() == MONDAY


def test_what_was_missed_in_between_is_found_later(
    follow_ups: dict[str, FollowUp], supervisor: User, now: datetime
) -> None:
    close_on_friday(supervisor, now + timedelta(hours=1))
    assert set(days().values()) == {FRIDAY}, "nothing was told: the portal was killed before"
    assert sweep_follow_ups() == 2
    assert days() == {"by number": MONDAY, "by day": MONDAY, "waiting": FRIDAY, "done": FRIDAY}
    assert sweep_follow_ups() == 0


def test_many_take_as_few_statements_as_two(
    lantern: SimpleNamespace, manager: User, supervisor: User, now: datetime
) -> None:
    load_deadlines(now)
    counts = []
    for size in (2, 20):
        for _ in range(size):
            add_follow_up(participant=lantern.participant, title="Call", in_days=2, by=manager, now=now)
        FollowUp.objects.update(due_on=MONDAY)
        with CaptureQueriesContext(connection) as captured:
            assert follow_clocks() > size - 1
        counts.append(len(captured))
        assert set(days().values()) == {FRIDAY}
    assert counts[0] == counts[1]
