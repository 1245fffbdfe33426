"""What a company owes moves with a joining, and comes back when that is undone, with what was handed in since."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import User
from participants.actions.joinings import join_participants, undo_joining
from participants.actions.obligations import ask_extension, owe, submit_obligation
from participants.models import ExtensionRequest, Obligation, ObligationEvidence, ObligationRound
from participants.tests.actions.owing import SEASON, clock_of, generated, load_obligations, with_counter_party
from portal.documents.models import Document
from portal.documents.tests.files import upload

pytestmark = pytest.mark.django_db
MODELS = (Obligation, ObligationRound, ObligationEvidence, ExtensionRequest, Document)


@pytest.fixture
def terms(lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User) -> dict[str, Any]:
    """Blue Mesa, whose forms are partly handed in, goes into Prairie Lantern."""
    load_obligations()
    with_counter_party(mesa)
    for rows in (lantern, mesa):
        owe(type_code="OB-LSIPA", participant=rows.participant, since=date(2026, 9, 1), by=supervisor, now=SEASON)
    generated("OB-DCAA")
    kept, absorbed = lantern.participant, mesa.participant
    return {"kept": kept, "absorbed": absorbed, "by": supervisor, "now": SEASON, "reason": "One company"}


def owners() -> dict[str, list[tuple[int, int]]]:
    return {model.__name__: sorted(model.objects.values_list("pk", "participant_id")) for model in MODELS}


def audit_of(registration: Any) -> Obligation:
    return Obligation.objects.select_related("type", "participant").get(registration=registration, type__code="OB-DCAA")


def test_what_both_owe_themselves_stays_behind_and_the_rest_moves(
    terms: dict[str, Any], lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User
) -> None:
    submit_obligation(obligation=audit_of(mesa.qse), by=supervisor, now=SEASON, uploads=[upload()])
    before = owners()
    joining = join_participants(**terms)
    staying = Obligation.objects.get(participant=mesa.participant)
    assert staying.owner == mesa.participant
    assert clock_of(staying).participant_id == mesa.participant.pk
    moved = audit_of(mesa.qse)
    assert moved.participant == lantern.participant
    assert clock_of(moved).participant_id == lantern.participant.pk
    assert {participant for _pk, participant in owners()["Document"]} == {lantern.participant.pk}
    undo_joining(joining=joining, by=supervisor, now=SEASON, reason="By mistake")
    assert owners() == before


def test_what_was_handed_in_since_goes_back_with_the_registration(
    terms: dict[str, Any], mesa: SimpleNamespace, supervisor: User
) -> None:
    joining = join_participants(**terms)
    submit_obligation(obligation=audit_of(mesa.re), by=supervisor, now=SEASON, uploads=[upload()])
    plan = {"until": date(2026, 12, 1), "plan": "New cards", "plan_upload": upload()}
    ask_extension(obligation=audit_of(mesa.qse), by=supervisor, now=SEASON, **plan)
    generated("OB-DOWP-W", SEASON.replace(month=11, day=18))
    undo_joining(joining=joining, by=supervisor, now=SEASON, reason="By mistake")
    for model in (ObligationRound, ObligationEvidence, ExtensionRequest, Document):
        assert {row.participant_id for row in model.objects.all()} == {mesa.participant.pk}, model
    declaration = Obligation.objects.get(resource=mesa.resource, type__code="OB-DOWP-W")
    assert declaration.participant == mesa.participant
    assert clock_of(declaration).participant_id == mesa.participant.pk
