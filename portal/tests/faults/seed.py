"""What the fault test delivers: reminders and escalations that fall due right now, of follow-ups and of issues.

Run inside the installation under test, once Django is set up. Steps of the ladder are written as their plan would
have been, each with one level left to fire, so that the number of messages is known beforehand.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import StaffFactory, SupervisorFactory
from issues.models import Category, Issue
from issues.rules.numbers import issue_number
from participants.models import FollowUp, Participant
from participants.tests.factories import ParticipantFactory
from portal.calendars import loading
from portal.calendars.models import Clock, EscalationStep, ReminderLevel, ReminderPlan
from portal.lifecycle.subjects import type_of
from portal.scoping.today import market_day

REMINDERS = 2000
ESCALATIONS = 500
MANAGERS = 20
EACH = (REMINDERS + ESCALATIONS) // 2


def plant() -> None:
    """Half of the reminders and half of the escalations are about follow-ups, the others about issues."""
    now = timezone.now()
    with transaction.atomic():
        supervisor = SupervisorFactory()
        managers = StaffFactory.create_batch(MANAGERS)
        companies = ParticipantFactory.create_batch(MANAGERS)
        _plant_clocks(_follow_ups(managers, companies, supervisor, now), "follow-up", "follow-up", now)
        _plant_clocks(_issues(managers, companies, supervisor, now), "resolution", "issue-normal", now)


def _follow_ups(
    managers: Sequence[User], companies: Sequence[Participant], supervisor: User, now: datetime
) -> list[Any]:
    return FollowUp.objects.bulk_create(
        FollowUp(
            participant=companies[number % MANAGERS],
            title=f"Call number {number}",
            responsible=managers[number % MANAGERS],
            due_on=market_day(now),
            created_by=supervisor,
        )
        for number in range(EACH)
    )


def _issues(managers: Sequence[User], companies: Sequence[Participant], supervisor: User, now: datetime) -> list[Any]:
    category = Category.objects.earliest("order")
    return Issue.objects.bulk_create(
        Issue(
            ref=issue_number(now.year, number + 1),
            participant=companies[number % MANAGERS],
            category=category,
            area=category.area,
            title=f"Question number {number}",
            owner=managers[number % MANAGERS],
            entered_by=supervisor,
            opened_at=now,
            last_spoken_at=now,
        )
        for number in range(EACH)
    )


def _plant_clocks(rows: Sequence[Any], kind: str, plan: str, now: datetime) -> None:
    """A clock of each row that was due a minute ago; level 2 of the plan reminds, level 4 escalates."""
    version, _ = loading.current("always")
    levels = {level.level: level for level in ReminderPlan.objects.get(code=plan).levels.all()}
    clocks = Clock.objects.bulk_create(
        Clock(
            subject_type=type_of(row),
            subject_ref=row.ref,
            participant_id=row.participant_id,
            kind=kind,
            label=kind,
            calendar=version.calendar,
            calendar_version=version,
            amount=1,
            unit="hour",
            started_at=now - timedelta(hours=1, minutes=1),
            due_at=now - timedelta(minutes=1),
        )
        for row in rows
    )
    reminders = REMINDERS * len(rows) // (REMINDERS + ESCALATIONS)
    EscalationStep.objects.bulk_create(
        _step(clock, levels[2] if number < reminders else levels[4]) for number, clock in enumerate(clocks)
    )


def _step(clock: Clock, level: ReminderLevel) -> EscalationStep:
    return EscalationStep(
        clock=clock,
        level=level.level,
        name=level.name,
        audience=level.audience,
        message_kind=level.message_kind,
        ladder=level.ladder,
        when=level.when,
        amount=level.amount,
        unit=level.unit,
        fire_at=clock.due_at,
        next_try_at=clock.due_at,
    )
