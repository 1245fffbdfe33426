"""Two callers at once, on two connections: each obligation begins once, and one decision holds."""

from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.actions.obligations import (
    accept_obligation,
    generate_obligations,
    return_obligation,
    submit_obligation,
    take_back_submission,
)
from participants.models import Campaign, Obligation, ObligationRound
from participants.tests.actions.owing import SEASON, generated, load_obligations
from participants.tests.actions.test_second_caller import at_once, the_loser
from portal.audit.models import AuditEvent
from portal.calendars.models import Clock
from portal.documents.tests.files import upload

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _catalogs(db: None) -> None:
    load_obligations()


def test_two_sweeps_begin_each_obligation_once(lantern: SimpleNamespace, mesa: SimpleNamespace) -> None:
    counts = at_once(lambda: generate_obligations(now=SEASON), lambda: generate_obligations(now=SEASON))
    assert sorted(counts) == [0, 4]
    assert Obligation.objects.count() == Clock.objects.filter(kind="obligation").count() == 4
    assert Campaign.objects.count() == 1
    assert AuditEvent.objects.filter(verb="participants.obligation.generated").count() == 4


def audit_of(rows: SimpleNamespace) -> Obligation:
    return next(row for row in generated("OB-DCAA") if row.registration_id == rows.qse.pk)


def test_it_is_handed_in_once(lantern: SimpleNamespace, member: User, org_admin: User) -> None:
    row = audit_of(lantern)

    def submit(by: User) -> Obligation:
        return submit_obligation(obligation=row, by=by, now=SEASON, uploads=[upload()])

    reason = the_loser(at_once(lambda: submit(member), lambda: submit(org_admin)))
    assert reason == "This is submitted: nothing is to be handed in."
    assert ObligationRound.objects.count() == 1


def test_one_decision_holds(lantern: SimpleNamespace, member: User, supervisor: User) -> None:
    row = submit_obligation(obligation=audit_of(lantern), by=member, now=SEASON, uploads=[upload()])
    results = at_once(
        lambda: accept_obligation(obligation=row, by=supervisor, now=SEASON),
        lambda: return_obligation(obligation=row, by=supervisor, now=SEASON, comment="No signature"),
        lambda: take_back_submission(obligation=row, by=member, now=SEASON),
    )
    refused = [result for result in results if isinstance(result, str)]
    assert len(refused) == 2
    assert all("Nothing lies" in reason for reason in refused)
    assert ObligationRound.objects.exclude(verdict="").count() == 1
