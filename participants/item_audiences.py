"""Who hears of an item's deadlines on each level of a reminder plan; few statements for any number of items."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from accounts.models import User
from participants.checklist_people import account_managers_of, people_of_registrations, reviewers_of, supervisors
from participants.models import ChecklistItem
from participants.rules.checklist_moves import REVIEWABLE, SETTLED, WITH_PARTICIPANT
from portal.scoping.today import market_day

TURN: Final = "turn"
REVIEWERS: Final = "reviewers"
ACCOUNT_MANAGER: Final = "account_manager"
SUPERVISORS: Final = "supervisors"
ITEM_AUDIENCES: Final = (TURN, REVIEWERS, ACCOUNT_MANAGER, SUPERVISORS)

People = dict[str, list[User]]


def people_for_items(audience: str, refs: Iterable[str], now: datetime) -> People:
    """The active people of an audience for each item by reference. Raises KeyError for an unknown audience.

    `turn`: whose turn it is, the participant's people or the reviewing department; nobody while the item waits for
    others. Departments without people and participants without an account manager fall to the supervisors.
    """
    resolve = {TURN: _turn, REVIEWERS: _reviewers, ACCOUNT_MANAGER: _managers, SUPERVISORS: _supervisors}[audience]
    rows = ChecklistItem.objects.filter(ref__in=set(refs)).select_related("requirement", "checklist__registration")
    return resolve(list(rows), now)


def _turn(rows: list[ChecklistItem], now: datetime) -> People:
    blocked = _blocked(rows)
    ready = [row for row in rows if row.state in WITH_PARTICIPANT and row.pk not in blocked]
    theirs = [row for row in ready if not row.requirement.by_operator]
    people = people_of_registrations({row.checklist.registration for row in theirs}, market_day(now))
    found = {row.ref: people[row.checklist.registration_id] for row in theirs}
    ours = [row for row in ready if row.requirement.by_operator]
    return found | _reviewers([*ours, *(row for row in rows if row.state in REVIEWABLE)], now)


def _reviewers(rows: list[ChecklistItem], now: datetime) -> People:
    if not rows:
        return {}
    people = reviewers_of({code for row in rows for code in row.requirement.reviewers})
    found = {row.ref: [one for code in row.requirement.reviewers for one in people[code]] for row in rows}
    return found | _managers([row for row in rows if not found[row.ref]], now)


def _managers(rows: list[ChecklistItem], now: datetime) -> People:
    if not rows:
        return {}
    held = account_managers_of({row.participant_id for row in rows}, market_day(now))
    found = {row.ref: held.get(row.participant_id, []) for row in rows}
    return found | _supervisors([row for row in rows if not found[row.ref]], now)


def _supervisors(rows: list[ChecklistItem], now: datetime) -> People:
    everybody = supervisors() if rows else []
    return {row.ref: everybody for row in rows}


def _blocked(rows: list[ChecklistItem]) -> set[int]:
    """Keys of those that wait for an item which is not settled; one statement."""
    checklists = {row.checklist_id for row in rows}
    states = ChecklistItem.objects.filter(checklist__in=checklists).exclude(state__in=SETTLED)
    still_open: dict[int, set[str]] = {}
    for checklist, code in states.values_list("checklist_id", "code"):
        still_open.setdefault(checklist, set()).add(code)
    return {row.pk for row in rows if still_open.get(row.checklist_id, set()) & set(row.waits_for)}
