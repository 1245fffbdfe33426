from datetime import datetime, timedelta
from typing import Any

import pytest
from knox.crypto import hash_token

from accounts.actions import tokens
from accounts.models import ApiToken, User
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused


def issue(user: User, now: datetime, **terms: Any) -> tuple[ApiToken, str]:
    usual = {"name": "nightly export", "scope": "read", "days": 30, "by": user}
    return tokens.issue_token(user=user, now=now, **usual | terms)


def test_the_secret_is_given_once_and_kept_as_a_digest(manager: User, now: datetime) -> None:
    token, secret = issue(manager, now)
    row = ApiToken.objects.get()
    assert row.digest == hash_token(secret)
    assert secret not in str(row.__dict__)
    assert row.expiry == now + timedelta(days=30)
    assert AuditEvent.objects.get().verb == "accounts.token.issued"


@pytest.mark.parametrize(
    ("terms"),
    [{"days": 0}, {"days": 366}, {"scope": "root"}, {"name": "  "}, {"membership_ref": "MB-1"}],
)
def test_terms_beyond_measure_are_refused(terms: dict, manager: User, now: datetime) -> None:
    with pytest.raises(Refused):
        issue(manager, now, **terms)
    assert not ApiToken.objects.exists()


def test_nobody_makes_a_token_for_another(supervisor: User, manager: User, now: datetime) -> None:
    with pytest.raises(NotPermitted):
        issue(manager, now, by=supervisor)


def test_a_participants_token_is_bound_to_one_membership(member: User, now: datetime) -> None:
    with pytest.raises(Refused, match="belongs to one membership"):
        issue(member, now)
    token, _ = issue(member, now, membership_ref=member.acting_for.membership_ref)
    assert token.membership_ref == member.acting_for.membership_ref


def test_there_is_a_measure(manager: User, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MOST_TOKENS", 1)
    issue(manager, now)
    with pytest.raises(Refused, match="revoke one"):
        issue(manager, now)
    issue(manager, now + timedelta(days=31))


def test_revoking_ends_it_at_once_and_twice_is_no_error(
    manager: User, colleague: User, supervisor: User, now: datetime
) -> None:
    token, _ = issue(manager, now)
    with pytest.raises(NotPermitted):
        tokens.revoke_token(token=token, by=colleague, now=now)
    tokens.revoke_token(token=token, by=supervisor, now=now)
    tokens.revoke_token(token=token, by=manager, now=now)
    assert not ApiToken.objects.exists()
    assert AuditEvent.objects.filter(verb="accounts.token.revoked").count() == 1


def test_tokens_of_one_membership_end_without_the_others(agent: User, now: datetime) -> None:
    first, second = (membership.ref for membership in agent.memberships_now)
    issue(agent, now, membership_ref=first)
    issue(agent, now, membership_ref=second)
    assert tokens.drop_tokens(user=agent, by=None, now=now, membership_ref=first) == 1
    assert ApiToken.objects.get().membership_ref == second
