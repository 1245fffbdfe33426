"""News of a checklist's items; parts of actions, posted in their transaction.

Inside the wall the people of the operator's side are looked up as the operator; nothing of them comes back.
"""

from collections.abc import Iterable
from datetime import datetime

from accounts.models import User
from participants.checklist_people import account_managers_of, deciders, judges_of, people_of_registrations
from participants.models import ChecklistItem, Waiver
from portal.outbox import posting
from portal.scoping import wall
from portal.scoping.today import market_day


def tell_participant(what: str, item: ChecklistItem, *, by: User | None, now: datetime) -> None:
    """The participant's users whose membership covers the registration."""
    registration = item.checklist.registration
    with wall.as_operator("find the people of a registration"):
        people = people_of_registrations([registration], market_day(now))[registration.pk]
    _tell(what, item, people, by=by, now=now)


def tell_reviewers(what: str, item: ChecklistItem, *, by: User | None, now: datetime) -> None:
    """The item's departments, and whoever looks after the participant."""
    with wall.as_operator("find who reviews an item"):
        day = market_day(now)
        people = judges_of(item, day) + account_managers_of([item.participant_id], day).get(item.participant_id, [])
    _tell(what, item, people, by=by, now=now)


def tell_account_managers(what: str, item: ChecklistItem, *, by: User | None, now: datetime) -> None:
    with wall.as_operator("find who looks after the participant"):
        people = account_managers_of([item.participant_id], market_day(now)).get(item.participant_id, [])
    _tell(what, item, people, by=by, now=now)


def tell_deciders(what: str, item: ChecklistItem, *, by: User, now: datetime) -> None:
    _tell(what, item, deciders(), by=by, now=now)


def tell_asker(what: str, item: ChecklistItem, waiver: Waiver, *, by: User, now: datetime) -> None:
    _tell(what, item, [waiver.asked_by], by=by, now=now)


def _tell(what: str, item: ChecklistItem, people: Iterable[User], *, by: User | None, now: datetime) -> None:
    """Everybody but whoever did it; once each."""
    others = {person.pk: person for person in people if by is None or person.pk != by.pk}
    kind = f"participants.checklistitem.{what}"
    posting.post(
        kind,
        to=others.values(),
        about=item,
        dedupe=f"{kind}:{item.ref}:{now.isoformat()}",
        now=now,
        participant_id=item.participant_id,
    )
