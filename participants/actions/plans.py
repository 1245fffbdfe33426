"""Writing account plans: opening one, drafting its versions, gathering what is known, remarking on it.

The lines of a draft are written in `plan_lines` and `plan_tasks`; signing stands in `plan_signing`.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants import facts, permissions
from participants.actions.follow_ups import account_manager, require_able
from participants.actions.locks import lock_participant
from participants.actions.participants import tidy
from participants.actions.plan_copying import copy_lines
from participants.actions.shape import require_order, require_shape
from participants.choices import PlanSide, PlanState
from participants.models import AccountPlan, Participant, PlanInside, PlanRemark, PlanStep, PlanVersion
from participants.rules.plan_moves import MOVES, WRITABLE
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused

UNTITLED: Final = "Give the plan a title."
TAKEN: Final = "This participant has a plan for a part of that period already."
HAS_DRAFT: Final = "There is a version that is not agreed yet; write in that one."
NOT_WRITABLE: Final = "Only a draft can be written; begin a draft of the next version."
NO_REMARK: Final = "Write the remark first."
LONGEST_YEARS: Final = 3
TOO_LONG: Final = f"A plan lasts {LONGEST_YEARS} years at most."


@transaction.atomic
def open_plan(
    *,
    participant: Participant,
    by: User,
    now: datetime,
    title: str,
    starts_on: date,
    ends_on: date,
    owner: User | None = None,
) -> AccountPlan:
    """A plan for a period, with an empty first draft into which what is known is gathered.

    The account manager owns it unless somebody else is named.
    """
    participant = lock_participant(participant.pk)
    permissions.can_edit(by, participant).enforce()
    owner = owner or account_manager(participant)
    require_able(owner, participant)
    plan = AccountPlan(
        participant=participant, title=_title(title), owner=owner, created_by=by, starts_on=starts_on, ends_on=ends_on
    )
    _require_period(starts_on, ends_on)
    with refusing({"plan_one_for_a_day": TAKEN}):
        plan.save(force_insert=True)
    changes = {"title": ["", plan.title], "period": ["", f"{starts_on} to {ends_on}"], "owner": ["", owner.name]}
    trail.record("participants.plan.opened", of=plan, by=by, at=now, changes=changes)
    _begin_draft(plan, by=by, now=now)
    return plan


@transaction.atomic
def change_plan(
    *,
    plan: AccountPlan,
    by: User,
    now: datetime,
    title: str | None = None,
    owner: User | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> AccountPlan:
    """Another title, owner or period."""
    plan = locked_plan(plan)
    permissions.can_write_plan(by, plan).enforce()
    wanted: dict[str, Any] = {}
    if title is not None:
        wanted["title"] = _title(title)
    if owner is not None and owner.pk != plan.owner_id:
        require_able(owner, plan.participant)
        wanted["owner"] = owner
    wanted["starts_on"], wanted["ends_on"] = starts_on or plan.starts_on, ends_on or plan.ends_on
    _require_period(wanted["starts_on"], wanted["ends_on"])
    with refusing({"plan_one_for_a_day": TAKEN}):
        changes = plan.apply(**wanted)
    if changes:
        trail.record("participants.plan.changed", of=plan, by=by, at=now, changes=changes)
    return plan


@transaction.atomic
def draft_version(*, plan: AccountPlan, by: User, now: datetime) -> PlanVersion:
    """Begin the next version: a copy of what was agreed, with what is known gathered anew."""
    plan = locked_plan(plan)
    permissions.can_write_plan(by, plan).enforce()
    if plan.versions.filter(state__in=(PlanState.DRAFT, PlanState.IN_REVIEW)).exists():
        raise Refused(HAS_DRAFT)
    return _begin_draft(plan, by=by, now=now)


@transaction.atomic
def discard_version(*, version: PlanVersion, by: User, now: datetime) -> PlanVersion:
    """Give a draft up. What was agreed stays as it is."""
    version = locked_version(version)
    permissions.can_write_plan(by, version.plan).enforce()
    require_draft(version)
    MOVES.require(version.state, PlanState.DISCARDED)
    version.apply(state=PlanState.DISCARDED, ended_at=now)
    _step(version, "discarded", by=by, now=now)
    trail.record("participants.planversion.discarded", of=version, by=by, at=now)
    return version


@transaction.atomic
def write_version(
    *, version: PlanVersion, by: User, now: datetime, summary: str | None = None, assessment: str | None = None
) -> PlanVersion:
    """The words of a draft: the summary both sides read, and the assessment that stays with the staff."""
    version = locked_draft(version, by)
    changes: dict[str, list[str]] = {}
    if summary is not None:
        require_shape(PlanVersion(summary=summary.strip()), "summary")
        changes |= version.apply(summary=summary.strip())
    if assessment is not None and _assess(version, assessment.strip()):
        # What stays inside is told in no trail that others may read.
        changes["assessment"] = ["", "written anew"]
    if changes:
        trail.record("participants.planversion.written", of=version, by=by, at=now, changes=changes)
    return version


@transaction.atomic
def gather_facts(*, version: PlanVersion, by: User, now: datetime) -> PlanVersion:
    """Read anew what is known of the participant, as the person may see it: shared facts, and those kept inside."""
    version = locked_draft(version, by)
    _gather(version, by=by, now=now)
    trail.record("participants.planversion.gathered", of=version, by=by, at=now)
    return version


@transaction.atomic
def remark_plan(*, plan: AccountPlan, by: User, now: datetime, text: str) -> PlanRemark:
    """A word among the staff; the trail tells that there is one, not what it says."""
    plan = locked_plan(plan)
    permissions.can_write_plan(by, plan).enforce()
    text = text.strip()
    if not text:
        raise Refused(NO_REMARK)
    require_shape(PlanRemark(text=text), "text")
    remark = PlanRemark.objects.create(plan=plan, participant=plan.participant, text=text, at=now, by=by)
    trail.record("participants.plan.remarked", of=plan, by=by, at=now)
    return remark


def locked_plan(plan: AccountPlan) -> AccountPlan:
    """The row with its participant, both locked until the transaction ends."""
    participant = lock_participant(plan.participant_id)
    plan = AccountPlan.objects.lock(plan.pk)
    if plan.participant_id == participant.pk:
        plan.participant = participant
    return plan


def locked_version(version: PlanVersion) -> PlanVersion:
    """The version with its plan and participant, locked; whoever writes one of its lines holds this lock."""
    plan = locked_plan(version.plan)
    version = PlanVersion.objects.lock(version.pk)
    version.plan, version.participant = plan, plan.participant
    return version


def locked_draft(version: PlanVersion, by: User) -> PlanVersion:
    """The first three steps of each writer of a draft: lock, permit, require that it can be written."""
    version = locked_version(version)
    permissions.can_write_plan(by, version.plan).enforce()
    require_draft(version)
    return version


def require_draft(version: PlanVersion) -> None:
    if version.state not in WRITABLE:
        raise Refused(NOT_WRITABLE)


def step(version: PlanVersion, what: str, *, by: User, now: datetime, side: str, reason: str = "") -> PlanStep:
    """Keep what happened to a version, for both sides to read once it was sent."""
    return PlanStep.objects.create(
        version=version, participant_id=version.participant_id, what=what, side=side, reason=reason, at=now, by=by
    )


def _step(version: PlanVersion, what: str, *, by: User, now: datetime) -> None:
    step(version, what, by=by, now=now, side=PlanSide.OPERATOR)


def _begin_draft(plan: AccountPlan, *, by: User, now: datetime) -> PlanVersion:
    """Call while holding the plan's lock, once it is permitted."""
    last = plan.versions.order_by("-number").first()
    version = PlanVersion(plan=plan, participant=plan.participant, number=last.number + 1 if last else 1, created_by=by)
    with refusing({"plan_version_open": HAS_DRAFT, "plan_version_number": HAS_DRAFT}):
        version.save(force_insert=True)
    agreed = plan.versions.agreed().first()
    if agreed is not None:
        copy_lines(agreed, version)
    _gather(version, by=by, now=now)
    _step(version, "drafted", by=by, now=now)
    changes = {"number": ["", str(version.number)]}
    trail.record("participants.planversion.drafted", of=version, by=by, at=now, changes=changes)
    return version


def _gather(version: PlanVersion, *, by: User, now: datetime) -> None:
    participant = version.plan.participant
    shared = facts.gather(participant, user=by, now=now, shared=True)
    inner = facts.gather(participant, user=by, now=now, shared=False)
    version.apply(situation=as_kept(shared), gathered_at=now)
    PlanInside.objects.update_or_create(version=version, defaults={"participant": participant, "facts": as_kept(inner)})


def as_kept(sections: Sequence[facts.Section]) -> list[dict[str, Any]]:
    """Sections as a version keeps them: plain values, days in ISO form."""
    kept = []
    for section in sections:
        lines = [asdict(line) | {"day": line.day.isoformat() if line.day else ""} for line in section.lines]
        kept.append({"key": section.key, "title": section.title, "lines": lines, "more": section.more})
    return kept


def _assess(version: PlanVersion, assessment: str) -> bool:
    require_shape(PlanInside(assessment=assessment), "assessment")
    inside, _made = PlanInside.objects.get_or_create(version=version, defaults={"participant": version.participant})
    if inside.assessment == assessment:
        return False
    inside.assessment = assessment
    inside.save(update_fields=["assessment"])
    return True


def _title(title: str) -> str:
    title = tidy(title)
    if not title:
        raise Refused(UNTITLED)
    require_shape(AccountPlan(title=title), "title")
    return title


def _require_period(starts_on: date, ends_on: date) -> None:
    require_order(starts_on, ends_on)
    if ends_on.year - starts_on.year > LONGEST_YEARS:
        raise Refused(TOO_LONG)
