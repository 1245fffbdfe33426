"""News of a version that holds from now on, for those whose running checklists it concerns; a part of publishing."""

from collections import Counter
from datetime import datetime
from typing import Final

from participants.adopting import older_holders
from participants.checklist_people import account_managers_of, supervisors
from participants.models import BlockVersion
from portal.outbox import posting
from portal.scoping.today import market_day

KIND: Final = "participants.requirements.in_force"


def tell_of_version(version: BlockVersion, *, now: datetime) -> None:
    """Once per person and version, with the number of their checklists. Without account manager: the supervisors."""
    participants = list(older_holders(version).values_list("participant_id", flat=True))
    if not participants:
        return
    managers = account_managers_of(participants, market_day(now))
    otherwise = supervisors() if any(pk not in managers for pk in participants) else []
    people = {}
    counts: Counter[int] = Counter()
    for participant in participants:
        for person in managers.get(participant) or otherwise:
            people[person.pk] = person
            counts[person.pk] += 1
    drafts = [
        posting.Draft(KIND, person, version, dedupe=f"{KIND}:{version.ref}", facts={"count": counts[pk]})
        for pk, person in people.items()
    ]
    posting.post_many(drafts, now=now)
