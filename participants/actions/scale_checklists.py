"""Made-up checklists in bulk: companies that apply for a further market role, each item somewhere on its way."""

import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from participants.checklists import asked_now
from participants.choices import ItemState, Origin, RegistrationStatus, RoundOutcome
from participants.models import (
    Assignment,
    BlockVersion,
    Checklist,
    ChecklistItem,
    ItemRound,
    MarketRole,
    Registration,
    Requirement,
)
from participants.rules.checklist_moves import SETTLED
from portal.lifecycle.references import new_reference

SHARE: Final = 5  # one company in so many applies
ROLES: Final = ("QSE", "LSE-CR-REP", "RE", "CRRAH", "IMRE")
STATUSES: Final = (
    RegistrationStatus.PROSPECTIVE,
    RegistrationStatus.APPLICATION_RECEIVED,
    RegistrationStatus.INCOMPLETE,
)
# What an item whose turn has come may be.
ON_ITS_WAY: Final = (
    ItemState.NOT_STARTED,
    ItemState.WAITING,
    ItemState.SUBMITTED,
    ItemState.IN_REVIEW,
    ItemState.RETURNED,
)
WITH_ROUND: Final = (*ON_ITS_WAY[2:], ItemState.ACCEPTED)
BATCH: Final = 2000
IN_ORDER: Final = (Registration, Checklist, ChecklistItem, ItemRound)


class ChecklistMaker:
    """Rows are the ones the actions write, without clocks; items are settled in the order in which they wait."""

    def __init__(self, chance: random.Random, now: datetime) -> None:
        self.chance, self.now = chance, now
        self.roles = {role.code: role for role in MarketRole.objects.filter(code__in=ROLES)}
        self.asked = {code: asked_now(role) for code, role in self.roles.items()}
        current = Requirement.objects.filter(version__in=BlockVersion.objects.current())
        self.requirements = {row.code: row for row in current}
        self.rows: dict[type, list[Any]] = {model: [] for model in IN_ORDER}

    def write(self, assignments: Iterable[Assignment]) -> int:
        """Applications of some of the companies; returns the number of rows in all."""
        for assignment in assignments:
            if not self.chance.randrange(SHARE):
                self._checklist(assignment)
        written = 0
        for model, rows in self.rows.items():
            model.objects.bulk_create(rows, batch_size=BATCH)
            written += len(rows)
        self._link_versions()
        self.rows = {model: [] for model in IN_ORDER}
        return written

    def _checklist(self, assignment: Assignment) -> None:
        role = self.roles[self.chance.choice(sorted(self.roles))]
        registration = Registration(
            ref=self._ref(Registration),
            participant=assignment.participant,
            role=role,
            status=self.chance.choice(STATUSES),
            origin=Origin.APPLIED,
        )
        opened_at = self.now - timedelta(days=self.chance.randrange(5, 200))
        checklist = Checklist(
            ref=self._ref(Checklist),
            participant=assignment.participant,
            registration=registration,
            role=role,
            opened_at=opened_at,
            opened_by=assignment.person,
        )
        self.rows[Registration].append(registration)
        self.rows[Checklist].append(checklist)
        self._items(checklist, opened_at)

    def _items(self, checklist: Checklist, opened_at: datetime) -> None:
        asked = self.asked[checklist.role.code]
        done, settled = self.chance.random(), set()
        for position, code in enumerate(asked.items, start=1):
            ready = asked.before[code] <= settled
            state = self._state(ready, position / len(asked.items) < done)
            if state in SETTLED:
                settled.add(code)
            sent = state in WITH_ROUND
            item = ChecklistItem(
                ref=self._ref(ChecklistItem),
                participant=checklist.participant,
                checklist=checklist,
                requirement=self.requirements[code],
                code=code,
                position=position,
                mandatory=asked.items[code].mandatory,
                waits_for=[one for one in asked.items if one in asked.before[code]],
                state=state,
                round=int(sent),
                submitted_at=opened_at + timedelta(days=position) if sent else None,
                settled_at=self.now if state in SETTLED else None,
            )
            self.rows[ChecklistItem].append(item)
            if sent:
                self.rows[ItemRound].append(self._round(item))

    def _state(self, ready: bool, behind: bool) -> str:
        if not ready:
            return ItemState.NOT_STARTED
        return ItemState.ACCEPTED if behind else self.chance.choice(ON_ITS_WAY)

    def _round(self, item: ChecklistItem) -> ItemRound:
        ended = {ItemState.ACCEPTED: RoundOutcome.ACCEPTED, ItemState.RETURNED: RoundOutcome.RETURNED}
        outcome = ended.get(item.state, "")
        return ItemRound(
            ref=self._ref(ItemRound),
            participant=item.participant,
            item=item,
            number=1,
            submitted_at=item.submitted_at,
            submitted_by=item.checklist.opened_by,
            by_operator=True,
            remark="As sent",
            outcome=outcome,
            reviewed_at=self.now if outcome else None,
            comment="Please correct it." if outcome == RoundOutcome.RETURNED else "",
        )

    def _link_versions(self) -> None:
        through = Checklist.versions.through
        versions = {
            code: {self.requirements[item].version_id for item in asked.items} for code, asked in self.asked.items()
        }
        through.objects.bulk_create(
            (
                through(checklist=checklist, blockversion_id=version)
                for checklist in self.rows[Checklist]
                for version in sorted(versions[checklist.role.code])
            ),
            batch_size=BATCH,
        )

    def _ref(self, model: Any) -> str:
        return new_reference(model.REF_PREFIX, self.chance)
