"""The public form: what people send, what machines send, and that nobody learns anything by it."""

import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from accounts.models import User
from participants.forms.applications import OPENED, opened_now
from participants.models import Application
from participants.rules import intake
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import MarketRoleFactory
from portal.outbox.models import OutboundMessage

pytestmark = pytest.mark.django_db

FORM = "/apply/"
SENT = "/apply/sent/"
ACKNOWLEDGED = "participants.application.acknowledged"
WRITTEN = {
    "company": "Larkspur Grid Storage LLC",
    "contact_name": "Nadia Okafor",
    "email": "nadia@larkspur.example",
    "phone": "",
    "message": "Two sites",
    "intended_start": "",
    "consent": "on",
    "homepage": "",
}


@pytest.fixture(autouse=True)
def _deadlines(db: None) -> None:
    load_deadlines(datetime.now(UTC))


def opened_before(age: timedelta) -> str:
    """The mark of a form that was opened so long ago."""
    signer = signing.TimestampSigner(salt=OPENED.salt)
    signer.timestamp = lambda: signing.b62_encode(int(time.time() - age.total_seconds()))
    return signer.sign("apply")


@pytest.fixture
def opened() -> str:
    """The mark of a form that was opened a minute ago."""
    return opened_before(timedelta(minutes=1))


def mails() -> int:
    return OutboundMessage.objects.filter(kind=ACKNOWLEDGED).count()


def send(client: Client, mark: str, **given: Any) -> Any:
    where = {name: given.pop(name) for name in ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR") if name in given}
    return client.post(FORM, WRITTEN | {"opened": mark} | given, **where)


def test_anybody_reaches_it_from_the_sign_in_page(client: Client) -> None:
    assert 'href="/apply/"' in client.get("/accounts/login/").content.decode()
    page = client.get(FORM)
    assert page.status_code == 200
    assert "no-cache" in page["Cache-Control"]
    assert "sessionid" not in client.cookies


def test_what_was_sent_is_stored(client: Client, opened: str, supervisor: User) -> None:
    MarketRoleFactory(code="RE")
    MarketRoleFactory(code="QSE-R", kind="profile")
    response = send(client, opened, roles=["RE"], intended_start="2027-06-01")
    assert (response.status_code, response["Location"]) == (302, SENT)
    row = Application.objects.get()
    assert (row.company, [role.code for role in row.roles.all()]) == ("Larkspur Grid Storage LLC", ["RE"])
    assert row.client_network == "127.0.0.1"
    assert "thank you" in client.get(SENT).content.decode().lower()


def test_only_roles_one_can_register_in_are_offered(client: Client, opened: str) -> None:
    for code, told in {
        "RE": {},
        "QSE-R": {"kind": "profile"},
        "OLD": {"effective_to": "2020-01-01"},
        "NEXT": {"effective_from": "2990-01-01"},
    }.items():
        MarketRoleFactory(code=code, name=f"Name of {code}", **told)
    text = client.get(FORM).content.decode()
    assert [code for code in ("RE", "QSE-R", "OLD", "NEXT") if f"Name of {code}" in text] == ["RE"]
    assert send(client, opened, roles=["OLD"]).status_code == 422


@pytest.mark.parametrize(
    "given",
    [{"consent": ""}, {"company": " "}, {"email": "nobody"}, {"contact_name": ""}, {"intended_start": "soon"}],
)
def test_what_is_missing_is_said_beside_its_field(client: Client, opened: str, given: dict[str, str]) -> None:
    response = send(client, opened, **given)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == set(given)
    assert not Application.objects.exists()


@pytest.mark.parametrize("field", ["company", "roles", "opened", "intended_start", "message", "homepage", "phone"])
def test_a_character_no_text_can_hold_is_no_fault_of_ours(client: Client, opened: str, field: str) -> None:
    MarketRoleFactory(code="RE")
    assert send(client, opened, **{field: "R\x00E"}).status_code in (302, 400, 422)
    assert not Application.objects.exists()


def test_other_spellings_of_an_address_bring_it_no_second_mail(client: Client, opened: str) -> None:
    for email in ("n.adia@larkspur.example", '"nadia"@larkspur.example', "nadia+1@\uff4carkspur.example"):
        assert send(client, opened, email=email, message=email).status_code == 302
    assert (Application.objects.count(), mails()) == (3, 1)


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(client: Client, opened: str) -> None:
    response = send(client, opened, homepage="http://evil.example")
    assert (response.status_code, response["Location"]) == (302, SENT)
    assert not Application.objects.exists()
    assert mails() == 0


def test_a_form_filled_in_at_once_is_asked_to_be_sent_again(client: Client) -> None:
    mark = opened_now()
    response = send(client, mark)
    assert response.status_code == 422
    # The same mark, so that the second try only has to be later.
    assert response.context["opened"] == mark
    assert send(client, opened_before(intake.LEAST + timedelta(seconds=2))).status_code == 302


@pytest.mark.parametrize("mark", ["", "apply", "apply:1:forged", "\x00"])
def test_a_mark_of_somebody_elses_making_is_none(client: Client, mark: str) -> None:
    response = send(client, mark)
    assert response.status_code == 422
    assert response.context["opened"] != mark
    assert not Application.objects.exists()


def test_a_form_of_yesterday_is_asked_to_be_sent_again(client: Client) -> None:
    old = opened_before(intake.LONGEST + timedelta(minutes=1))
    response = send(client, old)
    assert response.status_code == 422
    assert response.context["opened"] != old


def test_changing_forwarding_headers_brings_no_more_mails(client: Client, opened: str) -> None:
    codes = [
        send(client, opened, email=f"victim{number}@company.example", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
        for number in range(20)
    ]
    assert mails() == intake.NETWORK_PER_HOUR
    assert [response.status_code for response in codes].count(429) == 20 - intake.NETWORK_PER_HOUR
    assert "your network" in codes[-1].content.decode()


def test_behind_a_proxy_of_ours_only_its_own_entry_counts(client: Client, opened: str, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(20):
        forged = f"198.51.100.{number}, 203.0.113.7"
        send(client, opened, email=f"victim{number}@company.example", HTTP_X_FORWARDED_FOR=forged)
    assert mails() == intake.NETWORK_PER_HOUR
    send(client, opened, email="other@company.example", HTTP_X_FORWARDED_FOR="203.0.113.8")
    assert mails() == intake.NETWORK_PER_HOUR + 1


def test_known_and_unknown_addresses_get_the_same_answer(
    client: Client, opened: str, org_admin: User, lantern: SimpleNamespace
) -> None:
    answers = []
    for number, email in enumerate((org_admin.email, lantern.contact.email, "nobody@company.example", org_admin.email)):
        response = send(client, opened, email=email, REMOTE_ADDR=f"203.0.113.{number}")
        answers.append((response.status_code, response["Location"], response.content))
    assert len(set(answers)) == 1
    assert mails() == 3


def test_a_mailbox_that_sent_many_gets_the_same_answer_too(client: Client, opened: str) -> None:
    for number in range(intake.MAILBOX_PER_DAY + 1):
        response = send(client, opened, message=f"Text {number}", REMOTE_ADDR=f"203.0.113.{number}")
        assert (response.status_code, response["Location"]) == (302, SENT)
    assert mails() == 1


def test_what_was_written_is_shown_as_text(signed_in: Any, client: Client, opened: str, supervisor: User) -> None:
    send(client, opened, company="<script>alert(1)</script>", message="<img src=x onerror=alert(1)>")
    text = signed_in(supervisor).get(Application.objects.get().get_absolute_url()).content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "&lt;img src=x" in text


def test_another_site_cannot_send_it(opened: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(FORM, WRITTEN | {"opened": opened}).status_code == 403


@pytest.mark.parametrize("who", ["member", "manager"])
def test_whoever_is_signed_in_may_send_it_too(request: Any, signed_in: Any, opened: str, who: str) -> None:
    assert send(signed_in(request.getfixturevalue(who)), opened).status_code == 302
    assert Application.objects.count() == 1
