"""Made-up follow-ups in bulk, each with the clock and the ladder that the actions would have started."""

import random
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from participants.deadlines import CALENDAR, KIND, LABEL, PLAN
from participants.models import Assignment, FollowUp
from portal.calendars.actions.clocks_in_bulk import ClockRows
from portal.calendars.models import Clock
from portal.calendars.targets import Target
from portal.lifecycle.references import new_reference
from portal.scoping.today import market_day

LONGEST: Final = 60  # Business Days ahead
SHARE: Final = 2  # one company in so many has a follow-up
BATCH: Final = 2000
MATTERS: Final = ("Call about the test", "Send the form", "Prepare the review", "Ask for the attestation", "Visit")


class FollowUpMaker:
    """Everything is due between tomorrow and `LONGEST` Business Days from now."""

    def __init__(self, chance: random.Random, now: datetime) -> None:
        self.chance = chance
        self.clocks = ClockRows(calendar=CALENDAR, plan=PLAN, now=now)

    def write(self, assignments: Iterable[Assignment]) -> int:
        """Follow-ups of some of the assigned people on their companies; returns the number of rows in all."""
        made = [self._follow_up(assignment) for assignment in assignments if not self.chance.randrange(SHARE)]
        FollowUp.objects.bulk_create(made, batch_size=BATCH)
        return len(made) + self.clocks.write()

    def _follow_up(self, assignment: Assignment) -> FollowUp:
        follow_up = FollowUp(
            ref=new_reference(FollowUp.REF_PREFIX, self.chance),
            participant=assignment.participant,
            title=self.chance.choice(MATTERS),
            responsible=assignment.person,
            created_by=assignment.person,
        )
        clock = self.clocks.add(
            subject=follow_up,
            kind=KIND,
            label=LABEL,
            rule=Target(self.chance.randrange(1, LONGEST), "day", due_time="close"),
            by=assignment.person,
            ref=new_reference(Clock.REF_PREFIX, self.chance),
        )
        follow_up.due_on = market_day(clock.due_at)
        return follow_up
