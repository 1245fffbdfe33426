"""Signing in against a provider on this machine: set up, tried, switched on, and everything that must not get in."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import PASSWORD
from participants.actions.memberships import end_at_once
from participants.actions.sign_in_connections import cipher
from participants.actions.sign_in_domains import confirm_domain
from participants.models import Membership, SignInAttempt, SignInConnection, SignInDomain, SignInIdentity
from participants.tests.signing_in.provider import CLIENT, OTHER_KEY, SECRET, Provider
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import Refused
from portal.outbox.models import Notification

pytestmark = pytest.mark.django_db
PAGE = "/my/people/sign-in/"
LOGIN = "/accounts/login/"


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    provider = Provider()
    yield provider
    provider.stop()


@pytest.fixture
def provider(running: Provider, settings: Any) -> Provider:
    running.back_to_normal()
    settings.SIGN_IN_INSIDE_HOSTS = [running.host]
    settings.SITE_URL = "http://testserver"
    settings.ACCOUNT_RATE_LIMITS = {}
    running.claims = {"email": "analyst@prairielantern.example", "email_verified": True}
    return running


@pytest.fixture
def on(lantern: SimpleNamespace, member: User, supervisor: User, provider: Provider, now: datetime) -> SignInConnection:
    """Prairie Lantern's connection, on, with its confirmed domain."""
    confirmed = {"confirmed_at": now, "confirmed_by": supervisor}
    SignInDomain.objects.create(participant=lantern.participant, domain="prairielantern.example", **confirmed)
    for person in User.objects.filter(email__endswith="@prairielantern.example"):
        EmailAddress.objects.get_or_create(
            user=person, email=person.email, defaults={"verified": True, "primary": True}
        )
    return SignInConnection.objects.create(
        participant=lantern.participant,
        name="Directory",
        protocol="oidc",
        state="on",
        issuer=provider.issuer,
        client_id=CLIENT,
        sealed_secret=cipher().encrypt(SECRET.encode()).decode(),
        tested_at=now,
    )


def leave(client: Client, email: str = "analyst@prairielantern.example", **more: str) -> dict[str, str]:
    """What the provider is asked."""
    page = client.post("/sign-in/company/", {"email": email} | more)
    assert page.status_code == 200, page.content.decode()[-900:]
    return {name: values[0] for name, values in parse_qs(urlsplit(page.context["url"]).query).items()}


def come_back(client: Client, provider: Provider, asked: dict[str, str]) -> Any:
    return client.get(provider.came_back(asked))


def sign_in(provider: Provider, **more: str) -> Client:
    client = Client()
    come_back(client, provider, leave(client, **more))
    return client


def who(client: Client) -> str:
    return client.session.get("_auth_user_id", "")


def test_an_administrator_sets_up_tries_switches_on_and_requires(
    lantern: SimpleNamespace, org_admin: User, member: User, supervisor: User, signed_in: Callable[[User], Client],
    provider: Provider, now: datetime,
) -> None:  # fmt: skip
    client = signed_in(org_admin)
    given = {"name": "Directory", "issuer": provider.issuer, "client_id": CLIENT, "secret": SECRET}
    assert client.post(PAGE + "add/", given).url == PAGE
    connection = SignInConnection.objects.get()
    assert SECRET not in connection.sealed_secret
    assert connection.state == "draft"
    page = client.get(PAGE).content.decode()
    assert f"/sign-in/company/{connection.ref}/callback/" in page
    assert SECRET not in page
    step = lambda name: client.post(f"{PAGE}{connection.ref}/{name}/")  # noqa: E731
    step("on")
    assert "First sign in once by way of trial" in client.get(PAGE).content.decode()
    asked = {
        n: v[0]
        for n, v in parse_qs(
            urlsplit(client.post(f"/sign-in/company/{connection.ref}/trial/").context["url"]).query
        ).items()
    }
    provider.claims = {"email": "analyst@prairielantern.example"}
    assert come_back(client, provider, asked).url == PAGE
    assert "does not assert a verified e-mail address" in client.get(PAGE).content.decode()
    asked = {
        n: v[0]
        for n, v in parse_qs(
            urlsplit(client.post(f"/sign-in/company/{connection.ref}/trial/").context["url"]).query
        ).items()
    }
    provider.claims |= {"email_verified": True}
    come_back(client, provider, asked)
    assert who(client) == str(org_admin.pk)
    assert not SignInIdentity.objects.exists()
    client.post(PAGE + "domains/", {"domain": "prairielantern.example"})
    step("on")
    assert "have a mail domain confirmed" in client.get(PAGE).content.decode()
    domain = SignInDomain.objects.get()
    twin = SignInDomain.objects.create(participant=member.memberships.get().participant, domain="other.example")
    confirm_domain(domain=domain, by=supervisor, now=now)
    with pytest.raises(Refused, match="already"):
        confirm_domain(domain=domain, by=supervisor, now=now)
    twin.delete()
    step("on")
    connection.refresh_from_db()
    assert connection.is_on
    assert Notification.objects.filter(kind="participants.sign_in.changed", recipient=org_admin).count() == 1
    assert client.post(f"{PAGE}{connection.ref}/change/", {"name": "Directory", "secret": "another"}).url == PAGE
    step("require")
    assert "Nobody could get back in" in client.get(PAGE).content.decode()
    Authenticator.objects.create(user=org_admin, type="totp", data={})
    step("require")
    connection.refresh_from_db()
    assert connection.required
    verbs = set(AuditEvent.objects.filter(verb__startswith="participants.sign_in").values_list("verb", flat=True))
    assert {f"participants.sign_in.{one}" for one in ("added", "tried", "switched_on", "changed", "required")} <= verbs
    assert not AuditEvent.objects.filter(changes__icontains="another").exists()


def test_who_is_linked_by_a_verified_address_comes_in_and_is_known_by_the_subject_alone(
    on: SignInConnection, member: User, outsider: User, provider: Provider, lantern: SimpleNamespace
) -> None:
    client = Client()
    client.session["note"] = "of before"
    before = client.session.session_key
    asked = leave(client, next="/my/people/")
    assert asked["code_challenge_method"] == "S256"
    assert asked["nonce"]
    assert come_back(client, provider, asked).url == "/my/people/"
    assert who(client) == str(member.pk)
    assert client.session.session_key != before
    assert AuditEvent.objects.filter(verb="participants.sign_in.linked", by=member).count() == 1
    # The address and the name may change: the subject is who somebody is.
    provider.claims = {"email": outsider.email, "email_verified": True, "preferred_username": outsider.email}
    assert who(sign_in(provider)) == str(member.pk)
    # Somebody else there with the same address is not that person.
    provider.claims = {
        "sub": "person-2",
        "email": member.email,
        "email_verified": True,
        "preferred_username": "person-1",
    }
    assert who(sign_in(provider)) == ""
    end_at_once(list(Membership.objects.filter(user=member)), by=None, now=timezone.now(), reason="")
    assert not SignInIdentity.objects.exists()
    provider.claims = {"email": member.email, "email_verified": True}
    assert who(sign_in(provider)) == ""
    assert AuditEvent.objects.filter(verb="participants.sign_in.unlinked").count() == 1
    assert User.objects.filter(email=member.email).count() == 1


def test_nothing_else_gets_in_and_all_of_it_reads_the_same(
    on: SignInConnection, member: User, org_admin: User, outsider: User, agent: User, provider: Provider
) -> None:
    EmailAddress.objects.create(user=outsider, email="o@prairielantern.example", verified=True)
    good, then = dict(provider.claims), int(time.time())
    for bent in (
        {"email_verified": False},
        {"email_verified": None},
        {"email": "nobody@prairielantern.example"},
        {"email": "o@prairielantern.example"},
        {"email": outsider.email},
        {"aud": "another client"},
        {"aud": [CLIENT, "another"]},
        {"azp": "another"},
        {"exp": then - 400},
        {"iss": "https://evil.example"},
        {"nonce": "of before"},
        {"sub": ""},
    ):
        provider.claims = good | bent
        client = sign_in(provider)
        assert who(client) == "", bent
        assert "You can&#x27;t be signed in this way" in client.get(LOGIN).content.decode(), bent
    provider.claims = good
    for name, value in (("key", OTHER_KEY), ("kid", "unknown"), ("algorithm", "none")):
        setattr(provider, name, value)
        assert who(sign_in(provider)) == "", name
        provider.back_to_normal()
        provider.claims = good
    provider.discovery = {"issuer": "https://evil.example"}
    page = Client().post("/sign-in/company/", {"email": member.email})
    assert page.status_code == 422
    assert "does not answer" in page.content.decode()
    provider.discovery = {"token_endpoint": "http://169.254.169.254/latest/meta-data/"}
    assert Client().post("/sign-in/company/", {"email": member.email}).status_code == 422
    provider.discovery = {}
    provider.claims, provider.userinfo = {}, {"sub": "another", "email": member.email, "email_verified": True}
    assert who(sign_in(provider)) == ""
    assert not SignInIdentity.objects.exists()


def test_a_state_is_good_once_in_the_browser_it_was_made_for(
    on: SignInConnection, member: User, provider: Provider
) -> None:
    client, thief = Client(), Client()
    asked = leave(client)
    back = provider.came_back(asked)
    thief.get(back)
    assert who(thief) == ""
    client.get(back)
    assert who(client) == str(member.pk)
    for _ in range(2):
        again = Client()
        session = again.session
        session["company_sign_in"] = asked["state"]
        session.save()
        again.cookies["portal_session"] = session.session_key
        again.get(provider.came_back(asked))
        assert who(again) == ""
    late = Client()
    asked = leave(late)
    SignInAttempt.objects.update(expires_at=timezone.now())
    come_back(late, provider, asked)
    assert who(late) == ""
    off = Client()
    asked = leave(off)
    SignInConnection.objects.update(state="off")
    come_back(off, provider, asked)
    assert who(off) == ""


def test_addresses_without_a_provider_read_the_same_and_lead_nowhere(on: SignInConnection, agent: User) -> None:
    for email in ("nobody@nowhere.example", agent.email, "a@sub.prairielantern.example", "admin@bluemesa.example"):
        page = Client().post("/sign-in/company/", {"email": email, "next": "https://evil.example/"})
        assert page.status_code == 422
        assert "No company&#x27;s provider is set up" in page.content.decode()
        assert "evil.example" not in page.content.decode()
    page = Client().post("/sign-in/company/", {"email": "x@prairielantern.example", "next": "//evil.example"})
    assert "Prairie Lantern" not in page.content.decode()
    assert SignInAttempt.objects.get().participant_id == on.participant_id


def test_where_the_provider_is_the_only_way_in_passwords_are_refused_but_not_to_everybody(
    on: SignInConnection, member: User, org_admin: User, agent: User, supervisor: User, provider: Provider,
    signed_in: Callable[[User], Client],
) -> None:  # fmt: skip
    by_provider, stayed = sign_in(provider), signed_in(agent)
    inside = signed_in(member)
    assert inside.get("/my/").status_code == 200
    Authenticator.objects.create(user=org_admin, type="totp", data={})
    administrator = signed_in(org_admin)
    assert "<dt>Linked people</dt><dd>1</dd>" in administrator.get(PAGE).content.decode()
    administrator.post(f"{PAGE}{on.ref}/require/")
    on.refresh_from_db()
    assert on.required
    assert [who(one) for one in (by_provider, stayed, administrator)] == [
        str(one.pk) for one in (member, agent, org_admin)
    ]
    assert inside.get("/my/").status_code == 302, "who had come in by password is signed out"
    Authenticator.objects.all().delete()
    for person in (member, org_admin, agent):
        EmailAddress.objects.get_or_create(
            user=person, email=person.email, defaults={"verified": True, "primary": True}
        )

    def by_password(person: User) -> Client:
        client = Client()
        client.post(LOGIN, {"login": person.email, "password": PASSWORD})
        return client

    refused = by_password(member)
    assert who(refused) == ""
    assert "provider" in refused.get(LOGIN).content.decode()
    assert who(by_password(org_admin)) == ""
    assert who(by_password(agent)) == str(agent.pk)
    assert who(sign_in(provider)) == str(member.pk)
    Authenticator.objects.create(user=org_admin, type="totp", data={})
    client = Client()
    answer = client.post(LOGIN, {"login": org_admin.email, "password": PASSWORD})
    assert answer.url == reverse("mfa_authenticate")
    signed_in(supervisor).post(f"/participants/sign-in/{on.ref}/off/")
    on.refresh_from_db()
    assert on.state == "off"
    assert not on.required
    assert who(by_password(member)) == str(member.pk)


def test_others_neither_see_nor_change_it(
    on: SignInConnection, member: User, outsider: User, agent: User, signed_in: Callable[[User], Client]
) -> None:
    for person, seen in ((outsider, 200), (member, 403), (agent, 403)):
        client = signed_in(person)
        page = client.get(PAGE)
        assert page.status_code == seen
        assert on.name not in page.content.decode()
        assert "prairielantern" not in page.content.decode()
        for path in (f"{PAGE}{on.ref}/off/", f"{PAGE}{on.ref}/change/", f"/sign-in/company/{on.ref}/trial/"):
            assert client.post(path).status_code in (403, 404)
        assert client.post(f"{PAGE}domains/{SignInDomain.objects.get().ref}/drop/").status_code in (403, 404)
    on.refresh_from_db()
    assert on.is_on


def test_a_second_factor_is_asked_from_the_day_on_and_the_provider_s_counts_where_it_is_trusted(
    on: SignInConnection, org_admin: User, member: User, provider: Provider, signed_in: Callable[[User], Client],
    settings: Any,
) -> None:  # fmt: skip
    admin = signed_in(org_admin)
    admin.post(PAGE + "factor/", {"demand": "all", "starts_on": "2020-01-01"})
    assert "today or later" in admin.get(PAGE).content.decode()
    admin.post(PAGE + "factor/", {"demand": "all", "starts_on": ""})
    assert Notification.objects.filter(kind="participants.sign_in.factor", recipient=member).count() == 1
    assert admin.get(PAGE).url == reverse("mfa_index")
    assert signed_in(member).get("/my/").url == reverse("mfa_index")
    provider.claims |= {"amr": ["pwd", "mfa"]}
    assert sign_in(provider).get("/my/").status_code == 302
    on.apply(trusts_factor=True)
    trusted = sign_in(provider)
    assert trusted.get("/my/").status_code == 200
    provider.claims |= {"amr": ["pwd"]}
    assert sign_in(provider).get("/my/").status_code == 302
    settings.PARTICIPANTS_SECOND_FACTOR = "all"
    assert signed_in(member).get("/my/").status_code == 302
