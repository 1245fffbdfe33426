"""Joining two companies: previewed, refused where it would leak, and undone to the last row."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps

from accounts.models import User
from participants.access import memberships_of
from participants.actions.contact_roles import give_role
from participants.actions.contacts import add_contact
from participants.actions.joining_rows import MOVES
from participants.actions.joinings import join_participants, preview_joining, undo_joining
from participants.actions.memberships import change_membership
from participants.actions.resources import add_resource
from participants.choices import ContactRoleKind, MembershipKind
from participants.models import (
    Agency,
    Assignment,
    Contact,
    ContactRole,
    CounterParty,
    Joining,
    Membership,
    Participant,
    Registration,
    Representation,
    Resource,
)
from participants.tests.actions.recorded import nothing_recorded
from participants.tests.factories import (
    AgencyFactory,
    AgentMembershipFactory,
    AssignmentFactory,
    ContactFactory,
    ContactRoleFactory,
    MembershipFactory,
    ParticipantFactory,
    ResourceFactory,
)
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)
DAY = timedelta(days=1)
OWNED = (
    Participant,
    Registration,
    CounterParty,
    Contact,
    ContactRole,
    Membership,
    Membership.registrations.through,
    Resource,
    Representation,
    Agency,
    Agency.registrations.through,
    Assignment,
)


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows a joining could touch."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in OWNED}


@pytest.fixture
def terms(lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User, now: datetime) -> dict[str, Any]:
    """Blue Mesa goes into Prairie Lantern."""
    return {
        "kept": lantern.participant,
        "absorbed": mesa.participant,
        "by": supervisor,
        "now": now,
        "reason": "One company since 2019",
    }


@pytest.fixture
def tangled(lantern: SimpleNamespace, mesa: SimpleNamespace, org_admin: User, outsider: User) -> None:
    """Everything that both companies have of their own, and relations between the two."""
    MembershipFactory(user=org_admin, participant=mesa.participant)
    narrowed = MembershipFactory(participant=mesa.participant, narrowed=True)
    narrowed.registrations.set([mesa.qse])
    twin = ContactFactory(participant=mesa.participant, email=lantern.contact.email)
    ContactRoleFactory(contact=twin)
    ContactRoleFactory(contact=twin, kind=ContactRoleKind.CREDIT)
    ContactRoleFactory(contact=twin, kind=ContactRoleKind.SETTLEMENT, registration=mesa.qse)
    between = AgencyFactory(participant=mesa.participant, agent=lantern.participant)
    AgentMembershipFactory(participant=mesa.participant, agency=between)
    AgencyFactory(agent=mesa.participant)
    AgencyFactory(participant=lantern.participant, agent=mesa.participant)
    AssignmentFactory(participant=mesa.participant, kind="backup")
    AssignmentFactory(participant=mesa.participant, kind="mentor", starts_on=TODAY + DAY)
    AssignmentFactory(participant=lantern.participant, kind="mentor")
    CounterParty.objects.create(participant=mesa.participant, since=date(2019, 1, 1))
    ParticipantFactory(parent=mesa.participant, name="Mesa Daughter")
    lantern.participant.apply(parent_id=mesa.participant.pk)
    mesa.participant.apply(parent=ParticipantFactory(name="Grand Holding"))


def test_all_rows_move(terms: dict[str, Any], lantern: SimpleNamespace, mesa: SimpleNamespace, outsider: User) -> None:
    joining = join_participants(**terms)
    for rows in (mesa.qse, mesa.re, mesa.contact, mesa.representative, mesa.resource, mesa.representation):
        rows.refresh_from_db()
        assert rows.participant == lantern.participant
    assert mesa.representation.representative == lantern.participant
    assert outsider.memberships.get().participant == lantern.participant
    mesa.participant.refresh_from_db()
    assert mesa.participant.joined_into == lantern.participant
    told = AuditEvent.objects.filter(verb="participants.joining.made").values_list("participant_id", "reason")
    assert set(told) == {
        (lantern.participant.pk, "One company since 2019"),
        (mesa.participant.pk, "One company since 2019"),
    }
    assert joining.moved["registrations"] == [mesa.qse.pk, mesa.re.pk]


def test_the_joined_company_is_found_no_more_and_its_words_find_the_other(
    terms: dict[str, Any], lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User
) -> None:
    join_participants(**terms)
    assert list(Participant.objects.visible_to(supervisor).search("QMESA")) == [lantern.participant]
    assert not Participant.objects.listed_to(supervisor).filter(pk=mesa.participant.pk).exists()


@pytest.mark.usefixtures("tangled")
def test_undoing_restores_every_row(terms: dict[str, Any], supervisor: User, now: datetime) -> None:
    before = everything()
    joining = join_participants(**terms)
    assert everything() != before
    undo_joining(joining=joining, by=supervisor, now=now + DAY, reason="They were two after all")
    after = everything()
    for name, rows in before.items():
        assert after[name] == rows, name
    joining.refresh_from_db()
    assert (joining.undone_at, joining.undone_by) == (now + DAY, supervisor)


@pytest.mark.usefixtures("tangled")
def test_what_the_kept_company_has_of_its_own_stays_behind(
    terms: dict[str, Any], lantern: SimpleNamespace, mesa: SimpleNamespace, org_admin: User, senior: User, now
) -> None:
    join_participants(**terms)
    (membership,) = memberships_of(org_admin, now)
    assert (membership.participant, membership.kind) == (lantern.participant, MembershipKind.ADMIN)
    (kept,) = Contact.objects.filter(participant=lantern.participant, email=lantern.contact.email)
    kinds = set(kept.roles.values_list("kind", flat=True))
    assert {ContactRoleKind.CREDIT, ContactRoleKind.SETTLEMENT} <= kinds
    assert kept.roles.filter(kind=ContactRoleKind.AUTHORIZED_REPRESENTATIVE).count() == 1
    mesa.assignment.refresh_from_db()
    assert (mesa.assignment.participant, mesa.assignment.ends_on) == (mesa.participant, TODAY - DAY)
    assert lantern.participant.assignments.get(kind="backup")
    lantern.participant.refresh_from_db()
    assert lantern.participant.parent.name == "Grand Holding"
    assert lantern.participant.subsidiaries.get().name == "Mesa Daughter"


def test_nobody_is_taken_the_joined_company_for_the_first_one_again(
    terms: dict[str, Any], lantern: SimpleNamespace, mesa: SimpleNamespace
) -> None:
    join_participants(**terms)
    with pytest.raises(Refused, match="joined into another company already"):
        join_participants(**terms)
    with pytest.raises(Refused, match="itself"):
        join_participants(**{**terms, "absorbed": lantern.participant})
    with pytest.raises(Refused, match="already"):
        join_participants(**{**terms, "kept": mesa.participant, "absorbed": ParticipantFactory()})


def test_a_restricted_company_does_not_open_by_joining(
    terms: dict[str, Any], restricted: SimpleNamespace, lantern: SimpleNamespace
) -> None:
    before = everything()
    with pytest.raises(Refused, match="Quiet Harbor Storage is restricted"):
        join_participants(**{**terms, "absorbed": restricted.participant})
    assert everything() == before
    join_participants(**{**terms, "kept": restricted.participant, "absorbed": lantern.participant})


def test_the_same_unit_code_stands_in_the_way(
    terms: dict[str, Any], lantern: SimpleNamespace, mesa: SimpleNamespace
) -> None:
    ResourceFactory(participant=mesa.participant, code=lantern.resource.code)
    with pytest.raises(Refused, match="LANTERN_UNIT1"):
        join_participants(**terms)


def test_joining_needs_a_reason(terms: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="reason"):
        join_participants(**{**terms, "reason": " "})


@pytest.mark.parametrize("who", ["outsider", "org_admin", "manager", "senior", "auditor"])
def test_others_join_and_undo_nothing(request: pytest.FixtureRequest, terms: dict[str, Any], who: str) -> None:
    person = request.getfixturevalue(who)
    before = everything()
    with pytest.raises(NotPermitted):
        join_participants(**{**terms, "by": person})
    assert everything() == before
    assert nothing_recorded()
    joining = join_participants(**terms)
    joined = everything()
    with pytest.raises(NotPermitted):
        undo_joining(joining=joining, by=person, now=terms["now"], reason="Mine again")
    assert everything() == joined


def test_an_undone_joining_is_not_undone_again(terms: dict[str, Any], supervisor: User, now: datetime) -> None:
    joining = join_participants(**terms)
    undo_joining(joining=joining, by=supervisor, now=now, reason="Two after all")
    with pytest.raises(Refused, match="undone already"):
        undo_joining(joining=joining, by=supervisor, now=now, reason="Again")
    assert join_participants(**terms).pk != joining.pk


def test_later_joinings_are_undone_first(
    terms: dict[str, Any], lantern: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    third, holding = ParticipantFactory(), ParticipantFactory()
    first = join_participants(**terms)
    second = join_participants(**{**terms, "absorbed": third})
    outer = join_participants(**{**terms, "kept": holding, "absorbed": lantern.participant})
    for joining in (first, second):
        with pytest.raises(Refused, match="later joining"):
            undo_joining(joining=joining, by=supervisor, now=now, reason="Out of order")
    for joining in (outer, second, first):
        undo_joining(joining=joining, by=supervisor, now=now, reason="In order")
    assert not Joining.objects.filter(undone_at=None).exists()


def test_rows_added_since_go_with_what_they_are_parts_of(
    terms: dict[str, Any], lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User, org_admin: User, now
) -> None:
    joining = join_participants(**terms)
    common = {"by": supervisor, "now": now}
    contact = Contact.objects.get(pk=mesa.contact.pk)
    role = give_role(contact=contact, kind="billing", starts_on=TODAY, **common)
    unit = add_resource(
        participant=lantern.participant,
        code="NEW",
        type="load",
        registration=Registration.objects.get(pk=mesa.re.pk),
        **common,
    )
    new = add_contact(participant=lantern.participant, name="New since", phone="1", **common)
    narrowed = org_admin.memberships.get()
    change_membership(membership=narrowed, registrations=Registration.objects.filter(role__code="QSE"), **common)
    undo_joining(joining=joining, reason="Two after all", **common)
    for row, home in ((role, mesa), (unit, mesa), (new, lantern)):
        row.refresh_from_db()
        assert row.participant == home.participant, row
    assert list(narrowed.registrations.all()) == [lantern.qse]


def test_a_tie_between_the_two_made_since_is_for_a_person_to_loosen(
    terms: dict[str, Any], lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    joining = join_participants(**terms)
    qse = Registration.objects.get(pk=mesa.qse.pk)
    give_role(contact=lantern.contact, kind="billing", by=supervisor, now=now, starts_on=TODAY, registration=qse)
    joined = everything()
    with pytest.raises(Refused, match="lantern contact"):
        undo_joining(joining=joining, by=supervisor, now=now, reason="Two after all")
    assert everything() == joined


@pytest.mark.usefixtures("tangled")
def test_the_preview_writes_nothing_and_says_who_gains_what(
    lantern: SimpleNamespace, mesa: SimpleNamespace, member: User
) -> None:
    before = everything()
    preview = preview_joining(lantern.participant, mesa.participant)
    assert everything() == before
    assert preview.obstacles == []
    assert preview.moves["registrations"] == 2
    gains = dict(preview.gains)
    assert gains["Mia Member (member)"] == "2 registrations, 2 contacts and 1 resource of Blue Mesa Trading"
    assert gains["Otto Outsider (organization administrator)"] == (
        "2 registrations, 1 contact and 1 resource of Prairie Lantern Energy"
    )
    assert gains["Dana Manager (account manager)"].startswith("may change 2 registrations")
    assert "1 contact of Prairie Lantern Energy" in gains.values(), "one membership is narrowed to registrations"
    assert any("Ana Admin keeps the membership of Prairie Lantern Energy" in note for note in preview.stays)
    assert any("Ruth Senior is no longer account manager" in note for note in preview.stays)


def test_the_preview_names_what_stands_in_the_way(lantern: SimpleNamespace, restricted: SimpleNamespace) -> None:
    assert "restricted" in preview_joining(lantern.participant, restricted.participant).obstacles[0]
    assert preview_joining(lantern.participant, lantern.participant).obstacles


def test_the_preview_keeps_its_word(terms: dict[str, Any], lantern: SimpleNamespace, mesa: SimpleNamespace) -> None:
    preview = preview_joining(lantern.participant, mesa.participant)
    moved = join_participants(**terms).moved
    assert preview.moves == {key: len(moved[key]) for key in preview.moves}


def test_every_row_of_a_company_moves_with_it_or_says_why_not() -> None:
    """A model that names a participant stands in the table of what a joining moves."""
    stays = {
        "participants.GlassBreak": "who opened the absorbed company stays written there",
        "participants.Joining": "names the two companies itself",
        "participants.ImportRow": "a preview names no participant by key",
    }
    moved = {move.model._meta.label for move in MOVES}
    naming = {
        model._meta.label
        for model in apps.get_app_config("participants").get_models()
        if any(field.related_model is Participant for field in model._meta.local_concrete_fields)
    }
    assert naming - moved - set(stays) == set()
