"""Two callers at once, on two connections: one succeeds, the second is refused with a reason."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from participants.actions.assignments import assign, assign_many
from participants.actions.change_review import approve_change
from participants.actions.change_signing import sign_change
from participants.actions.change_sweep import bring_into_effect
from participants.actions.changes import submit_change
from participants.actions.contact_roles import end_role
from participants.actions.contacts import remove_contact
from participants.actions.follow_up_steps import cancel_follow_up, finish_follow_up
from participants.actions.follow_ups import add_follow_up
from participants.actions.glass_breaks import break_glass
from participants.actions.joinings import join_participants
from participants.actions.memberships import add_membership, end_membership
from participants.actions.participants import add_participant, change_participant
from participants.choices import NEVER_WITHOUT, MembershipKind
from participants.models import Assignment, Change, ContactRole, FollowUp, GlassBreak, Joining, Membership, Participant
from participants.tests.actions.changing import BANK, begun, inside, load_changes, may_sign, signed
from participants.tests.actions.following_up import clock_of, load_deadlines
from participants.tests.factories import ContactFactory, ContactRoleFactory, MembershipFactory, ParticipantFactory
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import Refused
from portal.testing import acting

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = date(2026, 11, 18)


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run the calls at the same moment, each on a connection of its own; a refusal is returned as its reason."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return call()
        except Refused as refusal:
            return refusal.reason
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def the_loser(results: list[Any]) -> str:
    """The reason given to the one caller who lost."""
    reasons = [result for result in results if isinstance(result, str)]
    assert len(reasons) == 1, results
    return reasons[0]


@pytest.mark.parametrize("kind", NEVER_WITHOUT)
def test_two_representatives_do_not_both_leave(
    lantern: SimpleNamespace, manager: User, supervisor: User, now: datetime, kind: str
) -> None:
    first = lantern.contact.roles.get(kind=kind)
    second = ContactRoleFactory(contact=ContactFactory(participant=lantern.participant), kind=kind)
    results = at_once(
        lambda: end_role(contact_role=first, by=manager, now=now, ends_on=TODAY),
        lambda: end_role(contact_role=second, by=supervisor, now=now, ends_on=TODAY),
    )
    assert "name another one first" in the_loser(results)
    assert ContactRole.objects.filter(participant=lantern.participant, kind=kind, ends_on=None).count() == 1


def test_two_contacts_with_the_last_roles_are_not_both_removed(
    lantern: SimpleNamespace, manager: User, supervisor: User, now: datetime
) -> None:
    other = ContactFactory(participant=lantern.participant)
    for kind in NEVER_WITHOUT:
        ContactRoleFactory(contact=other, kind=kind)
    results = at_once(
        lambda: remove_contact(contact=lantern.contact, by=manager, now=now),
        lambda: remove_contact(contact=other, by=supervisor, now=now),
    )
    assert "name another one first" in the_loser(results)


def test_two_administrators_do_not_both_go(lantern: SimpleNamespace, org_admin: User, now: datetime) -> None:
    other = acting(MembershipFactory(participant=lantern.participant, kind=MembershipKind.ADMIN).user)
    results = at_once(
        lambda: end_membership(membership=org_admin.memberships.get(), by=org_admin, now=now),
        lambda: end_membership(membership=other.memberships.get(), by=other, now=now),
    )
    assert "at least one organization administrator" in the_loser(results)
    assert Membership.objects.filter(participant=lantern.participant, ended_at=None).count() == 1


def test_one_participant_is_not_assigned_twice(supervisor: User, manager: User, colleague: User, now: datetime) -> None:
    participant = ParticipantFactory()
    terms = {"participant": participant, "kind": "primary", "by": supervisor, "now": now, "starts_on": TODAY}
    results = at_once(
        lambda: assign(**terms, person=manager),
        lambda: assign(**terms, person=colleague),
    )
    assert "holds “Account manager”" in the_loser(results)
    assert Assignment.objects.get().participant == participant


def test_two_bulk_assignments_that_overlap_do_not_mix(
    supervisor: User, manager: User, colleague: User, now: datetime
) -> None:
    first, second, third = ParticipantFactory.create_batch(3)
    terms = {"kind": "primary", "by": supervisor, "now": now, "starts_on": TODAY}
    results = at_once(
        lambda: assign_many(**terms, participants=[first, second], person=manager),
        lambda: assign_many(**terms, participants=[third, second], person=colleague),
    )
    assert second.name in the_loser(results)
    assert Assignment.objects.count() == 2


def test_the_database_refuses_an_overlap_the_check_could_not_see(
    supervisor: User, manager: User, colleague: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the other row had been committed between the check and the write."""
    participant = ParticipantFactory()
    terms = {"participant": participant, "kind": "primary", "by": supervisor, "now": now, "starts_on": TODAY}
    assign(**terms, person=manager)
    monkeypatch.setattr("participants.actions.assignments._require_free", lambda *terms: None)
    with pytest.raises(Refused, match="Somebody else was assigned"):
        assign(**terms, person=colleague)
    assert Assignment.objects.get().person == manager


def test_one_company_is_not_joined_into_two(lantern: SimpleNamespace, supervisor: User, now: datetime) -> None:
    absorbed, other = ParticipantFactory.create_batch(2)
    terms = {"absorbed": absorbed, "by": supervisor, "now": now, "reason": "One company"}
    results = at_once(
        lambda: join_participants(kept=lantern.participant, **terms),
        lambda: join_participants(kept=other, **terms),
    )
    assert "joined into another company already" in the_loser(results)
    assert Joining.objects.get().absorbed == absorbed


def test_two_companies_are_not_joined_into_each_other(supervisor: User, now: datetime) -> None:
    one, other = ParticipantFactory.create_batch(2)
    terms = {"by": supervisor, "now": now, "reason": "One company"}
    results = at_once(
        lambda: join_participants(kept=one, absorbed=other, **terms),
        lambda: join_participants(kept=other, absorbed=one, **terms),
    )
    assert "already" in the_loser(results)
    assert Participant.objects.filter(joined_into=None, pk__in=[one.pk, other.pk]).count() == 1


def test_a_circle_of_parents_does_not_close(supervisor: User, now: datetime) -> None:
    one, other = ParticipantFactory.create_batch(2)
    results = at_once(
        lambda: change_participant(participant=one, by=supervisor, now=now, parent=other),
        lambda: change_participant(participant=other, by=supervisor, now=now, parent=one),
    )
    assert "above itself" in the_loser(results)


def test_a_duns_number_is_given_once(supervisor: User, colleague: User, now: datetime) -> None:
    results = at_once(
        lambda: add_participant(by=supervisor, now=now, name="One", duns="987654321"),
        lambda: add_participant(by=colleague, now=now, name="Other", duns="987654321"),
    )
    assert "already carries this DUNS" in the_loser(results)


def test_a_person_gets_one_membership(lantern: SimpleNamespace, outsider: User, manager: User, supervisor: User, now):
    terms = {"participant": lantern.participant, "user": outsider, "kind": "member", "now": now, "starts_on": TODAY}
    results = at_once(lambda: add_membership(**terms, by=manager), lambda: add_membership(**terms, by=supervisor))
    assert "already has a membership" in the_loser(results)


def test_the_glass_is_broken_once(restricted: SimpleNamespace, manager: User) -> None:
    def call() -> GlassBreak:
        return break_glass(
            participant=restricted.participant, by=manager, now=timezone.now(), reason="Needed for an outage."
        )

    assert "already open" in the_loser(at_once(call, call))
    assert GlassBreak.objects.count() == 1


@pytest.mark.parametrize("rival", ["finish", "cancel"])
def test_a_follow_up_ends_once(
    lantern: SimpleNamespace, manager: User, supervisor: User, now: datetime, rival: str
) -> None:
    load_deadlines(now)
    row = add_follow_up(participant=lantern.participant, title="Call", in_days=2, by=manager, now=now)
    calls = {
        "finish": lambda: finish_follow_up(follow_up=row, by=supervisor, now=now),
        "cancel": lambda: cancel_follow_up(follow_up=row, by=supervisor, now=now, reason="Over"),
    }
    results = at_once(lambda: finish_follow_up(follow_up=row, by=manager, now=now), calls[rival])
    assert "is over; add a new one" in the_loser(results)
    winner = next(result for result in results if isinstance(result, FollowUp))
    row.refresh_from_db()
    assert row.state == winner.state
    assert clock_of(row).outcome == {"done": "met", "canceled": "canceled"}[row.state]


def test_two_sweeps_bring_a_change_into_effect_once(
    lantern: SimpleNamespace, member: User, supervisor: User, now: datetime
) -> None:
    load_changes(now)
    change = signed(lantern, may_sign(lantern, member), now, wanted_on=date(2026, 12, 1))
    approve_change(change=change, by=supervisor, now=now)
    at = Change.objects.get().due_at
    done = at_once(*[lambda: bring_into_effect(now=at)] * 4)
    assert sorted(done) == [0, 0, 0, 1]
    assert AuditEvent.objects.filter(verb="participants.change.took_effect").count() == 1


def test_of_two_signatures_at_once_by_one_person_one_counts(
    lantern: SimpleNamespace, member: User, now: datetime
) -> None:
    load_changes(now)
    may_sign(lantern, member)
    change = inside(member, submit_change, change=begun(lantern, member, now, values={"bank": BANK}), now=now)
    results = at_once(*[lambda: inside(member, sign_change, change=change, now=now)] * 2)
    assert "signed already" in the_loser(results)
    assert Change.objects.get().state == "submitted"
