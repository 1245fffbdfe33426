"""Participants nobody is responsible for are found, escalated, and closed once somebody is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import Absence, User
from participants.actions.assignments import assign
from participants.actions.coverage import check_coverage, settle_by
from participants.models import Assignment, CoverageGap
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import AssignmentFactory, ParticipantFactory, RegistrationFactory
from portal.calendars import loading
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.calendars.models import Clock
from portal.outbox.models import Notification

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def deadlines(now: datetime) -> None:
    load_deadlines(now - timedelta(days=30))


def heard(kind: str) -> list[str]:
    rows = Notification.objects.filter(kind=f"participants.coveragegap.{kind}").order_by("id")
    return list(rows.values_list("recipient__email", flat=True))


def test_a_gap_is_found_escalated_until_closed_and_closes_once_somebody_is_assigned(
    lantern, mesa, manager, colleague, supervisor, now
):
    applicant = ParticipantFactory(name="Only applying")
    RegistrationFactory(participant=applicant, status="prospective")
    left = ParticipantFactory(name="Left behind")
    RegistrationFactory(participant=left)
    AssignmentFactory(participant=left, person=colleague, ends_on=date(2026, 11, 20))
    alone = ParticipantFactory(name="All alone")
    RegistrationFactory.create_batch(2, participant=alone)
    assert check_coverage(now=now) == 2
    assert check_coverage(now=now) == 0, "each is found once"
    gaps = {gap.participant.name: gap for gap in CoverageGap.objects.select_related("participant")}
    assert {name: (gap.reason, gap.first_day) for name, gap in gaps.items()} == {
        "All alone": ("nobody", date(2026, 11, 18)),
        "Left behind": ("nobody", date(2026, 11, 23)),
    }
    assert gaps["Left behind"].person == colleague
    [found] = Notification.objects.filter(kind="participants.coveragegap.found")
    assert (found.recipient, found.facts) == (supervisor, {"count": 2, "today": 1})
    clock = Clock.objects.of(gaps["Left behind"]).get()
    assert clock.due_at == datetime(2026, 11, 20, 23, 0, tzinfo=UTC), "while somebody is still there"
    sweep_deadlines(now=datetime(2026, 11, 18, 23, 0, 1, tzinfo=UTC))
    assert heard("due") == [supervisor.email]
    sweep_deadlines(now=datetime(2026, 11, 20, 16, 0, tzinfo=UTC))
    assert heard("late") == [supervisor.email]
    given = {"kind": "primary", "by": supervisor, "now": now}
    assign(participant=alone, person=manager, starts_on=date(2026, 11, 18), **given)
    gaps["All alone"].refresh_from_db()
    assert gaps["All alone"].closed_at == now
    assert not Clock.objects.of(gaps["All alone"]).open().exists()
    Assignment.objects.filter(participant=left).update(ends_on=None)
    assert check_coverage(now=now) == 0
    assert not CoverageGap.objects.open().exists(), "whatever covered it, the next check closes it"


def test_whose_manager_left_or_is_away_without_a_stand_in_has_nobody(lantern, mesa, manager, senior, colleague, now):
    User.objects.filter(pk=senior.pk).update(is_active=False)
    away = {"person": manager, "starts_on": date(2026, 11, 23), "ends_on": date(2026, 11, 25)}
    absence = Absence.objects.create(stand_in=colleague, **away)
    check_coverage(now=now)
    gap = CoverageGap.objects.get()
    assert (gap.participant, gap.reason, gap.person) == (mesa.participant, "left", senior)
    Absence.objects.filter(pk=absence.pk).update(stand_in=senior)
    check_coverage(now=now)
    gap = CoverageGap.objects.get(participant=lantern.participant)
    assert (gap.reason, gap.first_day, gap.person) == ("away", date(2026, 11, 23), manager)


@pytest.mark.parametrize(
    ("first_day", "at", "expected"),
    [
        (date(2026, 11, 18), datetime(2026, 11, 18, 16, 0, tzinfo=UTC), date(2026, 11, 18)),
        (date(2026, 11, 18), datetime(2026, 11, 18, 23, 30, tzinfo=UTC), date(2026, 11, 19)),
        (date(2026, 11, 23), datetime(2026, 11, 18, 16, 0, tzinfo=UTC), date(2026, 11, 20)),
        # Found on a Saturday for Monday: the last day with somebody is over.
        (date(2026, 11, 23), datetime(2026, 11, 21, 16, 0, tzinfo=UTC), date(2026, 11, 23)),
        (date(2026, 11, 10), datetime(2026, 11, 18, 16, 0, tzinfo=UTC), date(2026, 11, 18)),
    ],
)
def test_it_is_to_be_settled_while_somebody_is_still_there(first_day, at, expected):
    _version, calendar = loading.current("ercot-business")
    assert settle_by(calendar, first_day, at) == expected
