"""Items of a checklist: evidence, review, dependencies, and who may not."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from participants.actions.checklist_items import ask_for_item, exclude_item, submit_item, take_back_item
from participants.actions.checklists import open_checklist, reusable_items
from participants.actions.contacts import remove_contact
from participants.actions.evidence import lapse_expired, record_evidence
from participants.actions.registration_ends import withdraw_registration
from participants.actions.reviews import accept_item, note_item, reopen_item, return_item, take_up_item
from participants.checklists import obstacles
from participants.models import Checklist, ChecklistItem, ItemEvidence, ItemRound, Registration, ReviewNote
from participants.rules.obstacles import named
from participants.tests.actions.checklisting import applying, item, load_what_is_asked, opened, reviewer, settle, told
from participants.tests.actions.recorded import recorded
from participants.tests.factories import ContactFactory
from portal.audit.models import AuditEvent
from portal.calendars.models import Clock
from portal.documents.models import Document
from portal.documents.tests.files import upload
from portal.lifecycle.refusals import IllegalMove, NotPermitted, Refused
from portal.scoping import wall
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _asked(db: None, now: datetime) -> None:
    load_what_is_asked(now)


@pytest.fixture
def registration(lantern: SimpleNamespace) -> Registration:
    return applying(lantern.participant)


@pytest.fixture
def checklist(registration: Registration, manager: User, member: User, now: datetime) -> Checklist:
    return opened(registration, manager, now)


def test_opening_asks_for_the_common_block_and_the_roles(checklist: Checklist, member: User) -> None:
    codes = list(checklist.items.values_list("code", flat=True))
    assert codes[:3] == ["COM-01", "COM-02", "COM-03"]
    assert codes[-2:] == ["IMR-01", "IMR-02"]
    assert item(checklist, "COM-04").waits_for == ["COM-02", "COM-03"]
    assert {version.block.code for version in checklist.versions.select_related("block")} == {"COM", "IMR"}
    assert recorded("checklist.opened").changes["items"] == ["", "15"]
    assert told("checklist.opened") == {member.email}


def test_a_registration_has_one_checklist(checklist: Checklist, registration: Registration, manager: User, now: Any):
    with pytest.raises(Refused, match="has its checklist already"):
        open_checklist(registration=registration, by=manager, now=now)


def test_only_who_may_edit_the_participant_opens_one(registration: Registration, colleague: User, now: Any) -> None:
    with pytest.raises(NotPermitted):
        open_checklist(registration=registration, by=colleague, now=now)


def test_a_member_sends_evidence_inside_the_wall(checklist: Checklist, member: User, now: datetime) -> None:
    judge = reviewer("REG")
    row = item(checklist, "COM-02")
    with wall.inside(member.acting_for):
        submit_item(
            item=row, by=member, now=now, documents=[upload("duns.pdf")], values={"duns": "55-555-5555"}, remark="Here"
        )
    row.refresh_from_db()
    assert (row.state, row.round, row.values) == ("submitted", 1, {"duns": "555555555"})
    round_ = ItemRound.objects.get(item=row)
    assert (round_.remark, round_.by_operator, round_.submitted_by) == ("Here", False, member)
    document = ItemEvidence.objects.get(round=round_).document
    assert (document.name, document.participant_id) == ("duns.pdf", row.participant_id)
    assert Clock.objects.of(row).get().kind == "checklist-review"
    assert judge.email in told("checklistitem.submitted")
    assert recorded("checklistitem.submitted").changes["files"] == ["", "duns.pdf"]


def test_bad_evidence_leaves_nothing(checklist: Checklist, member: User, now: datetime) -> None:
    row = item(checklist, "COM-02")
    for given in (
        {"values": {"duns": "12"}},
        {"values": {"nonsense": "x"}, "documents": [upload()]},
        {"documents": [upload("page.html")], "values": {"duns": "555555555"}},
        {"documents": [upload()]},
        {},
    ):
        with pytest.raises(Refused), wall.inside(member.acting_for):
            submit_item(item=row, by=member, now=now, **given)
    row.refresh_from_db()
    assert row.state == "not_started"
    assert not ItemRound.objects.exists()
    assert not Document.objects.exists()


def test_an_outsider_sends_nothing(checklist: Checklist, outsider: User, now: datetime) -> None:
    row = item(checklist, "COM-01")
    with pytest.raises(Refused), wall.inside(outsider.acting_for):
        submit_item(item=row, by=outsider, now=now, remark="Let me in")
    row.refresh_from_db()
    assert (row.state, row.round) == ("not_started", 0)


def test_rounds_are_kept_and_the_second_acceptance_loses(checklist: Checklist, member: User, now: datetime) -> None:
    judge, row = reviewer("REG"), item(checklist, "COM-02")
    with wall.inside(member.acting_for):
        submit_item(item=row, by=member, now=now, documents=[upload()], values={"duns": "555555555"})
    return_item(item=row, by=judge, now=now + DAY, comment="The name differs from the state record.")
    assert told("checklistitem.returned") >= {member.email}
    with wall.inside(member.acting_for):
        submit_item(item=row, by=member, now=now + 2 * DAY, documents=[upload("second.pdf")])
    take_up_item(item=row, by=judge, now=now + 2 * DAY)
    accept_item(item=row, by=judge, now=now + 3 * DAY, comment="Thank you")
    with pytest.raises(IllegalMove):
        accept_item(item=row, by=judge, now=now + 3 * DAY)
    rounds = ItemRound.objects.filter(item=row).order_by("number").values_list("outcome", "comment", "department")
    assert list(rounds) == [
        ("returned", "The name differs from the state record.", "REG"),
        ("accepted", "Thank you", "REG"),
    ]
    row.refresh_from_db()
    assert row.state == "accepted"
    assert row.settled_at == now + 3 * DAY
    assert [clock.outcome for clock in Clock.objects.of(row).order_by("cycle")] == ["met", "met"]


def test_an_accepted_field_becomes_the_registrations(checklist: Checklist, manager: User, now: datetime) -> None:
    settle(checklist, ["COM-02"], manager, now)
    assert Registration.objects.get(pk=checklist.registration_id).duns == "555555555"


def test_what_waits_for_others_is_not_accepted_before(checklist: Checklist, member: User, now: datetime) -> None:
    judge, row = reviewer("REG"), item(checklist, "COM-04")
    with wall.inside(member.acting_for):
        submit_item(item=row, by=member, now=now, documents=[upload()])
    for move in (take_up_item, accept_item):
        with pytest.raises(Refused, match=r"COM-04 waits for COM-02, COM-03\."):
            move(item=row, by=judge, now=now)
    row.refresh_from_db()
    assert row.state == "submitted"


def test_only_the_items_department_judges(checklist: Checklist, member: User, manager: User, now: datetime) -> None:
    row = item(checklist, "COM-02")
    with wall.inside(member.acting_for):
        submit_item(item=row, by=member, now=now, documents=[upload()], values={"duns": "555555555"})
    for person in (manager, reviewer("LEG"), member):
        with pytest.raises(NotPermitted):
            accept_item(item=row, by=person, now=now)


def test_a_supervisor_does_not_judge_what_he_recorded_himself(
    checklist: Checklist, supervisor: User, now: datetime
) -> None:
    row = submit_item(item=item(checklist, "COM-03"), by=supervisor, now=now, values={"legal_name": "Prairie"})
    settle(checklist, ["COM-02"], supervisor, now)
    with pytest.raises(Refused, match="somebody of that department"):
        accept_item(item=row, by=supervisor, now=now)


def test_evidence_is_taken_back_until_somebody_is_at_it(checklist: Checklist, member: User, now: datetime) -> None:
    row = item(checklist, "COM-02")
    with wall.inside(member.acting_for):
        submit_item(item=row, by=member, now=now, documents=[upload()], values={"duns": "555555555"})
        take_back_item(item=row, by=member, now=now)
    row.refresh_from_db()
    assert row.state == "waiting"
    assert Clock.objects.of(row).get().outcome == "canceled"
    with pytest.raises(Refused), wall.inside(member.acting_for):
        take_back_item(item=row, by=member, now=now)


def test_asking_tells_the_participant(checklist: Checklist, manager: User, member: User, now: datetime) -> None:
    row = ask_for_item(item=item(checklist, "COM-06"), by=manager, now=now, note="Please name a backup as well")
    assert (row.state, row.reason) == ("waiting", "Please name a backup as well")
    assert told("checklistitem.asked") == {member.email}


def test_a_mandatory_item_is_not_excluded_by_one_person(checklist: Checklist, supervisor: User, now: datetime) -> None:
    with pytest.raises(Refused, match="a second person decides"):
        exclude_item(item=item(checklist, "COM-05"), by=supervisor, now=now, reason="No fee here")


def test_an_optional_item_is_excluded_with_a_reason(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    checklist = opened(applying(lantern.participant, "CRRAH"), manager, now)
    row = exclude_item(item=item(checklist, "CRR-08"), by=manager, now=now, reason="No sub-accounts wanted")
    assert (row.state, row.reason) == ("not_applicable", "No sub-accounts wanted")


def test_notes_stay_with_the_staff(checklist: Checklist, manager: User, member: User, now: datetime) -> None:
    note_item(item=item(checklist, "COM-02"), by=manager, now=now, text="They seem to be in a hurry")
    assert not recorded_texts("hurry")
    with pytest.raises(Exception, match="permission denied"), wall.inside(member.acting_for):
        list(ReviewNote.objects.all())


def recorded_texts(words: str) -> list[Any]:
    return [event for event in AuditEvent.objects.all() if words in str(event.changes) + event.reason]


def test_lapsed_evidence_puts_an_accepted_item_at_risk(checklist: Checklist, manager: User, now: datetime) -> None:
    judge = reviewer("REG")
    row = submit_item(
        item=item(checklist, "COM-02"), by=manager, now=now, documents=[upload()], values={"duns": "555555555"}
    )
    accept_item(item=row, by=judge, now=now, expires_on=date(2026, 11, 20))
    assert lapse_expired(now=now + 2 * DAY) == 0
    assert lapse_expired(now=now + 3 * DAY) == 1
    assert lapse_expired(now=now + 3 * DAY) == 0
    row.refresh_from_db()
    assert row.state == "at_risk"
    assert "November 20, 2026" in row.reason
    assert manager.email in told("checklistitem.at_risk")


def test_a_leaving_holder_puts_the_item_at_risk_the_same_day(
    checklist: Checklist, lantern: SimpleNamespace, org_admin: User, now: datetime
) -> None:
    holder = ContactFactory(participant=lantern.participant, name="Olga Operator", email="olga@prairielantern.example")
    row = item(checklist, "COM-01")
    record_evidence(
        item=row, by=None, now=now, remark="Certificate 12", files=[("c.pdf", b"%PDF-1.7 x")], holder=holder
    )
    row.refresh_from_db()
    assert (row.state, row.holder) == ("accepted", holder)
    with wall.inside(org_admin.acting_for):
        remove_contact(contact=holder, by=org_admin, now=now)
    row.refresh_from_db()
    assert row.state == "at_risk"


def test_recorded_evidence_waits_for_what_comes_before(checklist: Checklist, now: datetime) -> None:
    row = record_evidence(item=item(checklist, "COM-12"), by=None, now=now, remark="Training plan")
    assert row.state == "submitted"


def test_a_settled_item_is_asked_for_again(checklist: Checklist, manager: User, now: datetime) -> None:
    settle(checklist, ["COM-02"], manager, now)
    row = reopen_item(item=item(checklist, "COM-02"), by=reviewer("REG"), now=now, reason="Another DUNS+4 is needed")
    assert (row.state, row.settled_at, row.reason) == ("waiting", None, "Another DUNS+4 is needed")


def test_what_counts_for_the_company_is_offered_and_taken_over(
    checklist: Checklist, lantern: SimpleNamespace, manager: User, now: datetime
) -> None:
    settle(checklist, ["COM-02", "COM-03"], manager, now)
    second = applying(lantern.participant, "CRRAH")
    assert [row.code for row in reusable_items(second)] == ["COM-03"]
    taken = opened(second, manager, now, reuse=["COM-03"])
    row = item(taken, "COM-03")
    assert (row.state, row.reused_from) == ("accepted", item(checklist, "COM-03"))
    with pytest.raises(Refused, match="COM-02 has not been accepted"):
        opened(applying(lantern.participant, "QSE"), manager, now, reuse=["COM-02"])


def test_what_lapsed_under_an_ended_registration_is_not_taken_over(
    checklist: Checklist, lantern: SimpleNamespace, manager: User, now: datetime
) -> None:
    settle(checklist, ["COM-02", "COM-03"], manager, now)
    withdraw_registration(registration=checklist.registration, by=manager, now=now, reason="Not now")
    shown = item(checklist, "COM-03")
    second = applying(lantern.participant, "CRRAH")
    assert [row.code for row in reusable_items(second)] == ["COM-03"]
    today = market_day(timezone.now())
    shown.apply(evidence_expires_on=today - DAY)
    assert lapse_expired(now=timezone.now()) == 0
    with pytest.raises(Refused, match="COM-03 has not been accepted"):
        opened(second, manager, now, reuse=["COM-03"])
    shown.apply(evidence_expires_on=today, holder_id=lantern.contact.pk)
    assert [row.code for row in reusable_items(second)] == ["COM-03"]
    lantern.contact.apply(active=False)
    assert reusable_items(second) == []


def test_obstacles_name_item_and_section(checklist: Checklist, registration: Registration) -> None:
    found = obstacles(registration)
    assert len(found) == ChecklistItem.objects.filter(checklist=checklist, mandatory=True).count()
    assert "COM-02 (DUNS number obtained" in named(found)
    assert named(found).endswith("and 12 more")
    assert next(one for one in found if one.code == "COM-05").sections == ("9.16.2",)
    assert next(one for one in found if one.code == "COM-02").sections == ("16.1",)
