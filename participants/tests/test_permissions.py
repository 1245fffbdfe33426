"""Who may do what to a participant, person by person; the outsider comes first."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from accounts.models import Absence, User
from participants import permissions
from participants.choices import MembershipKind
from participants.models import GlassBreak, Participant
from participants.tests.factories import AssignmentFactory, FollowUpFactory, MembershipFactory
from portal.lifecycle.refusals import NotPermitted
from portal.scoping.today import market_day
from portal.testing import acting

PEOPLE = (
    "outsider",
    "member",
    "org_admin",
    "agent",
    "manager",
    "colleague",
    "senior",
    "supervisor",
    "specialist",
    "auditor",
)
STAFF = {"manager", "colleague", "senior", "supervisor", "specialist", "auditor"}
# Towards Prairie Lantern; `agent` acts for Blue Mesa at that moment.
MAY = {
    "can_view": STAFF | {"member", "org_admin"},
    "can_edit": {"manager", "supervisor"},
    "can_edit_people": {"manager", "supervisor", "org_admin"},
    "can_invite": {"manager", "supervisor", "org_admin"},
}
MAY_AT_LARGE = {
    "can_add": {"manager", "colleague", "senior", "supervisor"},
    "can_assign": {"supervisor"},
    "can_restrict": {"supervisor"},
    "can_join": {"supervisor"},
    "can_import": {"supervisor"},
    "can_export": {"manager", "colleague", "senior", "supervisor", "auditor"},
    "can_edit_catalog": {"supervisor"},
}
TODAY = market_day(timezone.now())
DAY = timedelta(days=1)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", MAY)
def test_each_person_towards_a_participant(
    request: pytest.FixtureRequest, lantern: SimpleNamespace, name: str, who: str
) -> None:
    answer = getattr(permissions, name)(request.getfixturevalue(who), lantern.participant)
    assert bool(answer) == (who in MAY[name]), answer
    assert answer or answer.reason.endswith(".")


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", MAY_AT_LARGE)
def test_each_person_at_large(request: pytest.FixtureRequest, name: str, who: str) -> None:
    answer = getattr(permissions, name)(request.getfixturevalue(who))
    assert bool(answer) == (who in MAY_AT_LARGE[name]), answer
    assert answer or answer.reason.endswith(".")


def test_a_no_becomes_a_refusal_with_the_same_sentence(lantern: SimpleNamespace, outsider: User) -> None:
    answer = permissions.can_edit_people(outsider, lantern.participant)
    with pytest.raises(NotPermitted) as refusal:
        answer.enforce()
    assert refusal.value.reason == answer.reason


@pytest.mark.parametrize(("first", "last", "may"), [(-1, 1, True), (0, 0, True), (-3, -1, False), (1, 3, False)])
def test_a_stand_in_acts_during_the_absence_only(
    lantern: SimpleNamespace, manager: User, colleague: User, first: int, last: int, may: bool
) -> None:
    Absence.objects.create(
        person=manager, stand_in=colleague, starts_on=TODAY + first * DAY, ends_on=TODAY + last * DAY
    )
    assert bool(permissions.can_edit(colleague, lantern.participant)) == may


def test_an_assignment_that_is_over_gives_no_right(lantern: SimpleNamespace, colleague: User) -> None:
    AssignmentFactory(participant=lantern.participant, person=colleague, kind="backup", ends_on=TODAY - DAY)
    assert not permissions.can_edit(colleague, lantern.participant)


def test_a_backup_may_act(lantern: SimpleNamespace, colleague: User) -> None:
    AssignmentFactory(participant=lantern.participant, person=colleague, kind="backup")
    assert permissions.can_edit(colleague, lantern.participant)


def test_a_narrowed_administrator_has_no_say_over_people(lantern: SimpleNamespace, org_admin: User) -> None:
    membership = org_admin.memberships.get()
    membership.registrations.set([lantern.qse])
    membership.apply(narrowed=True)
    answer = permissions.can_edit_people(acting(org_admin), lantern.participant)
    assert not answer
    assert "registrations" in answer.reason


def test_a_closed_account_may_nothing(lantern: SimpleNamespace, org_admin: User, supervisor: User) -> None:
    org_admin.is_active = supervisor.is_active = False
    assert not permissions.can_edit_people(org_admin, lantern.participant)
    assert not permissions.can_edit(supervisor, lantern.participant)
    assert not permissions.can_assign(supervisor)


@pytest.mark.parametrize("who", ["manager", "colleague", "specialist"])
def test_a_restricted_participant_is_closed_to_others(
    request: pytest.FixtureRequest, restricted: SimpleNamespace, who: str
) -> None:
    person = request.getfixturevalue(who)
    assert not permissions.can_view(person, restricted.participant)
    assert bool(permissions.can_break_glass(person, restricted.participant)) == (who != "specialist")


@pytest.mark.parametrize("who", ["senior", "supervisor", "auditor"])
def test_a_restricted_participant_is_open_to_few_who_need_break_no_glass(
    request: pytest.FixtureRequest, restricted: SimpleNamespace, who: str
) -> None:
    person = request.getfixturevalue(who)
    assert permissions.can_view(person, restricted.participant)
    assert not permissions.can_break_glass(person, restricted.participant)


def test_broken_glass_opens_to_read_not_to_change(restricted: SimpleNamespace, manager: User) -> None:
    now = timezone.now()
    GlassBreak.objects.create(
        participant=restricted.participant, person=manager, reason="x", opened_at=now, expires_at=now + DAY
    )
    assert permissions.can_view(manager, restricted.participant)
    assert not permissions.can_edit(manager, restricted.participant)
    assert not permissions.can_break_glass(manager, restricted.participant)


def test_glass_is_broken_only_where_there_is_some(lantern: SimpleNamespace, colleague: User) -> None:
    assert permissions.can_break_glass(colleague, lantern.participant).reason == "This participant is not restricted."


def test_nobody_works_on_a_joined_participant(
    lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User
) -> None:
    mesa.participant.apply(joined_into_id=lantern.participant.pk)
    assert permissions.can_edit(supervisor, mesa.participant) == permissions.JOINED


def test_an_administrator_of_one_company_has_no_say_over_the_other(
    lantern: SimpleNamespace, mesa: SimpleNamespace, org_admin: User
) -> None:
    MembershipFactory(user=org_admin, participant=mesa.participant, kind=MembershipKind.MEMBER)
    person = acting(org_admin, lantern.participant)
    assert permissions.can_edit_people(person, lantern.participant)
    assert not permissions.can_edit_people(person, Participant.objects.get(pk=mesa.participant.pk))
    assert not permissions.can_edit_people(acting(org_admin, mesa.participant), mesa.participant)


def test_a_list_offers_what_may_be_moved_along(lantern, mesa, manager, colleague, specialist, auditor, supervisor):
    theirs = FollowUpFactory(participant=lantern.participant, responsible=manager)
    own = FollowUpFactory(participant=mesa.participant, responsible=colleague)
    rows = [theirs, own]
    for person in (manager, colleague, specialist, auditor, supervisor):
        allowed = {row.pk for row in rows if permissions.can_work_on(person, row)}
        assert permissions.workable(person, rows) == allowed, person
    assert permissions.workable(manager, rows) == {theirs.pk}
    assert permissions.workable(colleague, rows) == {own.pk}
