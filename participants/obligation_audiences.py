"""Who hears of obligations: the participant's people, its account manager, the supervisors.

Any number of obligations, the same few statements.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from accounts.choices import Role
from accounts.models import User
from participants.choices import AccessArea, AssignmentKind
from participants.models import Assignment, Membership, Obligation
from portal.scoping.today import market_day

FILERS: Final = "filers"
ACCOUNT_MANAGER: Final = "account_manager"
SUPERVISORS: Final = "supervisors"
AUDIENCES: Final = (FILERS, ACCOUNT_MANAGER, SUPERVISORS)

People = dict[str, list[User]]


def people_for(audience: str, refs: Iterable[str], now: datetime) -> People:
    """The active people of an audience for each obligation by reference. Raises KeyError for an unknown audience."""
    resolve = {FILERS: filers, ACCOUNT_MANAGER: managers, SUPERVISORS: supervisors}[audience]
    rows = Obligation.objects.filter(ref__in=set(refs)).select_related("resource")
    return resolve(list(rows), market_day(now))


def filers(rows: Sequence[Obligation], day: date) -> People:
    """Whoever may act for the participant, leaving out who is narrowed to other registrations. One statement."""
    found: dict[int, list[Membership]] = defaultdict(list)
    held = Membership.objects.valid_on(day).filter(participant__in={row.participant_id for row in rows})
    for one in held.filter(user__is_active=True).select_related("user").prefetch_related("registrations"):
        found[one.participant_id].append(one)
    return {row.ref: [one.user for one in found[row.participant_id] if _reaches(one, row)] for row in rows}


def _reaches(membership: Membership, row: Obligation) -> bool:
    """The same answer as the row's policy: a narrowed membership reaches its registrations and their resources."""
    if not membership.covers(AccessArea.OBLIGATIONS):
        return False
    if not membership.narrowed:
        return True
    registration_id = row.resource.registration_id if row.resource is not None else row.registration_id
    return registration_id in {one.pk for one in membership.registrations.all()}


def managers(rows: Sequence[Obligation], day: date) -> People:
    """The participant's account manager; where nobody is, the supervisors: nothing falls silent."""
    held = assigned(rows, day)
    found = {row.ref: held[row.participant_id] for row in rows if row.participant_id in held}
    return found | _all_supervisors([row for row in rows if row.ref not in found])


def supervisors(rows: Sequence[Obligation], day: date) -> People:
    """The supervisors of the account manager's team; where it has none, all of them."""
    held, every = assigned(rows, day), every_supervisor()
    found = {}
    for row in rows:
        teams = {person.team_id for person in held.get(row.participant_id, [])} - {None}
        found[row.ref] = [one for one in every if one.team_id in teams] or every
    return found


def assigned(rows: Sequence[Obligation], day: date) -> dict[int, list[User]]:
    """The active account manager by participant; one statement."""
    held = Assignment.objects.on(day).filter(participant__in={row.participant_id for row in rows})
    held = held.filter(kind=AssignmentKind.PRIMARY, person__is_active=True).select_related("person")
    return {one.participant_id: [one.person] for one in held}


def _all_supervisors(rows: Sequence[Obligation]) -> People:
    every = every_supervisor() if rows else []
    return {row.ref: every for row in rows}


def every_supervisor() -> list[User]:
    """All active supervisors; one statement."""
    return list(User.objects.active().filter(role=Role.SUPERVISOR).order_by("name", "id"))
