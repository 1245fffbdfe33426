"""Tokens open the API and nothing else."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions.tokens import drop_tokens, issue_token
from accounts.models import ApiToken, User

API = "/api/v1/participants/"


def token_of(person: User, days: int = 30) -> str:
    ref = person.acting_for.membership_ref if person.acting_for else ""
    now = timezone.now()
    return issue_token(user=person, by=person, now=now, name="t", scope="read", days=days, membership_ref=ref)[1]


def call(secret: str, client: Client | None = None, path: str = API) -> Any:
    return (client or Client()).get(path, headers={"Authorization": f"Token {secret}"})


def test_a_token_opens_the_api_also_when_staff_need_a_second_factor(manager: User) -> None:
    assert call(token_of(manager)).status_code == 200


def test_pages_never_look_at_tokens(manager: User) -> None:
    assert call(token_of(manager), path="/staff/").status_code == 302


def forged(person: User, secret: str) -> str:
    return secret[:-1] + ("0" if secret[-1] != "0" else "1")


def expired(person: User, secret: str) -> str:
    ApiToken.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    return secret


def revoked(person: User, secret: str) -> str:
    drop_tokens(user=person, by=None, now=timezone.now())
    return secret


def of_an_inactive_person(person: User, secret: str) -> str:
    User.objects.filter(pk=person.pk).update(is_active=False)
    return secret


def past_the_last_day(person: User, secret: str) -> str:
    User.objects.filter(pk=person.pk).update(access_until=date(2020, 1, 31))
    return secret


def empty(person: User, secret: str) -> str:
    return ""


@pytest.mark.parametrize("spoil", [forged, expired, revoked, of_an_inactive_person, past_the_last_day, empty])
def test_what_is_no_token_is_401(spoil: Any, auditor: User) -> None:
    answer = call(spoil(auditor, token_of(auditor)))
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"


def test_a_wrong_token_is_not_saved_by_a_session(manager: User, signed_in: Any) -> None:
    assert call("wrong", signed_in(manager)).status_code == 401


def test_the_token_wins_over_the_session(manager: User, member: User, signed_in: Any) -> None:
    mine = call(token_of(member), signed_in(manager)).json()["results"]
    assert [row["name"] for row in mine] == ["Prairie Lantern Energy"]


def test_a_rotated_installation_key_ends_all_tokens(manager: User, settings: Any) -> None:
    secret = token_of(manager)
    settings.SECRET_KEY = "another-key-of-this-installation"
    assert call(secret).status_code == 401


def test_a_token_of_an_ended_membership_reads_nothing(member: User) -> None:
    secret = token_of(member)
    member.memberships.update(ended_at=timezone.now())
    answer = call(secret)
    assert answer.status_code in (200, 403)
    assert answer.json().get("results", []) == []


def test_the_last_use_is_noted_once_a_minute(manager: User, django_assert_num_queries: Any) -> None:
    secret = token_of(manager)
    call(secret)
    first = ApiToken.objects.get().last_used_at
    call(secret)
    assert ApiToken.objects.get().last_used_at == first
    ApiToken.objects.update(last_used_at=first - timedelta(minutes=2))
    call(secret)
    assert ApiToken.objects.get().last_used_at >= first
