"""What the desk does with an application: the row, its deadline, its history, whoever hears; and who may not."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import Absence, User
from participants.actions.applications import (
    answer_application,
    assign_application,
    decline_application,
    mark_as_spam,
    reopen_application,
    withdraw_application,
)
from participants.manager_loads import loads, proposed
from participants.models import Application
from participants.tests.actions.applying import assigned, received
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import AssignmentFactory
from portal.audit.models import AuditEvent
from portal.calendars.models import Clock
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _deadlines(db: None, now: datetime) -> None:
    load_deadlines(now)


@pytest.fixture
def application(now: datetime, manager: User, supervisor: User) -> Application:
    """Dana's."""
    return assigned(now, manager, supervisor)


def last(verb: str) -> AuditEvent:
    return AuditEvent.objects.filter(verb=f"participants.application.{verb}").latest("pk")


def clock(row: Application) -> Clock:
    return Clock.objects.of(row).latest("cycle")


def test_a_supervisor_assigns_and_the_person_hears(now: datetime, supervisor: User, manager: User) -> None:
    row = assign_application(application=received(now), person=manager, by=supervisor, now=now)
    assert row.account_manager == manager
    assert last("assigned").changes == {"account manager": ["", manager.name]}
    assert Notification.objects.get(kind="participants.application.assigned").recipient == manager


def test_another_one_can_be_assigned_by_a_supervisor_only(
    now: datetime, application: Application, supervisor: User, manager: User, colleague: User
) -> None:
    with pytest.raises(NotPermitted):
        assign_application(application=application, person=colleague, by=colleague, now=now)
    row = assign_application(application=application, person=colleague, by=supervisor, now=now)
    assert last("assigned").changes == {"account manager": [manager.name, colleague.name]}
    with pytest.raises(Refused, match="already"):
        assign_application(application=row, person=colleague, by=supervisor, now=now)


def test_an_account_manager_takes_a_free_one_on_but_gives_it_to_nobody(
    now: datetime, colleague: User, manager: User
) -> None:
    row = received(now)
    with pytest.raises(NotPermitted, match="yourself"):
        assign_application(application=row, person=manager, by=colleague, now=now)
    assert assign_application(application=row, person=colleague, by=colleague, now=now).account_manager == colleague
    assert not Notification.objects.filter(kind="participants.application.assigned").exists()


def test_only_who_can_look_after_it_is_assigned(now: datetime, supervisor: User, specialist: User) -> None:
    with pytest.raises(Refused, match="account managers and supervisors"):
        assign_application(application=received(now), person=specialist, by=supervisor, now=now)


def test_an_answer_meets_the_deadline_and_leaves_it_to_be_decided(
    now: datetime, application: Application, manager: User
) -> None:
    row = answer_application(application=application, by=manager, now=now + DAY, answer=" Called Nadia. ")
    assert (row.answer, row.answered_by, row.answered_at, row.state) == (
        "Called Nadia.",
        manager,
        now + DAY,
        "received",
    )
    assert clock(row).outcome == "met"
    assert "Nadia" not in str(last("answered").changes)
    with pytest.raises(Refused, match="already"):
        answer_application(application=row, by=manager, now=now + DAY, answer="Again")


def test_an_answer_too_late_is_a_missed_deadline(now: datetime, application: Application, manager: User) -> None:
    row = answer_application(application=application, by=manager, now=now + 2 * DAY, answer="Called.")
    assert clock(row).outcome == "missed"


@pytest.mark.parametrize(("act", "state"), [(decline_application, "declined"), (withdraw_application, "withdrawn")])
def test_it_ends_with_a_reason(now: datetime, application: Application, manager: User, act: Any, state: str) -> None:
    with pytest.raises(Refused, match="reason"):
        act(application=application, by=manager, now=now, reason=" ")
    row = act(application=application, by=manager, now=now, reason="Not for them")
    assert (row.state, row.reason, row.decided_by, row.decided_at) == (state, "Not for them", manager, now)
    assert clock(row).outcome == "met"
    assert last(state).reason == "Not for them"
    with pytest.raises(Refused, match="decided already"):
        act(application=row, by=manager, now=now, reason="Twice")


def test_spam_needs_no_answer(now: datetime, application: Application, manager: User) -> None:
    row = mark_as_spam(application=application, by=manager, now=now)
    assert (row.state, clock(row).outcome) == ("spam", "canceled")


def test_what_ended_by_mistake_is_open_again_with_a_deadline_of_its_own(
    now: datetime, application: Application, manager: User
) -> None:
    answer_application(application=application, by=manager, now=now, answer="Called.")
    decline_application(application=application, by=manager, now=now, reason="A mistake")
    row = reopen_application(application=application, by=manager, now=now + DAY, reason="They came back")
    assert (row.state, row.reason, row.decided_at, row.answered_at, row.answer) == ("received", "", None, None, "")
    assert (clock(row).cycle, clock(row).state) == (2, "running")
    with pytest.raises(Refused, match="open already"):
        reopen_application(application=row, by=manager, now=now, reason="Again")


@pytest.mark.parametrize("who", ["colleague", "specialist", "coordinator", "auditor", "org_admin"])
def test_others_decide_nothing(request: Any, now: datetime, application: Application, who: str) -> None:
    by = request.getfixturevalue(who)
    for act, given in (
        (answer_application, {"answer": "Called"}),
        (decline_application, {"reason": "No"}),
        (withdraw_application, {"reason": "No"}),
        (mark_as_spam, {}),
        (reopen_application, {"reason": "No"}),
    ):
        with pytest.raises(NotPermitted):
            act(application=application, by=by, now=now, **given)
    application.refresh_from_db()
    assert (application.state, application.answered_at) == ("received", None)


def test_a_stand_in_acts_while_the_colleague_is_away(
    now: datetime, application: Application, manager: User, colleague: User
) -> None:
    today = market_day(datetime.now(now.tzinfo))
    Absence.objects.create(person=manager, stand_in=colleague, starts_on=today, ends_on=today + DAY)
    assert answer_application(application=application, by=colleague, now=now, answer="Called.").answered_by == colleague


def test_the_fairest_is_proposed(now: datetime, manager: User, colleague: User, senior: User) -> None:
    for person, count in ((manager, 2), (colleague, 1), (senior, 1)):
        for _ in range(count):
            AssignmentFactory(person=person)
    assert proposed(now) == colleague
    received(now)
    Application.objects.update(account_manager=colleague)
    assert proposed(now) == senior
    Absence.objects.create(person=senior, stand_in=manager, starts_on=market_day(now), ends_on=market_day(now))
    assert proposed(now) in (manager, colleague)
    assert [(load.person.name, load.participants, load.applications, load.away) for load in loads(now)] == [
        ("Dana Manager", 2, 0, False),
        ("Omar Colleague", 1, 1, False),
        ("Ruth Senior", 1, 0, True),
    ]
