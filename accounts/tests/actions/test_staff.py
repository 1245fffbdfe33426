from datetime import date, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.actions import staff
from accounts.actions.invitations import invite
from accounts.actions.tokens import issue_token
from accounts.choices import Level, Role
from accounts.models import ApiToken, Department, Invitation, User
from accounts.tests.factories import DepartmentFactory, SupervisorFactory
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused


def test_a_role_changes_with_what_belongs_to_it(supervisor: User, manager: User, now: datetime) -> None:
    settlements: Department = DepartmentFactory()
    staff.change_role(person=manager, by=supervisor, now=now, role=Role.SPECIALIST, department=settlements)
    changed = User.objects.get(pk=manager.pk)
    assert (changed.role, changed.level, changed.department) == (Role.SPECIALIST, "", settlements)
    event = AuditEvent.objects.get()
    assert event.verb == "accounts.user.role_changed"
    assert event.changes["role"] == [Role.ACCOUNT_MANAGER, Role.SPECIALIST]


@pytest.mark.parametrize("persona", ["manager", "senior", "specialist", "auditor"])
def test_others_change_no_role_and_close_no_account(
    persona: str, request: pytest.FixtureRequest, colleague: User, now: datetime
) -> None:
    asking = request.getfixturevalue(persona)
    for act in (
        lambda: staff.change_role(person=colleague, by=asking, now=now, role=Role.SUPERVISOR),
        lambda: staff.deactivate(person=colleague, by=asking, now=now, reason="no"),
    ):
        with pytest.raises(NotPermitted):
            act()
    colleague.refresh_from_db()
    assert (colleague.role, colleague.is_active) == (Role.ACCOUNT_MANAGER, True)


def test_nobody_raises_or_closes_themselves(supervisor: User, now: datetime) -> None:
    SupervisorFactory()
    with pytest.raises(NotPermitted, match="their own"):
        staff.change_role(person=supervisor, by=supervisor, now=now, role=Role.AUDITOR, access_until=date(2099, 1, 1))
    with pytest.raises(NotPermitted, match="their own"):
        staff.deactivate(person=supervisor, by=supervisor, now=now, reason="leaving")


def test_a_participants_user_never_becomes_staff(supervisor: User, member: User, now: datetime) -> None:
    with pytest.raises(Refused, match="does not become staff"):
        staff.change_role(person=member, by=supervisor, now=now, role=Role.SUPERVISOR)


def test_who_was_deactivated_a_moment_ago_decides_nothing_any_more(supervisor: User, now: datetime) -> None:
    leaving = SupervisorFactory()
    read_before = User.objects.get(pk=supervisor.pk)
    staff.deactivate(person=supervisor, by=leaving, now=now, reason="left")
    with pytest.raises(NotPermitted):
        staff.deactivate(person=leaving, by=read_before, now=now, reason="left")
    leaving.refresh_from_db()
    assert leaving.is_active


def test_deactivating_ends_everything_at_once(supervisor: User, now: datetime) -> None:
    leaver = SupervisorFactory()
    client = Client()
    client.force_login(leaver)
    client.get("/accounts/2fa/")
    issue_token(user=leaver, by=leaver, now=now, name="nightly", scope="read", days=30)
    sent, _ = invite(email="x@iso.example", name="X", by=leaver, now=now, role=Role.SUPERVISOR)
    assert Session.objects.exists()

    staff.deactivate(person=leaver, by=supervisor, now=now + timedelta(hours=1), reason="Left the company")

    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
    assert not ApiToken.objects.exists()
    assert Invitation.objects.get(pk=sent.pk).revoked_at
    assert client.get("/accounts/2fa/").status_code == 302
    event = AuditEvent.objects.get(verb="accounts.user.deactivated")
    assert event.reason == "Left the company"


def test_a_reason_is_asked_for(supervisor: User, manager: User, now: datetime) -> None:
    with pytest.raises(Refused, match="say why"):
        staff.deactivate(person=manager, by=supervisor, now=now, reason="  ")


def test_an_account_opens_again_without_its_sessions(supervisor: User, manager: User, now: datetime) -> None:
    staff.deactivate(person=manager, by=supervisor, now=now, reason="Leave")
    with pytest.raises(Refused, match="inactive already"):
        staff.deactivate(person=manager, by=supervisor, now=now, reason="Again")
    staff.reactivate(person=manager, by=supervisor, now=now)
    with pytest.raises(Refused, match="active already"):
        staff.reactivate(person=manager, by=supervisor, now=now)
    manager.refresh_from_db()
    assert manager.is_active
    assert not Session.objects.exists()


def test_who_no_longer_manages_staff_leaves_no_open_invitation(supervisor: User, now: datetime) -> None:
    former = SupervisorFactory()
    sent, _ = invite(email="x@iso.example", name="X", by=former, now=now, role=Role.SUPERVISOR)
    staff.change_role(person=former, by=supervisor, now=now, role=Role.ACCOUNT_MANAGER, level=Level.TWO)
    assert Invitation.objects.get(pk=sent.pk).revoked_at


def test_a_profile_changes_only_by_its_fields(manager: User, colleague: User, now: datetime) -> None:
    staff.change_profile(person=manager, by=manager, now=now, phone="512 555 0100", time_zone="America/Denver")
    manager.refresh_from_db()
    assert manager.phone == "512 555 0100"
    with pytest.raises(TypeError, match="role"):
        staff.change_profile(person=manager, by=manager, now=now, role=Role.SUPERVISOR)
    with pytest.raises(NotPermitted):
        staff.change_profile(person=manager, by=colleague, now=now, name="Somebody else")
