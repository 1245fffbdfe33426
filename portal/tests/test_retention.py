"""Personal data go once they serve no purpose, by rules that somebody switched on, and only those."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.actions.invitations import invite
from accounts.actions.retention import change_retention, erase_due, load_retention, outlook
from accounts.choices import Role
from accounts.models import Invitation, RetentionRule, User
from issues.choices import MailState
from issues.models import IncomingMail, Mailbox, MailSource
from participants.actions.contacts import add_contact, remove_contact
from participants.choices import ApplicationState
from participants.models import Application, Contact
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import Refused

pytestmark = pytest.mark.django_db
PAGE = "/configuration/retention/"


def application(email: str, state: str, decided_at: datetime | None) -> Application:
    return Application.objects.create(
        company="Newcomer LLC",
        contact_name="Ann Applicant",
        email=email,
        mailbox=email,
        likeness=email,
        phone="512-555-0100",
        message="Hello",
        received_at=decided_at or datetime.now().astimezone(),
        consented_at=decided_at or datetime.now().astimezone(),
        state=state,
        decided_at=decided_at,
        reason="No",
    )


def mail(subject: str, state: str, read_at: datetime) -> IncomingMail:
    box, _ = Mailbox.objects.get_or_create(name="box")
    row = IncomingMail.objects.create(
        mailbox=box, content_hash=subject, sender="a@b.example", subject=subject, size=9, received_at=read_at,
        read_at=read_at, state=state,
    )  # fmt: skip
    MailSource.objects.create(mail=row, raw=b"Subject: secret\r\n\r\nsecret")
    return row


def test_only_what_is_old_and_switched_on_is_erased(
    supervisor: User, manager: User, lantern: Any, now: datetime, signed_in: Callable[[User], Client]
) -> None:
    load_retention(now=now)
    old = now - timedelta(days=3000)
    declined = application("ann@newcomer.example", ApplicationState.DECLINED, old)
    young = application("new@newcomer.example", ApplicationState.DECLINED, now - timedelta(days=3))
    gone, back, here = (
        add_contact(participant=lantern.participant, name=name, email=f"{name}@x.example", by=supervisor, now=old)
        for name in ("gone", "back", "here")
    )
    for one in (gone, back):
        remove_contact(contact=one, by=supervisor, now=old)
    remove_contact(contact=here, by=supervisor, now=now)
    Contact.objects.filter(pk=back.pk).update(active=True)
    thrown, kept = mail("thrown", MailState.DISCARDED, old), mail("young", MailState.DISCARDED, now)
    invite(email="a@iso.example", name="A", by=supervisor, now=old, role=Role.SUPERVISOR)
    invite(email="b@iso.example", name="B", by=supervisor, now=now, role=Role.SUPERVISOR)

    assert erase_due(now=now) == {"invitations": 1}, "the others rest until somebody switches them on"
    assert Invitation.objects.get().email == "b@iso.example"
    for code in ("applications", "contacts", "mails"):
        rule = RetentionRule.objects.get(code=code)
        assert outlook(rule=rule, keep_days=rule.keep_days, active=True, now=now).due == 1
        change_retention(
            rule=rule, keep_days=rule.keep_days, active=True, by=supervisor, now=now, reason="Decided by Legal"
        )
    assert erase_due(now=now) == {"invitations": 0, "applications": 1, "contacts": 1, "mails": 1}
    assert set(erase_due(now=now).values()) == {0}

    declined.refresh_from_db()
    assert (declined.contact_name, declined.email, declined.message) == (
        "(erased)",
        f"{declined.ref}@erased.invalid",
        "",
    )
    assert declined.company == "Newcomer LLC"
    young.refresh_from_db()
    assert young.contact_name == "Ann Applicant"
    names = set(Contact.objects.filter(pk__in=[gone.pk, back.pk, here.pk]).values_list("name", flat=True))
    assert names == {"(erased)", "back", "here"}
    thrown.refresh_from_db()
    assert (thrown.sender, thrown.subject) == ("", "")
    assert b"secret" not in bytes(thrown.source.raw)
    assert b"secret" in bytes(kept.source.raw)
    erased = AuditEvent.objects.filter(verb="accounts.retentionrule.erased")
    assert erased.count() == 4
    assert not erased.filter(changes__icontains="ann@newcomer").exists()

    rule = RetentionRule.objects.get(code="mails")
    for wrong, words in (
        ({"keep_days": 5}, "30 to 36,500"),
        ({"reason": " "}, "Say why"),
        ({"by": manager}, "Only supervisors"),
        ({}, "Nothing is changed"),
    ):
        given = {"keep_days": rule.keep_days, "active": True, "by": supervisor, "reason": "Try"} | wrong
        with pytest.raises(Refused, match=words):
            change_retention(rule=rule, now=now, **given)

    client = signed_in(supervisor)
    wanted = {"rule": rule.ref, "keep_days": 40, "then": "preview", "reason": "Shorter"}
    looked = client.post(PAGE, wanted)
    assert looked.context["ahead"].due == 0
    step = wanted | {"then": "save", "looked_at": looked.context["looked_at"]}
    again = client.post(PAGE, step | {"keep_days": 41})
    assert again.status_code == 200, "another choice than the one looked at is shown again first"
    assert client.post(PAGE, step).status_code == 302
    rule.refresh_from_db()
    assert (rule.keep_days, rule.active, rule.edited) == (40, False, True)
    load_retention(now=now)
    rule.refresh_from_db()
    assert rule.keep_days == 40
