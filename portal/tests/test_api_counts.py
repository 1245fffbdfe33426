"""How many statements a call takes: few, and the same for 2 rows and for 20."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participants.choices import AssignmentKind
from participants.tests.factories import (
    AgencyFactory,
    AssignmentFactory,
    ContactFactory,
    ContactRoleFactory,
    MembershipFactory,
    ParticipantFactory,
    RegistrationFactory,
    RepresentationFactory,
    ResourceFactory,
)

MOST = 8
FRAME = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def statements(client: Any, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [one["sql"] for one in captured if not one["sql"].startswith(FRAME)]


def furnish(rows: SimpleNamespace, noun: str, count: int) -> None:
    """`count` more rows of the noun, of one participant where that is possible."""
    company = rows.participant
    begun = rows.contact.roles.count() + company.assignments.count()
    for number in range(begun, begun + count):
        match noun:
            case "participants":
                other = ParticipantFactory()
                RegistrationFactory(participant=other)
                AssignmentFactory(participant=other)
            case "registrations":
                RegistrationFactory(participant=company)
            case "contacts":
                ContactFactory(participant=company)
            case "contact-roles":
                ContactRoleFactory(
                    contact=rows.contact,
                    kind="credit",
                    starts_on=f"20{40 + number}-01-01",
                    ends_on=f"20{40 + number}-02-01",
                )
            case "resources":
                ResourceFactory(participant=company, registration=rows.re)
            case "representations":
                resource = ResourceFactory(participant=company)
                RepresentationFactory(resource=resource, representative_registration=rows.qse)
            case "assignments":
                AssignmentFactory(
                    participant=company,
                    kind=AssignmentKind.ESCALATION,
                    starts_on=f"20{40 + number}-01-01",
                    ends_on=f"20{40 + number}-02-01",
                )
            case "memberships":
                MembershipFactory(participant=company, narrowed=True).registrations.add(rows.qse)
            case "agencies":
                AgencyFactory(participant=company)


@pytest.mark.parametrize(
    "noun",
    ["participants", "registrations", "contacts", "contact-roles", "resources", "representations", "assignments"]
    + ["memberships", "agencies"],
)
@pytest.mark.parametrize("who", ["member", "manager", "colleague"])
def test_a_list_takes_the_same_few_statements_for_2_rows_and_for_20(noun, who, request, signed_in, member, lantern):
    client = signed_in(request.getfixturevalue(who))
    address = f"/api/v1/{noun}/?page_size=200"
    furnish(lantern, noun, 2)
    client.get(address)
    few = statements(client, address)
    furnish(lantern, noun, 18)
    many = statements(client, address)
    assert len(few) == len(many), "\n".join(many)
    assert len(many) <= MOST, "\n".join(many)


@pytest.mark.parametrize("who", ["member", "manager"])
def test_one_row_takes_few_statements(who, request, signed_in, member, lantern):
    client = signed_in(request.getfixturevalue(who))
    address = f"/api/v1/participants/{lantern.participant.ref}/"
    client.get(address)
    taken = statements(client, address)
    assert len(taken) <= MOST, "\n".join(taken)
