"""What of obligations the database itself shows to a participant's people, and what it lets them write."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import ProgrammingError

from accounts.models import User
from participants.actions.obligations import ask_extension, note_on_obligation, submit_obligation
from participants.models import (
    Campaign,
    ExtensionRequest,
    Obligation,
    ObligationEvidence,
    ObligationNote,
    ObligationRound,
)
from participants.tests.actions.owing import SEASON, WINTER, generated, load_obligations, with_counter_party
from portal.documents.models import Document
from portal.documents.tests.files import upload
from portal.scoping import wall
from portal.testing import member_of

pytestmark = pytest.mark.django_db
PARTS = (ObligationRound, ObligationEvidence, ExtensionRequest)


@pytest.fixture
def owed(lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User) -> dict[str, Obligation]:
    """Both companies' duties; something was handed in and asked for in each."""
    load_obligations()
    with_counter_party(lantern)
    generated("OB-DCAA")
    generated("OB-DOWP-W", WINTER)
    for row in Obligation.objects.filter(type__code="OB-DCAA").select_related("type", "participant"):
        ask_extension(obligation=row, by=supervisor, now=SEASON, until=date(2026, 12, 1), plan="Plan")
        submit_obligation(obligation=row, by=supervisor, now=SEASON, uploads=[upload()])
    note_on_obligation(obligation=row, by=supervisor, now=SEASON, text="Inner")
    mine = Obligation.objects.filter(participant=lantern.participant).select_related("type")
    return {f"{one.type.code} {one.owner._meta.model_name} {one.owner.pk}": one for one in mine}


@contextmanager
def narrowed_to(lantern: SimpleNamespace, *registrations: int) -> Iterator[User]:
    person = member_of(lantern.participant, "Nia Narrowed", "nia@prairielantern.example")
    person.acting_for = wall.ActingFor(
        user_id=person.pk, participant_id=lantern.participant.pk, registration_ids=frozenset(registrations)
    )
    with wall.inside(person.acting_for):
        yield person


def test_own_rows_and_none_of_another_company(owed: dict, lantern: SimpleNamespace, member: User) -> None:
    with wall.inside(member.acting_for):
        assert set(Obligation.objects.all()) == set(owed.values())
        for model in PARTS:
            assert {row.participant_id for row in model.objects.all()} <= {lantern.participant.pk}
        assert ObligationEvidence.objects.count() == 3
        assert set(Obligation.objects.visible_to(member)) == set(owed.values())


def test_a_narrowed_membership_sees_what_its_registrations_and_their_units_owe(
    owed: dict, lantern: SimpleNamespace
) -> None:
    with narrowed_to(lantern, lantern.re.pk) as person:
        assert {row.owner for row in Obligation.objects.all()} == {lantern.re, lantern.resource}
        assert set(Obligation.objects.all()) == set(Obligation.objects.visible_to(person))
        for model in PARTS:
            assert set(model.objects.all()) == set(model.objects.visible_to(person))
        assert ObligationRound.objects.get().obligation.registration == lantern.re
        assert Document.objects.count() == 1


def test_narrowed_to_nothing_sees_nothing(owed: dict, lantern: SimpleNamespace) -> None:
    with narrowed_to(lantern):
        assert not any(model.objects.exists() for model in (Obligation, *PARTS))


@pytest.mark.parametrize("model", [Campaign, ObligationNote])
def test_the_desks_own_is_out_of_reach(owed: dict, member: User, model: type) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(member.acting_for):
        list(model.objects.all())


@pytest.mark.parametrize(
    "change", [{"due_on": "2030-01-01"}, {"reason": "Mine"}, {"settled_at": WINTER}, {"onward": True}, {"period": "x"}]
)
def test_participants_cannot_write_what_the_operator_decides(owed: dict, member: User, change: dict) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(member.acting_for):
        Obligation.objects.update(**change)
    with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(member.acting_for):
        ObligationRound.objects.update(comment="Accepted by myself")
    with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(member.acting_for):
        ExtensionRequest.objects.update(decision="granted")


def test_a_foreign_row_cannot_be_changed(owed: dict, outsider: User) -> None:
    mine = [row.pk for row in owed.values()]
    with wall.inside(outsider.acting_for):
        assert Obligation.objects.filter(pk__in=mine).update(filed_elsewhere=True) == 0
