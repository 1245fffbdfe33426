"""What tests of questions to departments share: deadlines, an issue, a department with its people."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import User
from accounts.tests.factories import DepartmentFactory, SpecialistFactory, StaffFactory, SupervisorFactory
from issues.actions.opening import open_issue
from issues.actions.referral_times import load_referral_times
from issues.actions.referrals import refer_issue
from issues.models import Issue, Referral
from issues.tests.factories import CategoryFactory
from participants.tests.actions.following_up import load_deadlines
from portal.outbox.models import Notification
from portal.scoping import wall

QUESTION = {
    "title": "Telemetry of a storage unit",
    "question": "Why is its quality code **suspect**?",
    "goal": "The cause is known",
}


@pytest.fixture
def answer_deadlines(db: None, now: datetime) -> None:
    """The shipped calendars, reminder plans, and times for answers."""
    load_deadlines(now)
    load_referral_times(now=now)


@pytest.fixture
def desk(
    answer_deadlines: None, lantern: SimpleNamespace, member: User, manager: User, now: datetime
) -> SimpleNamespace:
    """An issue of Prairie Lantern that its account manager owns; telemetry support with a lead and a specialist."""
    ems = DepartmentFactory(code="EMS", name="Telemetry Support", lead=StaffFactory(name="Lara Lead"))
    specialist = SpecialistFactory(name="Tim Telemetry", department=ems)
    category = CategoryFactory()
    with wall.inside(member.acting_for):
        issue = open_issue(
            participant=lantern.participant,
            category=category,
            title="Unit misses its synchronization",
            text="Prairie Lantern's unit cannot synchronize.",
            by=member,
            now=now,
        )
    supervisor = SupervisorFactory(name="Sue Supervisor")
    return SimpleNamespace(ems=ems, specialist=specialist, issue=issue, supervisor=supervisor, lead=ems.lead)


def ask(desk: SimpleNamespace, manager: User, now: datetime, **given: Any) -> Referral:
    return refer_issue(issue=desk.issue, by=manager, now=now, **{"department": desk.ems} | QUESTION | given)


def heard(kind: str) -> set[str]:
    """Who was told of a kind of news, by name."""
    rows = Notification.objects.filter(kind=kind)
    return set(rows.values_list("recipient__name", flat=True))


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def again(issue: Issue) -> Issue:
    return Issue.objects.get(pk=issue.pk)
