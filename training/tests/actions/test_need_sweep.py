"""The portal suggests training from patterns, sees that it was held, and counts its effect."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.tests.factories import ParticipantFactory
from portal.audit.models import AuditEvent
from training import patterns
from training.actions import needs
from training.actions.need_steps import schedule_need
from training.actions.need_sweep import follow_held, measure_due, suggest_needs
from training.actions.needs import accept_need, dismiss_need
from training.choices import SessionState
from training.models import NeedEvidence, TrainingNeed
from training.rules.patterns import Pattern
from training.tests.actions.needing import DAY, ready, returned, told
from training.tests.factories import SessionFactory

pytestmark = pytest.mark.django_db


def test_three_returned_rounds_of_one_participant_make_a_suggestion(
    lantern: SimpleNamespace, manager: User, coordinator: User, now: datetime
) -> None:
    returned(lantern.participant, now - DAY, times=2)
    assert suggest_needs(now=now) == 0
    returned(lantern.participant, now - DAY)
    assert suggest_needs(now=now) == 1
    need = TrainingNeed.objects.get()
    assert (need.participant, need.topic, need.origin) == (lantern.participant, "TST-90", "failed_requirement")
    assert (need.state, need.case_count, need.participant_count) == ("suggested", 3, 1)
    assert need.title == "Training on TST-90 – Title of TST-90"
    assert need.evidence.count() == 3
    assert AuditEvent.objects.get(verb="training.trainingneed.suggested").by is None
    assert told("suggested") == sorted([manager.email, coordinator.email])


def test_ten_in_the_market_make_a_suggestion_that_names_nobody(now: datetime) -> None:
    owners = [ParticipantFactory(name=f"Company {number}") for number in range(5)]
    for owner in owners:
        returned(owner, now - DAY, times=2)
    assert suggest_needs(now=now) == 1
    need = TrainingNeed.objects.get()
    assert (need.participant, need.case_count, need.participant_count) == (None, 10, 5)
    assert not any(owner.name in f"{need.title} {need.problem}" for owner in owners)


def test_a_second_sweep_suggests_nothing_twice_and_takes_in_new_cases(lantern: SimpleNamespace, now: datetime) -> None:
    returned(lantern.participant, now - DAY, times=3)
    suggest_needs(now=now)
    assert suggest_needs(now=now) == 0
    returned(lantern.participant, now - DAY)
    assert suggest_needs(now=now) == 0
    assert TrainingNeed.objects.get().case_count == NeedEvidence.objects.count() == 4


def test_the_second_of_two_sweeps_at_once_goes_on(
    lantern: SimpleNamespace, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    returned(lantern.participant, now - DAY, times=3)
    suggest_needs(now=now)
    # The other one's row is not there yet when it looks.
    monkeypatch.setattr(type(TrainingNeed.objects.all()), "still_open", lambda rows: rows.none())
    monkeypatch.setattr("training.actions.need_sweep._suggested_already", lambda source: {})
    assert suggest_needs(now=now) == 0
    assert TrainingNeed.objects.count() == 1


def test_what_was_dismissed_rests_for_a_while(lantern: SimpleNamespace, coordinator: User, now: datetime) -> None:
    returned(lantern.participant, now - DAY, times=3)
    suggest_needs(now=now)
    dismiss_need(need=TrainingNeed.objects.get(), by=coordinator, now=now, reason="A new colleague there.", days=30)
    returned(lantern.participant, now, times=1)
    assert suggest_needs(now=now + 29 * DAY) == 0
    assert suggest_needs(now=now + 31 * DAY) == 1


def test_a_source_of_another_app_counts_as_well(
    lantern: SimpleNamespace, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "_sources", {})
    alike = [("issues:metering", lantern.participant.pk, now - DAY, f"IS-{number}") for number in range(3)]
    patterns.register("issues.alike", "Alike issues", lambda since, until: alike)
    suggest_needs(now=now)
    need = TrainingNeed.objects.get()
    assert (need.origin, need.topic, need.title) == ("pattern", "issues:metering", "Training on issues:metering")


def test_a_source_that_cannot_be_asked_does_not_stop_the_others(
    lantern: SimpleNamespace, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(since: datetime, until: datetime) -> list[patterns.Case]:
        raise ZeroDivisionError

    monkeypatch.setattr(patterns, "_sources", dict(patterns._sources))
    patterns.register("training.returned_evidence", "Broken", failing)
    alike = [("issues:x", lantern.participant.pk, now - DAY, f"IS-{number}") for number in range(3)]
    patterns.register("issues.alike", "Alike", lambda since, until: alike)
    assert suggest_needs(now=now) == 1


def test_one_that_fails_does_not_stop_the_others(
    lantern: SimpleNamespace, mesa: SimpleNamespace, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    returned(lantern.participant, now - DAY, times=3)
    returned(mesa.participant, now - DAY, times=3)
    told_before = needs._told

    def failing(pattern: Pattern, source: patterns.Source) -> str:
        if pattern.participant_id == lantern.participant.pk:
            raise ZeroDivisionError
        return told_before(pattern, source)

    monkeypatch.setattr(needs, "_told", failing)
    assert suggest_needs(now=now) == 1
    assert TrainingNeed.objects.get().participant == mesa.participant


def test_from_the_suggestion_to_the_effect(
    lantern: SimpleNamespace, senior: User, supervisor: User, coordinator: User, now: datetime
) -> None:
    returned(lantern.participant, now - DAY, times=4)
    suggest_needs(now=now)
    need = accept_need(need=TrainingNeed.objects.get(), by=senior, now=now)
    assert need.baseline_count == 4
    need = ready(need, designer=senior, reviewer=supervisor, now=now)
    first = SessionFactory(starts_at=now + DAY, ends_at=now + 2 * DAY)
    last = SessionFactory(starts_at=now + 3 * DAY, ends_at=now + 4 * DAY)
    for session in (first, last):
        need = schedule_need(need=need, session=session, by=coordinator, now=now)
    assert follow_held(now=now + 3 * DAY) == 0
    assert follow_held(now=now + 5 * DAY) == 1
    need.refresh_from_db()
    assert (need.state, need.held_at, need.measure_at) == ("held", last.ends_at, last.ends_at + 90 * DAY)
    returned(lantern.participant, last.ends_at + DAY)
    returned(lantern.participant, last.ends_at - DAY)
    assert measure_due(now=last.ends_at + 89 * DAY) == 0
    assert measure_due(now=last.ends_at + 91 * DAY) == 1
    assert measure_due(now=last.ends_at + 91 * DAY) == 0
    need.refresh_from_db()
    assert (need.state, need.baseline_count, need.effect_count) == ("measuring", 4, 1)
    assert told("measured") == [senior.email]


def test_a_need_whose_sessions_were_all_canceled_is_scheduled_again(
    lantern: SimpleNamespace, senior: User, supervisor: User, coordinator: User, now: datetime
) -> None:
    returned(lantern.participant, now - DAY, times=3)
    suggest_needs(now=now)
    need = ready(TrainingNeed.objects.get(), designer=senior, reviewer=supervisor, now=now)
    session = SessionFactory(starts_at=now + DAY, ends_at=now + 2 * DAY)
    schedule_need(need=need, session=session, by=coordinator, now=now)
    session.apply(state=SessionState.CANCELED, ended_at=now)
    assert follow_held(now=now + 5 * DAY) == 1
    need.refresh_from_db()
    assert (need.state, need.held_at) == ("approved", None)
