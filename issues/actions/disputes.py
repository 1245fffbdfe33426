"""A dispute from the inquiry to the operator's number: written, completed, filed elsewhere and recorded here."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.dispute_rows import (
    add_dispute_step,
    attach,
    lock_dispute,
    require_past,
    sound_elements,
    write_days,
)
from issues.actions.dispute_windows import look_again, stop_countdown
from issues.actions.rows import lock_issue
from issues.choices import Area, DisputeStatus, ReferenceKind
from issues.dispute_elements import prefilled
from issues.dispute_news import tell_dispute
from issues.models import Dispute, ExternalReference, Issue
from participants.actions.participants import tidy
from participants.actions.shape import require_shape
from portal.audit import trail
from portal.calendars.localtime import first_instant
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from portal.scoping.today import MARKET_ZONE

OVER: Final = "This issue is over; a dispute is made of an inquiry that is still open."
NOT_SETTLEMENT: Final = "Only an inquiry about a settlement can become a dispute."
ONE_ACTIVE: Final = "There is a dispute of this inquiry already."
FILED_ALREADY: Final = "It is filed: its elements stand in the operator's dispute system and are changed there."
NUMBERED: Final = "The operator's number is recorded already."
NO_NUMBER: Final = "Give the number that the operator's dispute system assigned."
TAKEN: Final = "This number is recorded with another dispute of the participant."
CONSTRAINTS: Final = {"dispute_one_active": ONE_ACTIVE, "dispute_number_once": TAKEN}


@transaction.atomic
def open_dispute(
    *,
    issue: Issue,
    by: User,
    now: datetime,
    days: Mapping[date, Decimal] | None = None,
    files: Iterable[Any] = (),
    **elements: Any,
) -> Dispute:
    """Make a dispute of an inquiry. What is not given is taken from the inquiry; nothing is filed by this.

    Both sides may: the participant for itself, the staff for the participant. The countdown runs on until the
    operator's number is recorded.
    """
    issue = lock_issue(issue)
    permissions.can_dispute(by, issue).enforce()
    if not issue.is_open:
        raise Refused(OVER)
    if issue.area != Area.SETTLEMENT and not issue.settlement_run:
        raise Refused(NOT_SETTLEMENT)
    values = sound_elements(prefilled(issue, by) | elements, days)
    with wall.as_operator("write a dispute of the participant acted for"):
        if Dispute.objects.filter(issue=issue).active().exists():
            raise Refused(ONE_ACTIVE)
        dispute = Dispute(
            issue=issue,
            participant_id=issue.participant_id,
            registration_id=issue.registration_id,
            opened_by=by,
            opened_at=now,
            changed_at=now,
            **values,
        )
        with refusing(CONSTRAINTS):
            dispute.save(force_insert=True)
        write_days(dispute, days or {})
        attach(dispute, files, by=by, now=now)
        add_dispute_step(dispute, what="Dispute written, not filed", by=by, now=now)
        look_again([issue], by=by, now=now, reason="The inquiry became a dispute.")
        tell_dispute("written", dispute, by=by, now=now)
    trail.record("issues.dispute.written", of=dispute, by=by, at=now, changes={"issue": ["", issue.ref]})
    return dispute


@transaction.atomic
def change_dispute(
    *,
    dispute: Dispute,
    by: User,
    now: datetime,
    days: Mapping[date, Decimal] | None = None,
    files: Iterable[Any] = (),
    **elements: Any,
) -> Dispute:
    """Complete or correct the elements while nothing is filed; `days` replace those before, None leaves them."""
    dispute = _to_speak_for(dispute, by)
    require_active(dispute)
    if dispute.is_filed and (elements or days is not None):
        raise Refused(FILED_ALREADY)
    with wall.as_operator("change a dispute of the participant acted for"):
        whole = days if days is not None else {row.operating_day: row.amount for row in dispute.days.all()}
        given = dict(elements)
        if whole:
            given.setdefault("amount", None)
        values = sound_elements(given, whole if whole else None)
        changes = dispute.apply(**values)
        if days is not None:
            write_days(dispute, days)
        if count := attach(dispute, files, by=by, now=now):
            changes["files"] = ["", str(count)]
        if changes:
            dispute.apply(changed_at=now)
    if changes:
        changes = {name: told if name != "long_text" else ["", "written anew"] for name, told in changes.items()}
        trail.record("issues.dispute.changed", of=dispute, by=by, at=now, changes=changes)
    return dispute


@transaction.atomic
def record_number(
    *, dispute: Dispute, by: User, now: datetime, number: str, filed_on: date, due_on: date | None = None
) -> Dispute:
    """The dispute is filed: the operator's number and the day. The countdown ends; the number finds the issue."""
    dispute = _to_speak_for(dispute, by)
    require_active(dispute)
    if dispute.is_filed:
        raise Refused(NUMBERED)
    number = tidy(number)
    if not number:
        raise Refused(NO_NUMBER)
    require_past(filed_on, now)
    require_shape(Dispute(number=number, filed_on=filed_on, due_on=due_on), "number", "filed_on", "due_on")
    with wall.as_operator("record the number of a dispute of the participant acted for"):
        if Dispute.objects.filter(participant=dispute.participant_id, number=number).exists():
            raise Refused(TAKEN)
        with refusing(CONSTRAINTS):
            dispute.apply(number=number, filed_on=filed_on, due_on=due_on, changed_at=now)
        ExternalReference.objects.get_or_create(
            issue=dispute.issue,
            kind=ReferenceKind.DISPUTE,
            number=number,
            defaults={"participant_id": dispute.participant_id, "added_at": now},
        )
        add_dispute_step(dispute, what=f"Filed on {filed_on}, number {number}", by=by, now=now)
        filed_by = first_instant(MARKET_ZONE, datetime.combine(filed_on, time(23, 59)))
        stop_countdown(dispute.issue, by=by, now=now, at=filed_by)
        tell_dispute("filed", dispute, by=by, now=now)
    changes = {"number": ["", number], "filed_on": ["", filed_on.isoformat()]}
    trail.record("issues.dispute.filed", of=dispute, by=by, at=now, changes=changes)
    return dispute


def require_active(dispute: Dispute) -> None:
    if not dispute.is_active:
        raise Refused(f"This dispute is {DisputeStatus(dispute.status).label.lower()}.")


def _to_speak_for(dispute: Dispute, by: User) -> Dispute:
    """Permit inside the person's own view, then lock."""
    permissions.can_dispute(by, dispute.issue).enforce()
    return lock_dispute(dispute)
