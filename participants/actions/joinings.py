"""Joining two companies into one, and undoing it exactly."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from participants import permissions
from participants.actions.evidence import lapse_item
from participants.actions.joining_preview import obstacles_to, preview_joining
from participants.actions.joining_rows import MOVES, Moving
from participants.actions.joining_ties import follow, require_untied, taken_from_each_other
from participants.actions.locks import lock_families, lock_participants
from participants.actions.shape import require_reason
from participants.choices import ItemState
from participants.models import Assignment, ContactRole, Joining, Participant
from participants.querysets.registrations import ENDED
from participants.rules.people import ONE_DAY
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

__all__ = ["join_participants", "preview_joining", "undo_joining"]

NOT_ITS_OWN = "It was shown by another company's evidence, which counts for that company alone again; send new one."
MEANWHILE = "Something changed meanwhile; please look at the preview again."
TAKEN = dict.fromkeys(
    (
        "contact_email_once",
        "resource_code_once",
        "membership_one_at_a_time",
        "assignment_one_of_a_kind",
        "contact_role_once",
        "joining_absorbed_once",
        "obligation_once_participant",
    ),
    MEANWHILE,
)


@transaction.atomic
def join_participants(*, kept: Participant, absorbed: Participant, by: User, now: datetime, reason: str) -> Joining:
    """All rows of `absorbed` become rows of `kept`, and `absorbed` stays as an empty shell.

    What `kept` has of its own stays behind with the shell: people with a membership of both, contacts with
    the same address, assignments of one kind in the same period (running ones end yesterday).
    """
    reason = require_reason(reason)
    kept, absorbed = _locked(kept, absorbed)
    permissions.can_join(by).enforce()
    for obstacle in obstacles_to(kept, absorbed):
        raise Refused(obstacle)
    moving = Moving(kept, absorbed)
    moved: dict[str, Any] = moving.ids()
    passing = moving.roles_of_doubled_contacts()
    moved["contacts of roles"] = {str(role.pk): role.contact_id for role, _to in passing}
    moved["last days"] = _end_doubled_assignments(moving, now)
    with refusing(TAKEN):
        for role, to in passing:
            ContactRole.objects.filter(pk=role.pk).update(contact_id=to)
        for move in MOVES:
            move.model.objects.filter(pk__in=moved[move.key]).update(**{move.column: kept.pk})
        moved["parent of kept"] = _lift(kept, absorbed)
        absorbed.apply(joined_into_id=kept.pk)
        joining = Joining.objects.create(
            kept=kept, absorbed=absorbed, reason=reason, moved=moved, joined_at=now, joined_by=by
        )
    _record("made", joining, by, now, reason)
    return joining


@transaction.atomic
def undo_joining(*, joining: Joining, by: User, now: datetime, reason: str) -> Joining:
    """Everything that moved goes back; rows added since stay with the company they hang on.

    Refused while a later joining builds on it, or where rows added since tie the two companies together.
    """
    reason = require_reason(reason)
    kept, absorbed = _locked(joining.kept, joining.absorbed)
    joining = Joining.objects.lock(joining.pk)
    permissions.can_join(by).enforce()
    _require_latest(joining, kept)
    moved = joining.moved
    with refusing(TAKEN):
        for move in MOVES:
            # A joining of an older release knows nothing of what was added to the table since.
            still = move.model.objects.filter(pk__in=moved.get(move.key, []), **{move.column: kept.pk})
            still.update(**{move.column: absorbed.pk})
        for role_id, contact_id in moved["contacts of roles"].items():
            ContactRole.objects.filter(pk=role_id).update(contact_id=contact_id)
        _restore_last_days(moved["last days"])
        if moved["parent of kept"] and kept.parent_id == moved["parent of kept"]["after"]:
            kept.apply(parent_id=absorbed.pk)
        follow(kept, absorbed)
        require_untied(kept, absorbed)
        absorbed.apply(joined_into_id=None)
    _part_evidence(kept, absorbed, by, now)
    joining.apply(undone_at=now, undone_by=by)
    _record("undone", joining, by, now, reason)
    return joining


def _part_evidence(kept: Participant, absorbed: Participant, by: User, now: datetime) -> None:
    """What one company showed counts for its own registrations only."""
    for item in taken_from_each_other(kept, absorbed):
        item.apply(reused_from_id=None)
        if item.state == ItemState.ACCEPTED and item.checklist.registration.status not in ENDED:
            lapse_item(item=item, by=by, now=now, reason=NOT_ITS_OWN)


def _locked(kept: Participant, absorbed: Participant) -> tuple[Participant, Participant]:
    lock_families()
    rows = {row.pk: row for row in lock_participants([kept.pk, absorbed.pk])}
    return rows[kept.pk], rows[absorbed.pk]


def _end_doubled_assignments(moving: Moving, now: datetime) -> dict[str, list[str]]:
    """Running ones of the absorbed company end yesterday; returns id -> [former last day or "", new one]."""
    today = market_day(now)
    running = moving.doubled_assignments().not_over(today).filter(starts_on__lt=today)
    yesterday = today - ONE_DAY
    last_days = {}
    for one in running.order_by("pk").select_for_update(of=("self",)):
        last_days[str(one.pk)] = [one.ends_on.isoformat() if one.ends_on else "", yesterday.isoformat()]
        one.apply(ends_on=yesterday)
    return last_days


def _restore_last_days(last_days: dict[str, list[str]]) -> None:
    for pk, (before, after) in last_days.items():
        Assignment.objects.filter(pk=pk, ends_on=after).update(ends_on=before or None)


def _lift(kept: Participant, absorbed: Participant) -> dict[str, int | None]:
    """A company whose parent it absorbs comes to stand where the parent stood."""
    if kept.parent_id != absorbed.pk:
        return {}
    kept.apply(parent_id=absorbed.parent_id)
    return {"after": absorbed.parent_id}


def _require_latest(joining: Joining, kept: Participant) -> None:
    if joining.undone_at is not None:
        raise Refused("This joining was undone already.")
    later = Joining.objects.filter(undone_at=None).filter(
        Q(kept=kept, pk__gt=joining.pk) | Q(absorbed=kept),
    )
    if later.exists():
        raise Refused("A later joining builds on this one: undo that first.")


def _record(what: str, joining: Joining, by: User, now: datetime, reason: str) -> None:
    """Both companies' timelines tell it, with how much moved."""
    counts = {move.key: ["", str(len(ids))] for move in MOVES if (ids := joining.moved.get(move.key))}
    for participant_id in (joining.kept_id, joining.absorbed_id):
        trail.record(
            f"participants.joining.{what}",
            of=joining,
            participant_id=participant_id,
            by=by,
            at=now,
            changes=counts,
            reason=reason,
        )
