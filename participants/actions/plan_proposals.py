"""Proposals for plans: found anew from the facts, taken into a draft, or rejected with a reason for a while."""

import logging
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants import proposals
from participants.actions.locks import lock_participant
from participants.actions.plan_lines import add_line
from participants.actions.plan_tasks import add_task
from participants.actions.plans import locked_draft
from participants.actions.shape import require_reason, require_shape
from participants.choices import PlanSide, ProposalKind, ProposalState
from participants.models import Participant, PlanObjective, PlanProposal, PlanRisk, PlanVersion
from participants.permissions import can_edit
from participants.proposals import LONGEST_TITLE, MOST_EVIDENCE, Finder, Found
from participants.rules.plan_days import BEFORE
from portal.audit import trail
from portal.lifecycle.bulk import update_many
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

logger = logging.getLogger(__name__)

BATCH: Final = 500
DECIDED: Final = "This proposal was decided already."
OTHER: Final = "This proposal concerns another participant."
QUIET_DAYS: Final = 90
LONGEST_QUIET: Final = timedelta(days=3 * 366)
AHEAD: Final = "Choose a day ahead, within three years, until which it is not proposed again."
TASK_DAYS: Final = 20
LINE_OF: Final = {ProposalKind.OBJECTIVE: PlanObjective, ProposalKind.RISK: PlanRisk}


def find_proposals(*, now: datetime, participants: Collection[int] | None = None) -> int:
    """Look anew at the facts of these participants, or of all; returns how many proposals are new.

    A proposal whose facts are gone is no longer founded; one that was rejected stays quiet until its day, one that
    was accepted until the plan it became part of ends. A finder that fails leaves the others alone.
    """
    count = 0
    for batch in _batches(participants):
        for finder in proposals.finders():
            try:
                count += _look(finder, batch, now)
            except Exception:
                logger.exception("The finder %s of plan proposals failed; the next sweep tries again.", finder.source)
    return count


@transaction.atomic
def accept_proposal(
    *,
    proposal: PlanProposal,
    version: PlanVersion,
    by: User,
    now: datetime,
    title: str = "",
    due_on: date | None = None,
    side: str = PlanSide.OPERATOR,
) -> Any:
    """Take it into the draft as the line it proposes, in other words if given; a task is due on `due_on`, or in twenty
    Business Days. Returns the line."""
    version = locked_draft(version, by)
    proposal = _locked(proposal)
    if proposal.participant_id != version.participant_id:
        raise Refused(OTHER)
    line = _become(proposal, version, by=by, now=now, title=title or proposal.title, due_on=due_on, side=side)
    proposal.apply(
        state=ProposalState.ACCEPTED,
        decided_at=now,
        decided_by_id=by.pk,
        became=line.ref,
        quiet_until=version.plan.ends_on,
    )
    changes = {"line": ["", line.title]}
    trail.record("participants.planproposal.accepted", of=proposal, by=by, at=now, changes=changes)
    return line


@transaction.atomic
def reject_proposal(
    *, proposal: PlanProposal, by: User, now: datetime, reason: str, quiet_until: date | None = None
) -> PlanProposal:
    """Not for the plan, for a reason; it is not made again before a day (90 days unless another is given)."""
    reason = require_reason(reason)
    require_shape(PlanProposal(reason=reason), "reason")
    participant = lock_participant(proposal.participant_id)
    can_edit(by, participant).enforce()
    proposal = _locked(proposal)
    today = market_day(now)
    until = quiet_until or today + timedelta(days=QUIET_DAYS)
    if not today < until <= today + LONGEST_QUIET:
        raise Refused(AHEAD)
    proposal.apply(state=ProposalState.REJECTED, decided_at=now, decided_by_id=by.pk, reason=reason, quiet_until=until)
    changes = {"quiet until": ["", str(until)]}
    trail.record("participants.planproposal.rejected", of=proposal, by=by, at=now, changes=changes, reason=reason)
    return proposal


def _become(
    proposal: PlanProposal, version: PlanVersion, *, by: User, now: datetime, title: str, due_on: date | None, side: str
) -> Any:
    if proposal.kind != ProposalKind.TASK:
        told = "why" if proposal.kind == ProposalKind.OBJECTIVE else "answer"
        kind = LINE_OF[proposal.kind]
        return add_line(version=version, kind=kind, by=by, now=now, title=title, **{told: proposal.detail})
    begins_on = max(version.plan.starts_on, market_day(now))
    if due_on is not None and due_on < version.plan.starts_on:
        raise Refused(BEFORE)
    term = {"due_on": due_on} if due_on else {"begins_on": begins_on, "days": TASK_DAYS}
    return add_task(version=version, by=by, now=now, title=title, detail=proposal.detail, side=side, **term)


def _locked(proposal: PlanProposal) -> PlanProposal:
    proposal = PlanProposal.objects.lock(proposal.pk)
    if proposal.state != ProposalState.OPEN:
        raise Refused(DECIDED)
    return proposal


def _batches(participants: Collection[int] | None) -> Iterator[list[int]]:
    rows = Participant.objects.filter(joined_into=None).order_by("pk")
    if participants is not None:
        rows = rows.filter(pk__in=participants)
    ids = list(rows.values_list("pk", flat=True))
    for first in range(0, len(ids), BATCH):
        yield ids[first : first + BATCH]


@transaction.atomic
def _look(finder: Finder, ids: list[int], now: datetime) -> int:
    """What one finder finds for a batch, against what is known; the same few statements for any number."""
    found = {(one.participant_id, one.topic): one for one in finder.find(ids, now)}
    known = PlanProposal.objects.filter(participant__in=ids, source=finder.source)
    opened = {
        (row.participant_id, row.topic): row
        for row in known.filter(state=ProposalState.OPEN).order_by("pk").select_for_update(of=("self",))
    }
    quiet = set(known.filter(quiet_until__gte=market_day(now)).values_list("participant_id", "topic"))
    new = [_row(finder.source, one, now) for key, one in found.items() if key not in opened and key not in quiet]
    PlanProposal.objects.bulk_create(new, ignore_conflicts=True)
    _follow([(row, found[key]) for key, row in opened.items() if key in found])
    gone = [row.pk for key, row in opened.items() if key not in found]
    if gone:
        PlanProposal.objects.filter(pk__in=gone).update(state=ProposalState.GONE, decided_at=now)
    return len(new)


def _row(source: str, one: Found, now: datetime) -> PlanProposal:
    return PlanProposal(participant_id=one.participant_id, source=source, topic=one.topic, found_at=now, **_words(one))


def _words(one: Found) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "title": one.title[:LONGEST_TITLE],
        "detail": one.detail,
        "evidence": [row.as_kept() for row in one.evidence[:MOST_EVIDENCE]],
    }


def _follow(pairs: list[tuple[PlanProposal, Found]]) -> None:
    """Proposals that still hold say what the facts say today."""
    changed = []
    for row, one in pairs:
        words = _words(one)
        if any(getattr(row, name) != value for name, value in words.items()):
            for name, value in words.items():
                setattr(row, name, value)
            changed.append(row)
    update_many(PlanProposal, ["kind", "title", "detail", "evidence"], changed)
