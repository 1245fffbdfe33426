"""Leaving spreadsheets: half-done checklists and the states of obligations by CSV."""

from datetime import date
from typing import Any

import pytest

from participants.actions.imports import import_at_once, preview_at_once
from participants.actions.obligations import generate_obligations
from participants.choices import ImportKind, RegistrationStatus
from participants.models import Checklist, ChecklistItem, ItemRound, Obligation, Registration
from participants.tests.actions.checklisting import applying, load_what_is_asked, opened
from participants.tests.factories import MarketRoleFactory, ParticipantFactory, RegistrationFactory
from portal.calendars.models import Clock

pytestmark = pytest.mark.django_db

ITEMS = "duns_number,role,item,state,as_of,counts_until,remark"
DUTIES = "duns_number,role,resource,obligation,period,state,as_of,confirmation_number,remark"


@pytest.fixture
def amber(db: None, now: Any) -> Registration:
    load_what_is_asked(now)
    return applying(ParticipantFactory(name="Amber Power", duns="123456789"))


@pytest.fixture
def take(supervisor: Any, now: Any) -> Any:
    def take(kind: str, header: str, *lines: str) -> Any:
        data = "\n".join([header, *lines]).encode()
        return import_at_once(kind=kind, file_name="states.csv", data=data, by=supervisor, now=now)

    return take


def reasons(plan: Any) -> list[str]:
    return [row.reason for row in plan.rows if row.reason]


def states(registration: Registration) -> dict[str, str]:
    rows = ChecklistItem.objects.filter(checklist__registration=registration).exclude(state="not_started")
    return dict(rows.values_list("code", "state"))


def test_a_half_done_checklist_is_opened_and_filled(amber: Registration, take: Any) -> None:
    plan = take(
        ImportKind.CHECKLISTS,
        ITEMS,
        "123456789,IMRE,COM-02,accepted,2026-09-01,,DUNS letter in the folder",
        "123456789,IMRE,COM-03,accepted,09/02/2026,2027-12-31,",
        "123456789,IMRE,COM-04,returned,,,The name differs",
        "123456789,IMRE,COM-06,waiting,,,Backup still missing",
        "123456789,IMRE,COM-08,submitted,,,",
    )
    assert reasons(plan) == []
    assert plan.counts["changed"] == 5
    assert states(amber) == {
        "COM-02": "accepted",
        "COM-03": "accepted",
        "COM-04": "returned",
        "COM-06": "waiting",
        "COM-08": "submitted",
    }
    row = ChecklistItem.objects.get(checklist__registration=amber, code="COM-03")
    assert row.evidence_expires_on == date(2027, 12, 31)
    round_ = ItemRound.objects.get(item__code="COM-02")
    assert round_.remark == "Taken over from a spreadsheet. As of 2026-09-01. DUNS letter in the folder"
    assert (round_.outcome, round_.by_operator) == ("accepted", True)
    assert Clock.objects.of(ChecklistItem.objects.get(code="COM-08")).get().kind == "checklist-review"


def test_the_same_file_again_changes_nothing(amber: Registration, take: Any) -> None:
    line = "123456789,IMRE,COM-02,accepted,,,"
    take(ImportKind.CHECKLISTS, ITEMS, line)
    assert take(ImportKind.CHECKLISTS, ITEMS, line).counts["unchanged"] == 1
    assert ItemRound.objects.count() == 1


def test_a_preview_opens_no_checklist(amber: Registration, now: Any) -> None:
    data = f"{ITEMS}\n123456789,IMRE,COM-02,accepted,,,".encode()
    plan = preview_at_once(kind=ImportKind.CHECKLISTS, file_name="s.csv", data=data, now=now)
    assert plan.rows[0].notes == ["Its checklist is opened."]
    assert not Checklist.objects.exists()


def test_what_a_file_may_not_do(amber: Registration, take: Any) -> None:
    MarketRoleFactory(code="QSE")
    plan = take(
        ImportKind.CHECKLISTS,
        ITEMS,
        "123456789,IMRE,COM-02,waived,,,",
        "123456789,IMRE,COM-05,not applicable,,,No fee",
        "123456789,IMRE,COM-04,accepted,,,",
        "123456789,IMRE,COM-06,accepted,,,",
        "123456789,IMRE,REP-01,accepted,,,",
        "999999999,IMRE,COM-02,accepted,,,",
        "123456789,QSE,COM-02,accepted,,,",
    )
    told = " | ".join(reasons(plan))
    for words in (
        '"waived" is not one of',
        "COM-05 is mandatory",
        "COM-04 waits for COM-02, COM-03.",
        "COM-06 waits for COM-04.",
        "REP-01 is not asked of a registration as IMRE.",
        "No participant has the DUNS number 999999999.",
        "No standing registration as QSE has the DUNS number 123456789.",
    ):
        assert words in told
    assert states(amber) == {}


def test_what_the_portal_settled_stays(amber: Registration, take: Any, supervisor: Any, now: Any) -> None:
    opened(amber, supervisor, now)
    take(ImportKind.CHECKLISTS, ITEMS, "123456789,IMRE,COM-02,accepted,,,")
    plan = take(ImportKind.CHECKLISTS, ITEMS, "123456789,IMRE,COM-02,waiting,,,")
    assert reasons(plan) == ["COM-02 is accepted already and stays so."]


def test_states_of_obligations_are_taken_over(amber: Registration, take: Any, now: Any) -> None:
    role = MarketRoleFactory(code="RE")
    owing = RegistrationFactory(
        participant=amber.participant, role=role, duns="1234567891000", status=RegistrationStatus.QUALIFIED
    )
    generate_obligations(now=now)
    first = Obligation.objects.get(registration=owing, type__code="OB-DOWP-W")
    plan = take(
        ImportKind.OBLIGATIONS,
        DUTIES,
        f"1234567891000,RE,,{first.type.code},{first.period},accepted,2026-11-01,C-77,",
        "1234567891000,RE,,OB-DCAA,1999,accepted,,,",
        f"1234567891000,RE,,{first.type.code},{first.period},nonsense,,,",
    )
    first.refresh_from_db()
    assert (first.state, first.confirmation_number) == ("accepted", "C-77")
    assert Clock.objects.of(first).get().state == "stopped"
    assert any("no OB-DCAA for 1999" in reason for reason in reasons(plan))
    assert any('"nonsense" is not one of' in reason for reason in reasons(plan))


@pytest.mark.parametrize(("state", "outcome"), [("waiting", "taken_back"), ("returned", "returned")])
def test_what_lay_with_a_department_lies_there_no_more(
    amber: Registration, take: Any, state: str, outcome: str
) -> None:
    take(ImportKind.CHECKLISTS, ITEMS, "123456789,IMRE,COM-02,submitted,,,Sent in May")
    row = ChecklistItem.objects.get(code="COM-02")
    assert Clock.objects.of(row).open().count() == 1
    plan = take(ImportKind.CHECKLISTS, ITEMS, f"123456789,IMRE,COM-02,{state},,,Illegible")
    assert reasons(plan) == []
    row.refresh_from_db()
    assert row.state == state
    assert ItemRound.objects.get(item=row).outcome == outcome
    assert not Clock.objects.of(row).open().exists()
    take(ImportKind.CHECKLISTS, ITEMS, "123456789,IMRE,COM-02,submitted,,,Sent again")
    assert ItemRound.objects.filter(item=row, outcome="").count() == 1
