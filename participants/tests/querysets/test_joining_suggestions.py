"""Companies that share nine digits are suggested for joining, among those one may see."""

from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.models import Participant
from participants.tests.factories import MarketRoleFactory, ParticipantFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def test_entity_and_registration_numbers_are_compared() -> None:
    entity = ParticipantFactory(name="A", duns="123456789")
    longer = ParticipantFactory(name="B", duns="1234567891000")
    bare = ParticipantFactory(name="C", duns="")
    RegistrationFactory(participant=bare, duns="1234567894000")
    RegistrationFactory(participant=bare, role=MarketRoleFactory(code="RE"), duns="1234567895000")
    RegistrationFactory()
    (suggestion,) = Participant.objects.all().joining_suggestions()
    assert suggestion.base == "123456789"
    assert suggestion.participants == [entity, longer, bare]


def test_a_company_alone_is_no_suggestion() -> None:
    alone = ParticipantFactory(duns="123456789")
    RegistrationFactory(participant=alone, duns="1234567894000")
    assert Participant.objects.all().joining_suggestions() == []


def test_joined_companies_are_suggested_no_more() -> None:
    kept = ParticipantFactory(duns="123456789")
    ParticipantFactory(duns="1234567891000", joined_into=kept)
    assert Participant.objects.all().joining_suggestions() == []


def test_what_one_may_not_see_is_not_suggested(restricted: SimpleNamespace, manager: User, supervisor: User) -> None:
    ParticipantFactory(duns=f"{restricted.participant.duns}1000")
    assert Participant.objects.visible_to(manager).joining_suggestions() == []
    assert len(Participant.objects.visible_to(supervisor).joining_suggestions()) == 1


def test_two_statements_however_many(django_assert_num_queries) -> None:
    for number in range(5):
        ParticipantFactory(duns=f"12345678{number}")
        ParticipantFactory(duns=f"12345678{number}1000")
    with django_assert_num_queries(2):
        assert len(Participant.objects.all().joining_suggestions()) == 5
