"""The lines of a draft that carry no work: objectives, risks, stakeholders, milestones. And what is measured of them.

A line is added, changed and removed in drafts only; an agreed objective is measured and an agreed milestone reached.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.participants import tidy
from participants.actions.plans import locked_draft, locked_version
from participants.actions.shape import only_fields, require_shape
from participants.choices import ObjectiveState, PlanSide, PlanState
from participants.models import PlanMilestone, PlanObjective, PlanRisk, PlanStakeholder, PlanVersion
from participants.models.plans.lines import PlanLine
from participants.rules.plan_days import require_within
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

SHARED: Final = frozenset({"title", "shared"})
WRITTEN: Final[Mapping[type[PlanLine], frozenset[str]]] = {
    PlanObjective: SHARED | {"why", "measure", "unit", "baseline", "target", "latest", "latest_on", "state"},
    PlanRisk: SHARED | {"likelihood", "impact", "answer", "owner", "state"},
    PlanStakeholder: SHARED | {"contact", "part", "cares_for", "interest", "side", "rhythm", "step"},
    PlanMilestone: SHARED | {"on", "reached_on"},
}
MOST: Final = 200
UNTITLED: Final = "Say in a few words what it is."
TOO_MANY: Final = f"A plan holds {MOST} lines of a kind at most."
UNMEASURED: Final = "Say what is measured before giving a target."
FOREIGN: Final = "This contact belongs to another participant."
WRONG_SIDE: Final = "A contact is of the participant's side."
NOT_AGREED: Final = "Only what both sides agreed is measured; change the draft instead."
AHEAD: Final = "This day has not come yet."
NOT_MEASURED: Final = "This objective has no measure."


@transaction.atomic
def add_line(*, version: PlanVersion, kind: type[PlanLine], by: User, now: datetime, **fields: Any) -> Any:
    """Another objective, risk, stakeholder or milestone of the draft, after those that are there."""
    only_fields(fields, WRITTEN[kind])
    version = locked_draft(version, by)
    line = kind(version=version, participant=version.participant, order=_next_order(kind, version))
    for name, value in fields.items():
        setattr(line, name, value)
    require_sound(line, version)
    line.save(force_insert=True)
    record_line("added", line, by=by, now=now)
    return line


@transaction.atomic
def change_line(*, line: Any, by: User, now: datetime, **fields: Any) -> Any:
    """Write a line of the draft anew."""
    kind = type(line)
    only_fields(fields, WRITTEN[kind])
    version = locked_draft(line.version, by)
    line = kind.objects.lock(line.pk)
    wanted = kind.objects.get(pk=line.pk)
    for name, value in fields.items():
        setattr(wanted, name, value)
    require_sound(wanted, version)
    changes = line.apply(**{name: getattr(wanted, name) for name in fields})
    if changes:
        record_line("changed", line, by=by, now=now, changes=changes)
    return line


@transaction.atomic
def remove_line(*, line: Any, by: User, now: datetime) -> None:
    """Take a line out of the draft; what was agreed keeps it. Tasks of a removed objective stay without one."""
    locked_draft(line.version, by)
    line = type(line).objects.lock(line.pk)
    record_line("removed", line, by=by, now=now)
    line.delete()


@transaction.atomic
def measure_objective(
    *,
    objective: PlanObjective,
    by: User,
    now: datetime,
    latest: Decimal | None = None,
    latest_on: date | None = None,
    state: str | None = None,
) -> PlanObjective:
    """What an agreed objective stands at on a day, and whether it is reached."""
    version = locked_version(objective.version)
    permissions.can_write_plan(by, version.plan).enforce()
    _require_agreed(version)
    objective = PlanObjective.objects.lock(objective.pk)
    changes: dict[str, Any] = {"state": state or objective.state}
    if latest is not None:
        if not objective.measure:
            raise Refused(NOT_MEASURED)
        changes |= {"latest": latest, "latest_on": _not_ahead(latest_on or market_day(now), now)}
    wanted = PlanObjective(**changes)
    require_shape(wanted, *changes)
    told = objective.apply(**changes)
    if told:
        trail.record("participants.planobjective.measured", of=objective, by=by, at=now, changes=told)
    return objective


@transaction.atomic
def reach_milestone(
    *, milestone: PlanMilestone, by: User, now: datetime, reached_on: date | None = None
) -> PlanMilestone:
    """An agreed milestone stands since a day; without a day, it does not stand after all."""
    version = locked_version(milestone.version)
    permissions.can_write_plan(by, version.plan).enforce()
    _require_agreed(version)
    milestone = PlanMilestone.objects.lock(milestone.pk)
    if reached_on is not None:
        _not_ahead(reached_on, now)
    changes = milestone.apply(reached_on=reached_on)
    if changes:
        trail.record("participants.planmilestone.reached", of=milestone, by=by, at=now, changes=changes)
    return milestone


def require_sound(line: Any, version: PlanVersion) -> None:
    """Shape and sense of a line of any kind; its text without surrounding space."""
    line.title = tidy(line.title)
    if not line.title:
        raise Refused(UNTITLED)
    texts = [name for name in ("why", "answer", "cares_for", "measure", "unit", "detail") if hasattr(line, name)]
    for name in texts:
        setattr(line, name, getattr(line, name).strip())
    columns = {field.name for field in line._meta.concrete_fields if not field.is_relation}
    require_shape(line, *sorted(columns - {"id", "ref", "created_at", "line", "order"}))
    contact = getattr(line, "contact", None)
    if contact is not None and contact.participant_id != version.participant_id:
        raise Refused(FOREIGN)
    if isinstance(line, PlanStakeholder) and contact is not None and line.side == PlanSide.OPERATOR:
        raise Refused(WRONG_SIDE)
    if isinstance(line, PlanObjective):
        _require_measured(line)
    if isinstance(line, PlanMilestone):
        require_within(line.on, version.plan.starts_on)


def require_room(kind: type[PlanLine], version: PlanVersion) -> int:
    """How many lines of the kind there are; refused where they are too many already."""
    count = kind.objects.filter(version=version).count()
    if count >= MOST:
        raise Refused(TOO_MANY)
    return count


def record_line(verb: str, line: Any, *, by: User, now: datetime, changes: dict[str, Any] | None = None) -> None:
    """The trail tells of a line that is shared; of an inner one only that it is there."""
    told = changes or {}
    if not line.shared:
        told = {name: ["", "written anew"] for name in told}
    kind = str(line._meta.verbose_name)
    trail.record(f"participants.planline.{verb}", of=line, by=by, at=now, changes={"kind": ["", kind]} | told)


def _next_order(kind: type[PlanLine], version: PlanVersion) -> int:
    return require_room(kind, version) + 1


def _require_measured(objective: PlanObjective) -> None:
    if objective.target is not None and not objective.measure:
        raise Refused(UNMEASURED)
    if (objective.latest is None) != (objective.latest_on is None):
        raise Refused("Say what was measured and on which day.")
    if objective.state not in ObjectiveState.values:
        raise Refused("There is no such state of an objective.")


def _require_agreed(version: PlanVersion) -> None:
    if version.state != PlanState.AGREED:
        raise Refused(NOT_AGREED)


def _not_ahead(day: date, now: datetime) -> date:
    if day > market_day(now):
        raise Refused(AHEAD)
    return day
