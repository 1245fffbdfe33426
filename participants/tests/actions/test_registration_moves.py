"""Every move from every state, who may make it, and who hears of it."""

from datetime import date, datetime, timedelta
from itertools import product
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.actions.registration_ends import settle_missing_registration
from participants.actions.registration_reviews import receive_application
from participants.actions.registrations import add_registration
from participants.choices import RegistrationStatus
from participants.models import CounterParty, Registration
from participants.rules.registration_moves import (
    APPROVE,
    BEGIN_REVIEW,
    BY_NAME,
    DECLARE_INCOMPLETE,
    QUALIFY,
    RECEIVE,
    REINSTATE,
    SUSPEND,
    TERMINATE,
    WITHDRAW,
)
from participants.tests.actions.moving import GIVEN, make, open_checklist, put, stand
from participants.tests.actions.recorded import nothing_recorded, recorded
from participants.tests.factories import RegistrationFactory
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import IllegalMove, NotPermitted, Refused
from portal.outbox.models import Notification, OutboundMessage
from portal.testing import member_of

pytestmark = pytest.mark.django_db

STATUSES = list(RegistrationStatus)


def heard(kind: str) -> set[str]:
    return set(
        Notification.objects.filter(kind=f"participants.registration.{kind}").values_list("recipient__email", flat=True)
    )


@pytest.mark.parametrize(("name", "status"), list(product(GIVEN, STATUSES)))
def test_the_full_product_of_states_and_moves(
    lantern: SimpleNamespace, supervisor: User, now: datetime, name: str, status: str
) -> None:
    open_checklist(lantern.qse, supervisor, now)
    stand(lantern.qse, status)
    if status in BY_NAME[name].before:
        assert make(name, lantern.qse, supervisor, now).status == BY_NAME[name].after
        assert AuditEvent.objects.filter(object_ref=lantern.qse.ref).count() == 1
    else:
        with pytest.raises(IllegalMove):
            make(name, lantern.qse, supervisor, now)
        assert nothing_recorded()
        assert not OutboundMessage.objects.exists()
    lantern.qse.refresh_from_db()
    expected = BY_NAME[name].after if status in BY_NAME[name].before else status
    assert lantern.qse.status == expected


def test_every_named_move_is_tried() -> None:
    assert GIVEN.keys() == BY_NAME.keys()


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("state", ["not_started", "waiting", "submitted", "in_review", "returned", "at_risk"])
def test_from_no_state_and_by_no_move_is_one_qualified_while_an_item_is_open(
    lantern: SimpleNamespace, supervisor: User, now: datetime, status: str, state: str
) -> None:
    open_checklist(lantern.qse, supervisor, now, QSE_07=state)
    stand(lantern.qse, status)
    for name in GIVEN:
        if BY_NAME[name].after == "qualified":
            with pytest.raises(Refused):
                make(name, lantern.qse, supervisor, now)
    lantern.qse.refresh_from_db()
    assert lantern.qse.status == status


def test_a_registration_goes_all_the_way(lantern: SimpleNamespace, supervisor: User, now: datetime) -> None:
    row = stand(lantern.qse, "prospective")
    CounterParty.objects.all().delete()
    open_checklist(row, supervisor, now, COM_04="submitted", COM_07="not_started", QSE_07="not_started")
    receive_application(registration=row, by=supervisor, now=now)
    make(DECLARE_INCOMPLETE, row, supervisor, now, lacking="The signature")
    row.refresh_from_db()
    assert (row.status, row.status_reason, row.application_on) == ("incomplete", "The signature", date(2026, 11, 18))
    make(BEGIN_REVIEW, row, supervisor, now)
    put(row, "COM-04", "accepted", now)
    put(row, "COM-07", "waived", now)
    make(APPROVE, row, supervisor, now)
    put(row, "QSE-07", "not_applicable", now)
    make(QUALIFY, row, supervisor, now)
    row.refresh_from_db()
    assert (row.status, row.status_on, row.status_reason) == ("qualified", date(2026, 11, 18), "")
    assert row.qualified_on == date(2026, 12, 1)
    assert CounterParty.objects.filter(participant=lantern.participant).exists()
    assert recorded("registration.qualified").changes["qualified_on"] == ["", "2026-12-01"]


def test_another_registration_of_the_company_is_not_touched(
    lantern: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    other = RegistrationFactory(participant=lantern.participant, status="under_review")
    make(TERMINATE, lantern.qse, supervisor, now)
    for row, status in ((other, "under_review"), (lantern.re, "qualified")):
        row.refresh_from_db()
        assert row.status == status


def test_who_comes_back_gets_a_new_registration_linked_to_the_old_one(
    lantern: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    ended = make(TERMINATE, lantern.qse, supervisor, now)
    new = add_registration(
        participant=lantern.participant,
        role=lantern.qse.role,
        by=supervisor,
        now=now,
        duns="999999999",
        successor_of=ended,
    )
    assert (new.status, new.successor_of) == ("prospective", ended)
    lantern.qse.refresh_from_db()
    assert lantern.qse.status == "terminated"


WORKED_ON = {RECEIVE: "prospective", DECLARE_INCOMPLETE: "under_review", BEGIN_REVIEW: "incomplete"}
SECOND_LOOK = {APPROVE: "under_review", QUALIFY: "approved_pending"}
MARKET = {SUSPEND: "qualified", REINSTATE: "suspended", TERMINATE: "qualified"}


@pytest.mark.parametrize(("name", "status"), [*WORKED_ON.items(), (WITHDRAW, "under_review")])
def test_whoever_looks_after_the_company_moves_an_application(
    lantern: SimpleNamespace, manager: User, now: datetime, name: str, status: str
) -> None:
    open_checklist(lantern.qse, manager, now)
    assert make(name, stand(lantern.qse, status), manager, now).status == BY_NAME[name].after


@pytest.mark.parametrize(("name", "status"), list(SECOND_LOOK.items()))
def test_approving_and_qualifying_take_a_second_look(
    lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, senior: User, now: datetime, name: str, status: str
) -> None:
    for rows in (lantern, mesa):
        open_checklist(rows.qse, senior, now)
        stand(rows.qse, status)
    with pytest.raises(NotPermitted, match="level II"):
        make(name, lantern.qse, manager, now)
    with pytest.raises(NotPermitted, match="assigned"):
        make(name, lantern.qse, senior, now)
    assert make(name, mesa.qse, senior, now).status == BY_NAME[name].after


@pytest.mark.parametrize(("name", "status"), list(MARKET.items()))
def test_the_market_is_left_and_entered_again_by_a_supervisors_word(
    mesa: SimpleNamespace, senior: User, supervisor: User, now: datetime, name: str, status: str
) -> None:
    open_checklist(mesa.qse, supervisor, now)
    stand(mesa.qse, status)
    with pytest.raises(NotPermitted, match="Only supervisors"):
        make(name, mesa.qse, senior, now)
    assert make(name, mesa.qse, supervisor, now).status == BY_NAME[name].after


@pytest.mark.parametrize("who", ["outsider", "org_admin", "colleague", "auditor"])
@pytest.mark.parametrize("name", list(GIVEN))
def test_others_move_nothing(
    request: pytest.FixtureRequest, lantern: SimpleNamespace, now: datetime, who: str, name: str
) -> None:
    with pytest.raises(NotPermitted):
        make(name, lantern.qse, request.getfixturevalue(who), now)
    assert nothing_recorded()


def test_both_sides_hear_of_a_move_and_whoever_made_it_does_not(
    lantern: SimpleNamespace,
    supervisor: User,
    manager: User,
    member: User,
    org_admin: User,
    outsider: User,
    now: datetime,
) -> None:
    make(SUSPEND, lantern.qse, supervisor, now)
    assert heard("suspended") == {manager.email, member.email, org_admin.email}
    subjects = set(OutboundMessage.objects.values_list("kind", "about_ref"))
    assert subjects == {("participants.registration.suspended", lantern.qse.ref)}


def test_whose_membership_covers_other_registrations_hears_nothing(
    lantern: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    narrow = member_of(lantern.participant, "Nia Narrow", "nia@prairielantern.example")
    membership = narrow.memberships.get()
    membership.narrowed = True
    membership.save()
    membership.registrations.set([lantern.re])
    make(SUSPEND, lantern.qse, supervisor, now)
    assert narrow.email not in heard("suspended")
    make(SUSPEND, lantern.re, supervisor, now + timedelta(minutes=1))
    assert narrow.email in heard("suspended")


def test_the_second_of_two_callers_loses(lantern: SimpleNamespace, supervisor: User, now: datetime) -> None:
    stale = Registration.objects.get(pk=lantern.qse.pk)
    make(SUSPEND, lantern.qse, supervisor, now)
    with pytest.raises(IllegalMove):
        make(SUSPEND, stale, supervisor, now)


def test_what_a_list_no_longer_names_is_terminated_with_the_reason_on_the_row(
    lantern: SimpleNamespace, manager: User, now: datetime
) -> None:
    lantern.qse.apply(missing_since=date(2026, 11, 1))
    settle_missing_registration(registration=lantern.qse, by=manager, now=now, terminate=True, reason="Sold")
    lantern.qse.refresh_from_db()
    assert (lantern.qse.status, lantern.qse.status_reason) == ("terminated", "Sold")
