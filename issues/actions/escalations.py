"""The escalation ladder: by hand, at a participant's wish, planned, and ended with its outcome."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.conversation import reply_to_issue
from issues.actions.rows import lock_issue
from issues.choices import EscalationCause, EscalationEnding, EscalationLevel, FormalRoute
from issues.escalation_people import right_people, tell_opened, tell_representatives
from issues.models import Escalation, Issue, Referral
from issues.referral_deadlines import (
    CALENDAR,
    ESCALATION,
    ESCALATION_LABEL,
    ESCALATION_PLAN,
    is_ahead,
    open_clock,
    require_day,
)
from issues.referral_news import tell_of_escalation
from issues.rules.escalating import ASKED_LEVEL, NEED_PLAN, lower_levels
from participants.actions.shape import require_reason, require_shape
from portal.audit import trail
from portal.calendars.actions.clocks import restart_clock, start_clock, stop_clock
from portal.calendars.choices import Outcome
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping import wall

OVER: Final = "This issue is over."
ENDED: Final = "This escalation has ended."
ASKED_ALREADY: Final = "You have asked for escalation already; a supervisor looks at it."
NO_PLAN: Final = "This level needs a written resolution plan and a target date."
NO_ROUTE: Final = "Say which formal route it takes."
NOT_LOWER: Final = "Choose a lower level."
ONCE: Final = {"escalation_asked_once": ASKED_ALREADY}


@transaction.atomic
def escalate_issue(
    *,
    issue: Issue,
    by: User,
    now: datetime,
    level: str,
    reason: str,
    plan: str = "",
    target_on: date | None = None,
    route: str = "",
    tell_representative: bool = False,
) -> Escalation:
    """A person takes the issue to a level, and exactly the right people hear of it.

    The third level needs a plan and a target; the fourth, by which the matter leaves the portal, its formal route.
    """
    issue = lock_issue(issue)
    if level not in EscalationLevel.values:
        raise Refused("Choose one of the levels.")
    permissions.can_escalate_to(by, issue, level).enforce()
    if not issue.is_open:
        raise Refused(OVER)
    reason, plan = require_reason(reason), _sound_plan(plan, target_on, now)
    if level in NEED_PLAN and not (plan and target_on):
        raise Refused(NO_PLAN)
    if (level == EscalationLevel.E4) != (route in FormalRoute.values):
        raise Refused(NO_ROUTE if level == EscalationLevel.E4 else "Only the fourth level takes a formal route.")
    _raise_from_below(issue, level, by=by, now=now)
    escalation = put_on_ladder(
        issue,
        level=level,
        cause=EscalationCause.BY_HAND,
        reason=reason,
        by=by,
        now=now,
        plan=plan,
        target_on=target_on,
        route=route,
    )
    if tell_representative and level == EscalationLevel.E3:
        escalation.apply(told_representative=tell_representatives(escalation, now=now))
    return escalation


@transaction.atomic
def ask_escalation(*, issue: Issue, by: User, now: datetime, reason: str) -> Issue:
    """A participant's user asks that somebody higher looks at it: a reply, and the supervisors hear of it."""
    permissions.can_ask_escalation(by, issue).enforce()
    reason = require_reason(reason)
    with wall.as_operator("see whether a participant has asked for escalation already"):
        lock_issue(issue)
        if Escalation.objects.still_open().filter(issue=issue, cause=EscalationCause.ASKED).exists():
            raise Refused(ASKED_ALREADY)
    comment = reply_to_issue(issue=issue, by=by, now=now, text=f"**Escalation asked for.**\n\n{reason}")
    with wall.as_operator("escalate an issue at the wish of the participant acted for"):
        fresh = lock_issue(issue)
        put_on_ladder(fresh, level=ASKED_LEVEL, cause=EscalationCause.ASKED, reason=reason, by=by, now=now)
    return comment.issue


@transaction.atomic
def plan_escalation(*, escalation: Escalation, by: User, now: datetime, plan: str, target_on: date) -> Escalation:
    """What is done about it and by when; a new target begins a clock of its own."""
    escalation = locked(escalation)
    permissions.can_manage_escalation(by, escalation).enforce()
    _require_open(escalation)
    plan = _sound_plan(plan, target_on, now)
    if not plan:
        raise Refused("Write down what is done about it.")
    before = escalation.target_on
    changes = escalation.apply(plan=plan, target_on=target_on)
    if before != target_on:
        _set_clock(escalation, by=by, now=now)
    if "plan" in changes:
        changes["plan"] = ["", "written anew"]
    if changes:
        trail.record("issues.escalation.planned", of=escalation, by=by, at=now, changes=changes)
    return escalation


@transaction.atomic
def end_escalation(*, escalation: Escalation, by: User, now: datetime, outcome: str, lower_to: str = "") -> Escalation:
    """It stands on this level no more, with what came of it; or on a lower one from now on (`lower_to`)."""
    outcome = require_reason(outcome)
    escalation = locked(escalation)
    permissions.can_manage_escalation(by, escalation).enforce()
    _require_open(escalation)
    if lower_to and lower_to not in lower_levels(escalation.level):
        raise Refused(NOT_LOWER)
    ending = EscalationEnding.LOWERED if lower_to else EscalationEnding.SOLVED
    take_off_ladder(escalation, ending=ending, outcome=outcome, by=by, now=now)
    if lower_to:
        put_on_ladder(
            escalation.issue,
            level=lower_to,
            cause=EscalationCause.LOWERED,
            reason=outcome,
            by=by,
            now=now,
            follows=escalation,
        )
    return escalation


def put_on_ladder(
    issue: Issue,
    *,
    level: str,
    cause: str,
    reason: str,
    by: User | None,
    now: datetime,
    occasion: str = "",
    referral: Referral | None = None,
    follows: Escalation | None = None,
    plan: str = "",
    target_on: date | None = None,
    route: str = "",
    heard: Iterable[User] = (),
) -> Escalation:
    """The row, its clock, its event and its news, except for who `heard` of it already.

    Call it while holding the issue's lock, as the operator. A rule has no `by`.
    """
    escalation = Escalation(
        issue=issue,
        participant=issue.participant,
        level=level,
        cause=cause,
        reason=reason,
        occasion=occasion,
        referral=referral,
        follows=follows,
        plan=plan,
        target_on=target_on,
        route=route,
        opened_at=now,
        opened_by=by,
    )
    with refusing(ONCE):
        escalation.save(force_insert=True)
    if target_on is not None:
        _set_clock(escalation, by=by, now=now)
    asked = cause == EscalationCause.ASKED
    verb = "issues.escalation.asked" if asked else "issues.escalation.opened"
    trail.record(verb, of=escalation, by=by, at=now, changes={"level": ["", level]}, reason=reason[:1000])
    tell_opened(escalation, by=by, now=now, heard=heard)
    return escalation


def take_off_ladder(escalation: Escalation, *, ending: str, outcome: str, by: Any, now: datetime) -> None:
    """End it without asking who may; call it while holding the locks."""
    escalation.apply(ending=ending, outcome=outcome, ended_at=now, ended_by=by)
    if (clock := open_clock(escalation, ESCALATION)) is not None:
        solved = ending == EscalationEnding.SOLVED
        late = clock.due_at is not None and clock.due_at < now
        stop_clock(clock=clock, by=by, now=now, outcome=None if solved or late else Outcome.CANCELED)
    trail.record(
        "issues.escalation.ended", of=escalation, by=by, at=now, changes={"ending": ["", ending]}, reason=outcome[:1000]
    )
    tell_of_escalation("ended", escalation, right_people(escalation, now=now), by=by, now=now)


def put_back_on_ladder(escalation: Escalation, *, by: User, now: datetime) -> None:
    """What ended with the merging of its issue goes on where it stood; call it while holding the locks.

    A target that passed meanwhile begins no clock: whoever stands on the level plans anew.
    """
    escalation.apply(ending="", outcome="", ended_at=None, ended_by=None)
    if escalation.target_on is not None and is_ahead(escalation.target_on, now):
        _set_clock(escalation, by=by, now=now)
    changes = {"level": ["", escalation.level]}
    trail.record("issues.escalation.returned", of=escalation, by=by, at=now, changes=changes)
    tell_opened(escalation, by=by, now=now)


def locked(escalation: Escalation) -> Escalation:
    """The escalation, locked until the transaction ends, and its issue before it."""
    lock_issue(escalation.issue)
    return Escalation.objects.select_related("issue__participant", "issue__category", "participant", "referral").lock(
        escalation.pk
    )


def _raise_from_below(issue: Issue, level: str, *, by: User, now: datetime) -> None:
    """What stood on a lower level stands there no more."""
    below = Escalation.objects.still_open().filter(issue=issue, level__in=lower_levels(level))
    for row in below.select_for_update(of=("self",)).select_related("issue", "participant", "referral"):
        words = f"Raised to {level}."
        take_off_ladder(row, ending=EscalationEnding.RAISED, outcome=words, by=by, now=now)


def _set_clock(escalation: Escalation, *, by: Any, now: datetime) -> None:
    rule = {"fixed_day": escalation.target_on, "due_time": "close", "roll": "next"}
    clock = open_clock(escalation, ESCALATION)
    if clock is not None:
        restart_clock(clock=clock, by=by, now=now, reason="Another target was agreed", **rule)
        return
    start_clock(
        subject=escalation,
        kind=ESCALATION,
        label=ESCALATION_LABEL,
        calendar=CALENDAR,
        plan=ESCALATION_PLAN,
        by=by,
        now=now,
        **rule,
    )


def _sound_plan(plan: str, target_on: date | None, now: datetime) -> str:
    if target_on is not None:
        require_day(target_on, now)
    plan = plan.strip()
    require_shape(Escalation(plan=plan), "plan")
    return plan


def _require_open(escalation: Escalation) -> None:
    if not escalation.is_open:
        raise Refused(ENDED)
