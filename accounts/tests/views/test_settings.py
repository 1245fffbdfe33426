"""One's own settings and tokens."""

import time
from typing import Any

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.tokens import issue_token
from accounts.models import ApiToken, User
from accounts.tests.factories import PASSWORD
from portal.audit.models import AuditEvent

SETTINGS = "/settings/"
ADD = "/settings/tokens/add/"


def freshly_confirmed(client: Client, person: User) -> Client:
    """As after typing the password once more."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(person.pk)
    session.save()
    return client


@pytest.mark.parametrize("persona", ["manager", "auditor", "member", "agent"])
def test_everybody_has_own_settings(persona: str, request: pytest.FixtureRequest, signed_in: Any) -> None:
    person = request.getfixturevalue(persona)
    client = signed_in(person)
    assert person.email.encode() in client.get(SETTINGS).content
    data = {"name": "New Name", "title": "", "phone": "1", "time_zone": "Europe/Berlin", "theme": "dark"}
    answer = client.post(SETTINGS, data | {"role": "supervisor", "email": "evil@else.example", "is_staff": "on"})
    assert answer.url == SETTINGS
    assert answer.cookies["theme"].value == "dark"
    changed = User.objects.get(pk=person.pk)
    assert (changed.name, changed.time_zone, changed.theme) == ("New Name", "Europe/Berlin", "dark")
    assert (changed.role, changed.email, changed.is_staff) == (person.role, person.email, person.is_staff)
    event = AuditEvent.objects.get(verb="accounts.user.profile_changed")
    assert event.changes["name"] == [person.name, "New Name"]


def test_nobody_has_none(client: Client, db: None) -> None:
    for path in (SETTINGS, ADD):
        assert client.get(path).url.startswith("/accounts/login/")


def test_what_does_not_fit_is_said_beside_the_field(manager: User, signed_in: Any) -> None:
    answer = signed_in(manager).post(SETTINGS, {"name": "", "time_zone": "Mars/Base", "theme": "dark"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"name", "time_zone"}


def test_a_token_asks_for_the_password_first(manager: User, signed_in: Any) -> None:
    client = signed_in(manager)
    for answer in (client.get(ADD), client.post(ADD, {"name": "x", "scope": "read", "days": 1})):
        assert answer.url.startswith("/accounts/reauthenticate/")
    assert not ApiToken.objects.exists()


def test_the_secret_is_shown_once(manager: User, signed_in: Any) -> None:
    client = freshly_confirmed(signed_in(manager), manager)
    answer = client.post(ADD, {"name": "nightly", "scope": "write", "days": 30})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    secret = answer.context["secret"]
    assert secret in answer.content.decode()
    listing = client.get(SETTINGS).content.decode()
    assert "nightly" in listing
    assert secret not in listing
    assert secret not in str(dict(client.session))
    called = Client().get("/api/v1/participants/", headers={"Authorization": f"Token {secret}"})
    assert called.status_code == 200


@pytest.mark.parametrize("data", [{"days": 366}, {"days": 0}, {"scope": "root"}, {"name": ""}])
def test_a_token_beyond_measure_is_refused(data: dict, manager: User, signed_in: Any) -> None:
    client = freshly_confirmed(signed_in(manager), manager)
    assert client.post(ADD, {"name": "x", "scope": "read", "days": 1} | data).status_code == 422
    assert not ApiToken.objects.exists()


def test_a_participants_token_works_for_the_company_acted_for(agent: User, signed_in: Any) -> None:
    client = freshly_confirmed(signed_in(agent), agent)
    client.post(ADD, {"name": "x", "scope": "read", "days": 1, "membership_ref": "MB-SOMEONE"})
    assert ApiToken.objects.get().membership_ref == agent.acting_for.membership_ref
    assert b"for Blue Mesa Trading" in client.get(SETTINGS).content


def test_without_a_company_there_is_no_token(member: User, signed_in: Any) -> None:
    member.memberships.update(ended_at=timezone.now())
    client = freshly_confirmed(signed_in(member), member)
    assert client.post(ADD, {"name": "x", "scope": "read", "days": 1}).status_code == 403
    assert client.get(SETTINGS).status_code == 200


def test_another_persons_token_does_not_exist(manager: User, outsider: User, signed_in: Any) -> None:
    token, _ = issue_token(user=manager, by=manager, now=timezone.now(), name="x", scope="read", days=1)
    path = reverse("accounts:token-revoke", args=[token.ref])
    assert signed_in(outsider).post(path).status_code == 404
    assert ApiToken.objects.exists()
    assert signed_in(manager).post(path).url == SETTINGS
    assert not ApiToken.objects.exists()


def test_a_new_password_ends_sessions_and_tokens(manager: User, signed_in: Any) -> None:
    issue_token(user=manager, by=manager, now=timezone.now(), name="x", scope="read", days=1)
    elsewhere, client = signed_in(manager), signed_in(manager)
    data = {"oldpassword": PASSWORD, "password1": "another long one 5", "password2": "another long one 5"}
    assert client.post("/accounts/password/change/", data).url == SETTINGS
    assert client.get(SETTINGS).status_code == 200
    assert elsewhere.get(SETTINGS).status_code == 302
    assert not ApiToken.objects.exists()
    assert AuditEvent.objects.filter(verb="accounts.user.password_changed").exists()


def test_one_device_is_signed_out_and_the_others_stay(member: User, outsider: User, signed_in: Any) -> None:
    here, there, stranger = signed_in(member), signed_in(member), signed_in(outsider)
    for client in (here, there, stranger):
        assert client.get(SETTINGS).status_code == 200
    listed = {row.session_key: row.pk for row in UserSession.objects.all()}
    theirs, foreign = listed[there.session.session_key], listed[stranger.session.session_key]
    for number in (theirs, foreign, "x", ""):
        assert here.post(reverse("accounts:session-end"), {"session": number}).url == reverse("usersessions_list")
    assert there.get(SETTINGS).status_code == 302
    assert here.get(SETTINGS).status_code == 200
    assert stranger.get(SETTINGS).status_code == 200
    assert AuditEvent.objects.filter(verb="accounts.session.ended", by=member).count() == 1
