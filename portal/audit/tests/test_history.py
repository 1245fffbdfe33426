"""What rows were before: kept by triggers whatever changes them, named by events, never changed, erased with people."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.actions.retention import change_retention, erase_due, load_retention
from accounts.models import RetentionRule, User
from participants.access import acting_as
from participants.actions.contacts import add_contact, change_contact, remove_contact
from participants.models import Contact, ContactRole, Membership
from portal.audit import history
from portal.audit.models import RowChange
from portal.audit.trail import build, record, record_many

pytestmark = pytest.mark.django_db

ADDED = "INSERT INTO participants_membership_registrations (membership_id, registration_id) VALUES (%s, %s)"
PROBE = """
CREATE TEMP TABLE probe (id bigint, password text, token_key text, sealed_secret text, digest text, search_text text,
                         email text, size int);
INSERT INTO probe VALUES (1, 'a', 'a', 'a', 'a', 'a', 'a@x.example', 1);
CREATE TRIGGER kept AFTER UPDATE OR DELETE ON probe FOR EACH ROW EXECUTE FUNCTION audit_keep('', '', 'size');
UPDATE probe SET password = 'b', token_key = 'b', sealed_secret = 'b', digest = 'b', search_text = 'b', size = 2;
UPDATE probe SET password = 'c', email = 'b@x.example';
DELETE FROM probe;
"""


def raw(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def kept(row: Any = None, **where: Any) -> list[tuple[str, dict[str, Any]]]:
    """What the history says of a row, the oldest first."""
    where |= {"table": row._meta.db_table, "row_id": row.pk} if row is not None else {}
    return [(one.done, one.changes) for one in RowChange.objects.filter(**where).order_by("id")]


WAYS: dict[str, tuple[Callable[[Any], Any], list[tuple[str, dict[str, Any]]]]] = {
    "an action's own way": (lambda row: row.apply(title="Head"), [("changed", {"title": ["", "Head"]})]),
    "a whole row": (
        lambda row: (setattr(row, "phone", "1"), setattr(row, "title", "Head"), row.save()),
        [("changed", {"title": ["", "Head"], "phone": ["", "1"]})],
    ),
    "many rows at once": (
        lambda row: Contact.objects.update(active=False),
        [("changed", {"active": [True, False]})],
    ),
    "raw SQL": (
        lambda row: raw("UPDATE participants_contact SET name = name || '!' WHERE id = %s", row.pk),
        [("changed", {"name": ["lantern contact", "lantern contact!"]})],
    ),
    "nothing": (lambda row: (row.save(), Contact.objects.update(active=True)), []),
}


@pytest.mark.parametrize("way", WAYS)
def test_old_and_new_values_are_kept_whatever_changes_them(lantern: Any, way: str) -> None:
    change, told = WAYS[way]
    change(lantern.contact)
    assert kept(lantern.contact) == told


def test_what_is_removed_keeps_its_values_and_a_set_tells_what_is_added(lantern: Any, org_admin: User) -> None:
    role = ContactRole.objects.filter(contact=lantern.contact)[0]
    member = Membership.objects.get(user=org_admin)
    key = role.pk
    ContactRole.objects.filter(pk=key).delete()
    ((done, values),) = kept(table="participants_contactrole", row_id=key)
    assert (done, values["kind"], values["contact_id"]) == ("removed", [role.kind, None], [lantern.contact.pk, None])
    raw(ADDED, member.pk, lantern.qse.pk)
    ((done, values),) = kept(table="participants_membership_registrations")
    assert (done, values["registration_id"]) == ("added", [None, lantern.qse.pk])
    assert list(history.changes_of(Membership, member.pk).values_list("done", flat=True)) == ["added"]
    assert [one.done for one in history.changes_of(Contact, lantern.contact.pk)] == ["removed"], "parts belong to it"


def test_secrets_never_come_in_whatever_a_trigger_is_told(lantern: Any, supervisor: User) -> None:
    raw(PROBE)
    assert kept(table="probe") == [
        ("changed", {"email": ["a@x.example", "b@x.example"]}),
        ("removed", {"email": ["b@x.example", None]}),
    ]
    supervisor.set_password("something else entirely")
    supervisor.save()
    User.objects.filter(pk=supervisor.pk).update(theme="dark", last_login=supervisor.created_at)
    assert kept(supervisor) == []


def test_the_event_of_an_action_says_who_changed_a_row(
    lantern: Any, mesa: Any, supervisor: User, manager: User, now: datetime
) -> None:
    change_contact(contact=lantern.contact, by=supervisor, now=now, title="Head")
    mesa.contact.apply(title="Chief")
    lantern.contact.apply(phone="5")
    events = [
        build("participants.contact.changed", by=manager, at=now, of=one) for one in (lantern.contact, mesa.contact)
    ]
    record_many(events)
    User.objects.filter(pk=manager.pk).update(phone="7")
    rows = {(one.object_ref, *one.changes): (one.event.object_ref, one.by) for one in RowChange.objects.all()}
    own, other = lantern.contact.ref, mesa.contact.ref
    assert rows == {
        (own, "title"): (own, supervisor),
        (other, "title"): (other, manager),
        (own, "phone"): (own, manager),
        (manager.ref, "phone"): (other, manager),
    }, "of several events the one about the row; what follows the last event belongs to it"


@pytest.mark.django_db(transaction=True)
def test_each_transaction_stands_for_itself(lantern: Any, supervisor: User, now: datetime) -> None:
    with transaction.atomic():
        lantern.contact.apply(title="By a sweep")
        record("participants.contact.changed", by=None, at=now, of=lantern.contact)
    with pytest.raises(RuntimeError), transaction.atomic():
        lantern.contact.apply(title="Never")
        raise RuntimeError
    raw("UPDATE participants_contact SET title = 'By hand' WHERE id = %s", lantern.contact.pk)
    swept, by_hand = RowChange.objects.filter(object_ref=lantern.contact.ref).order_by("id")
    assert (swept.event.by, swept.by) == (None, None)
    assert (by_hand.event, by_hand.changes) == (None, {"title": ["By a sweep", "By hand"]})
    assert by_hand.program.endswith("/portal")
    for statement in (
        "UPDATE audit_rowchange SET by_id = %s",
        "UPDATE audit_rowchange SET changes = '{}' WHERE by_id IS NULL OR by_id = %s",
        "DELETE FROM audit_rowchange WHERE by_id IS NULL OR by_id = %s",
        'UPDATE audit_rowchange SET "table" = %s::text',
    ):
        with pytest.raises(DatabaseError):
            raw(statement, supervisor.pk)


@pytest.mark.parametrize(
    "changes",
    ['{"title": ["", "Forged"]}', '{"title": null, "more": null}', "{}"],
)
def test_what_was_kept_is_only_ever_erased(lantern: Any, changes: str) -> None:
    lantern.contact.apply(title="Head")
    with pytest.raises(DatabaseError), transaction.atomic():
        raw("UPDATE audit_rowchange SET erased_at = now(), changes = %s::jsonb", changes)
    with pytest.raises(DatabaseError), transaction.atomic():
        RowChange.objects.create(at=datetime.now().astimezone(), table="a", row_id=1, done="added", changes={},
                                 transaction=1, program="")  # fmt: skip
    raw("UPDATE audit_rowchange SET erased_at = now(), changes = '{\"title\": null}'")
    assert kept(lantern.contact) == [("changed", {"title": None})]


def test_whoever_is_erased_is_erased_here_too(lantern: Any, supervisor: User, now: datetime) -> None:
    old = now - timedelta(days=3000)
    gone = add_contact(participant=lantern.participant, name="Nora Former", email="n@x.example", by=supervisor, now=old)
    change_contact(contact=gone, by=supervisor, now=old, name="Nora Married", phone="512-555-0123")
    remove_contact(contact=gone, by=supervisor, now=old)
    lantern.contact.apply(phone="512-555-0100")
    load_retention(now=now)
    rule = RetentionRule.objects.get(code="contacts")
    change_retention(rule=rule, keep_days=2555, active=True, by=supervisor, now=now, reason="Decided by Legal")
    assert erase_due(now=now)["contacts"] == 1
    told = kept(gone)
    assert told[0] == ("changed", {"name": None, "phone": None})
    assert ("changed", {"active": [True, False]}) in told
    assert "Nora" not in str(told)
    assert "n@x.example" not in str(told)
    assert kept(lantern.contact) == [("changed", {"phone": ["", "512-555-0100"]})], "nobody else's"
    later = now + timedelta(days=9000)
    rule = RetentionRule.objects.get(code="history")
    change_retention(rule=rule, keep_days=2555, active=True, by=supervisor, now=later, reason="Decided by Legal")
    assert erase_due(now=later)["history"] == 1
    assert erase_due(now=later)["history"] == 0
    assert kept(lantern.contact) == [("changed", {"phone": None})]
    lantern.contact.refresh_from_db()
    assert lantern.contact.phone == "512-555-0100", "what holds today stays"


def test_inside_the_wall_people_change_rows_and_read_no_history(lantern: Any, org_admin: User, now: datetime) -> None:
    with acting_as(org_admin, lantern.participant.pk, now=now):
        change_contact(contact=lantern.contact, by=org_admin, now=now, title="Head")
        with pytest.raises(DatabaseError), transaction.atomic():
            list(RowChange.objects.all())
    row = RowChange.objects.get(object_ref=lantern.contact.ref)
    assert (row.changes, row.by, row.participant_id) == ({"title": ["", "Head"]}, org_admin, lantern.participant.pk)
