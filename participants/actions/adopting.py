"""Whether a running checklist follows a new version of a block: adopting it, or staying, each with its reason."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.checklist_items import close_round
from participants.actions.item_clocks import follow_plan, settle_clocks
from participants.actions.locks import lock_participant
from participants.actions.planning import in_plan, items_of, set_last_days
from participants.actions.shape import require_reason, require_shape
from participants.adopting import Comparison, Question, Step, with_versions
from participants.checklist_people import people_of_registrations
from participants.choices import AdoptionStep, ItemState, RoundOutcome, VersionChoice
from participants.models import BlockVersion, Checklist, ChecklistItem, Requirement, VersionDecision
from participants.querysets.registrations import ENDED
from participants.rules.checklist_moves import OPEN, SETTLED
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.outbox import posting
from portal.scoping.today import market_day

ADOPTED: Final = "participants.checklist.version_adopted"
STAYED: Final = "participants.checklist.version_declined"
LONGEST: Final = 1000
ENDED_WORDS: Final = "The registration has ended; its checklist stays as it is."
NOT_NOW: Final = "Only the version that holds now can be decided about."
FOLLOWS: Final = "The checklist follows this version already."
NOT_HELD: Final = "The checklist asks for nothing of this block."
DECIDED: Final = "It was decided already that the checklist stays with its version."
TOGETHER: Final = (
    "The versions of this checklist do not go together with it: {circle} Adopt the other new version first."
)
FIELDS: Final = (
    "requirement",
    "position",
    "mandatory",
    "waits_for",
    "state",
    "settled_at",
    "evidence_expires_on",
    "due_on",
    "reason",
)


@transaction.atomic
def adopt_version(
    *, checklist: Checklist, version: BlockVersion, by: User, now: datetime, reason: str = ""
) -> VersionDecision:
    """The checklist follows the version that holds now.

    What did not change keeps state, rounds and evidence. What was accepted and changed is asked for again, with its
    day and reason; what is dropped becomes not applicable; what is new appears. May follow a decision to stay.
    """
    checklist = _locked(checklist, version, by)
    reason = _reason(reason) if reason.strip() else ""
    question = _open_question(checklist, version, now)
    if question.fault:
        raise Refused(TOGETHER.format(circle=question.fault), code="circle")
    told = _versions(question) | {step.code: ["", _in_words(step)] for step in question.steps}
    _follow(question, by, now)
    decision = _decide(question, VersionChoice.ADOPTED, reason, by, now)
    trail.record(ADOPTED, of=checklist, by=by, at=now, changes=told, reason=reason)
    if question.steps:
        _tell(checklist, version, now)
    return decision


@transaction.atomic
def stay_with_version(
    *, checklist: Checklist, version: BlockVersion, by: User, now: datetime, reason: str
) -> VersionDecision:
    """The checklist stays with the version it was opened under, for a reason that stands beside it."""
    checklist = _locked(checklist, version, by)
    reason = _reason(require_reason(reason))
    question = _open_question(checklist, version, now)
    if question.decision is not None:
        raise Refused(DECIDED)
    decision = _decide(question, VersionChoice.STAYED, reason, by, now)
    trail.record(STAYED, of=checklist, by=by, at=now, changes=_versions(question), reason=reason)
    return decision


def _locked(checklist: Checklist, version: BlockVersion, by: User) -> Checklist:
    participant = lock_participant(checklist.participant_id)
    checklist = with_versions(Checklist.objects.all()).select_for_update(of=("self",)).get(pk=checklist.pk)
    checklist.participant = participant
    permissions.can_decide_version(by, checklist).enforce()
    if checklist.registration.status in ENDED:
        raise Refused(ENDED_WORDS)
    # A version that is replaced at this moment waits until we are done, and the other way round.
    version = BlockVersion.objects.lock(version.pk)
    if not version.current:
        raise Refused(NOT_NOW)
    return checklist


def _open_question(checklist: Checklist, version: BlockVersion, now: datetime) -> Question:
    version = BlockVersion.objects.select_related("block").get(pk=version.pk)
    held = [one for one in checklist.versions.all() if one.block_id == version.block_id]
    if not held:
        raise Refused(NOT_HELD)
    if held[0].pk == version.pk:
        raise Refused(FOLLOWS)
    return Comparison(version, now).of([checklist])[0]


def _reason(reason: str) -> str:
    reason = reason.strip()
    if len(reason) > LONGEST:
        raise Refused(f"At most {LONGEST:,} characters.")
    require_shape(VersionDecision(reason=reason), "reason")
    return reason


def _decide(question: Question, choice: str, reason: str, by: User, now: datetime) -> VersionDecision:
    given: dict[str, Any] = {
        "participant_id": question.checklist.participant_id,
        "choice": choice,
        "reason": reason,
        "steps": [step.to_json() for step in question.steps],
        "decided_at": now,
        "decided_by": by,
    }
    decision, _ = VersionDecision.objects.update_or_create(
        checklist=question.checklist, version=question.version, defaults=given
    )
    return decision


def _follow(question: Question, by: User, now: datetime) -> None:
    """Rewrite the items as the version asks, and plan what is open anew."""
    checklist, wanted = question.checklist, question.after
    known = {item.code: item for item in items_of(checklist)}
    rows = _requirements(question)
    steps = {step.code: step for step in question.steps}
    created = []
    for position, code in enumerate(wanted.items, start=1):
        item = known.get(code) or ChecklistItem(participant_id=checklist.participant_id, checklist=checklist, code=code)
        item.requirement, item.position, item.mandatory = rows[code], position, rows[code].mandatory
        item.waits_for = [one for one in wanted.items if one in wanted.before[code]]
        if item.pk is None:
            created.append(item)
        elif code in steps:
            _move(item, steps[code], question.version)
    dropped = [item for code, item in known.items() if code not in wanted.items]
    for position, item in enumerate(dropped, start=len(wanted.items) + 1):
        item.position = position
        if item.code in steps:
            _drop(item, question.version, by, now)
    ChecklistItem.objects.bulk_update(known.values(), FIELDS)
    ChecklistItem.objects.bulk_create(created)
    checklist.versions.set({row.version_id for row in rows.values()})
    _set_days(question, by, now)


def _requirements(question: Question) -> dict[str, Requirement]:
    """The rows of the versions the checklist then follows; of blocks it had nothing of, those that hold now."""
    version = question.version
    held = [one for one in question.checklist.versions.all() if one.block_id != version.block_id]
    followed = {one.block_id: one.pk for one in [*held, version]}
    rows = Requirement.objects.filter(code__in=question.after.items).select_related("version")
    found: dict[str, Requirement] = {}
    for row in rows:
        own = followed.get(row.version.block_id)
        if row.version_id == own or (own is None and row.version.current):
            found[row.code] = row
    return found


def _move(item: ChecklistItem, step: Step, version: BlockVersion) -> None:
    """Asked for again: what was accepted and changed, and what an earlier version had dropped."""
    again = step.step == AdoptionStep.AGAIN
    if not again and not (step.step == AdoptionStep.NEW and item.state in SETTLED):
        return
    what = ", ".join(what for what, _, _ in step.changes)
    named = f"Version {version.number} of the requirements"
    item.reason = f"{named} changes this item: {what}." if again else f"{named} asks for this item again."
    item.state, item.settled_at, item.evidence_expires_on, item.due_on = ItemState.WAITING, None, None, None


def _drop(item: ChecklistItem, version: BlockVersion, by: User, now: datetime) -> None:
    """A version may drop an item in whatever state it is; its rounds and evidence stay."""
    if item.state in OPEN:
        close_round(item, RoundOutcome.TAKEN_BACK, by=None, now=now)
        settle_clocks(item, by=by, now=now, shown=False)
    item.reason = f"Version {version.number} of the requirements no longer asks for it."
    item.state, item.settled_at, item.due_on = ItemState.NOT_APPLICABLE, now, None


def _set_days(question: Question, by: User, now: datetime) -> None:
    """The plan anew where there is one; what is to be shown again is due by its own day at the latest."""
    checklist = question.checklist
    items = items_of(checklist)
    if in_plan(checklist):
        set_last_days(checklist, items, by=by, now=now)
    days = {step.code: step.due for step in question.steps if step.due is not None}
    since = question.version.effective_from
    for item in items:
        day = days.get(item.code)
        if day is not None and (item.due_on is None or day < item.due_on):
            item.apply(due_on=day)
            follow_plan(item, by=by, now=now, reason=f"Version {question.version.number} in effect from {since}")


def _versions(question: Question) -> dict[str, list[str]]:
    block = question.version.block_id
    held = next(one for one in question.checklist.versions.all() if one.block_id == block)
    return {f"version of {question.version.block.code}": [str(held.number), str(question.version.number)]}


def _in_words(step: Step) -> str:
    return f"{step.step.label}, by {step.due.isoformat()}" if step.due else step.step.label


def _tell(checklist: Checklist, version: BlockVersion, now: datetime) -> None:
    registration = checklist.registration
    posting.post(
        ADOPTED,
        to=people_of_registrations([registration], market_day(now))[registration.pk],
        about=checklist,
        dedupe=f"{ADOPTED}:{checklist.ref}:{version.ref}",
        now=now,
        participant_id=checklist.participant_id,
    )
