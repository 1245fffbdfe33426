"""Signing an account plan: sent as it stands, signed for the operator, confirmed or returned by the participant.

A version is agreed once both have signed it; the version that held until then is superseded in the same moment. What
a participant's user does here runs as the operator, after permission.
"""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants import plan_news as news
from participants.actions.contacting import note_contact
from participants.actions.plan_clocks import start_task_clocks, stop_task_clocks
from participants.actions.plan_copying import carry_work
from participants.actions.plans import locked_draft, locked_version, step
from participants.actions.shape import require_reason, require_shape
from participants.choices import ContactChannel, PlanSide, PlanState
from participants.models import PlanObjective, PlanStep, PlanTask, PlanVersion
from participants.rules.plan_moves import MOVES
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping import wall

NOTHING_TO_SIGN: Final = "Nothing in it is shared with the participant yet: add an objective or a task first."
NOT_WAITING: Final = "This version does not wait for sign-off."
SIGNED: Final = "It is signed for the operator already."
CONFIRMED: Final = "Your company has confirmed it already."


@transaction.atomic
def send_for_signing(*, version: PlanVersion, by: User, now: datetime) -> PlanVersion:
    """Show the draft's shared part to the participant and ask for sign-off; from now on its lines stand still."""
    version = locked_draft(version, by)
    MOVES.require(version.state, PlanState.IN_REVIEW)
    if not any(kind.objects.filter(version=version, shared=True).exists() for kind in (PlanObjective, PlanTask)):
        raise Refused(NOTHING_TO_SIGN)
    changes = version.apply(state=PlanState.IN_REVIEW, sent_at=now)
    step(version, "sent", by=by, now=now, side=PlanSide.OPERATOR)
    trail.record("participants.planversion.sent", of=version, by=by, at=now, changes={"state": changes["state"]})
    news.tell_participant("sent", version, version.plan, by=by, now=now)
    _in_touch(version, by, now)
    return version


@transaction.atomic
def take_back_plan(*, version: PlanVersion, by: User, now: datetime, reason: str) -> PlanVersion:
    """It goes on as a draft, for a reason that the participant reads; what was signed of it counts no longer."""
    version = locked_version(version)
    permissions.can_write_plan(by, version.plan).enforce()
    _back_to_draft(version, "taken back", by=by, now=now, side=PlanSide.OPERATOR, reason=reason)
    news.tell_participant("taken_back", version, version.plan, by=by, now=now)
    return version


@transaction.atomic
def sign_plan(*, version: PlanVersion, by: User, now: datetime) -> PlanVersion:
    """The operator's word, by the plan's owner or a supervisor. Agreed, if the participant has confirmed."""
    version = locked_version(version)
    permissions.can_sign_plan(by, version.plan).enforce()
    _require_waiting(version)
    if version.signed_at is not None:
        raise Refused(SIGNED)
    version.apply(signed_at=now, signed_by_id=by.pk)
    step(version, "signed", by=by, now=now, side=PlanSide.OPERATOR)
    trail.record("participants.planversion.signed", of=version, by=by, at=now)
    if version.confirmed_at is not None:
        _agree(version, by=by, now=now)
    return version


@transaction.atomic
def confirm_plan(*, version: PlanVersion, by: User, now: datetime) -> PlanVersion:
    """The participant's word, by a member of the company itself. Agreed, if the operator has signed."""
    with wall.as_operator("confirm the plan of the participant acted for"):
        version = locked_version(version)
        permissions.can_confirm_plan(by, version.plan).enforce()
        _require_waiting(version)
        if version.confirmed_at is not None:
            raise Refused(CONFIRMED)
        version.apply(confirmed_at=now, confirmed_by_id=by.pk)
        step(version, "confirmed", by=by, now=now, side=PlanSide.PARTICIPANT)
        trail.record("participants.planversion.confirmed", of=version, by=by, at=now)
        if version.signed_at is not None:
            _agree(version, by=by, now=now)
        else:
            news.tell_desk("confirmed", version, version.plan, by=by, now=now)
        _in_touch(version, by, now)
    return version


@transaction.atomic
def return_plan(*, version: PlanVersion, by: User, now: datetime, reason: str) -> PlanVersion:
    """The participant does not confirm it as it is, and says why; it is a draft again, and both read the reason."""
    with wall.as_operator("return the plan of the participant acted for"):
        version = locked_version(version)
        permissions.can_confirm_plan(by, version.plan).enforce()
        _back_to_draft(version, "returned", by=by, now=now, side=PlanSide.PARTICIPANT, reason=reason)
        news.tell_desk("returned", version, version.plan, by=by, now=now)
        _in_touch(version, by, now)
    return version


def _require_waiting(version: PlanVersion) -> None:
    if version.state != PlanState.IN_REVIEW:
        raise Refused(NOT_WAITING)


def _back_to_draft(version: PlanVersion, what: str, *, by: User, now: datetime, side: str, reason: str) -> None:
    reason = require_reason(reason)
    require_shape(PlanStep(reason=reason), "reason")
    _require_waiting(version)
    MOVES.require(version.state, PlanState.DRAFT)
    cleared = dict.fromkeys(("sent_at", "signed_at", "signed_by_id", "confirmed_at", "confirmed_by_id"))
    changes = version.apply(state=PlanState.DRAFT, **cleared)
    step(version, what, by=by, now=now, side=side, reason=reason)
    verb = f"participants.planversion.{what.replace(' ', '_')}"
    trail.record(verb, of=version, by=by, at=now, changes={"state": changes["state"]}, reason=reason)


def _agree(version: PlanVersion, *, by: User, now: datetime) -> None:
    """Both have signed: it holds from now. What was done under the version before is carried over first."""
    MOVES.require(version.state, PlanState.AGREED)
    before = PlanVersion.objects.filter(plan=version.plan).agreed().first()
    if before is not None:
        _supersede(before, version, by=by, now=now)
    changes = version.apply(state=PlanState.AGREED)
    start_task_clocks(version, by=by, now=now)
    side = PlanSide.OPERATOR if by.is_staff else PlanSide.PARTICIPANT
    step(version, "agreed", by=by, now=now, side=side)
    trail.record("participants.planversion.agreed", of=version, by=by, at=now, changes={"state": changes["state"]})
    news.tell_both("agreed", version, version.plan, by=by, now=now)


def _supersede(before: PlanVersion, by_version: PlanVersion, *, by: User, now: datetime) -> None:
    before = PlanVersion.objects.lock(before.pk)
    MOVES.require(before.state, PlanState.SUPERSEDED)
    carry_work(before, by_version)
    stop_task_clocks(before, by=by, now=now)
    changes = before.apply(state=PlanState.SUPERSEDED, ended_at=now)
    side = PlanSide.OPERATOR if by.is_staff else PlanSide.PARTICIPANT
    step(before, "superseded", by=by, now=now, side=side)
    trail.record("participants.planversion.superseded", of=before, by=by, at=now, changes={"state": changes["state"]})


def _in_touch(version: PlanVersion, by: User, now: datetime) -> None:
    note_contact(
        participant_id=version.participant_id, channel=ContactChannel.PORTAL, by=by, at=now, about=version.plan.ref
    )
