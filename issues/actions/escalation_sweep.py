"""What rules escalate: a level of a clock's ladder that was reached, and an issue that was reopened again."""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from issues.actions.escalations import put_on_ladder
from issues.actions.rows import lock_issue
from issues.choices import EscalationCause
from issues.models import Escalation, Issue, Referral
from issues.rules.escalating import BY_RULE, step_occasion
from portal.calendars import audiences
from portal.calendars.choices import StepOutcome
from portal.calendars.models import EscalationStep
from portal.lifecycle.batches import batches

logger = logging.getLogger(__name__)

ISSUE: Final = "issues.issue"
REFERRAL: Final = "issues.referral"
LOOKED_BACK: Final = timedelta(days=7)
BATCH: Final = 1000


def sweep_escalations(*, now: datetime) -> int:
    """Put issues on the ladder whose clocks reached a level of it; each level of each clock once. Returns how many.

    The step itself has told the people of its reminder plan; whoever else the level concerns hears now. A row that
    raises is left for the next sweep.
    """
    done = 0
    for steps in batches(climbed(now), BATCH):
        for step in steps:
            try:
                done += _escalate(step, now)
            except (OperationalError, InterfaceError):
                # The database itself is in trouble: the next sweep finds all of it again.
                raise
            except Exception:
                logger.exception("An issue could not be escalated; the sweep will try again.")
    return done


def climbed(now: datetime) -> QuerySet[EscalationStep]:
    """Steps of the ladder that were told of lately and have no escalation yet; also of issues that are over by now."""
    occasion = Concat("clock__ref", Value(":"), Cast("level", CharField()), output_field=CharField())
    steps = EscalationStep.objects.filter(
        outcome=StepOutcome.NOTIFIED,
        ladder__in=BY_RULE,
        fired_at__gt=now - LOOKED_BACK,
        fired_at__lte=now,
        clock__subject_type__in=(ISSUE, REFERRAL),
    )
    known = Escalation.objects.filter(occasion=OuterRef("occasion"))
    steps = steps.annotate(occasion=occasion).filter(~Exists(known))
    return steps.select_related("clock")


@transaction.atomic
def _escalate(step: EscalationStep, now: datetime) -> int:
    """One step, under the issue's lock; nothing where the issue is over or another worker was quicker."""
    issue, referral = _subject(step)
    if issue is None:
        return 0
    issue = lock_issue(issue)
    occasion = step_occasion(step.clock.ref, step.level)
    if not issue.is_open or Escalation.objects.filter(occasion=occasion).exists():
        return 0
    told = audiences.resolve(step.clock.subject_type, step.audience, {step.clock.subject_ref}, now)
    put_on_ladder(
        issue,
        level=step.ladder,
        cause=EscalationCause.REFERRAL if referral is not None else EscalationCause.TARGET,
        reason=_reason(step, referral),
        by=None,
        now=now,
        occasion=occasion,
        referral=referral,
        heard=told[step.clock.subject_ref],
    )
    return 1


def _subject(step: EscalationStep) -> tuple[Issue | None, Referral | None]:
    ref = step.clock.subject_ref
    if step.clock.subject_type == ISSUE:
        return Issue.objects.filter(ref=ref).first(), None
    referral = Referral.objects.select_related("issue", "department").filter(ref=ref).first()
    return (referral.issue, referral) if referral is not None else (None, None)


def _reason(step: EscalationStep, referral: Referral | None) -> str:
    if referral is not None:
        return f"{referral.department.name} has not answered {referral.ref}: {step.name.lower()}."
    return f"{step.clock.label}: {step.name.lower()}."


def escalate_reopening(issue: Issue, *, occasion: str, level: str, now: datetime) -> None:
    """A resolution that did not hold again; call it while holding the issue's lock, as the operator."""
    if Escalation.objects.filter(occasion=occasion).exists():
        return
    reason = f"Reopened {issue.reopened} times."
    put_on_ladder(
        issue, level=level, cause=EscalationCause.REOPENED, reason=reason, by=None, now=now, occasion=occasion
    )
