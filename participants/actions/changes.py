"""Asking for a change: beginning it, writing on it, submitting, withdrawing. Signing and reviewing stand elsewhere."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants import change_news as news
from participants import permissions
from participants.actions import bank_accounts, change_signing
from participants.actions.change_rows import (
    earliest_day,
    guide_of,
    in_words,
    locked,
    planned_day,
    require_move,
    write_comment,
)
from participants.actions.change_values import lines_of
from participants.actions.locks import lock_participant
from participants.actions.shape import only_fields, require_reason
from participants.choices import AcknowledgmentState, ChangeChannel, ChangeState
from participants.models import (
    Acknowledgment,
    BankAccount,
    Change,
    ChangeField,
    ChangeProcedure,
    ChangeStep,
    Participant,
)
from participants.rules.change_days import require_reachable
from participants.rules.change_moves import EDITABLE
from participants.rules.changes import GUIDES, TOPICS, Guide
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from portal.scoping.today import market_day

UNKNOWN: Final = "This procedure is not one of the available choices."
NO_TOPIC: Final = "Choose what changes."
NOTHING: Final = "Nothing would change: what you gave is on file already."
NOT_NOW: Final = "It can be written on while it is a draft or was returned."
STAFF_ASKS: Final = "Say how the participant asked: by phone or by mail."

REWRITTEN: Final = frozenset({"values", "reason", "wanted_on"})
Values = Mapping[str, Mapping[str, Any]]


@transaction.atomic
def draft_change(
    *,
    participant: Participant,
    procedure: ChangeProcedure,
    values: Values,
    reason: str,
    by: User,
    now: datetime,
    wanted_on: date | None = None,
    channel: str = ChangeChannel.PORTAL,
) -> Change:
    """Begin a change: `values` holds for each topic its fields. Nothing changes before it is signed and reviewed.

    What was asked for by phone or mail is recorded by the staff and stays blocked until it is signed in the portal.
    """
    reason = require_reason(reason)
    participant = lock_participant(participant.pk)
    permissions.can_ask_for_changes(by, participant).enforce()
    guide = _guide(procedure, by, channel)
    topics = _topics(guide, values)
    require_reachable(earliest_day(guide, procedure.lead, now), wanted_on)
    with wall.as_operator("write a change of the participant acted for"):
        change = Change(
            participant=participant,
            procedure=procedure,
            topics=topics,
            channel=channel,
            inner=guide.by_staff,
            reason=reason,
            wanted_on=wanted_on,
            requested_by=by,
            requested_name=by.name,
            requested_at=now,
        )
        change.save(force_insert=True)
        _write_fields(change, values, now)
        ChangeStep.objects.bulk_create(
            ChangeStep(change=change, participant=participant, position=place, title=title)
            for place, title in enumerate(procedure.steps, start=1)
        )
        _plan(change, now)
    told = {"procedure": ["", procedure.name], "asked for": ["", change.get_channel_display()]}
    trail.record("participants.change.begun", of=change, by=by, at=now, changes=told)
    return change


@transaction.atomic
def redraft_change(*, change: Change, by: User, now: datetime, **fields: Any) -> Change:
    """Write a draft, or what was returned, anew: its values (topics may change within the procedure), reason, day."""
    only_fields(fields, REWRITTEN)
    if "reason" in fields:
        fields["reason"] = require_reason(fields["reason"])
    change = locked(change)
    permissions.can_prepare_change(by, change).enforce()
    _require_editable(change)
    guide = guide_of(change)
    values = fields.pop("values", None)
    if values is not None:
        fields["topics"] = _topics(guide, values)
    require_reachable(earliest_day(guide, change.procedure.lead, now), fields.get("wanted_on", change.wanted_on))
    with wall.as_operator("write a change of the participant acted for"):
        change.apply(**fields)
        if values is not None:
            change.fields.all().delete()
            _write_fields(change, values, now)
        if "bank" not in change.topics:
            BankAccount.objects.filter(change=change).delete()
        _plan(change, now)
    trail.record("participants.change.rewritten", of=change, by=by, at=now)
    return change


@transaction.atomic
def submit_change(*, change: Change, by: User, now: datetime) -> Change:
    """Send it to those who sign; what only the staff run goes to review at once."""
    change = locked(change)
    permissions.can_prepare_change(by, change).enforce()
    require_move(change, ChangeState.SUBMITTED)
    require_reachable(earliest_day(guide_of(change), change.procedure.lead, now), change.wanted_on)
    again = change.state == ChangeState.RETURNED
    with wall.as_operator("write a change of the participant acted for"):
        changes = change.apply(
            state=ChangeState.SUBMITTED, submitted_at=now, round=change.round + again, noticed_at=None, reviewer=None
        )
        _plan(change, now)
        asked = change_signing.ask_the_qse(change, now=now)
    told = {"state": in_words(changes["state"]), "takes effect": ["", str(change.effective_on)]}
    trail.record("participants.change.submitted", of=change, by=by, at=now, changes=told)
    if guide_of(change).by_staff:
        change_signing.begin_review(change, by=by, now=now)
    else:
        news.tell_signers(change, by=by, now=now)
        news.tell_the_qse(asked, now=now)
    return change


@transaction.atomic
def withdraw_change(*, change: Change, by: User, now: datetime, reason: str) -> Change:
    """The participant no longer wants it; possible until it takes effect."""
    reason = require_reason(reason)
    change = locked(change)
    permissions.can_withdraw_change(by, change).enforce()
    require_move(change, ChangeState.WITHDRAWN)
    with wall.as_operator("write a change of the participant acted for"):
        changes = change.apply(state=ChangeState.WITHDRAWN, ended_at=now, due_at=None)
        write_comment(change, by=by, now=now, text=reason)
        drop_what_it_proposed(change)
    told = {"state": in_words(changes["state"])}
    trail.record("participants.change.withdrawn", of=change, by=by, at=now, changes=told, reason=reason)
    news.tell_desk("withdrawn", change, by=by, now=now)
    return change


def drop_what_it_proposed(change: Change) -> None:
    """A change that ends without effect leaves no sealed account and no open question behind. As the operator."""
    BankAccount.objects.filter(change=change, starts_on=None).delete()
    asked = Acknowledgment.objects.filter(change=change, state=AcknowledgmentState.ASKED)
    asked.update(state=AcknowledgmentState.CANCELED)


def _guide(procedure: ChangeProcedure, by: User, channel: str) -> Guide:
    guide = GUIDES.get(procedure.code)
    if guide is None or channel not in ChangeChannel.values or (guide.by_staff and not by.is_staff):
        raise Refused(UNKNOWN)
    if by.is_staff and not guide.by_staff and channel == ChangeChannel.PORTAL:
        raise Refused(STAFF_ASKS)
    if not by.is_staff and channel != ChangeChannel.PORTAL:
        raise Refused(UNKNOWN)
    return guide


def _topics(guide: Guide, values: Values) -> list[str]:
    if unknown := set(values) - set(guide.topics):
        raise Refused(f"“{min(unknown)[:40]}” is no part of this procedure.")
    topics = [code for code in guide.topics if code in values]
    if not topics:
        raise Refused(NO_TOPIC)
    return topics


def _write_fields(change: Change, values: Values, now: datetime) -> None:
    lines = []
    for code in change.topics:
        if code == "bank":
            lines.append(bank_accounts.propose(change, values[code]))
        else:
            lines += lines_of(TOPICS[code], values[code], change.participant, market_day(now))
    if all(line.before == line.after for line in lines):
        raise Refused(NOTHING)
    ChangeField.objects.bulk_create(
        ChangeField(
            change=change,
            participant=change.participant,
            position=place,
            topic=line.topic,
            name=line.name,
            label=line.label,
            before=line.before,
            after=line.after,
            value=line.value,
        )
        for place, line in enumerate(lines)
    )


def _plan(change: Change, now: datetime) -> None:
    """As if everybody signed now; counted anew when they have."""
    found = planned_day(change, now, change.wanted_on)
    change.apply(effective_on=found.day, effective_because=found.because)


def _require_editable(change: Change) -> None:
    if change.state not in EDITABLE:
        raise Refused(NOT_NOW)
