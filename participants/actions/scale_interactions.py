"""Made-up interactions in bulk, with who took part and when one was last in touch."""

import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from participants.actions.interactions import TAKEN_DOWN
from participants.choices import PlanSide, Topic
from participants.models import Assignment, Contact, Interaction, InteractionPerson, LastContact
from portal.lifecycle.references import new_reference

MOST: Final = 8  # of one company
LONGEST_AGO: Final = 400  # days
BATCH: Final = 2000
WORDS: Final = (
    "Asked about the settlement statement",
    "Walked through the open obligations",
    "Wants to add a resource next quarter",
    "Named a new contact for nights and weekends",
    "Sent the corrected form again",
    "Spoke about the coming audit and who prepares it",
)


class InteractionMaker:
    """From none to `MOST` for each company, the last of them where one was last in touch."""

    def __init__(self, chance: random.Random, now: datetime) -> None:
        self.chance = chance
        self.now = now

    def write(self, assignments: Iterable[Assignment]) -> int:
        """Interactions of the assigned people with their companies; returns the number of rows in all."""
        held = list(assignments)
        people = self._contacts(held)
        made = [self._interaction(one) for one in held for _ in range(self.chance.randrange(MOST + 1))]
        Interaction.objects.bulk_create(made, batch_size=BATCH)
        took_part = [person for row in made for person in self._people(row, people[row.participant_id])]
        InteractionPerson.objects.bulk_create(took_part, batch_size=BATCH)
        newest: dict[int, Interaction] = {}
        for row in sorted(made, key=lambda row: row.happened_at):
            newest[row.participant_id] = row
        last = [self._last(row) for row in newest.values()]
        LastContact.objects.bulk_create(last, batch_size=BATCH, ignore_conflicts=True)
        return len(made) + len(took_part) + len(last)

    def _contacts(self, held: list[Assignment]) -> dict[int, list[Contact]]:
        found: dict[int, list[Contact]] = defaultdict(list)
        for contact in Contact.objects.filter(participant__in=[one.participant_id for one in held]).order_by("pk"):
            found[contact.participant_id].append(contact)
        return found

    def _interaction(self, assignment: Assignment) -> Interaction:
        ago = timedelta(days=self.chance.randrange(1, LONGEST_AGO), minutes=self.chance.randrange(600))
        return Interaction(
            ref=new_reference(Interaction.REF_PREFIX, self.chance),
            participant=assignment.participant,
            channel=self.chance.choice(TAKEN_DOWN),
            side=self.chance.choice(PlanSide.values),
            happened_at=self.now - ago,
            minutes=self.chance.choice((0, 5, 15, 30, 60)),
            topics=[self.chance.choice(Topic.values)],
            summary=self.chance.choice(WORDS),
            written_by=assignment.person,
        )

    def _people(self, row: Interaction, contacts: list[Contact]) -> list[InteractionPerson]:
        ours = InteractionPerson(interaction=row, colleague=row.written_by, name=row.written_by.name)
        chosen = self.chance.sample(contacts, min(len(contacts), 1))
        return [ours, *(InteractionPerson(interaction=row, contact=one, name=one.name) for one in chosen)]

    def _last(self, row: Interaction) -> LastContact:
        own = row.side == PlanSide.OPERATOR
        return LastContact(
            participant=row.participant,
            at=row.happened_at,
            channel=row.channel,
            side=row.side,
            who=row.written_by.name if own else row.participant.name[:120],
            person=row.written_by if own else None,
            about=row.ref,
        )
