from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password

from accounts import invitation_plans
from accounts.actions import invitations
from accounts.actions.sign_up import sign_up
from accounts.choices import Level, Role
from accounts.models import Invitation, User
from accounts.rules import secrets
from accounts.tests.factories import PersonFactory
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused

PASSWORD = "a long enough secret 7"


def invite(by: User, now: datetime, **terms: Any) -> tuple[Invitation, str]:
    usual = {"email": "new@iso.example", "name": "Nora New", "role": Role.ACCOUNT_MANAGER, "level": Level.ONE}
    return invitations.invite(by=by, now=now, **usual | terms)


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("verb", flat=True))


def test_the_secret_is_in_the_mail_and_nowhere_else(supervisor: User, now: datetime, mails_of: Any) -> None:
    made = {}
    (mail,) = mails_of(lambda: made.update(zip(("row", "secret"), invite(supervisor, now), strict=True)))
    row = Invitation.objects.get()
    assert made["secret"] in mail.body
    assert mail.to == ["new@iso.example"]
    assert secrets.proves(made["secret"], row.digest)
    assert made["secret"] not in str(row.__dict__)
    assert row.expires_at == now + timedelta(hours=72)
    assert verbs() == ["accounts.invitation.sent"]


def test_the_subject_holds_nothing_confidential(supervisor: User, now: datetime, mails_of: Any) -> None:
    (mail,) = mails_of(lambda: invite(supervisor, now, participant_id=7, role="", level=""))
    assert mail.subject == "Your invitation to the Market Participant Portal"


@pytest.mark.parametrize("persona", ["manager", "senior", "specialist", "auditor", "coordinator"])
def test_only_supervisors_invite_staff(persona: str, request: pytest.FixtureRequest, now: datetime) -> None:
    with pytest.raises(NotPermitted):
        invite(request.getfixturevalue(persona), now)
    assert not Invitation.objects.exists()
    assert verbs() == []


def test_terms_that_contradict_each_other_are_refused(supervisor: User, now: datetime) -> None:
    with pytest.raises(Refused, match="department"):
        invite(supervisor, now, role=Role.SPECIALIST, level="")


def test_who_has_an_account_is_not_invited_to_staff(supervisor: User, manager: User, now: datetime) -> None:
    with pytest.raises(Refused, match="account with this address"):
        invite(supervisor, now, email=manager.email.upper())


def test_a_participants_invitation_answers_alike_for_known_addresses(supervisor: User, now: datetime) -> None:
    known = PersonFactory()
    for address in (known.email, "unknown@company.example"):
        row, _ = invite(supervisor, now, email=address, role="", level="", participant_id=7)
        assert row.email == address


def test_a_newer_invitation_ends_the_former(supervisor: User, now: datetime) -> None:
    former, _ = invite(supervisor, now)
    newer, _ = invite(supervisor, now + timedelta(minutes=1))
    former.refresh_from_db()
    assert former.revoked_at
    assert list(Invitation.objects.open_at(now + timedelta(minutes=1))) == [newer]


def test_sending_again_makes_a_new_secret(supervisor: User, now: datetime) -> None:
    former, old_secret = invite(supervisor, now)
    again, secret = invitations.resend_invitation(invitation=former, by=supervisor, now=now + timedelta(hours=1))
    former.refresh_from_db()
    assert former.revoked_at
    assert secret != old_secret
    assert (again.role, again.level, again.name) == (former.role, former.level, former.name)


def test_one_address_is_not_flooded(supervisor: User, now: datetime) -> None:
    for minute in range(invitations.MAILS_TO_ONE_ADDRESS_A_DAY):
        invite(supervisor, now + timedelta(minutes=minute))
    with pytest.raises(Refused, match="several invitations today"):
        invite(supervisor, now + timedelta(minutes=30))


def test_one_sender_cannot_flood_the_world(supervisor: User, now: datetime, settings: Any) -> None:
    settings.INVITATIONS_PER_HOUR = 3
    for number in range(3):
        invite(supervisor, now, email=f"new{number}@iso.example")
    with pytest.raises(Refused, match="many invitations"):
        invite(supervisor, now, email="one-more@iso.example")


def test_accepting_makes_the_promised_account(supervisor: User, now: datetime) -> None:
    row, _ = invite(supervisor, now)
    person = sign_up(invitation=row, name="Nora New", password=PASSWORD, now=now)
    assert (person.role, person.level, person.is_staff) == (Role.ACCOUNT_MANAGER, Level.ONE, True)
    assert check_password(PASSWORD, person.password)
    assert person.emailaddress_set.filter(email=row.email, verified=True, primary=True).exists()
    row.refresh_from_db()
    assert row.accepted_by == person
    assert verbs()[-2:] == ["accounts.user.created", "accounts.invitation.accepted"]


def expired(row: Invitation, now: datetime, by: User) -> datetime:
    return row.expires_at


def used(row: Invitation, now: datetime, by: User) -> datetime:
    sign_up(invitation=row, name="First", password=PASSWORD, now=now)
    User.objects.filter(email=row.email).update(email="changed@iso.example")
    return now


def revoked(row: Invitation, now: datetime, by: User) -> datetime:
    invitations.revoke_invitation(invitation=row, by=by, now=now)
    return now


def role_changed(row: Invitation, now: datetime, by: User) -> datetime:
    invite(by, now, role=Role.SUPERVISOR, level="")
    return now


@pytest.mark.parametrize("spoil", [expired, used, revoked, role_changed])
def test_a_spent_invitation_makes_no_account(spoil: Any, supervisor: User, now: datetime) -> None:
    row, _ = invite(supervisor, now)
    later = spoil(row, now, supervisor)
    people = User.objects.count()
    with pytest.raises(Refused, match="no longer valid"):
        sign_up(invitation=row, name="Second", password=PASSWORD, now=later)
    assert User.objects.count() == people


def test_an_invitation_is_for_its_address_only(supervisor: User, now: datetime, prospect: User) -> None:
    row, _ = invite(supervisor, now, role="", level="", participant_id=7)
    with pytest.raises(Refused, match="another address"):
        invitations.accept_invitation(invitation=row, user=prospect, now=now)


def test_staff_do_not_become_participants_users(supervisor: User, manager: User, now: datetime) -> None:
    row, _ = invite(supervisor, now, email=manager.email, role="", level="", participant_id=7)
    with pytest.raises(Refused, match="either to staff or to participants"):
        invitations.accept_invitation(invitation=row, user=manager, now=now)


def test_a_plan_that_refuses_undoes_the_account(
    supervisor: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(invitation: Invitation, user: User, instant: datetime) -> None:
        raise Refused("no longer possible")

    monkeypatch.setattr(invitation_plans, "_plans", [(refuse, None)])
    row, _ = invite(supervisor, now)
    with pytest.raises(Refused, match="no longer possible"):
        sign_up(invitation=row, name="Nora", password=PASSWORD, now=now)
    row.refresh_from_db()
    assert row.accepted_at is None
    assert not User.objects.filter(email=row.email).exists()


def test_strangers_revoke_nothing(supervisor: User, manager: User, outsider: User, now: datetime) -> None:
    row, _ = invite(supervisor, now)
    for person in (manager, outsider):
        with pytest.raises(NotPermitted):
            invitations.revoke_invitation(invitation=row, by=person, now=now)
    row.refresh_from_db()
    assert row.revoked_at is None


def test_an_accepted_invitation_is_history(supervisor: User, now: datetime) -> None:
    row, _ = invite(supervisor, now)
    sign_up(invitation=row, name="Nora", password=PASSWORD, now=now)
    for act in (invitations.revoke_invitation, invitations.resend_invitation):
        with pytest.raises(Refused, match="accepted already"):
            act(invitation=Invitation.objects.get(pk=row.pk), by=supervisor, now=now)
