"""Who is responsible: one of a kind on any day, never an account manager less by accident."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from participants.actions.assignments import assign, assign_many, end_assignment, hand_over, replace_assignment
from participants.models import Assignment, Participant
from participants.tests.actions.recorded import nothing_recorded, recorded
from participants.tests.factories import AssignmentFactory, ParticipantFactory
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)
DAY = timedelta(days=1)


@pytest.fixture
def free(db: None) -> Participant:
    """A participant nobody is responsible for."""
    return ParticipantFactory(name="Elm Storage")


def responsible(participant: Participant, day: date) -> list[str]:
    held = Assignment.objects.of(participant).on(day).filter(kind="primary")
    return [assignment.person.name for assignment in held]


def test_a_supervisor_makes_somebody_responsible(
    free: Participant, supervisor: User, manager: User, now: datetime
) -> None:
    assign(participant=free, person=manager, kind="primary", by=supervisor, now=now, starts_on=TODAY)
    assert responsible(free, TODAY) == ["Dana Manager"]
    assert responsible(free, TODAY - DAY) == []
    event = recorded("assignment.made")
    assert (event.participant_id, event.changes["person"]) == (free.pk, ["", "Dana Manager"])


def test_whoever_holds_it_is_named(lantern: SimpleNamespace, supervisor: User, colleague: User, now: datetime) -> None:
    with pytest.raises(Refused, match="Dana Manager holds “Account manager” from Jan 1, 2020 until further notice"):
        assign(
            participant=lantern.participant, person=colleague, kind="primary", by=supervisor, now=now, starts_on=TODAY
        )
    assign(participant=lantern.participant, person=colleague, kind="backup", by=supervisor, now=now, starts_on=TODAY)


@pytest.mark.parametrize("who", ["specialist", "auditor", "coordinator", "member"])
def test_only_people_who_can_act_are_assigned(
    request: pytest.FixtureRequest, free: Participant, supervisor: User, now: datetime, who: str
) -> None:
    person = request.getfixturevalue(who)
    with pytest.raises(Refused, match="account managers and supervisors"):
        assign(participant=free, person=person, kind="primary", by=supervisor, now=now, starts_on=TODAY)
    with pytest.raises(Refused, match="account managers and supervisors"):
        assign_many(participants=[free], person=person, kind="primary", by=supervisor, now=now, starts_on=TODAY)


@pytest.mark.parametrize("who", ["outsider", "org_admin", "manager", "senior", "auditor"])
def test_others_assign_nobody(
    request: pytest.FixtureRequest, lantern: SimpleNamespace, free: Participant, colleague: User, now, who: str
) -> None:
    common = {"by": request.getfixturevalue(who), "now": now}
    attempts = [
        lambda: assign(participant=free, person=colleague, kind="primary", **common, starts_on=TODAY),
        lambda: assign_many(participants=[free], person=colleague, kind="primary", **common, starts_on=TODAY),
        lambda: replace_assignment(assignment=lantern.assignment, successor=colleague, **common, starts_on=TODAY),
        lambda: end_assignment(assignment=lantern.assignment, **common, ends_on=TODAY),
        lambda: hand_over(person=lantern.assignment.person, successor=colleague, **common),
    ]
    before = list(Assignment.objects.values())
    for attempt in attempts:
        with pytest.raises(NotPermitted):
            attempt()
    assert list(Assignment.objects.values()) == before
    assert nothing_recorded()


def test_a_successor_follows_without_a_gap(
    lantern: SimpleNamespace, supervisor: User, colleague: User, now: datetime
) -> None:
    replace_assignment(
        assignment=lantern.assignment, successor=colleague, by=supervisor, now=now, starts_on=TODAY, reason="Rotation"
    )
    assert responsible(lantern.participant, TODAY - DAY) == ["Dana Manager"]
    assert responsible(lantern.participant, TODAY) == ["Omar Colleague"]
    event = recorded("assignment.replaced")
    assert (event.changes["person"], event.reason) == (["Dana Manager", "Omar Colleague"], "Rotation")


def test_a_slip_of_today_is_corrected_in_place(
    free: Participant, supervisor: User, manager: User, colleague: User, now: datetime
) -> None:
    made = assign(participant=free, person=manager, kind="primary", by=supervisor, now=now, starts_on=TODAY)
    replace_assignment(assignment=made, successor=colleague, by=supervisor, now=now, starts_on=TODAY)
    assert responsible(free, TODAY) == ["Omar Colleague"]
    assert Assignment.objects.of(free).count() == 1


def test_the_first_day_of_the_past_is_not_rewritten(
    lantern: SimpleNamespace, supervisor: User, manager: User, colleague: User, now: datetime
) -> None:
    for successor, starts_on in (
        (colleague, lantern.assignment.starts_on),
        (colleague, lantern.assignment.starts_on - DAY),
        (manager, TODAY),
    ):
        with pytest.raises(Refused):
            replace_assignment(
                assignment=lantern.assignment, successor=successor, by=supervisor, now=now, starts_on=starts_on
            )


def test_an_account_manager_leaves_only_where_somebody_follows(
    lantern: SimpleNamespace, supervisor: User, colleague: User, now: datetime
) -> None:
    with pytest.raises(Refused, match="name a successor"):
        end_assignment(assignment=lantern.assignment, by=supervisor, now=now, ends_on=TODAY)
    backup = AssignmentFactory(participant=lantern.participant, person=colleague, kind="backup")
    end_assignment(assignment=backup, by=supervisor, now=now, ends_on=TODAY, reason="No longer needed")
    assert recorded("assignment.ended").changes["ends_on"] == ["", "2026-11-18"]
    with pytest.raises(Refused, match="already ends"):
        end_assignment(assignment=backup, by=supervisor, now=now, ends_on=TODAY + DAY)


def test_an_account_manager_may_leave_earlier_when_the_successor_is_there(
    free: Participant, supervisor: User, manager: User, colleague: User, now: datetime
) -> None:
    first = AssignmentFactory(participant=free, person=manager, ends_on=TODAY + 9 * DAY)
    AssignmentFactory(participant=free, person=colleague, starts_on=TODAY + 10 * DAY)
    with pytest.raises(Refused, match="name a successor"):
        end_assignment(assignment=first, by=supervisor, now=now, ends_on=TODAY)


def test_many_are_assigned_or_none(supervisor: User, manager: User, lantern: SimpleNamespace, now: datetime) -> None:
    waiting = ParticipantFactory.create_batch(3)
    terms = {"person": manager, "kind": "primary", "by": supervisor, "now": now, "starts_on": TODAY}
    with pytest.raises(Refused, match="Prairie Lantern Energy"):
        assign_many(participants=[*waiting, lantern.participant], **terms)
    assert Participant.objects.without_account_manager(TODAY).count() == 3
    assert assign_many(participants=waiting, **terms) == 3
    assert not Participant.objects.without_account_manager(TODAY).exists()
    assert AuditEvent.objects.filter(verb="participants.assignment.made").count() == 3


def test_many_take_as_few_statements_as_two(
    supervisor: User, manager: User, now: datetime, django_assert_max_num_queries
) -> None:
    terms = {"person": manager, "kind": "primary", "by": supervisor, "now": now, "starts_on": TODAY}
    for size in (2, 40):
        participants = _made(size)
        with django_assert_max_num_queries(10):
            assign_many(participants=participants, **terms)


def _made(size: int) -> list[Participant]:
    return ParticipantFactory.create_batch(size)


def test_a_leavers_work_is_handed_over(
    lantern: SimpleNamespace, mesa: SimpleNamespace, free: Participant, supervisor, manager, colleague, now
) -> None:
    coming = AssignmentFactory(participant=free, person=manager, starts_on=TODAY + 5 * DAY)
    over = AssignmentFactory(participant=mesa.participant, person=manager, kind="backup", ends_on=TODAY - DAY)
    limited = AssignmentFactory(participant=mesa.participant, person=manager, kind="mentor", ends_on=TODAY + 5 * DAY)
    assert hand_over(person=manager, successor=colleague, by=supervisor, now=now) == 3
    assert responsible(lantern.participant, TODAY - DAY) == ["Dana Manager"]
    assert responsible(lantern.participant, TODAY) == ["Omar Colleague"]
    coming.refresh_from_db()
    over.refresh_from_db()
    limited.refresh_from_db()
    assert (coming.person, coming.starts_on) == (colleague, TODAY + 5 * DAY)
    assert over.person == manager
    assert limited.ends_on == TODAY - DAY
    assert Assignment.objects.get(kind="mentor", person=colleague).ends_on == TODAY + 5 * DAY
    assert AuditEvent.objects.filter(verb="participants.assignment.replaced").count() == 3
    assert hand_over(person=manager, successor=colleague, by=supervisor, now=now) == 0


def test_some_of_a_leavers_work_is_handed_over(
    lantern: SimpleNamespace, free: Participant, supervisor: User, manager: User, colleague: User, now: datetime
) -> None:
    AssignmentFactory(participant=free, person=manager)
    terms = {"person": manager, "successor": colleague, "by": supervisor, "now": now}
    assert hand_over(**terms, participants=[free]) == 1
    assert responsible(lantern.participant, TODAY) == ["Dana Manager"]
    with pytest.raises(Refused):
        hand_over(**{**terms, "successor": manager})


def test_handing_over_many_takes_no_more_statements(
    supervisor: User, manager: User, senior: User, colleague: User, now: datetime
) -> None:
    counts = []
    for size, person in ((2, manager), (30, senior)):
        for participant in _made(size):
            AssignmentFactory(participant=participant, person=person)
        with CaptureQueriesContext(connection) as queries:
            hand_over(person=person, successor=colleague, by=supervisor, now=now)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_work_of_closed_accounts_waits_to_be_handed_over(lantern: SimpleNamespace, manager: User) -> None:
    assert not Assignment.objects.to_hand_over(TODAY).exists()
    manager.apply(is_active=False)
    assert list(Assignment.objects.to_hand_over(TODAY)) == [lantern.assignment]


def test_a_joined_participant_is_assigned_to_nobody(
    free: Participant, lantern: SimpleNamespace, supervisor: User, colleague: User, now: datetime
) -> None:
    free.apply(joined_into_id=lantern.participant.pk)
    terms = {"person": colleague, "kind": "primary", "by": supervisor, "now": now, "starts_on": TODAY}
    with pytest.raises(NotPermitted):
        assign(participant=free, **terms)
    with pytest.raises(NotPermitted):
        assign_many(participants=[free], **terms)
