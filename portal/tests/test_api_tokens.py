"""Tokens of the API: what they open, for whom, and how they end."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions.tokens import issue_token, revoke_token
from accounts.models import ApiToken, User
from participants.actions.memberships import change_membership, end_membership
from participants.models import Membership
from participants.tests.factories import MembershipFactory
from portal.lifecycle.refusals import Refused
from portal.tests.api_calls import NEVER

PARTICIPANTS = "/api/v1/participants/"
TOKENS = "/api/v1/tokens/"


def issue(user: User, scope: str = "read", **more: Any) -> tuple[ApiToken, str]:
    bound = {"membership_ref": user.acting_for.membership_ref} if user.acting_for else {}
    now = timezone.now()
    return issue_token(user=user, by=user, now=now, **{"name": "Script", "scope": scope, "days": 30} | bound | more)


def bearer(secret: str, **options: Any) -> Client:
    return Client(headers={"Authorization": f"Token {secret}"}, **options)


def test_a_token_opens_what_its_owner_may_see_and_notes_its_use(member, lantern, mesa):
    token, secret = issue(member)
    answer = bearer(secret).get(PARTICIPANTS)
    assert [row["ref"] for row in answer.json()["results"]] == [lantern.participant.ref]
    token.refresh_from_db()
    assert token.last_used_at is not None


def test_an_agents_token_works_for_the_one_participant_it_was_made_for(agent, lantern, mesa):
    bound_to = Membership.objects.get(user=agent, participant=lantern.participant)
    _, secret = issue(agent, membership_ref=bound_to.ref)
    client = bearer(secret)
    assert [row["ref"] for row in client.get(PARTICIPANTS).json()["results"]] == [lantern.participant.ref]
    assert client.get(f"{PARTICIPANTS}{mesa.participant.ref}/").status_code == 404


def test_a_reading_token_writes_nothing(org_admin, lantern):
    _, secret = issue(org_admin, "read")
    body = {"participant": lantern.participant.ref, "name": "New", "phone": "1"}
    answer = bearer(secret).post("/api/v1/contacts/", body, content_type="application/json")
    assert answer.status_code == 403
    assert answer.json()["code"] == "token_scope"
    assert not lantern.participant.contacts.filter(name="New").exists()


def test_a_writing_token_writes_without_a_browsers_proof(org_admin, lantern):
    _, secret = issue(org_admin, "write")
    body = {"participant": lantern.participant.ref, "name": "New", "phone": "1"}
    client = bearer(secret, enforce_csrf_checks=True)
    assert client.post("/api/v1/contacts/", body, content_type="application/json").status_code == 201


def test_a_token_opens_no_more_than_its_nouns_and_its_membership_of_today(org_admin, lantern):
    now, terms = timezone.now(), {"nouns": ["registrations", "contacts"]}
    token, secret = issue(org_admin, "write", **terms)
    assert token.nouns == ["contacts", "registrations"]
    client = bearer(secret)
    shown = {row["ref"] for row in client.get("/api/v1/registrations/").json()["results"]}
    assert shown == {lantern.qse.ref, lantern.re.ref}
    for closed in (PARTICIPANTS, TOKENS, f"{PARTICIPANTS}{lantern.participant.ref}/", "/api/v1/"):
        answer = client.get(closed)
        assert (answer.status_code, answer.json()["code"]) == (403, "token_scope")
    with pytest.raises(Refused, match="no noun called nothing"):
        issue(org_admin, nouns=["nothing"])
    membership = Membership.objects.get(user=org_admin)
    MembershipFactory(participant=lantern.participant, kind="admin")
    change_membership(membership=membership, by=org_admin, now=now, registrations=[lantern.qse])
    assert [row["ref"] for row in client.get("/api/v1/registrations/").json()["results"]] == [lantern.qse.ref]


def test_a_token_of_staff_needs_no_second_factor_at_each_call(supervisor, settings):
    settings.STAFF_SECOND_FACTOR = True
    _, secret = issue(supervisor)
    assert bearer(secret).get(PARTICIPANTS).status_code == 200


@pytest.mark.parametrize("secret", ["", "wrong", "x" * 64, "é"])
def test_an_unknown_token_is_refused(db, secret):
    answer = bearer(secret).get(PARTICIPANTS)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Token")


def test_a_refused_token_is_not_saved_by_a_session(signed_in, member):
    client = signed_in(member)
    assert client.get(PARTICIPANTS, headers={"Authorization": "Token wrong"}).status_code == 401


def test_a_token_dies_by_time_revocation_and_with_its_owner(member):
    token, secret = issue(member)
    assert bearer(secret).get(PARTICIPANTS).status_code == 200
    ApiToken.objects.filter(pk=token.pk).update(expiry=timezone.now() - timedelta(seconds=1))
    assert bearer(secret).get(PARTICIPANTS).status_code == 401
    token, secret = issue(member)
    revoke_token(token=token, by=member, now=timezone.now())
    assert bearer(secret).get(PARTICIPANTS).status_code == 401
    _, secret = issue(member)
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert bearer(secret).get(PARTICIPANTS).status_code == 401


def test_a_token_dies_with_the_membership_it_was_made_for(member, supervisor):
    _, secret = issue(member)
    end_membership(membership=Membership.objects.get(user=member), by=supervisor, now=timezone.now())
    assert bearer(secret).get(PARTICIPANTS).status_code == 401


def test_a_token_opens_no_page(member):
    _, secret = issue(member)
    assert bearer(secret).get("/accounts/password/change/").status_code == 302


# -- the endpoint -------------------------------------------------------------------------------


def test_one_sees_and_revokes_the_own_tokens_only(signed_in, member, outsider):
    foreign, foreign_secret = issue(outsider)
    own, secret = issue(member)
    client = signed_in(member)
    listed = client.get(TOKENS).json()["results"]
    assert [row["ref"] for row in listed] == [own.ref]
    assert set(listed[0]) == {"ref", "name", "scope", "nouns", "membership", "created_at", "expires_at", "last_used_at"}
    answers = [client.post(f"{TOKENS}{ref}/revoke/", content_type="application/json") for ref in (foreign.ref, NEVER)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json() == answers[1].json()
    assert bearer(foreign_secret).get(PARTICIPANTS).status_code == 200
    assert client.post(f"{TOKENS}{own.ref}/revoke/", content_type="application/json").status_code == 204
    assert bearer(secret).get(PARTICIPANTS).status_code == 401


def test_not_even_a_supervisor_sees_anothers_tokens_here(signed_in, supervisor, member):
    issue(member)
    assert signed_in(supervisor).get(TOKENS).json()["results"] == []


def test_a_token_is_not_made_by_the_api(signed_in, member):
    answer = signed_in(member).post(TOKENS, {"name": "x"}, content_type="application/json")
    assert answer.status_code == 405


def test_a_token_revokes_itself_only_when_it_may_write(member):
    token, secret = issue(member, "read")
    assert bearer(secret).post(f"{TOKENS}{token.ref}/revoke/", content_type="application/json").status_code == 403
    token, secret = issue(member, "write")
    assert bearer(secret).post(f"{TOKENS}{token.ref}/revoke/", content_type="application/json").status_code == 204
