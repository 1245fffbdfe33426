"""Who hears of an issue's clocks on each level. Any number of issues, the same few statements."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Final

from accounts.choices import Level, Role
from accounts.models import Mentoring, User
from issues import duty
from issues.models import Issue
from participants.choices import AssignmentKind
from participants.models import Assignment
from portal.scoping.today import market_day

RESPONSIBLE: Final = "responsible"
ACCOUNT_MANAGER: Final = "account_manager"
SENIOR: Final = "senior"
SUPERVISORS: Final = "supervisors"
DUTY: Final = "duty"
AUDIENCES: Final = (RESPONSIBLE, ACCOUNT_MANAGER, SENIOR, SUPERVISORS, DUTY)

People = dict[str, list[User]]


def people_for(audience: str, refs: Iterable[str], now: datetime) -> People:
    """The active people of an audience for each issue by reference. Raises KeyError for an unknown audience.

    Where an audience is empty, the next one hears instead, in the end the supervisors: nothing falls silent. Who
    stands in for somebody absent is found when the message is posted.
    """
    resolve = RESOLVERS[audience]
    rows = list(Issue.objects.filter(ref__in=set(refs)).select_related("owner", "participant"))
    return resolve(rows, now)


def _responsible(rows: list[Issue], now: datetime) -> People:
    """Its owner; where it has none, or that account is closed, the participant's account manager."""
    found = {row.ref: [row.owner] for row in rows if row.owner is not None and row.owner.is_active}
    return found | _managers([row for row in rows if row.ref not in found], now)


def _managers(rows: list[Issue], now: datetime) -> People:
    if not rows:
        return {}
    held = _assigned(rows, market_day(now))
    found = {row.ref: held[row.participant_id][AssignmentKind.PRIMARY] for row in rows}
    return found | _supervisors([row for row in rows if not found[row.ref]], now)


def _seniors(rows: list[Issue], now: datetime) -> People:
    """The owner's mentor and the senior account managers of that team; else the participant's further people.

    Of a restricted participant only those hear who are assigned to it.
    """
    if not rows:
        return {}
    day = market_day(now)
    held, mentors, teams = _assigned(rows, day), _mentors(rows, day), _senior_teammates(rows)
    found = {}
    for row in rows:
        assigned = held[row.participant_id]
        near = mentors[row.owner_id] + (teams[row.owner.team_id] if row.owner is not None else [])
        if row.participant.restricted:
            open_to = {person.pk for people in assigned.values() for person in people}
            near = [person for person in near if person.pk in open_to]
        others = (AssignmentKind.MENTOR, AssignmentKind.ESCALATION, AssignmentKind.BACKUP)
        able = [one for one in near if one.pk != row.owner_id] or [one for kind in others for one in assigned[kind]]
        found[row.ref] = [one for one in dict.fromkeys(able) if one.pk != row.owner_id]
    return found | _supervisors([row for row in rows if not found[row.ref]], now)


def _supervisors(rows: list[Issue], now: datetime) -> People:
    """The supervisors of the owner's team; where it has none, all of them."""
    if not rows:
        return {}
    every = list(User.objects.active().filter(role=Role.SUPERVISOR).order_by("name", "id"))
    found = {}
    for row in rows:
        team = row.owner.team_id if row.owner is not None else None
        found[row.ref] = [one for one in every if team is not None and one.team_id == team] or every
    return found


def _on_duty(rows: list[Issue], now: datetime) -> People:
    """Whoever is on duty now; of a restricted participant the supervisors, unless that person is assigned to it."""
    if not rows:
        return {}
    people = duty.reached(now)
    closed = [row for row in rows if row.participant.restricted]
    open_to = _open_to(closed, market_day(now))
    found = {row.ref: people for row in rows if not row.participant.restricted}
    for row in closed:
        able = [one for one in people if one.role == Role.SUPERVISOR or one.pk in open_to[row.participant_id]]
        found[row.ref] = able
    return found | _supervisors([row for row in closed if not found[row.ref]], now)


RESOLVERS: Final[dict[str, Callable[[list[Issue], datetime], People]]] = {
    RESPONSIBLE: _responsible,
    ACCOUNT_MANAGER: _managers,
    SENIOR: _seniors,
    SUPERVISORS: _supervisors,
    DUTY: _on_duty,
}


def _open_to(rows: list[Issue], day: date) -> dict[int, set[int]]:
    held = _assigned(rows, day) if rows else {}
    found: dict[int, set[int]] = defaultdict(set)
    for participant_id, kinds in held.items():
        found[participant_id] = {person.pk for people in kinds.values() for person in people}
    return found


def _assigned(rows: list[Issue], day: date) -> dict[int, dict[str, list[User]]]:
    """By participant and kind: the active people assigned on the day."""
    held = Assignment.objects.on(day).filter(participant__in={row.participant_id for row in rows})
    found: dict[int, dict[str, list[User]]] = defaultdict(lambda: defaultdict(list))
    for one in held.filter(person__is_active=True).select_related("person"):
        found[one.participant_id][one.kind].append(one.person)
    return found


def _mentors(rows: list[Issue], day: date) -> dict[int | None, list[User]]:
    found: dict[int | None, list[User]] = defaultdict(list)
    owners = {row.owner_id for row in rows} - {None}
    pairs = Mentoring.objects.on(day).filter(colleague__in=owners, mentor__is_active=True)
    for pair in pairs.select_related("mentor"):
        found[pair.colleague_id].append(pair.mentor)
    return found


def _senior_teammates(rows: list[Issue]) -> dict[int | None, list[User]]:
    found: dict[int | None, list[User]] = defaultdict(list)
    teams = {row.owner.team_id for row in rows if row.owner is not None} - {None}
    people = User.objects.active().filter(role=Role.ACCOUNT_MANAGER, level=Level.SENIOR, team__in=teams)
    for person in people.order_by("name", "id"):
        found[person.team_id].append(person)
    return found
