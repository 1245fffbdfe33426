"""Signing in as people do it: password, one-time code, what is told to strangers, how often one may try."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import PASSWORD, AuditorFactory, PersonFactory

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
CODE = "/accounts/login/code/"
CONFIRM = "/accounts/login/code/confirm/"
RESET = "/accounts/password/reset/"


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = False


def sign_in(client: Client, person: User, password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"login": person.email, "password": password})


def test_staff_arrive_at_the_desk_and_participants_at_their_home(manager: User, member: User) -> None:
    assert sign_in(Client(), manager).url == "/"
    assert sign_in(Client(), member).url == "/my/"


def test_the_address_is_not_case_sensitive(client: Client, manager: User) -> None:
    assert client.post(LOGIN, {"login": "MANAGER@iso.example", "password": PASSWORD}).status_code == 302


def test_a_wrong_password_and_an_unknown_address_read_the_same(client: Client, manager: User) -> None:
    wrong = sign_in(client, manager, "not the password")
    unknown = client.post(LOGIN, {"login": "nobody@iso.example", "password": "not the password"})
    assert wrong.status_code == unknown.status_code == 200
    errors = [response.context["form"].non_field_errors() for response in (wrong, unknown)]
    assert errors[0] == errors[1]
    assert errors[0]


def test_the_fifth_wrong_password_locks_the_address(client: Client, manager: User) -> None:
    for _ in range(5):
        sign_in(client, manager, "wrong")
    answer = sign_in(client, manager)
    assert answer.status_code == 200
    assert "Too many" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_changing_headers_gives_no_new_tries(client: Client, manager: User) -> None:
    for number in range(5):
        client.post(
            LOGIN, {"login": manager.email, "password": "wrong"}, headers={"X-Forwarded-For": f"203.0.113.{number}"}
        )
    answer = client.post(
        LOGIN, {"login": manager.email, "password": PASSWORD}, headers={"X-Forwarded-For": "203.0.113.99"}
    )
    assert "Too many" in answer.content.decode()


def test_who_is_inactive_or_past_the_last_day_stays_outside(client: Client) -> None:
    for person in (PersonFactory(is_active=False), AuditorFactory(access_until=date(2020, 1, 31))):
        sign_in(client, person)
        assert "_auth_user_id" not in client.session


def test_a_session_ends_with_the_access(client: Client, auditor: User) -> None:
    client.force_login(auditor)
    assert client.get(reverse("accounts:staff-list")).status_code == 200
    User.objects.filter(pk=auditor.pk).update(access_until=date(2020, 1, 31))
    assert client.get(reverse("accounts:staff-list")).status_code == 302


def test_another_person_in_the_same_browser_gets_a_new_session(client: Client, manager: User, colleague: User) -> None:
    sign_in(client, manager)
    first = client.session.session_key
    client.session["note"] = "of the first person"
    client.post("/accounts/logout/")
    sign_in(client, colleague)
    assert client.session.session_key != first
    assert "note" not in client.session


def test_pages_of_a_person_stay_in_no_cache(client: Client, manager: User) -> None:
    client.force_login(manager)
    assert "no-store" in client.get(reverse("accounts:settings"))["Cache-Control"]


def code_for(client: Client, person: User, callbacks: Any) -> str:
    with callbacks(execute=True):
        client.post(CODE, {"email": person.email})
    return re.search(r"^\s*([A-Z0-9]{4,}-?[A-Z0-9]*)\s*$", mail.outbox[-1].body, re.MULTILINE).group(1)


def test_a_one_time_code_signs_in(client: Client, member: User, django_capture_on_commit_callbacks: Any) -> None:
    code = code_for(client, member, django_capture_on_commit_callbacks)
    assert code not in mail.outbox[-1].subject
    assert client.post(CONFIRM, {"code": code}).url == "/my/"
    assert client.session["_auth_user_id"] == str(member.pk)


def test_the_fourth_code_is_never_asked(client: Client, member: User, django_capture_on_commit_callbacks: Any) -> None:
    code = code_for(client, member, django_capture_on_commit_callbacks)
    for _ in range(3):
        client.post(CONFIRM, {"code": "WRONG1"})
    client.post(CONFIRM, {"code": code})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("door", [CODE, RESET])
def test_known_and_unknown_addresses_get_the_same_answer(
    door: str, member: User, django_capture_on_commit_callbacks: Any
) -> None:
    answers = []
    for address in (member.email, "nobody@company.example"):
        client = Client()
        with django_capture_on_commit_callbacks(execute=True):
            first = client.post(door, {"email": address})
        page = client.get(first.url)
        text = page.content.decode().replace(address, "")
        answers.append((first.status_code, first.url, page.status_code, re.sub(r"[A-Za-z0-9]{64}", "", text)))
    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [[member.email]]


def test_resets_do_not_flood_a_mailbox_whatever_the_headers(
    member: User, django_capture_on_commit_callbacks: Any
) -> None:
    for number in range(20):
        with django_capture_on_commit_callbacks(execute=True):
            Client().post(RESET, {"email": member.email}, headers={"X-Forwarded-For": f"198.51.100.{number}"})
    assert len(mail.outbox) <= 3


def test_a_reset_leads_to_our_own_address(
    client: Client, member: User, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.SITE_URL = "https://portal.example"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(RESET, {"email": member.email}, headers={"Host": "evil.example"})
    assert "https://portal.example/accounts/password/reset/key/" in mail.outbox[0].body
    assert "evil.example" not in mail.outbox[0].body
    link = re.search(r"https://portal.example(\S+)", mail.outbox[0].body).group(1)
    form = client.get(client.get(link).url)
    assert form.status_code == 200
    assert client.post(
        form.request["PATH_INFO"], {"password1": "another long one 5", "password2": "another long one 5"}
    )
    member.refresh_from_db()
    assert member.check_password("another long one 5")


def test_nobody_signs_up_without_an_invitation(client: Client) -> None:
    people = User.objects.count()
    for answer in (
        client.get("/accounts/signup/"),
        client.post("/accounts/signup/", {"email": "me@company.example", "password1": PASSWORD}),
    ):
        assert b"invitation" in answer.content
    assert User.objects.count() == people


def asked(client: Client) -> tuple[str, list[bool]]:
    """Whom a page takes one for, and which of its first two statements read a session or that person."""
    with CaptureQueriesContext(connection) as heard:
        answer = client.get("/")
    first = [one["sql"] for one in heard.captured_queries[:2]]
    reads = ['"django_session"' in sql or sql.startswith('SELECT "accounts_user"') for sql in first]
    return answer.wsgi_request.user.email if answer.wsgi_request.user.is_authenticated else "", reads


def test_session_and_person_are_one_statement_and_the_list_of_sessions_decides_nothing(
    client: Client, manager: User, supervisor: User
) -> None:
    sign_in(client, manager)
    client.get("/")
    assert asked(client) == (manager.email, [True, False])
    UserSession.objects.update(user=supervisor)
    assert asked(client)[0] == manager.email
    UserSession.objects.all().delete()
    assert asked(client)[0] == manager.email
    UserSession.objects.all().delete()
    Session.objects.update(expire_date=datetime(2020, 1, 31, tzinfo=UTC))
    assert asked(client)[0] == ""


def test_a_listed_session_ends_with_its_day_and_with_a_new_password(client: Client, manager: User) -> None:
    sign_in(client, manager)
    assert asked(client)[0] == manager.email
    Session.objects.update(expire_date=datetime(2020, 1, 31, tzinfo=UTC))
    assert asked(client)[0] == ""
    sign_in(client, manager)
    assert asked(client)[0] == manager.email
    manager.set_password("quite another one")
    manager.save(update_fields=["password"])
    assert asked(client)[0] == ""
