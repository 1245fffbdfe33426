"""Whoever looks after a demanding participant has the level for it, or a supervisor says why it is accepted."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import User
from participants.actions.assignments import assign, assign_many, hand_over, replace_assignment
from participants.actions.complexity import mark_complexity
from participants.actions.hand_over_steps import go_on
from participants.actions.hand_overs import prepare_hand_over
from participants.choices import Degree
from participants.matching import with_match
from participants.models import AcceptedMatch, Assignment, Complexity, Participant
from participants.rules.complexity import suffices
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import AssignmentFactory, ParticipantFactory
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.scoping import wall

MEDIUM, HIGH = "participants.hold_medium", "participants.hold_high"


@pytest.mark.parametrize(
    ("held", "degree", "enough"),
    [
        (set(), Degree.LOW, True),
        (set(), Degree.MEDIUM, False),
        ({MEDIUM}, Degree.MEDIUM, True),
        ({MEDIUM}, Degree.HIGH, False),
        ({MEDIUM, HIGH}, Degree.HIGH, True),
    ],
)
def test_a_level_suffices_up_to_its_right(held: set[str], degree: int, enough: bool) -> None:
    assert suffices(held, degree) is enough


@pytest.mark.django_db
def test_who_marks_and_what_it_says(
    lantern: SimpleNamespace, senior: User, manager: User, member: User, now: datetime
) -> None:
    given: dict[str, Any] = {"participant": lantern.participant, "now": now, "degree": Degree.HIGH}
    with pytest.raises(NotPermitted):
        mark_complexity(by=manager, reason="Agents", **given)
    with pytest.raises(Refused):
        mark_complexity(by=senior, reason=" ", **given)
    mark_complexity(by=senior, reason="Agents", **given)
    mark_complexity(by=senior, reason="Agents of its own", **given | {"degree": Degree.MEDIUM})
    event = AuditEvent.objects.filter(verb="participants.participant.complexity").latest("pk")
    assert event.changes["complexity"] == ["High", "Medium"]
    with wall.inside(member.acting_for):
        assert not Complexity.objects.visible_to(member).exists()


@pytest.mark.django_db
def test_no_way_of_assigning_goes_around_the_level(
    senior: User, manager: User, colleague: User, supervisor: User, now: datetime
) -> None:
    one, two, three = ParticipantFactory.create_batch(3)
    for row in (one, two, three):
        mark_complexity(participant=row, degree=Degree.HIGH, reason="Agents", by=senior, now=now)
    terms: dict[str, Any] = {"by": supervisor, "now": now}
    begin: dict[str, Any] = terms | {"kind": "primary", "starts_on": now.date()}
    held = assign(participant=one, person=senior, **begin)
    ways = (
        lambda **why: assign(participant=two, person=manager, **begin, **why),
        lambda **why: assign_many(participants=[three], person=manager, **begin, **why),
        lambda **why: replace_assignment(assignment=held, successor=colleague, starts_on=now.date(), **terms, **why),
        lambda **why: hand_over(person=manager, successor=colleague, **terms, **why),
    )
    for way in ways:
        count = AcceptedMatch.objects.count()
        with pytest.raises(Refused, match="above the level of .*Say why it is accepted"):
            way()
        assert AcceptedMatch.objects.count() == count
        way(accepted_because="The senior stands beside")
        assert AcceptedMatch.objects.count() > count
    assert not Assignment.objects.filter(person=manager).exists()
    assert set(AcceptedMatch.objects.values_list("reason", "by")) == {("The senior stands beside", supervisor.pk)}
    assert AuditEvent.objects.filter(verb="participants.assignment.accepted").count() == AcceptedMatch.objects.count()


@pytest.mark.django_db
def test_what_was_accepted_for_a_hand_over_is_written_down_when_it_begins(
    lantern: SimpleNamespace, manager: User, colleague: User, supervisor: User, now: datetime
) -> None:
    """What is marked between its preparation and its first day shows as above the level; it begins all the same."""
    load_deadlines(now - timedelta(days=30))
    other = AssignmentFactory(person=manager).participant
    given: dict[str, Any] = {"by": supervisor, "now": now, "reason": "Agents", "degree": Degree.HIGH}
    mark_complexity(participant=lantern.participant, **given)
    later = now + timedelta(days=3)
    terms = {"person": manager, "receiver": colleague, "kind": "permanent", "starts_on": later.date()}
    with pytest.raises(Refused, match="above the level"):
        prepare_hand_over(**terms, by=supervisor, now=now)
    prepare_hand_over(**terms, by=supervisor, now=now, accepted_because="The senior stands beside")
    mark_complexity(participant=other, **given | {"now": now + timedelta(days=1)})
    go_on(now=later)
    accepted = AcceptedMatch.objects.get()
    assert (accepted.participant, accepted.reason) == (lantern.participant, "The senior stands beside")
    assert accepted.assignment.person == colleague
    both = {one: list(Assignment.objects.of(one).filter(person=colleague)) for one in (lantern.participant, other)}
    (told,) = with_match(both[lantern.participant], Participant.objects.get(pk=lantern.participant.pk))
    (warned,) = with_match(both[other], Participant.objects.get(pk=other.pk))
    assert (told.above, told.accepted, warned.above, warned.accepted) == (True, accepted, True, None)
