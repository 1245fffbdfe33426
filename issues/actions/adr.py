"""The hand-over of a denied dispute to alternative dispute resolution, and its steps with their limits."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import transaction

from accounts.models import Department, User
from issues import permissions
from issues.actions.dispute_rows import (
    add_dispute_step,
    lock_dispute,
    require_amounts,
    require_discreet,
    require_past,
)
from issues.actions.referrals import refer_issue
from issues.actions.speaking import sound_text
from issues.choices import AdrOutcome, AdrState, ClaimPaid, DisputeResolution, NoteKind, RuleKind
from issues.dispute_news import tell_case
from issues.dispute_reckoning import CALENDAR, terms_of
from issues.models import AdrCase, AdrStep, Dispute, DisputeRule, Note
from issues.rules.adr_limits import EXHAUSTED, OUTCOME, REQUEST, limits
from participants.actions.participants import tidy
from participants.actions.shape import require_shape
from portal.audit import trail
from portal.calendars import loading
from portal.calendars.actions.clocks import start_clock, stop_clock
from portal.calendars.choices import Outcome
from portal.calendars.models import Clock
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from portal.web.markdown import to_html
from portal.web.words import short_day

LEGAL: Final = "LEG"
KIND: Final = "adr-request"
PLAN: Final = "adr-request"
NOT_EXHAUSTED: Final = "ADR comes after the dispute: hand it over once it is denied."
HANDED_OVER: Final = "It was handed over to ADR already."
NO_SUCH_STEP: Final = "There is no such step that is still to be done."
OVER: Final = "This proceeding has ended."
NO_OUTCOME: Final = "Choose what came of it."
NOT_REQUESTED: Final = "Record the written request first, or end the proceeding as not pursued."
TOO_EARLY: Final = "That is before the dispute was denied."
INVOLVE_LEGAL: Final = (
    "Handed over to alternative dispute resolution ({case}). Involve Legal (LEG): the written request of Section "
    "20.2.1 can be made until {until}."
)


@transaction.atomic
def hand_over_to_adr(*, dispute: Dispute, by: User, now: datetime) -> AdrCase:
    """ADR-0: the dispute is exhausted. Opens the proceeding with its steps and the limit of the request."""
    permissions.can_dispute(by, dispute.issue).enforce()
    dispute = lock_dispute(dispute)
    if dispute.resolution != DisputeResolution.DENIED:
        raise Refused(NOT_EXHAUSTED)
    with wall.as_operator("hand a dispute of the participant acted for over to ADR"):
        if AdrCase.objects.filter(dispute=dispute).exists():
            raise Refused(HANDED_OVER)
        case = _opened(dispute, by, now)
        text = INVOLVE_LEGAL.format(case=case.ref, until=short_day(case.request_until))
        author = by if by.is_staff else None
        Note.objects.create(
            issue=dispute.issue,
            participant_id=dispute.participant_id,
            kind=NoteKind.DECISION,
            author=author,
            text=text,
            html=to_html(text),
            at=now,
        )
        add_dispute_step(dispute, what="Handed over to ADR", by=by, now=now)
        _count_down(case, by=by, now=now)
        if by.is_staff:
            _ask_legal(case, by=by, now=now)
        tell_case("opened", case, by=by, now=now)
    changes = {"request_until": ["", case.request_until.isoformat()]}
    trail.record("issues.adrcase.opened", of=case, by=by, at=now, changes=changes)
    return case


@transaction.atomic
def record_adr_step(
    *, case: AdrCase, by: User, now: datetime, code: str, done_on: date, note: str = "", number: str = ""
) -> AdrCase:
    """A step was done on a day. The request itself may be recorded by either side; the others by the staff."""
    permissions.can_dispute(by, case.dispute.issue).enforce()
    if code != REQUEST:
        permissions.can_work_on_dispute(by, case.dispute).enforce()
    case = _locked(case)
    _require_running(case)
    step = case.steps.filter(code=code, done_on=None).first()
    if step is None or code in (EXHAUSTED, OUTCOME):
        raise Refused(NO_SUCH_STEP)
    if code != REQUEST and case.requested_on is None:
        raise Refused(NOT_REQUESTED)
    _require_day(case, done_on, now)
    note, number = note.strip(), tidy(number)
    require_shape(AdrStep(note=note), "note")
    require_discreet(case.dispute, note, by)
    require_shape(AdrCase(number=number), "number")
    with wall.as_operator("record a step of ADR of the participant acted for"):
        step.apply(done_on=done_on, note=note)
        if code == REQUEST:
            case.apply(state=AdrState.REQUESTED, requested_on=done_on, number=number or case.number)
            _stop(case, by=by, now=now)
            tell_case("requested", case, by=by, now=now)
        elif number:
            case.apply(number=number)
        _set_limits(case)
    changes = {"step": ["", code], "done_on": ["", done_on.isoformat()]}
    trail.record("issues.adrcase.step_done", of=case, by=by, at=now, changes=changes)
    return case


@transaction.atomic
def end_adr(
    *,
    case: AdrCase,
    by: User,
    now: datetime,
    outcome: str,
    text: str,
    ended_on: date,
    awarded_amount: Decimal | None = None,
    paid_by: str = "",
) -> AdrCase:
    """ADR-6: the outcome is notified. An approved claim is settled by True-Up, Resettlement or an ADR invoice."""
    case = _locked(case)
    permissions.can_work_on_dispute(by, case.dispute).enforce()
    _require_running(case)
    if outcome not in AdrOutcome.values:
        raise Refused(NO_OUTCOME)
    if case.requested_on is None and outcome != AdrOutcome.NOT_PURSUED:
        raise Refused(NOT_REQUESTED)
    if paid_by and paid_by not in ClaimPaid.values:
        raise Refused("Choose how the claim is settled.")
    text = sound_text(text)
    require_discreet(case.dispute, text, by)
    require_amounts(awarded_amount)
    _require_day(case, ended_on, now)
    changes = case.apply(
        state=AdrState.ENDED,
        outcome=outcome,
        outcome_text=text,
        ended_on=ended_on,
        awarded_amount=awarded_amount,
        paid_by=paid_by,
    )
    changes.pop("outcome_text", None)
    case.steps.filter(code=OUTCOME).update(done_on=ended_on)
    _set_limits(case)
    _stop(case, by=by, now=now)
    trail.record("issues.adrcase.ended", of=case, by=by, at=now, changes=changes)
    tell_case("ended", case, by=by, now=now)
    return case


def _ask_legal(case: AdrCase, *, by: User, now: datetime) -> None:
    """Legal is asked in a referral of its own; where that cannot be, the note on the issue says who is to be involved.

    It cannot be while Legal has a question of this issue already, or once the issue is over.
    """
    department = Department.objects.filter(code=LEGAL).first()
    if department is None:
        return
    until = short_day(case.request_until)
    with suppress(Refused):
        refer_issue(
            issue=case.dispute.issue,
            department=department,
            title="A denied dispute goes to ADR",
            question=f"Dispute {case.dispute.number} was denied on {short_day(case.denied_on)} and is handed over to "
            f"alternative dispute resolution ({case.ref}). The written request of Section 20.2.1 can be made until "
            f"{until}.",
            goal=f"Legal leads the proceeding from the request on, which can be made until {until}.",
            by=by,
            now=now,
        )


def _opened(dispute: Dispute, by: User, now: datetime) -> AdrCase:
    rules = list(DisputeRule.objects.filter(kind=RuleKind.ADR).order_by("order", "code"))
    _version, calendar = loading.current(CALENDAR)
    known = limits(terms_of(rules), calendar, denied_on=dispute.resolved_on)
    if REQUEST not in known:
        raise Refused("The catalog has no limit of the ADR request (rule ADR-1).")
    case = AdrCase(
        dispute=dispute,
        participant_id=dispute.participant_id,
        denied_on=dispute.resolved_on,
        request_until=known[REQUEST],
        opened_by=by,
        opened_at=now,
    )
    case.save(force_insert=True)
    AdrStep.objects.bulk_create(
        AdrStep(
            case=case,
            participant_id=case.participant_id,
            code=rule.code,
            order=position,
            name=rule.name,
            limit=rule.text,
            due_on=known.get(rule.code),
            done_on=dispute.resolved_on if rule.code == EXHAUSTED else None,
        )
        for position, rule in enumerate(rules)
    )
    return case


def _set_limits(case: AdrCase) -> None:
    """The steps whose beginning is known by now get their last day; a day once told stays."""
    rules = DisputeRule.objects.filter(kind=RuleKind.ADR)
    _version, calendar = loading.current(CALENDAR)
    known: Mapping[str, date] = limits(
        terms_of(rules),
        calendar,
        denied_on=case.denied_on,
        requested_on=case.requested_on,
        ended_on=case.ended_on if case.outcome != AdrOutcome.NOT_PURSUED else None,
    )
    for step in case.steps.filter(due_on=None, code__in=known):
        step.apply(due_on=known[step.code])


def _count_down(case: AdrCase, *, by: User, now: datetime) -> None:
    start_clock(
        subject=case,
        kind=KIND,
        label="ADR request",
        calendar=CALENDAR,
        plan=PLAN,
        fixed_day=case.request_until,
        due_time="end_of_day",
        roll="none",
        policy_code=REQUEST,
        by=by,
        now=now,
    )


def _stop(case: AdrCase, *, by: User, now: datetime) -> None:
    """The request met its limit, or the proceeding ended without one."""
    clock = Clock.objects.of(case).filter(kind=KIND).open().first()
    if clock is not None:
        pursued = case.requested_on is not None
        late = clock.due_at is not None and clock.due_at < now
        stop_clock(clock=clock, by=by, now=now, outcome=None if pursued or late else Outcome.CANCELED)


def _locked(case: AdrCase) -> AdrCase:
    """The proceeding with its dispute and issue, all locked."""
    dispute = lock_dispute(case.dispute)
    with wall.as_operator("lock a proceeding of the participant acted for"):
        locked = AdrCase.objects.lock(case.pk)
    locked.dispute = dispute
    return locked


def _require_running(case: AdrCase) -> None:
    if case.state == AdrState.ENDED:
        raise Refused(OVER)


def _require_day(case: AdrCase, day: date, now: datetime) -> None:
    require_past(day, now)
    if day < case.denied_on:
        raise Refused(TOO_EARLY)
