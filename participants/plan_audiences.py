"""Who hears of the deadline of a plan's task: whoever does it, and those who look after the plan.

Any number of tasks, the same few statements.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from accounts.models import User
from participants.audiences import managers, supervisors
from participants.choices import AccessArea, MembershipKind, PlanSide
from participants.models import Membership, PlanTask
from portal.scoping.today import market_day

DOING: Final = "doing"
PLAN_OWNER: Final = "plan_owner"
SUPERVISORS: Final = "supervisors"
TASK_AUDIENCES: Final = (DOING, PLAN_OWNER, SUPERVISORS)

People = dict[str, list[User]]


def people_for_tasks(audience: str, refs: Iterable[str], now: datetime) -> People:
    """The active people of an audience for each task by reference. Raises KeyError for an unknown audience."""
    resolve = {DOING: _doing, PLAN_OWNER: _owners, SUPERVISORS: _supervisors}[audience]
    rows = PlanTask.objects.filter(ref__in=set(refs))
    return resolve(
        _with_responsible(rows.select_related("owner", "contact", "participant", "version__plan__owner")),
        market_day(now),
    )


def _with_responsible(tasks: Iterable[PlanTask]) -> list[PlanTask]:
    """As the audiences of all rows of a participant read them: the plan's owner where the task has none at the desk."""
    rows = list(tasks)
    for row in rows:
        row.responsible = row.owner or row.version.plan.owner
        row.responsible_id = row.responsible.pk
    return rows


def _doing(rows: Sequence[PlanTask], day: date) -> People:
    """The owner of the operator's task; of the participant's its contact, where that person signs in, else all who
    may confirm the plan."""
    ours = [row for row in rows if row.side == PlanSide.OPERATOR]
    theirs = [row for row in rows if row.side == PlanSide.PARTICIPANT]
    members = whole_members({row.participant_id for row in theirs}, day)
    found = _owners(ours, day)
    for row in theirs:
        people = members[row.participant_id]
        own = [one for one in people if row.contact is not None and one.pk == row.contact.user_id]
        found[row.ref] = own or people
    return found


def _owners(rows: Sequence[PlanTask], day: date) -> People:
    """Whoever owns the task or the plan; once that account is closed, the account manager."""
    found = {row.ref: [row.responsible] for row in rows if row.responsible.is_active}
    return found | managers([row for row in rows if row.ref not in found], day)


def _supervisors(rows: Sequence[PlanTask], day: date) -> People:
    return supervisors(list(rows), day)


def whole_members(participants: Iterable[int], day: date, *, area: str = AccessArea.PLAN) -> dict[int, list[User]]:
    """By participant: the active users who may confirm its plan, so no agents and nobody narrowed; "" as area: whatever
    areas they are limited to. One statement."""
    found: dict[int, list[User]] = defaultdict(list)
    wanted = set(participants)
    if not wanted:
        return found
    held = Membership.objects.valid_on(day).filter(participant__in=wanted, narrowed=False, user__is_active=True)
    for one in held.exclude(kind=MembershipKind.AGENT).select_related("user").order_by("user__name", "id"):
        if not area or one.covers(area):
            found[one.participant_id].append(one.user)
    return found
