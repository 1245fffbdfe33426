"""A change from its draft to the day it takes effect; everything a participant does runs inside the wall."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import ProgrammingError

from accounts.models import Invitation, User
from participants.actions.change_review import approve_change, decline_change, return_change, take_change
from participants.actions.change_signing import confirm_role, sign_change
from participants.actions.change_sweep import bring_into_effect
from participants.actions.change_talk import comment_on_change
from participants.actions.changes import draft_change, redraft_change, submit_change, withdraw_change
from participants.actions.contacts import remove_contact
from participants.models import (
    BankAccount,
    Change,
    ChangeNote,
    Contact,
    ContactRole,
    FollowUp,
    Membership,
    Obligation,
    Participant,
)
from participants.tests.actions.changing import (
    ADDRESS,
    BANK,
    NEW_PERSON,
    also_signs,
    begun,
    fresh,
    inside,
    load_changes,
    may_sign,
    procedure,
    signed,
)
from participants.tests.actions.recorded import recorded
from participants.tests.factories import ContactFactory, ContactRoleFactory
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping import wall
from portal.testing import acting, member_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)


@pytest.fixture(autouse=True)
def catalogs(db: None, now: datetime) -> None:
    load_changes(now)


@pytest.fixture
def representative(lantern: SimpleNamespace, member: User) -> User:
    """Mia, a plain member, is Prairie Lantern's authorized representative."""
    return may_sign(lantern, member)


def told(kind: str) -> list[str]:
    rows = Notification.objects.filter(kind=f"participants.{kind}")
    return list(rows.order_by("id").values_list("recipient__email", flat=True))


def test_an_address_changes_at_once_after_signature_and_review(
    lantern: SimpleNamespace, representative: User, org_admin: User, specialist: User, supervisor: User, now: datetime
) -> None:
    change = begun(lantern, org_admin, now)
    assert [(row.name, row.before, row.after) for row in change.fields.all()] == [
        ("address", "", ADDRESS["address"]),
        ("website", "", ADDRESS["website"]),
    ]
    assert change.effective_on == TODAY
    assert "once it is approved" in change.effective_because
    inside(org_admin, submit_change, change=change, now=now)
    assert told("change.signature_wanted") == [representative.email]
    change = fresh(inside(representative, sign_change, change=change, now=now))
    assert change.state == "in_review"
    signature = change.signatures.get()
    assert (signature.signer, signature.capacity) == (representative, "authorized representative")
    assert signature.contact_role == lantern.representative
    approve_change(change=change, by=supervisor, now=now)
    assert fresh(change).state == "in_effect"
    company = Participant.objects.get(pk=lantern.participant.pk)
    assert (company.address, company.website) == (ADDRESS["address"], ADDRESS["website"])
    assert recorded("participant.changed").by is None
    assert told("change.in_effect")


def test_whoever_holds_no_role_is_refused_and_told_who_can(
    lantern: SimpleNamespace, representative: User, org_admin: User, now: datetime
) -> None:
    change = begun(lantern, org_admin, now)
    inside(org_admin, submit_change, change=change, now=now)
    with pytest.raises(Refused, match=r"Who can: lantern contact \(authorized representative\)"):
        inside(org_admin, sign_change, change=change, now=now)
    assert not change.signatures.exists()


def test_authority_is_that_of_the_day(
    lantern: SimpleNamespace, representative: User, org_admin: User, now: datetime
) -> None:
    change = begun(lantern, org_admin, now)
    inside(org_admin, submit_change, change=change, now=now)
    ContactRole.objects.filter(pk=lantern.representative.pk).update(ends_on=TODAY - timedelta(1))
    with pytest.raises(Refused, match="Nobody may sign today"):
        inside(representative, sign_change, change=change, now=now)
    ContactRole.objects.filter(pk=lantern.representative.pk).update(ends_on=TODAY)
    assert fresh(inside(representative, sign_change, change=change, now=now)).state == "in_review"


def test_a_role_for_one_registration_does_not_sign_for_the_company(
    lantern: SimpleNamespace, representative: User, org_admin: User, now: datetime
) -> None:
    ContactRole.objects.filter(pk=lantern.representative.pk).update(registration=lantern.qse)
    change = begun(lantern, org_admin, now)
    inside(org_admin, submit_change, change=change, now=now)
    with pytest.raises(Refused, match="Nobody may sign"):
        inside(representative, sign_change, change=change, now=now)


def test_who_was_removed_from_the_contacts_signs_no_more_that_day(
    lantern: SimpleNamespace, representative: User, org_admin: User, now: datetime
) -> None:
    backup = also_signs(lantern)
    change = inside(representative, submit_change, change=begun(lantern, representative, now), now=now)
    remove_contact(contact=Contact.objects.get(user=backup), by=org_admin, now=now)
    with pytest.raises(Refused, match="You hold no role today"):
        inside(backup, sign_change, change=change, now=now)


def test_an_officer_signs_where_the_representative_is_replaced_and_not_otherwise(
    lantern: SimpleNamespace, representative: User, now: datetime
) -> None:
    officer = also_signs(lantern, "Olga Officer", kind="executive")
    plain = inside(officer, submit_change, change=begun(lantern, officer, now), now=now)
    with pytest.raises(Refused, match="lantern contact"):
        inside(officer, sign_change, change=plain, now=now)
    change = signed(lantern, officer, now, values=leaving(lantern), reason="AR left")
    assert change.signatures.get().capacity == "executive"


def leaving(lantern: SimpleNamespace) -> dict:
    return {"authorized_representative": NEW_PERSON | {"leaving": lantern.representative.ref}}


def test_staff_never_sign_and_what_came_by_phone_waits_for_a_signature(
    lantern: SimpleNamespace, representative: User, manager: User, supervisor: User, now: datetime
) -> None:
    given = {"participant": lantern.participant, "procedure": procedure("CHG-NCI"), "reason": "They called", "now": now}
    with pytest.raises(Refused, match="by phone or by mail"):
        draft_change(values={"address": ADDRESS}, by=manager, **given)
    change = draft_change(values={"address": ADDRESS}, by=manager, channel="phone", **given)
    submit_change(change=change, by=manager, now=now)
    for person in (manager, supervisor):
        with pytest.raises(NotPermitted, match="staff cannot sign"):
            sign_change(change=change, by=person, now=now)
    with pytest.raises(Refused, match="nothing leads to"):
        approve_change(change=change, by=supervisor, now=now)
    assert fresh(inside(representative, sign_change, change=change, now=now)).state == "in_review"


def test_an_outsider_reaches_nothing(
    lantern: SimpleNamespace, representative: User, outsider: User, now: datetime
) -> None:
    change = begun(lantern, representative, now)
    before = AuditEvent.objects.count()
    for act, given in (
        (submit_change, {}),
        (sign_change, {}),
        (confirm_role, {}),
        (withdraw_change, {"reason": "x"}),
        (comment_on_change, {"text": "x"}),
        (redraft_change, {"values": {"address": ADDRESS}, "reason": "x"}),
    ):
        with pytest.raises(NotPermitted, match="no such participant"):
            inside(outsider, act, change=change, now=now, **given)
    with wall.inside(outsider.acting_for):
        assert not Change.objects.exists()
    assert AuditEvent.objects.count() == before
    assert fresh(change).state == "draft"


def test_sc_09_the_representative_leaves(
    lantern: SimpleNamespace, representative: User, org_admin: User, specialist: User, supervisor: User, now: datetime
) -> None:
    administrator = ContactRole.objects.get(kind="security_administrator", participant=lantern.participant)
    values = leaving(lantern) | {"ownership": {"owner": "Tall Pines Holding", "share": "60 percent"}}
    change = signed(lantern, representative, now, values=values, reason="AR leaves")
    invitation = Invitation.objects.get(email=NEW_PERSON["email"])
    assert invitation.participant_id == lantern.participant.pk
    with pytest.raises(Refused, match="has not confirmed"):
        approve_change(change=change, by=supervisor, now=now)
    newcomer = member_of(lantern.participant, NEW_PERSON["name"], NEW_PERSON["email"])
    with pytest.raises(Refused, match="Only the person named"):
        inside(org_admin, confirm_role, change=change, now=now)
    inside(newcomer, confirm_role, change=change, now=now)
    approve_change(change=change, by=supervisor, now=now)
    assert fresh(change).state == "in_effect"
    contact = Contact.objects.get(participant=lantern.participant, email=NEW_PERSON["email"])
    assert contact.user == newcomer
    role = contact.roles.get()
    assert (role.kind, role.starts_on) == ("authorized_representative", TODAY)
    former = ContactRole.objects.get(pk=lantern.representative.pk)
    assert former.ends_on == TODAY - timedelta(1)
    assert Membership.objects.get(user=representative).ended_at == now
    administrator.refresh_from_db()
    assert administrator.ends_on is None
    owed = Obligation.objects.get(type__code="OB-LSIPA", participant=lantern.participant)
    assert owed.due_on == date(2026, 12, 4)  # Thanksgiving and its Friday do not count
    assert FollowUp.objects.get().title == "Look through the other roles of the former authorized representative"
    assert told("change.welcome") == [newcomer.email]
    welcome = Notification.objects.get(kind="participants.change.welcome")
    assert welcome.facts["manager"] == "Dana Manager"


def test_where_the_only_administrator_leaves_the_successor_becomes_one(
    lantern: SimpleNamespace, org_admin: User, supervisor: User, now: datetime
) -> None:
    may_sign(lantern, org_admin)
    change = signed(lantern, org_admin, now, values=leaving(lantern), reason="AR leaves")
    newcomer = member_of(lantern.participant, NEW_PERSON["name"], NEW_PERSON["email"])
    inside(newcomer, confirm_role, change=change, now=now)
    approve_change(change=change, by=supervisor, now=now)
    assert Membership.objects.get(user=newcomer).kind == "admin"
    assert Membership.objects.get(user=org_admin).ended_at is not None


def test_a_later_day_comes_by_the_sweep_and_once(
    lantern: SimpleNamespace, representative: User, supervisor: User, now: datetime
) -> None:
    change = signed(lantern, representative, now, wanted_on=date(2026, 12, 1))
    approve_change(change=change, by=supervisor, now=now)
    change = fresh(change)
    assert change.state == "approved"
    assert change.effective_at == datetime(2026, 12, 1, 6, 0, tzinfo=UTC)  # midnight Central
    assert bring_into_effect(now=change.effective_at - timedelta(seconds=1)) == 0
    assert bring_into_effect(now=change.effective_at) == 1
    assert bring_into_effect(now=change.effective_at) == 0
    assert AuditEvent.objects.filter(verb="participants.change.took_effect").count() == 1


def test_what_stands_in_the_way_is_told_once_and_tried_again(
    lantern: SimpleNamespace, representative: User, supervisor: User, manager: User, now: datetime
) -> None:
    change = signed(lantern, representative, now, values=leaving(lantern), wanted_on=date(2026, 12, 1))
    newcomer = member_of(lantern.participant, NEW_PERSON["name"], NEW_PERSON["email"])
    inside(newcomer, confirm_role, change=change, now=now)
    approve_change(change=change, by=supervisor, now=now)
    contact = ContactFactory(participant=lantern.participant, email=NEW_PERSON["email"])
    ContactRoleFactory(contact=contact)
    at = fresh(change).due_at
    for hours in (0, 1):
        assert bring_into_effect(now=at + timedelta(hours=hours)) == 0
    change = fresh(change)
    assert "already holds the role" in change.trouble
    assert change.due_at == at + timedelta(hours=2)
    assert told("change.hindered") == [manager.email, supervisor.email]
    assert ContactRole.objects.get(pk=lantern.representative.pk).ends_on is None
    contact.roles.all().delete()
    assert bring_into_effect(now=change.due_at) == 1


def test_a_returned_change_is_written_anew_and_signed_again(
    lantern: SimpleNamespace, representative: User, specialist: User, supervisor: User, now: datetime
) -> None:
    change = signed(lantern, representative, now)
    with pytest.raises(NotPermitted, match="Only specialists of REG"):
        return_change(change=change, by=specialist, now=now, reason="No")
    take_change(change=change, by=supervisor, now=now)
    return_change(change=change, by=supervisor, now=now, reason="The website does not answer")
    assert told("change.returned") == [representative.email]
    again = ADDRESS | {"website": "https://newer.example"}
    inside(representative, redraft_change, change=change, values={"address": again}, reason="Mended", now=now)
    inside(representative, submit_change, change=change, now=now)
    change = fresh(change)
    assert (change.round, change.state) == (2, "submitted")
    change = fresh(inside(representative, sign_change, change=change, now=now))
    assert change.state == "in_review"
    assert change.signatures.count() == 2
    assert [row.text for row in change.comments.all()] == ["The website does not answer"]


def test_specialists_of_the_department_review(
    lantern: SimpleNamespace, representative: User, specialist: User, now: datetime
) -> None:
    specialist.department.code = "REG"
    specialist.department.save()
    change = signed(lantern, representative, now)
    assert specialist.email in told("change.review_wanted")
    decline_change(change=change, by=specialist, now=now, reason="Not your address")
    assert fresh(change).state == "declined"


@pytest.mark.parametrize("state", ["draft", "submitted", "in_review", "approved"])
def test_it_may_be_withdrawn_until_it_takes_effect(
    state: str, lantern: SimpleNamespace, representative: User, supervisor: User, now: datetime
) -> None:
    change = begun(lantern, representative, now, wanted_on=date(2026, 12, 1))
    if state != "draft":
        inside(representative, submit_change, change=change, now=now)
    if state in ("in_review", "approved"):
        inside(representative, sign_change, change=change, now=now)
    if state == "approved":
        approve_change(change=fresh(change), by=supervisor, now=now)
    assert fresh(change).state == state
    inside(representative, withdraw_change, change=change, now=now, reason="No need")
    assert fresh(change).state == "withdrawn"
    assert bring_into_effect(now=now + timedelta(days=60)) == 0
    with pytest.raises(Refused, match="over"):
        inside(representative, withdraw_change, change=change, now=now, reason="Again")


def test_another_member_may_not_write_on_it(
    lantern: SimpleNamespace, representative: User, org_admin: User, now: datetime
) -> None:
    change = begun(lantern, org_admin, now)
    with pytest.raises(NotPermitted, match="Only who began"):
        inside(representative, submit_change, change=change, now=now)


def test_a_narrowed_membership_sees_and_begins_none(
    lantern: SimpleNamespace, representative: User, member: User, now: datetime
) -> None:
    begun(lantern, representative, now)
    membership = Membership.objects.get(user=member)
    membership.narrowed = True
    membership.save()
    membership.registrations.set([lantern.qse])
    narrowed = acting(member)
    with wall.inside(narrowed.acting_for):
        assert not Change.objects.exists()
        assert not BankAccount.objects.defer("sealed").exists()
    with pytest.raises(NotPermitted, match="certain registrations only"):
        begun(lantern, narrowed, now)


def test_notes_stay_out_of_the_wall(
    lantern: SimpleNamespace, representative: User, supervisor: User, now: datetime
) -> None:
    change = signed(lantern, representative, now)
    ChangeNote.objects.create(
        change=change, participant=lantern.participant, author=supervisor, text="Odd", written_at=now
    )
    with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(representative.acting_for):
        list(ChangeNote.objects.all())
    assert not ChangeNote.objects.visible_to(representative).exists()


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({}, "Choose what changes"),
        ({"name": {"name": "X"}}, "no part of this procedure"),
        ({"address": {"address": ""}}, "please fill this in"),
        ({"address": {"address": "x" * 1001}}, "at most 1000"),
        ({"address": {"address": "x", "website": "javascript:alert(1)"}}, "Give a whole address"),
        ({"address": {"address": "a\x00b"}}, "cannot be stored"),
        ({"bank": BANK | {"routing": "111000026"}}, "last digit does not fit"),
        ({"bank": BANK | {"account": "12"}}, "5 to 17 digits"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    values: dict, refusal: str, lantern: SimpleNamespace, representative: User, now: datetime
) -> None:
    with pytest.raises(Refused, match=refusal):
        begun(lantern, representative, now, values=values)
    assert not Change.objects.exists()


def test_what_is_on_file_already_is_no_change(lantern: SimpleNamespace, representative: User, now: datetime) -> None:
    Participant.objects.filter(pk=lantern.participant.pk).update(address="Old", website="")
    with pytest.raises(Refused, match="Nothing would change"):
        begun(lantern, representative, now, values={"address": {"address": "Old"}})
