"""How companies belong together: written once, without circles, read by few, moved with a joining."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import User
from participants.access import acting_as
from participants.actions.affiliations import add_affiliation, change_affiliation, end_affiliation
from participants.actions.joinings import join_participants, undo_joining
from participants.actions.parents import keep_parents
from participants.actions.participants import change_participant
from participants.choices import TieKind, TieSource
from participants.models import Affiliation
from participants.tests.factories import ParticipantFactory
from participants.tests.family_factories import AffiliationFactory
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)
DAY = timedelta(days=1)


def parent(**given: Any) -> dict[str, Any]:
    return {"kind": TieKind.PARENT, "source": TieSource.FILING, "starts_on": TODAY - 9 * DAY} | given


def test_only_the_company_that_declared_it_reads_an_affiliation(
    lantern: SimpleNamespace, mesa: SimpleNamespace, org_admin: User, outsider: User, now: datetime, manager: User
) -> None:
    who = {"by": manager, "now": now}
    told = add_affiliation(participant=lantern.participant, other_name="Vega Group", **parent(source="declared"), **who)
    add_affiliation(participant=lantern.participant, other=mesa.participant, **parent(kind="affiliate"), **who)
    for person, company, seen in ((org_admin, lantern, [told]), (outsider, mesa, [])):
        with acting_as(person, company.participant.pk, now=now):
            assert list(Affiliation.objects.all()) == seen, person
            assert list(Affiliation.objects.visible_to(person)) == seen, person


def test_an_ownership_is_written_by_the_child_and_names_its_parent_while_it_holds(
    lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    who = {"by": supervisor, "now": now}
    row = add_affiliation(
        participant=lantern.participant, other=mesa.participant, **parent(kind=TieKind.SUBSIDIARY), share=60, **who
    )
    assert (row.participant, row.other, row.kind) == (mesa.participant, lantern.participant, TieKind.PARENT)
    mesa.participant.refresh_from_db()
    assert mesa.participant.parent == lantern.participant
    told = AuditEvent.objects.filter(verb="participants.affiliation.added").values_list("participant_id", flat=True)
    assert set(told) == {lantern.participant.pk, mesa.participant.pk}
    with pytest.raises(Refused, match="on file"):
        add_affiliation(participant=mesa.participant, other=lantern.participant, **parent(), **who)
    with pytest.raises(Refused, match="more than 0"):
        change_affiliation(affiliation=row, share=0, **who)
    end_affiliation(affiliation=row, ends_on=TODAY - DAY, **who)
    mesa.participant.refresh_from_db()
    assert mesa.participant.parent is None
    with pytest.raises(Refused, match="ended"):
        end_affiliation(affiliation=row, ends_on=TODAY, **who)
    coming = add_affiliation(
        participant=mesa.participant,
        other=lantern.participant,
        **parent(starts_on=TODAY + 9 * DAY, announced_on=TODAY),
        **who,
    )
    announced = AuditEvent.objects.filter(verb="participants.affiliation.announced", object_ref=coming.ref)
    assert announced.count() == 2
    assert not [one for one in announced if lantern.participant.name in str(one.changes)]
    assert (keep_parents(now=now), keep_parents(now=now + 9 * DAY), keep_parents(now=now + 9 * DAY)) == (0, 1, 0)
    change_participant(participant=mesa.participant, parent=None, by=supervisor, now=now + 10 * DAY)
    coming.refresh_from_db()
    assert coming.ends_on == TODAY + 9 * DAY


def test_a_circle_is_refused_with_its_path_and_without_restricted_names(
    lantern: SimpleNamespace, restricted: SimpleNamespace, supervisor: User, manager: User, now: datetime
) -> None:
    middle = restricted.participant
    top = ParticipantFactory(name="Topmost")
    AffiliationFactory(participant=lantern.participant, other=middle)
    AffiliationFactory(participant=middle, other=top)
    path = f"Topmost → {lantern.participant.name} → {middle.name} → Topmost"
    with pytest.raises(Refused, match=path):
        add_affiliation(participant=top, other=lantern.participant, **parent(), by=supervisor, now=now)
    kind = parent(kind=TieKind.SUBSIDIARY)
    with pytest.raises(Refused, match="a restricted participant → Topmost") as refused:
        add_affiliation(participant=lantern.participant, other=top, **kind, by=manager, now=now)
    assert middle.name not in refused.value.reason


def test_who_may_not_change_either_company_is_refused(
    lantern: SimpleNamespace, restricted: SimpleNamespace, colleague: User, manager: User, now: datetime
) -> None:
    row = AffiliationFactory(participant=lantern.participant)
    for by, given in ((colleague, {"other_name": "Vega"}), (manager, {"other": restricted.participant})):
        with pytest.raises((NotPermitted, Refused)):
            add_affiliation(participant=lantern.participant, **parent(), **given, by=by, now=now)
    with pytest.raises(NotPermitted):
        change_affiliation(affiliation=row, by=colleague, now=now, share=5)
    for wrong in (
        {"other_name": " "},
        {"other": lantern.participant},
        {"other_name": "V", "ends_on": date(2020, 1, 1)},
    ):
        with pytest.raises(Refused):
            add_affiliation(participant=lantern.participant, **parent(), **wrong, by=manager, now=now)


def test_affiliations_move_with_a_joining_and_back(
    lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    top = ParticipantFactory(name="Topmost")
    own = {"source": TieSource.DECLARED, "told_by": mesa.participant}
    AffiliationFactory(participant=mesa.participant, other=None, other_name="Vega Group", **own)
    AffiliationFactory(participant=mesa.participant, other=lantern.participant)
    AffiliationFactory(other=mesa.participant)
    for company in (lantern, mesa):
        AffiliationFactory(participant=company.participant, other=top)
    before = list(Affiliation.objects.order_by("pk").values())
    joining = join_participants(kept=lantern.participant, absorbed=mesa.participant, by=supervisor, now=now, reason="r")
    assert [len(joining.moved[key]) for key in ("declared affiliations", "affiliations", "affiliations of others")] == [
        *(1, 1, 1)
    ]
    moved = Affiliation.objects.get(other_name="Vega Group")
    assert (moved.participant, moved.told_by) == (lantern.participant, lantern.participant)
    undo_joining(joining=joining, by=supervisor, now=now, reason="r")
    assert list(Affiliation.objects.order_by("pk").values()) == before
