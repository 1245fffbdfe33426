"""What stands in the way of a move is named; what is missing in the input is refused."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from accounts.models import User
from participants import official_letters as papers
from participants.actions.registration_reviews import begin_review, receive_application
from participants.models import ChecklistItem
from participants.rules.registration_moves import (
    APPROVE,
    QUALIFY,
    REINSTATE,
    SUSPEND,
)
from participants.tests.actions.moving import make, open_checklist, put, stand
from participants.tests.actions.recorded import nothing_recorded, recorded
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db


def test_qualifying_names_the_item_and_the_section_in_the_way(
    lantern: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    lantern.qse.role.protocol_section = "16.2"
    lantern.qse.role.save()
    open_checklist(lantern.qse, supervisor, now, COM_04="in_review", COM_07="returned")
    stand(lantern.qse, "approved_pending")
    with pytest.raises(Refused) as refusal:
        make(QUALIFY, lantern.qse, supervisor, now)
    assert refusal.value.reason == (
        "“Qualify” is not possible yet. In the way: "
        "COM-04 (Application form of the role complete and signed, section 16.2) is in review; "
        "COM-07 (Standard Form Market Participant Agreement executed, section 16.1) is returned."
    )


def test_of_many_open_items_three_are_named(lantern: SimpleNamespace, supervisor: User, now: datetime) -> None:
    states = dict.fromkeys(["COM_02", "COM_04", "COM_07", "QSE_07", "QSE_90"], "not_started")
    open_checklist(lantern.qse, supervisor, now, **states)
    stand(lantern.qse, "approved_pending")
    with pytest.raises(Refused, match="; and 2 more"):
        make(QUALIFY, lantern.qse, supervisor, now)


@pytest.mark.parametrize("origin", ["entered", "applied", "listed"])
def test_without_a_checklist_none_is_qualified(
    lantern: SimpleNamespace, supervisor: User, now: datetime, origin: str
) -> None:
    stand(lantern.qse, "approved_pending").apply(origin=origin)
    with pytest.raises(Refused, match="no checklist yet"):
        make(QUALIFY, lantern.qse, supervisor, now)


def test_a_listed_one_is_reinstated_without_a_checklist_and_no_other(
    lantern: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    stand(lantern.qse, "suspended")
    with pytest.raises(Refused, match="no checklist yet"):
        make(REINSTATE, lantern.qse, supervisor, now)
    lantern.qse.apply(origin="listed")
    assert make(REINSTATE, lantern.qse, supervisor, now).status == "qualified"


def test_a_listed_one_with_a_checklist_is_reinstated_only_when_nothing_is_at_risk(
    lantern: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    stand(lantern.qse, "suspended").apply(origin="listed")
    open_checklist(lantern.qse, supervisor, now, QSE_07="at_risk")
    with pytest.raises(Refused, match=r"QSE-07 \(MIS access shown\) is at risk"):
        make(REINSTATE, lantern.qse, supervisor, now)


def test_an_item_that_lapses_afterwards_leaves_the_registration_qualified(
    lantern: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    open_checklist(lantern.qse, supervisor, now)
    stand(lantern.qse, "approved_pending")
    make(QUALIFY, lantern.qse, supervisor, now)
    put(lantern.qse, "QSE-07", "at_risk", now)
    lantern.qse.refresh_from_db()
    assert lantern.qse.status == "qualified"


def test_evidence_that_counted_until_yesterday_stands_in_the_way_before_any_sweep(
    lantern: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    open_checklist(lantern.qse, supervisor, now)
    stand(lantern.qse, "approved_pending")
    row = ChecklistItem.objects.get(checklist__registration=lantern.qse, code="QSE-07")
    today = market_day(timezone.now())
    row.apply(evidence_expires_on=today - timedelta(days=1))
    with pytest.raises(Refused, match=r"QSE-07 \(MIS access shown\) is at risk"):
        make(QUALIFY, lantern.qse, supervisor, now)
    told = papers.facts("outstanding", lantern.qse, by=supervisor, now=now)
    assert [(one["code"], one["state"]) for one in told["returned"]] == [("QSE-07", "At risk")]
    row.apply(evidence_expires_on=today)
    assert make(QUALIFY, lantern.qse, supervisor, now).status == "qualified"


def test_approval_asks_for_the_registration_and_leaves_the_qualification_open(
    lantern: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    open_checklist(lantern.qse, supervisor, now, COM_07="in_review", QSE_07="not_started")
    stand(lantern.qse, "under_review")
    with pytest.raises(Refused) as refusal:
        make(APPROVE, lantern.qse, supervisor, now)
    assert "COM-07" in refusal.value.reason
    assert "QSE-07" not in refusal.value.reason
    put(lantern.qse, "COM-07", "accepted", now)
    assert make(APPROVE, lantern.qse, supervisor, now).status == "approved_pending"


@pytest.mark.parametrize("state", ["not_started", "waiting", "returned"])
def test_the_review_begins_once_the_form_is_there(
    lantern: SimpleNamespace, manager: User, now: datetime, state: str
) -> None:
    open_checklist(lantern.qse, manager, now, COM_04=state)
    stand(lantern.qse, "application_received")
    with pytest.raises(Refused, match="COM-04"):
        begin_review(registration=lantern.qse, by=manager, now=now)
    put(lantern.qse, "COM-04", "submitted", now)
    assert begin_review(registration=lantern.qse, by=manager, now=now).status == "under_review"


def test_the_review_asks_for_a_duns_and_a_checklist(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    stand(lantern.qse, "application_received")
    with pytest.raises(Refused, match="no checklist yet"):
        begin_review(registration=lantern.qse, by=manager, now=now)
    lantern.qse.apply(duns="")
    with pytest.raises(Refused, match="needs its DUNS"):
        begin_review(registration=lantern.qse, by=manager, now=now)


def test_receipt_is_read_from_the_checklist_or_recorded(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    stand(lantern.qse, "prospective")
    with pytest.raises(Refused, match="give the day on which"):
        receive_application(registration=lantern.qse, by=manager, now=now)
    with pytest.raises(Refused, match="in the future"):
        receive_application(registration=lantern.qse, by=manager, now=now, received_on=date(2026, 11, 19))
    received_on = date(2026, 11, 3)
    received = receive_application(registration=lantern.qse, by=manager, now=now, received_on=received_on)
    assert received.application_on == received_on


def test_a_returned_form_is_no_receipt(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    stand(lantern.qse, "prospective")
    open_checklist(lantern.qse, manager, now, COM_04="returned")
    with pytest.raises(Refused, match="not submitted"):
        receive_application(registration=lantern.qse, by=manager, now=now)


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 11, 1), "before the application"), (date(2027, 3, 1), "more than 90 days")]
)
def test_the_operating_day_lies_between_application_and_ninety_days_ahead(
    lantern: SimpleNamespace, supervisor: User, now: datetime, day: date, words: str
) -> None:
    open_checklist(lantern.qse, supervisor, now)
    stand(lantern.qse, "approved_pending").apply(application_on=date(2026, 11, 2))
    with pytest.raises(Refused, match=words):
        make(QUALIFY, lantern.qse, supervisor, now, effective_on=day)


@pytest.mark.parametrize(("name", "given"), [(SUSPEND, {"reason": " "}), (SUSPEND, {"section": " "})])
def test_a_suspension_says_why_and_on_which_section(
    lantern: SimpleNamespace, supervisor: User, now: datetime, name: str, given: dict[str, str]
) -> None:
    with pytest.raises(Refused):
        make(name, lantern.qse, supervisor, now, **given)
    assert nothing_recorded()


def test_a_suspension_is_kept_with_reason_and_section(
    lantern: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    make(SUSPEND, lantern.qse, supervisor, now)
    lantern.qse.refresh_from_db()
    assert (lantern.qse.status_reason, lantern.qse.status_section) == ("Collateral call unpaid", "16.11.6")
    event = recorded("registration.suspended")
    assert event.reason == "Collateral call unpaid"
    assert event.changes["status_section"] == ["", "16.11.6"]
