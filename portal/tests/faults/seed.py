"""What the fault test delivers: follow-ups whose reminders, and others whose escalations, fall due right now.

Run inside the installation under test, once Django is set up. Steps of the ladder are written as their plan would
have been, each with one level left to fire, so that the number of messages is known beforehand.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.tests.factories import StaffFactory, SupervisorFactory
from participants.models import FollowUp
from participants.tests.factories import ParticipantFactory
from portal.calendars import loading
from portal.calendars.models import Clock, EscalationStep, ReminderPlan
from portal.scoping.today import market_day

REMINDERS = 2000
ESCALATIONS = 500
MANAGERS = 20


def plant() -> None:
    now = timezone.now()
    with transaction.atomic():
        version, _ = loading.current("always")
        levels = {level.level: level for level in ReminderPlan.objects.get(code="follow-up").levels.all()}
        supervisor = SupervisorFactory()
        managers = StaffFactory.create_batch(MANAGERS)
        companies = ParticipantFactory.create_batch(MANAGERS)
        follow_ups = FollowUp.objects.bulk_create(
            FollowUp(
                participant=companies[number % MANAGERS],
                title=f"Call number {number}",
                responsible=managers[number % MANAGERS],
                due_on=market_day(now),
                created_by=supervisor,
            )
            for number in range(REMINDERS + ESCALATIONS)
        )
        clocks = Clock.objects.bulk_create(
            Clock(
                subject_type="participants.followup",
                subject_ref=row.ref,
                participant_id=row.participant_id,
                kind="follow-up",
                label="Follow-up",
                calendar=version.calendar,
                calendar_version=version,
                amount=1,
                unit="hour",
                started_at=now - timedelta(hours=1, minutes=1),
                due_at=now - timedelta(minutes=1),
            )
            for row in follow_ups
        )
        steps = []
        for number, clock in enumerate(clocks):
            level = levels[2] if number < REMINDERS else levels[4]
            steps.append(
                EscalationStep(
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
            )
        EscalationStep.objects.bulk_create(steps)
