"""The daily reckoning of relationship health: once a day, explained, a drop told once, whatever fails in between."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participants.actions import health as actions
from participants.actions.health import reckon_health
from participants.actions.health_measures import change_measure, what_would_change
from participants.models import FollowUp, Health, HealthDrop, HealthScore
from participants.tests.actions.following_up import clock_of, load_deadlines, told
from participants.tests.factories import AssignmentFactory, ParticipantFactory, RegistrationFactory
from participants.tests.reckoning import OTHER, measure, scale
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
Says = Callable[..., None]


@pytest.fixture(autouse=True)
def deadlines(now: datetime) -> None:
    load_deadlines(now - timedelta(days=30))


def of(rows: SimpleNamespace) -> Health:
    return Health.objects.get(participant=rows.participant)


def test_each_is_reckoned_once_a_day_with_what_explains_it(lantern, mesa, says: Says, now):
    measure(weight=30)
    measure(OTHER, weight=10, stale_days=30)
    measure("nobody-judges", weight=60)
    says(40)
    says(100, OTHER, of={mesa.participant.pk}, newest=(now - 31 * DAY).date())
    ParticipantFactory(name="Without a registration")
    assert (reckon_health(now=now), reckon_health(now=now)) == (2, 0)
    first, second = of(lantern), of(mesa)
    assert (first.score, first.mark, first.judged) == (40, "poor", 75)
    assert (second.score, second.mark, second.judged) == (55, "watch", 100)
    told_of = {one["code"]: one for one in second.measures}
    assert (told_of["said"]["share"], told_of[OTHER]["share"]) == (75, 25)
    assert told_of[OTHER]["stale"]
    assert told_of[OTHER]["facts"][0]["url"] == "/issues/IS-1/"
    other = first.measures[0]
    assert (other["code"], other["value"], other["words"]) == (OTHER, None, "Nothing of the kind is on record")
    assert reckon_health(now=now + DAY) == 2
    assert HealthScore.objects.count() == 4
    assert not HealthDrop.objects.exists()


def test_a_drop_gives_one_follow_up_and_a_recovery_is_noted(lantern, mesa, manager, supervisor, says: Says, now):
    row = measure(weight=30)
    measure(OTHER, weight=70)
    scores = [(90, 90), (20, 90), (20, 90), (40, 90), (10, 50), (90, 90)]
    for day, (said, other) in enumerate(scores):
        says(said)
        says(other, OTHER)
        reckon_health(now=now + day * DAY)
        drops = HealthDrop.objects.filter(participant=lantern.participant).count()
        assert drops == (0, 1, 1, 1, 2, 2)[day], day
    drop = HealthDrop.objects.filter(participant=lantern.participant).first()
    first = HealthDrop.objects.filter(participant=lantern.participant).last()
    assert (first.from_score, first.to_score, first.from_mark, first.to_mark) == (90, 69, "good", "watch")
    assert first.reasons[0]["words"] == "Measure said: 90 before, now 20. 20 of it."
    [follow_up] = FollowUp.objects.filter(participant=lantern.participant, title__startswith="Relationship")
    assert drop.follow_up == first.follow_up == follow_up, "while the first one is open there is no second"
    assert (follow_up.responsible, follow_up.title) == (manager, "Relationship health fell from 90 to 69")
    assert "Measure said: 90 before, now 20" in follow_up.note
    assert "See IS-1" in follow_up.note
    assert clock_of(follow_up).participant_id == lantern.participant.pk
    assert manager.email in told("assigned")
    assert {one.recovered_on for one in (drop, first)} == {(now + 5 * DAY).date()}
    verbs = AuditEvent.objects.filter(participant_id=lantern.participant.pk, verb__contains="healthdrop")
    assert (
        sorted(verbs.values_list("verb", flat=True))
        == ["participants.healthdrop.found"] * 2 + ["participants.healthdrop.recovered"] * 2
    )
    change_measure(measure=row, by=supervisor, now=now, reason="Weighs too much", weight=1)
    says(0, OTHER)
    reckon_health(now=now + 6 * DAY)
    assert of(lantern).score == 1
    assert HealthDrop.objects.count() == 4, "other weights are no measure for these"


def test_a_broken_judge_leaves_yesterdays_value_and_nobody_responsible_no_follow_up(lantern, says: Says, now):
    alone = RegistrationFactory(participant=ParticipantFactory(name="Nobody there")).participant
    measure(weight=50)
    measure(OTHER, weight=50)
    says(80)
    says(80, OTHER)
    reckon_health(now=now)
    says(None)
    reckon_health(now=now + DAY)
    health = of(lantern)
    said = health.measures[1]
    assert (health.score, said["value"], said["stale"]) == (80, 80, True)
    says(0)
    reckon_health(now=now + 2 * DAY)
    assert HealthDrop.objects.get(participant=alone).follow_up is None
    assert FollowUp.objects.filter(participant=lantern.participant, title__startswith="Rel").exists()


def test_what_a_killed_worker_had_is_due_again_and_statements_do_not_grow(
    lantern, mesa, manager, says: Says, now, monkeypatch
):
    measure()
    says(90)
    with monkeypatch.context() as broken:
        broken.setattr(actions, "follow_scores", lambda *given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            reckon_health(now=now)
    assert not HealthScore.objects.exists()
    assert of(lantern).day is None
    reckon_health(now=now)
    says(10)
    with CaptureQueriesContext(connection) as few:
        assert reckon_health(now=now + DAY) == 2
    for number in range(18):
        participant = RegistrationFactory(participant=ParticipantFactory(name=f"More {number}")).participant
        AssignmentFactory(participant=participant, person=manager)
    says(90)
    reckon_health(now=now + 2 * DAY)
    says(10)
    with CaptureQueriesContext(connection) as many:
        assert reckon_health(now=now + 3 * DAY) == 20
    assert HealthDrop.objects.count() == 22
    assert len(many) <= len(few), [query["sql"][:90] for query in many]
    assert len(many) <= 60


def test_weights_change_with_a_preview(lantern, mesa, supervisor, manager, says: Says, now):
    row = measure(weight=50)
    measure(OTHER, weight=50)
    bands = scale("marks", good_from=75, watch_from=50, margin=5, least_weight=40)
    says(100)
    says(40, OTHER, of={lantern.participant.pk})
    reckon_health(now=now)
    assert (of(lantern).score, of(mesa).score) == (70, 100)
    preview = what_would_change(row, now=now, weight=100, terms={})
    assert (preview.total, preview.changed, preview.remarked) == (2, 1, 1)
    assert [(health.participant.name, score, label) for health, score, label in preview.moved] == [
        ("Prairie Lantern Energy", 80, "Good")
    ]
    assert what_would_change(bands, now=now, weight=None, terms={"good_from": 65, "watch_from": 40}).remarked == 1
    who = {"now": now, "reason": "Because"}
    with pytest.raises(NotPermitted):
        change_measure(measure=row, by=manager, weight=60, **who)
    with pytest.raises(Refused, match="Nothing is different"):
        change_measure(measure=row, by=supervisor, weight=50, **who)
    with pytest.raises(Refused, match="must begin above"):
        change_measure(measure=bands, by=supervisor, terms={"good_from": 52}, **who)
    changed = change_measure(measure=bands, by=supervisor, terms={"good_from": 65}, **who)
    assert changed.edited
    assert changed.terms["good_from"] == 65
    assert changed.terms["margin"] == 5
    event = AuditEvent.objects.get(verb="participants.healthmeasure.changed")
    assert (event.changes, event.reason) == ({"good_from": ["75", "65"]}, "Because")
    reckon_health(now=now + DAY)
    assert of(lantern).mark == "good"
