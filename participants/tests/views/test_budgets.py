"""How many statements a page may take, and that more rows take no more of them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import StaffFactory
from participants.forms.base import today
from participants.models import Participant
from participants.tests.change_factories import ChangeFactory
from participants.tests.factories import (
    ApplicationFactory,
    AssignmentFactory,
    ContactFactory,
    ContactRoleFactory,
    FollowUpFactory,
    MarketRoleFactory,
    MembershipFactory,
    ParticipantFactory,
    RegistrationFactory,
    RepresentationFactory,
    ResourceFactory,
)

# Session and person are one of them.
BUDGETS = {
    "list": 7,
    "detail": 14,
    "people": 13,
    "resources": 13,
    "agencies": 13,
    "assignments": 13,
    "timeline": 13,
    "follow-ups": 13,
    "applications": 16,
    "application": 15,
    "home": 13,
    "my-home": 13,
    "my-home-applying": 14,
    "my-people": 13,
    "my-resources": 13,
}


def statements(client, url):
    """The statements of one page, the first visit's caches being warm."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def more_of_everything(rows, person, count):
    """`count` further rows of each kind around one participant, and as many further participants."""
    for _ in range(count):
        contact = ContactFactory(participant=rows.participant)
        ContactRoleFactory(contact=contact, registration=rows.qse)
        MembershipFactory(participant=rows.participant)
        registration = RegistrationFactory(participant=rows.participant)
        resource = ResourceFactory(participant=rows.participant, registration=registration)
        RepresentationFactory(resource=resource)
        ParticipantFactory(parent=rows.participant)
        AssignmentFactory(participant=ParticipantFactory(), person=person)
        for days in (-1, 0, 1):
            FollowUpFactory(
                participant=rows.participant,
                responsible=person,
                due_on=today() + timedelta(days),
                created_by=StaffFactory(),
            )


def within(page, client, url, grow):
    grow(2)
    few = statements(client, url)
    assert len(few) <= BUDGETS[page], "\n".join(few)
    grow(18)
    many = statements(client, url)
    assert len(many) == len(few), "\n".join(many)


@pytest.mark.parametrize("section", ["detail", "people", "resources", "agencies", "assignments", "timeline"])
def test_a_participants_page_costs_the_same_for_2_rows_and_for_20(signed_in, manager, lantern, section):
    lantern.participant.apply(parent_id=ParticipantFactory(name="Prairie Holding").pk)
    ChangeFactory(participant=lantern.participant)
    url = reverse(f"participants:participant-{section}", args=[lantern.participant.ref])
    within(section, signed_in(manager), url, lambda count: more_of_everything(lantern, manager, count))


@pytest.mark.parametrize(
    "query", ["", "?q=prarie", "?view=mine", "?role=QSE&status=qualified&view=gaps", "?sort=-name"]
)
def test_the_list_costs_the_same_for_2_rows_and_for_20(signed_in, manager, lantern, mesa, query):
    url = reverse("participants:participant-list") + query
    within("list", signed_in(manager), url, lambda count: more_of_everything(lantern, manager, count))


@pytest.mark.parametrize("query", ["", "?view=overdue", "?view=upcoming&responsible=all", "?q=matter"])
def test_the_list_of_follow_ups_costs_the_same_for_2_rows_and_for_20(signed_in, manager, lantern, query):
    url = reverse("participants:follow-up-list") + query
    within("follow-ups", signed_in(manager), url, lambda count: more_of_everything(lantern, manager, count))


def more_applications(person, count):
    """`count` further applications in each state, with roles, and as many companies that look like them."""
    now = timezone.now()
    roles = [MarketRoleFactory(code=code) for code in ("QSE", "RE", "IMRE")]
    for number in range(count):
        ParticipantFactory(name=f"Larkspur Grid {number}")
        for state in ("received", "declined", "spam"):
            ApplicationFactory(account_manager=person, state=state, now=now).roles.set(roles)


@pytest.mark.parametrize("query", ["", "?view=mine", "?view=ended", "?q=larkspur&role=RE"])
def test_the_queue_of_applications_costs_the_same_for_2_rows_and_for_20(signed_in, manager, db, query):
    url = reverse("participants:application-list") + query
    within("applications", signed_in(manager), url, lambda count: more_applications(manager, count))


def test_an_applications_page_costs_the_same_among_2_companies_alike_and_20(signed_in, supervisor, manager, db):
    url = ApplicationFactory(account_manager=manager).get_absolute_url()
    within("application", signed_in(supervisor), url, lambda count: more_applications(manager, count))


def test_a_prospects_home_costs_the_same_for_2_roles_and_for_20(signed_in, prospect):
    company = Participant.objects.get()

    def grow(count):
        for _ in range(count):
            RegistrationFactory(participant=company, status="prospective")

    within("my-home-applying", signed_in(prospect), reverse("my-home"), grow)


@pytest.mark.parametrize("persona", ["manager", "supervisor", "auditor"])
def test_a_home_costs_the_same_for_2_rows_and_for_20(request, signed_in, persona, manager, lantern):
    person = request.getfixturevalue(persona)
    within("home", signed_in(person), reverse("home"), lambda count: more_of_everything(lantern, manager, count))


@pytest.mark.parametrize("name", ["my-home", "my-people", "my-resources"])
def test_own_pages_cost_the_same_for_2_rows_and_for_20(signed_in, org_admin, manager, lantern, name):
    within(name, signed_in(org_admin), reverse(name), lambda count: more_of_everything(lantern, manager, count))
