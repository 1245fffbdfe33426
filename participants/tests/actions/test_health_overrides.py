"""A mark set by hand: by whom, until when, shown beside the score, and over by itself."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.utils import ProgrammingError
from django.utils import timezone

from accounts.models import Absence, User
from participants.actions.health import reckon_health
from participants.actions.health_overrides import override_health, take_back_override
from participants.health_pages import portfolio
from participants.models import (
    Health,
    HealthDrop,
    HealthMeasure,
    HealthOverride,
    HealthScore,
)
from participants.querysets.health import shown_mark
from participants.tests.actions.following_up import load_deadlines
from participants.tests.reckoning import measure
from participants.timeline import events_of
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.scoping import wall
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def reckoned(lantern, mesa, says, now: datetime) -> None:
    load_deadlines(now - timedelta(days=30))
    measure()
    says(90)
    reckon_health(now=now)


def test_it_holds_for_business_days_beside_the_score_and_ends_by_itself(lantern, manager, supervisor, now):
    given = {"participant": lantern.participant, "mark": "poor", "comment": "Told us they look elsewhere"}
    first = override_health(**given, by=manager, now=now, in_days=5)
    assert first.expires_on == date(2026, 11, 25), "Thursday, Friday, Monday, Tuesday, Wednesday"
    health = Health.objects.get(participant=lantern.participant)
    assert (health.score, health.mark, health.override) == (90, "good", first)
    # Thanksgiving and the day after do not count: seven Business Days end on the Monday after.
    second = override_health(**given | {"mark": "watch"}, by=supervisor, now=now, in_days=6)
    assert second.expires_on == date(2026, 11, 30)
    first.refresh_from_db()
    assert (first.ended_at, first.ended_by) == (now, supervisor)
    rolled = override_health(**given, by=manager, now=now, expires_on=date(2026, 11, 26))
    assert rolled.expires_on == date(2026, 11, 30), "a day on which nobody works becomes the next"
    reckon_health(now=datetime(2026, 11, 30, 12, tzinfo=UTC))
    assert Health.objects.get(participant=lantern.participant).override == rolled
    reckon_health(now=datetime(2026, 12, 1, 12, tzinfo=UTC))
    rolled.refresh_from_db()
    assert rolled.ended_at
    assert rolled.ended_by is None
    assert Health.objects.get(participant=lantern.participant).override is None
    verbs = AuditEvent.objects.filter(verb__contains="healthoverride").order_by("id").values_list("verb", flat=True)
    assert [verb.rpartition(".")[2] for verb in verbs] == ["set", "set", "set", "ran_out"]


def test_only_who_holds_the_participant_or_a_supervisor_sets_it(
    lantern, manager, colleague, auditor, specialist, supervisor, member, now
):
    given = {"participant": lantern.participant, "mark": "watch", "comment": "Quiet", "now": now, "in_days": 5}
    for by in (colleague, auditor, specialist, member):
        with pytest.raises(NotPermitted):
            override_health(**given, by=by)
    today = market_day(timezone.now())  # who stands in today is told by the database's clock
    Absence.objects.create(person=manager, stand_in=colleague, starts_on=today - DAY, ends_on=today + DAY)
    override_health(**given, by=colleague)
    taken = take_back_override(participant=lantern.participant, by=manager, now=now)
    assert taken.ended_by == manager
    with pytest.raises(Refused, match="No mark set by hand"):
        take_back_override(participant=lantern.participant, by=supervisor, now=now)
    for wrong, words in (
        ({"in_days": 61}, "60 Business Days at most"),
        ({"mark": "splendid"}, "Choose the mark"),
        ({"comment": " "}, "reason"),
    ):
        with pytest.raises(Refused, match=words):
            override_health(**given | wrong, by=supervisor)


def test_a_list_shows_the_mark_that_holds(lantern, mesa, manager, supervisor, specialist, now):
    override_health(participant=lantern.participant, mark="poor", comment="Quiet", by=manager, now=now, in_days=60)
    rows = portfolio(supervisor)
    assert {row.participant.name: row.shown for row in rows} == {
        "Prairie Lantern Energy": "poor",
        "Blue Mesa Trading": "good",
    }
    HealthOverride.objects.update(expires_on=date(2020, 1, 1))
    assert set(Health.objects.annotate(told=shown_mark()).values_list("told", flat=True)) == {"good"}
    assert not portfolio(specialist).exists()
    of = [lantern.participant.pk]
    assert events_of(supervisor, of).filter(verb__contains="healthoverride").exists()
    assert not events_of(specialist, of).filter(verb__contains="healthoverride").exists()


@pytest.mark.parametrize("model", [Health, HealthScore, HealthOverride, HealthDrop, HealthMeasure])
def test_participants_never_see_it(model: type, outsider: User, member: User) -> None:
    """The database itself refuses, whatever is asked."""
    for person in (outsider, member):
        assert not model.objects.visible_to(person).exists()
        with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(person.acting_for):
            list(model.objects.all())
