"""The page behind an invitation's link."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts import invitation_plans
from accounts.actions.invitations import invite, link, revoke_invitation
from accounts.choices import Level, Role
from accounts.models import Invitation, User
from accounts.tests.factories import PASSWORD, PersonFactory

SIGN_UP = {"name": "Nora New", "password": "a long enough secret 7"}


@pytest.fixture
def invited(supervisor: User, settings: Any) -> tuple[Invitation, str]:
    """A staff invitation and the path of its link."""
    settings.SITE_URL = ""
    row, secret = invite(
        email="nora@iso.example",
        name="Nora",
        by=supervisor,
        now=timezone.now(),
        role=Role.ACCOUNT_MANAGER,
        level=Level.ONE,
    )
    return row, link(row, secret)


@pytest.fixture
def to_company(supervisor: User, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Invites an address to some company, whose app is content with everybody."""
    settings.SITE_URL = ""
    monkeypatch.setattr(invitation_plans, "_plans", [(lambda *_: None, lambda _: "to work for Prairie Lantern")])

    def send(email: str) -> str:
        return link(*invite(email=email, name="", by=supervisor, now=timezone.now(), participant_id=7))

    return send


def expire(row: Invitation, by: User) -> None:
    Invitation.objects.filter(pk=row.pk).update(expires_at=timezone.now() - timedelta(seconds=1))


def use(row: Invitation, by: User) -> None:
    Invitation.objects.filter(pk=row.pk).update(accepted_at=timezone.now(), accepted_by=by)


def revoke(row: Invitation, by: User) -> None:
    revoke_invitation(invitation=row, by=by, now=timezone.now())


def replace(row: Invitation, by: User) -> None:
    invite(email=row.email, name="Nora", by=by, now=timezone.now(), role=Role.SUPERVISOR)


def test_every_wrong_link_reads_the_same(client: Client, invited: Any, supervisor: User) -> None:
    row, path = invited
    answers = {client.get(f"/invitation/{row.ref}/wrong/").content, client.get("/invitation/IV-00000000/x/").content}
    expire(row, supervisor)
    gone = client.get(path)
    answers.add(gone.content)
    assert gone.status_code == 404
    assert len({answer.replace(token_of(answer), b"") for answer in answers}) == 1
    assert row.email.encode() not in gone.content


def token_of(content: bytes) -> bytes:
    """The CSRF token, which differs on every page."""
    marker = b'name="csrf-token" content="'
    return content.partition(marker)[2].partition(b'"')[0]


@pytest.mark.parametrize("spoil", [expire, use, revoke, replace])
def test_a_spent_link_makes_no_account(spoil: Any, client: Client, invited: Any, supervisor: User) -> None:
    row, path = invited
    spoil(row, supervisor)
    assert client.get(path).status_code == 404
    assert client.post(path, SIGN_UP).status_code == 404
    assert not User.objects.filter(email=row.email).exists()


def test_signing_up_makes_the_account_and_signs_in(client: Client, invited: Any) -> None:
    row, path = invited
    page = client.get(path)
    assert b"nora@iso.example" in page.content
    assert "no-store" in page["Cache-Control"]
    assert client.post(path, SIGN_UP | {"email": "evil@else.example"}).url == "/"
    person = User.objects.get(email="nora@iso.example")
    assert (person.role, person.name) == (Role.ACCOUNT_MANAGER, "Nora New")
    assert client.session["_auth_user_id"] == str(person.pk)
    # Staff still have to set up their second factor before they reach the desk.
    assert client.get("/staff/").url == "/accounts/2fa/"
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("password", ["short", "1234567890", "nora@iso.example", ""])
def test_weak_passwords_are_refused_beside_the_field(password: str, client: Client, invited: Any) -> None:
    row, path = invited
    answer = client.post(path, SIGN_UP | {"password": password})
    assert answer.status_code == 422
    assert answer.context["form"].errors["password"]
    assert not User.objects.filter(email=row.email).exists()


def test_who_has_an_account_signs_in_and_confirms(client: Client, to_company: Any, settings: Any) -> None:
    person = PersonFactory()
    path = to_company(person.email)
    assert b"Sign in to accept" in client.get(path).content
    assert client.post(path, SIGN_UP).url == f"/accounts/login/?next={path}"
    signed_in = client.post(
        f"/accounts/login/?next={path}", {"login": person.email, "password": PASSWORD, "next": path}
    )
    assert signed_in.url == path
    page = client.get(path)
    assert b"to work for Prairie Lantern" in page.content
    assert client.post(path).url == "/my/"
    assert Invitation.objects.get().accepted_by == person


def test_another_person_can_neither_read_nor_use_it(client: Client, to_company: Any, outsider: User) -> None:
    path = to_company("somebody@else.example")
    client.force_login(outsider)
    page = client.get(path)
    assert b"somebody@else.example" not in page.content
    assert b"Prairie Lantern" not in page.content
    assert client.post(path).status_code == 403
    assert Invitation.objects.get().accepted_at is None


def test_a_participants_user_signs_up_for_a_company(client: Client, to_company: Any) -> None:
    path = to_company("new@company.example")
    assert client.post(path, SIGN_UP).url == "/my/"
    person = User.objects.get(email="new@company.example")
    assert (person.is_staff, person.role) == (False, "")
