"""A calendar is published while deadlines are missed, paused or not worked out yet: what passed, and what follows."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from portal.calendars.actions.clocks import change_target, pause_clock, resume_clock, stop_clock
from portal.calendars.actions.publishing import next_version
from portal.calendars.actions.recompute import recompute_run, what_would_move
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.calendars.choices import Outcome, StepOutcome
from portal.calendars.drafts import Draft, HolidayDraft
from portal.calendars.models import Clock
from portal.calendars.targets import Target
from portal.calendars.tests import clockwork
from portal.calendars.tests.actions.test_recompute import CHRISTMAS, NEW_DUE, OLD_DUE, WEDNESDAY, publish
from portal.calendars.tests.almanac import at
from portal.outbox.models import Notification
from portal.testing import ParticipantFactory

pytestmark = pytest.mark.django_db

FREE = (CHRISTMAS, "Christmas Day")
MISSED = at("2026-12-24 14:01")
FIRST_DAY = date(2026, 10, 20)


@pytest.fixture
def bh(db):
    return clockwork.calendar(holidays=[FREE])


@pytest.fixture
def clock(bh, ladder, company, hearers):
    return clockwork.clock(company, WEDNESDAY, plan="ladder")


@pytest.fixture
def missed(clock):
    sweep_deadlines(now=MISSED)
    return clock


def outcomes(clock):
    return [step.outcome for step in clock.steps.filter(level__gt=2)]


def test_a_missed_deadline_that_is_paused_is_not_excused_by_a_version_about_other_days(missed, bh):
    pause_clock(clock=missed, by=None, now=at("2026-12-24 14:10"), reason="Waiting")
    now = at("2026-12-24 14:30")
    recompute_run(run=publish(bh, now, holidays=(FREE, (date(2027, 7, 5), "Independence Day"))), now=now)
    missed.refresh_from_db()
    assert (missed.breached_at, missed.breach_note) == (OLD_DUE, "")
    assert set(outcomes(missed)) == {StepOutcome.PENDING}


def test_a_missed_deadline_that_is_paused_is_excused_by_a_version_that_moves_it(missed, bh):
    pause_clock(clock=missed, by=None, now=at("2026-12-24 14:10"), reason="Waiting")
    now = at("2026-12-24 14:30")
    recompute_run(run=publish(bh, now), now=now)
    missed.refresh_from_db()
    assert missed.breach_note == "would not have breached under calendar version 2"


def test_what_a_version_would_have_made_of_a_breach_is_told_once(clock, bh):
    """The sweep meets the clock before the run does."""
    now = at("2026-12-30 09:00")
    run = publish(bh, now)
    sweep_deadlines(now=now)
    recompute_run(run=run, now=now)
    assert [one.note[:20] for one in clock.changes.filter(cause="calendar")] == ["Would have been due "]


def test_no_second_notice_although_the_run_has_not_come_to_the_clock_yet(missed, bh):
    notices = Notification.objects.count()
    publish(bh, at("2026-12-24 14:30"))
    sweep_deadlines(now=at("2026-12-24 15:01"))
    assert Notification.objects.count() == notices
    assert set(outcomes(missed)) == {StepOutcome.CANCELED}


def test_a_holiday_that_is_taken_back_makes_it_a_breach_again_and_the_ladder_goes_on(missed, bh):
    for minute, holidays in ((30, (FREE, (date(2026, 12, 24), "Eve"))), (40, (FREE,))):
        now = at(f"2026-12-24 14:{minute}")
        recompute_run(run=publish(bh, now, holidays=holidays), now=now)
    missed.refresh_from_db()
    assert (missed.breached_at, missed.breach_note) == (OLD_DUE, "")
    assert missed.changes.last().note == "Under calendar version 3 it is a breach after all."
    assert sweep_deadlines(now=at("2026-12-24 15:01")) == 1
    assert outcomes(missed) == [StepOutcome.NOTIFIED, StepOutcome.PENDING]


def test_an_excused_deadline_that_gets_more_time_has_the_rest_of_its_ladder_again(missed, bh):
    now = at("2026-12-24 14:30")
    recompute_run(run=publish(bh, now), now=now)
    change_target(clock=missed, by=None, now=now, reason="More time", target=Target(16, "hour"))
    assert set(outcomes(missed)) == {StepOutcome.PENDING}


@pytest.mark.parametrize("act", [stop_clock, pause_clock])
def test_whoever_acts_before_the_run_has_come_to_the_clock_acts_under_the_new_version(clock, bh, act):
    publish(bh, at("2026-12-24 13:59"))
    given = {"reason": "Waiting"} if act is pause_clock else {}
    found = act(clock=clock, by=None, now=MISSED, **given)
    assert found.breached_at is None
    assert found.outcome in ("", Outcome.MET)
    moved = clock.changes.filter(cause="calendar").get()
    assert (moved.old_due_at, moved.new_due_at) == (OLD_DUE, NEW_DUE)


@pytest.mark.parametrize("seed", range(4))
def test_preview_and_run_agree_on_made_up_clocks(db, seed):
    random = Random(seed)
    days = {FIRST_DAY + timedelta(random.randint(0, 30)) for _ in range(3)}
    row = clockwork.calendar("made-up", holidays=[(day, "Free") for day in sorted(days)])
    now = datetime(2026, 11, 3, 15, 30, tzinfo=UTC) + timedelta(minutes=random.randint(0, 3000))
    for _ in range(40):
        made_up(random, now)
    sweep_deadlines(now=now - timedelta(minutes=random.randint(0, 600)))
    after = set(random.sample(sorted(days), 1)) | {FIRST_DAY + timedelta(random.randint(0, 30)) for _ in range(3)}
    draft = Draft("America/Chicago", clockwork.NINE_TO_FIVE, tuple(HolidayDraft(day, "Free") for day in after))
    told = what_would_move(row, draft.work_calendar(row, 2), now=now)
    before = dict(Clock.objects.values_list("ref", "due_at"))
    run = recompute_run(run=next_version(calendar=row, draft=draft, note="Free", by=None, now=now), now=now)
    moved = {ref: due for ref, due in Clock.objects.values_list("ref", "due_at") if due != before[ref]}
    assert {clock.ref: due for clock, _, due in told.examples} == moved
    assert (told.moved, told.would_become_late) == (run.moved, run.became_late)
    assert moved


def made_up(random, now):
    """Some clock with up to two pauses, the last of them perhaps still open."""
    start = now - timedelta(minutes=random.randint(0, 15 * 1440))
    if random.random() < 0.3:
        rule = {
            "fixed_day": FIRST_DAY + timedelta(random.randint(-5, 40)),
            "roll": random.choice(["none", "next", "previous"]),
            "due_time": random.choice(["close", "end_of_day"]),
        }
    else:
        rule = {"amount": random.randint(0, 15), "due": random.choice(["same", "close", "end_of_day"])}
        rule["unit"] = random.choice(["day", "hour"])
    clock = clockwork.clock(ParticipantFactory(), start, calendar="made-up", **rule)
    at_ = start
    for _ in range(random.randint(0, 2)):
        at_ += (now - at_) * random.random() * 0.7
        pause_clock(clock=clock, by=None, now=at_, reason="Waiting")
        if random.random() < 0.2:
            break
        at_ += (now - at_) * random.random() * 0.7
        resume_clock(clock=clock, by=None, now=at_)
