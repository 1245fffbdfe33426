"""A certificate of a named person settles a checklist item; its end, or the person's leaving, puts it at risk."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.actions.contacts import remove_contact
from participants.actions.memberships import end_membership
from participants.actions.reviews import accept_item, reopen_item
from participants.models import ChecklistItem, Contact, ItemEvidence
from participants.tasks import sweep_checklists
from participants.tests.checklist_factories import ChecklistFactory, ChecklistItemFactory, RequirementFactory
from participants.tests.factories import ContactFactory
from portal.audit.models import AuditEvent
from portal.scoping import wall
from training.actions.certificates import issue_certificate, revoke_certificate
from training.actions.proving import prove_new_items
from training.models import Course
from training.tests.factories import CourseFactory
from training.tests.outcome_factories import CertificateFactory, TrainingEvidenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    course = CourseFactory(code="CRR", validity_months=12)
    TrainingEvidenceFactory(requirement_code="CRR-09", course=course)
    return course


@pytest.fixture
def item(lantern: SimpleNamespace) -> ChecklistItem:
    requirement = RequirementFactory(code="CRR-09", reviewers=["TRN"])
    return ChecklistItemFactory(checklist=ChecklistFactory(registration=lantern.qse), requirement=requirement)


def certify(contact: Contact, course: Course, by: User, now: datetime, **more: object) -> object:
    return issue_certificate(contact=contact, course=course, by=by, now=now, **more)


def state_of(item: ChecklistItem) -> tuple[str, int | None, date | None]:
    item.refresh_from_db()
    return item.state, item.holder_id, item.evidence_expires_on


def sweep_at(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr("participants.tasks.timezone.now", lambda: at)
    sweep_checklists()


def test_the_item_is_accepted_with_the_paper_until_the_certificate_ends(
    item: ChecklistItem,
    course: Course,
    lantern: SimpleNamespace,
    mesa: SimpleNamespace,
    coordinator: User,
    now: datetime,
) -> None:
    certify(mesa.contact, course, coordinator, now)
    assert state_of(item)[0] == "not_started"
    row = certify(lantern.contact, course, coordinator, now)
    assert state_of(item) == ("accepted", lantern.contact.pk, date(2027, 11, 18))
    evidence = ItemEvidence.objects.select_related("document", "round").get(round__item=item)
    assert evidence.document.name == f"certificate-{row.number}.pdf"
    assert row.number in evidence.round.remark


def test_it_is_at_risk_the_day_after_its_last_day(
    item: ChecklistItem,
    course: Course,
    lantern: SimpleNamespace,
    coordinator: User,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    certify(lantern.contact, course, coordinator, now)
    sweep_at(monkeypatch, datetime(2027, 11, 19, 5, 30, tzinfo=UTC))  # still the 18th in the market
    assert state_of(item)[0] == "accepted"
    sweep_at(monkeypatch, datetime(2027, 11, 19, 6, 30, tzinfo=UTC))
    assert state_of(item)[0] == "at_risk"
    again = datetime(2027, 11, 22, 16, tzinfo=UTC)
    certify(lantern.contact, course, coordinator, again)
    assert state_of(item) == ("accepted", lantern.contact.pk, date(2028, 11, 22))


def test_a_newer_certificate_of_the_same_person_prolongs_it(
    item: ChecklistItem, course: Course, lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    certify(lantern.contact, course, coordinator, now)
    later = now + timedelta(days=200)
    certify(lantern.contact, course, coordinator, later)
    assert state_of(item) == ("accepted", lantern.contact.pk, date(2028, 6, 6))
    event = AuditEvent.objects.get(verb="participants.checklistitem.prolonged")
    assert event.changes == {"evidence_expires_on": ["2027-11-18", "2028-06-06"]}


def test_when_its_holder_leaves_another_certified_person_takes_over_or_it_is_at_risk(
    item: ChecklistItem, course: Course, lantern: SimpleNamespace, org_admin: User, coordinator: User, now: datetime
) -> None:
    first = ContactFactory(participant=lantern.participant)
    other = ContactFactory(participant=lantern.participant, name="Bo Second", email="bo@prairielantern.example")
    certify(first, course, coordinator, now)
    certify(other, course, coordinator, now, completed_on=date(2026, 11, 1))
    with wall.inside(org_admin.acting_for):
        remove_contact(contact=first, by=org_admin, now=now)
    assert state_of(item) == ("accepted", other.pk, date(2027, 11, 1))
    with wall.inside(org_admin.acting_for):
        remove_contact(contact=other, by=org_admin, now=now)
    assert state_of(item)[0] == "at_risk"
    assert "left" in item.reason


def closed_account(user: User, by: User, now: datetime) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def ended_membership(user: User, by: User, now: datetime) -> None:
    end_membership(membership=user.memberships.get(), by=by, now=now)


@pytest.mark.parametrize("leave", [closed_account, ended_membership])
def test_leaving_by_account_or_membership_puts_it_at_risk_the_same_day(
    leave: Callable[[User, User, datetime], None],
    item: ChecklistItem,
    course: Course,
    lantern: SimpleNamespace,
    member: User,
    supervisor: User,
    coordinator: User,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = ContactFactory(participant=lantern.participant, user=member, email=member.email)
    certify(own, course, coordinator, now)
    sweep_at(monkeypatch, now)
    assert state_of(item)[:2] == ("accepted", own.pk)
    leave(member, supervisor, now)
    sweep_at(monkeypatch, now)
    assert state_of(item)[0] == "at_risk"


def test_a_revoked_certificate_counts_no_more(
    item: ChecklistItem, course: Course, lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    older = certify(lantern.contact, course, coordinator, now, completed_on=date(2026, 3, 31))
    newer = certify(lantern.contact, course, coordinator, now)
    revoke_certificate(certificate=newer, by=coordinator, now=now, reason="Wrong day")
    assert state_of(item) == ("accepted", lantern.contact.pk, date(2027, 3, 31))
    revoke_certificate(certificate=older, by=coordinator, now=now, reason="Wrong person")
    assert state_of(item)[0] == "at_risk"
    assert "revoked" in item.reason


def test_where_several_courses_are_needed_one_person_must_have_all_of_them(
    item: ChecklistItem, course: Course, lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    second = CourseFactory(code="CRRUI", validity_months=3)
    TrainingEvidenceFactory(requirement_code="CRR-09", course=second)
    other = ContactFactory(participant=lantern.participant)
    certify(lantern.contact, course, coordinator, now)
    certify(other, second, coordinator, now)
    assert state_of(item)[0] == "not_started"
    certify(lantern.contact, second, coordinator, now)
    assert state_of(item) == ("accepted", lantern.contact.pk, date(2027, 2, 18))
    assert ItemEvidence.objects.filter(round__item=item).count() == 2


def test_a_course_may_prove_it_for_one_role_only(
    item: ChecklistItem, lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    course = CourseFactory()
    row = TrainingEvidenceFactory(requirement_code="CRR-09", course=course, role=lantern.re.role)
    certify(lantern.contact, course, coordinator, now)
    assert state_of(item)[0] == "not_started"
    row.role = lantern.qse.role
    row.save()
    certify(lantern.contact, course, coordinator, now, completed_on=date(2026, 11, 1))
    assert state_of(item)[0] == "accepted"


def test_a_new_checklist_is_proven_by_certificates_that_were_there_before(
    item: ChecklistItem, course: Course, lantern: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    CertificateFactory(contact=lantern.contact, course=course, expires_on=date(2027, 11, 2))
    assert prove_new_items(now=now) == 1
    assert state_of(item) == ("accepted", lantern.contact.pk, date(2027, 11, 2))
    reopen_item(item=item, by=supervisor, now=now, reason="Show us somebody else")
    assert prove_new_items(now=now) == 0
    assert state_of(item)[0] == "waiting"


def test_evidence_that_waits_for_other_items_keeps_its_holder_when_the_department_accepts_it(
    item: ChecklistItem, course: Course, lantern: SimpleNamespace, supervisor: User, coordinator: User, now: datetime
) -> None:
    first = ChecklistItemFactory(checklist=item.checklist)
    ChecklistItem.objects.filter(pk=item.pk).update(waits_for=[first.code])
    certify(lantern.contact, course, coordinator, now)
    assert state_of(item) == ("submitted", None, None)
    ChecklistItem.objects.filter(pk=first.pk).update(state="waived", settled_at=now)
    accept_item(item=item, by=supervisor, now=now)
    assert state_of(item) == ("accepted", lantern.contact.pk, date(2027, 11, 18))
