"""Made-up account plans in bulk, each agreed and with tasks on both sides, and when one was last in touch.

For measuring, never for showing: nobody is told, no clock runs.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from participants.choices import AssignmentKind, ContactChannel, PlanSide, PlanState, TaskState
from participants.models import (
    AccountPlan,
    Assignment,
    Contact,
    LastContact,
    PlanObjective,
    PlanTask,
    PlanVersion,
)
from portal.lifecycle.references import new_reference
from portal.scoping.today import market_day

BATCH: Final = 2000
OBJECTIVES: Final = 2
TASKS: Final = 12
SILENCE: Final = 90  # days since the last contact at most
YEAR: Final = timedelta(days=365)
GOALS: Final = ("Fewer late filings", "Reads complete on day one", "Own staff certified", "Tested connection")
WORK: Final = ("Walk through the statement", "Name a second contact", "Send the sample file", "Book the course", "Test")


def load_plans(*, participants: int, seed: int, now: datetime, plans: int = 0) -> int:
    """Plans for the first `plans` assigned companies without one, and last contacts there; returns the rows in all."""
    if not plans:
        return 0
    maker = Maker(random.Random(f"plans of {seed}"), now)  # noqa: S311 repeatable on purpose
    held = Assignment.objects.today().filter(kind=AssignmentKind.PRIMARY, participant__plans=None)
    rows = list(held.select_related("person").order_by("pk")[:plans])
    return sum(maker.write(rows[begin : begin + BATCH]) for begin in range(0, len(rows), BATCH))


class Maker:
    """Builds unsaved rows; every choice comes from one seeded source."""

    def __init__(self, chance: random.Random, now: datetime) -> None:
        self.chance, self.now, self.today = chance, now, market_day(now)

    def write(self, held: list[Assignment]) -> int:
        plans = [self._plan(one) for one in held]
        versions = [self._version(plan, one) for plan, one in zip(plans, held, strict=True)]
        objectives = [row for version in versions for row in self._objectives(version)]
        contacts = self._contacts(held)
        tasks = [
            row for version, one in zip(versions, held, strict=True) for row in self._tasks(version, one, contacts)
        ]
        touched = [self._last_contact(one) for one in held]
        for rows in (plans, versions, objectives, tasks):
            type(rows[0]).objects.bulk_create(rows, batch_size=BATCH)
        LastContact.objects.bulk_create(touched, batch_size=BATCH, ignore_conflicts=True)
        return sum(map(len, (plans, versions, objectives, tasks, touched)))

    def _row(self, model: Any, **fields: Any) -> Any:
        return model(ref=new_reference(model.REF_PREFIX, self.chance), **fields)

    def _plan(self, held: Assignment) -> AccountPlan:
        begins = date(self.today.year, 1, 1)
        days = {"starts_on": begins, "ends_on": begins + 2 * YEAR}
        given = {"participant_id": held.participant_id, "owner": held.person, "created_by": held.person}
        return self._row(AccountPlan, title=f"Plan {begins.year}", **days, **given)

    def _version(self, plan: AccountPlan, held: Assignment) -> PlanVersion:
        at = self.now - timedelta(days=self.chance.randrange(10, 90))
        signed = {"sent_at": at, "signed_at": at, "confirmed_at": at}
        people = {"created_by": held.person, "signed_by": held.person, "confirmed_by": held.person}
        of = {"plan": plan, "participant_id": plan.participant_id, "number": 1}
        return self._row(PlanVersion, state=PlanState.AGREED, **of, **signed, **people)

    def _objectives(self, version: PlanVersion) -> Iterator[PlanObjective]:
        for order in range(OBJECTIVES):
            of = {"version": version, "participant_id": version.participant_id, "order": order}
            yield self._row(PlanObjective, title=self.chance.choice(GOALS), **of)

    def _contacts(self, held: list[Assignment]) -> dict[int, int]:
        companies = [one.participant_id for one in held]
        rows = Contact.objects.filter(participant__in=companies).order_by("-pk")
        return dict(rows.values_list("participant", "pk"))

    def _tasks(self, version: PlanVersion, held: Assignment, contacts: dict[int, int]) -> Iterator[PlanTask]:
        chance = self.chance
        for order in range(TASKS):
            of = {"version": version, "participant_id": version.participant_id, "order": order}
            theirs = chance.random() < 0.3
            side = {"side": PlanSide.PARTICIPANT, "contact_id": contacts.get(version.participant_id)}
            who = side if theirs else {"side": PlanSide.OPERATOR, "owner": held.person}
            due_on = self.today + timedelta(days=chance.randrange(-20, 180))
            done = chance.random() < 0.1
            over = {"state": TaskState.DONE, "done_at": self.now, "done_by": held.person} if done else {}
            yield self._row(PlanTask, title=chance.choice(WORK), due_on=due_on, **of, **who, **over)

    def _last_contact(self, held: Assignment) -> LastContact:
        at = self.now - timedelta(days=self.chance.randrange(SILENCE), hours=1)
        told = {"at": at, "channel": ContactChannel.CALL, "side": PlanSide.OPERATOR, "who": held.person.name}
        return LastContact(participant_id=held.participant_id, person=held.person, **told)
