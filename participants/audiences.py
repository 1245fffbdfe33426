"""Who hears of a follow-up on each level of its reminder plan. Any number of follow-ups, the same few statements.

`managers`, `seniors` and `supervisors` serve every other row of a participant that somebody is `responsible` for.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from accounts.choices import Level, Role
from accounts.models import Mentoring, User
from participants.choices import AssignmentKind
from participants.models import Assignment, FollowUp
from portal.scoping.today import market_day

RESPONSIBLE: Final = "responsible"
ACCOUNT_MANAGER: Final = "account_manager"
SENIOR: Final = "senior"
SUPERVISORS: Final = "supervisors"
AUDIENCES: Final = (RESPONSIBLE, ACCOUNT_MANAGER, SENIOR, SUPERVISORS)

People = dict[str, list[User]]


def people_for(audience: str, refs: Iterable[str], now: datetime) -> People:
    """The active people of an audience for each follow-up by reference. Raises KeyError for an unknown audience.

    Where an audience is empty, the next one hears instead, in the end the supervisors: nothing falls silent.
    """
    resolve = {RESPONSIBLE: _responsible, ACCOUNT_MANAGER: managers, SENIOR: seniors, SUPERVISORS: supervisors}
    rows = list(FollowUp.objects.filter(ref__in=set(refs)).select_related("responsible", "participant"))
    return resolve[audience](rows, market_day(now))


def _responsible(rows: list[Any], day: date) -> People:
    """Whoever is responsible; once that account is closed, the account manager."""
    found = {row.ref: [row.responsible] for row in rows if row.responsible.is_active}
    return found | managers([row for row in rows if row.ref not in found], day)


def managers(rows: list[Any], day: date) -> People:
    """The participant's account manager today."""
    if not rows:
        return {}
    held = _assigned(rows, day)
    found = {row.ref: _named(held[row.participant_id], AssignmentKind.PRIMARY) for row in rows}
    return found | supervisors([row for row in rows if not found[row.ref]], day)


def seniors(rows: list[Any], day: date) -> People:
    """The responsible person's mentor and the senior account managers of that team; else the participant's backup.

    Of a restricted participant only those hear who are assigned to it.
    """
    if not rows:
        return {}
    held = _assigned(rows, day)
    mentors, teams = _mentors(rows, day), _senior_teammates(rows)
    found = {}
    for row in rows:
        assigned = held[row.participant_id]
        near = mentors[row.responsible_id] + teams[row.responsible.team_id]
        able = [person for person in near if person.pk != row.responsible_id]
        if row.participant.restricted:
            open_to = {person.pk for people in assigned.values() for person in people}
            able = [person for person in able if person.pk in open_to]
        able = able or _named(assigned, AssignmentKind.MENTOR, AssignmentKind.ESCALATION, AssignmentKind.BACKUP)
        found[row.ref] = [person for person in dict.fromkeys(able) if person.pk != row.responsible_id]
    return found | supervisors([row for row in rows if not found[row.ref]], day)


def supervisors(rows: list[Any], day: date) -> People:
    """The supervisors of the responsible person's team; where it has none, all of them."""
    if not rows:
        return {}
    every = list(User.objects.active().filter(role=Role.SUPERVISOR).order_by("name", "id"))
    teams = {row.responsible.team_id for row in rows} - {None}
    own = {team: [one for one in every if one.team_id == team] for team in teams}
    return {row.ref: own.get(row.responsible.team_id) or every for row in rows}


def _assigned(rows: list[Any], day: date) -> dict[int, dict[str, list[User]]]:
    """By participant and kind: the active people assigned on the day."""
    held = Assignment.objects.on(day).filter(participant__in={row.participant_id for row in rows})
    found: dict[int, dict[str, list[User]]] = defaultdict(lambda: defaultdict(list))
    for one in held.filter(person__is_active=True).select_related("person"):
        found[one.participant_id][one.kind].append(one.person)
    return found


def _named(assigned: dict[str, list[User]], *kinds: str) -> list[User]:
    return [person for kind in kinds for person in assigned[kind]]


def _mentors(rows: list[Any], day: date) -> dict[int, list[User]]:
    found: dict[int, list[User]] = defaultdict(list)
    pairs = Mentoring.objects.on(day).filter(colleague__in={row.responsible_id for row in rows}, mentor__is_active=True)
    for pair in pairs.select_related("mentor"):
        found[pair.colleague_id].append(pair.mentor)
    return found


def _senior_teammates(rows: list[Any]) -> dict[int | None, list[User]]:
    found: dict[int | None, list[User]] = defaultdict(list)
    teams = {row.responsible.team_id for row in rows} - {None}
    people = User.objects.active().filter(role=Role.ACCOUNT_MANAGER, level=Level.SENIOR, team__in=teams)
    for person in people.order_by("name", "id"):
        found[person.team_id].append(person)
    return found
