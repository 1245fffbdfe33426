"""The pages that show a little of everything keep their statements when everything is there at once."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Absence, User
from accounts.tests.factories import StaffFactory
from issues.actions.referrals import refer_issue
from issues.tests.factories import IssueFactory, WatcherFactory
from issues.tests.referral_world import QUESTION, answer_deadlines, desk  # noqa: F401 - fixtures
from participants.actions.follow_ups import add_follow_up
from participants.actions.obligations.generating import start_campaign
from participants.actions.participants import change_participant
from participants.actions.reference_catalogs import load_reference_catalogs
from participants.forms.base import today
from participants.tests.actions.owing import type_of
from participants.tests.change_factories import BankAccountFactory, ChangeFactory
from participants.tests.factories import (
    AssignmentFactory,
    ContactFactory,
    ContactRoleFactory,
    MembershipFactory,
    ParticipantFactory,
    RegistrationFactory,
    ResourceFactory,
)
from portal.testing import furnish_checklist
from training.models import TrainingCoverage
from training.tests.factories import EnrollmentFactory, NeedFactory, SessionFactory

pytestmark = pytest.mark.django_db
# Session and person are one of them.
BUDGETS = {"participant": 14, "my-home": 12, "home": 14}


@pytest.fixture
def company(desk: SimpleNamespace, lantern: SimpleNamespace, manager: User, supervisor: User) -> Any:  # noqa: F811
    """Prairie Lantern with something in every card and panel."""
    now, company = timezone.now(), lantern.participant
    load_reference_catalogs(now=now)
    start_campaign(type=type_of("OB-DCAA"), by=supervisor, now=now)
    furnish_checklist(lantern.qse, "lantern")
    change = ChangeFactory(participant=company)
    BankAccountFactory(change=change)
    TrainingCoverage.objects.create(
        participant=company, wanted=4, covered=1, enrolled=1, expiring=1, percent=25, counted_at=now
    )
    NeedFactory(participant=company)
    session = SessionFactory(starts_at=now + timedelta(days=20))
    for place, contact in enumerate(ContactFactory.create_batch(2, participant=company), start=1):
        EnrollmentFactory(session=session, contact=contact, state="waiting", queued=place, seated_at=None)
    refer_issue(issue=desk.issue, by=manager, now=now, department=desk.ems, **QUESTION)
    Absence.objects.create(person=StaffFactory(), stand_in=manager, starts_on=today(), ends_on=today())
    return SimpleNamespace(rows=lantern, change=change, issue=desk.issue)


def more(company: SimpleNamespace, manager: User, member: User, count: int) -> None:
    now, rows = timezone.now(), company.rows
    for _ in range(count):
        ContactRoleFactory(contact=ContactFactory(participant=rows.participant), registration=rows.qse)
        MembershipFactory(participant=rows.participant)
        ResourceFactory(participant=rows.participant, registration=RegistrationFactory(participant=rows.participant))
        AssignmentFactory(participant=ParticipantFactory(parent=rows.participant), person=manager)
        ChangeFactory(participant=rows.participant)
        add_follow_up(participant=rows.participant, by=manager, now=now, title="Call", in_days=1, responsible=manager)
        given = {"participant": rows.participant, "owner": manager, "last_spoken_at": now - timedelta(days=30)}
        for issue in (IssueFactory(**given), IssueFactory(**given, state="waiting")):
            WatcherFactory(issue=issue, user=member)
    # The latest that happened: whether the holding may be named is asked of the database.
    change_participant(participant=rows.participant, by=manager, now=now, parent=ParticipantFactory())


def statements(client: Client, url: str) -> list[str]:
    """The statements of one page, the first visit's caches being warm.

    Without those that only the test's own transaction makes: the savepoint in it, and that the wall is taken down.
    """
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    found = [query["sql"] for query in captured.captured_queries]
    if found[-1].startswith("RELEASE SAVEPOINT"):
        assert "set_config" in found[-2]
        return [sql for sql in found[:-2] if not sql.startswith("SAVEPOINT")]
    return found


@pytest.mark.parametrize(
    ("name", "persona"),
    [
        ("participant", "manager"),
        ("participant", "colleague"),
        ("participant", "supervisor"),
        ("my-home", "member"),
        ("my-home", "org_admin"),
        ("home", "manager"),
    ],
)
def test_a_full_page_costs_the_same_for_2_rows_and_for_20(
    name: str, persona: str, request: Any, signed_in: Any, company: SimpleNamespace, manager: User, member: User
) -> None:
    client = signed_in(request.getfixturevalue(persona))
    url = company.rows.participant.get_absolute_url() if name == "participant" else reverse(name)
    more(company, manager, member, 2)
    few = statements(client, url)
    assert len(few) <= BUDGETS[name], "\n".join(few)
    more(company, manager, member, 18)
    many = statements(client, url)
    assert len(many) == len(few), "\n".join(many)
