"""Planning an import of checklists in work: items get the state a spreadsheet kept, under the rules of the pages."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from accounts.models import User
from participants.actions.checklist_items import close_round
from participants.actions.checklists import open_checklist
from participants.actions.imports import plans
from participants.actions.imports.companies import Companies, fetched
from participants.actions.imports.plans import Plan, PlannedRow, Source
from participants.actions.item_clocks import begin_review, end_review, settle_clocks
from participants.actions.item_locks import locked_item, require_move
from participants.checklists import asked_now
from participants.choices import ItemState, RoundOutcome, RowOutcome
from participants.models import ChecklistItem, ItemRound, Registration
from participants.querysets.registrations import ENDED
from participants.rules.checklist_moves import MOVES, SETTLED
from participants.rules.imports.outcome import ChecklistRow, Progress
from portal.audit import trail
from portal.lifecycle.refusals import Refused

# "In review" belongs to a person, and a waiver takes two.
STATES: Final = (
    ItemState.WAITING.value,
    ItemState.SUBMITTED.value,
    ItemState.RETURNED.value,
    ItemState.ACCEPTED.value,
    ItemState.NOT_APPLICABLE.value,
)
TAKEN_OVER: Final = "Taken over from a spreadsheet."


def plan(source: Source, *, lock: bool = False) -> Plan:
    """Compare the rows with the items on file, or with those a new checklist would have."""
    planner = ChecklistsPlanner(source, lock=lock)
    lines = plans.plan_rows(source.rows, planner.plan_row, shown)
    return Plan(plans.in_file_order([*lines, *source.refused]), planner.writes, list(source.notes))


def shown(row: ChecklistRow) -> dict[str, str]:
    return {"Item": row.item, "State": ItemState(row.state).label, "Role": row.role, "DUNS number": row.duns}


@dataclass(slots=True)
class ChecklistWrites:
    """Rows by registration, in the order of the checklist."""

    rows: dict[int, list[ChecklistRow]] = field(default_factory=lambda: defaultdict(list))

    def write(self, *, by: User | None, now: datetime, progress: Progress) -> None:
        total, done = sum(map(len, self.rows.values())), 0
        for registration_id, rows in self.rows.items():
            registration = Registration.objects.select_related("role", "participant").get(pk=registration_id)
            items = ChecklistItem.objects.filter(checklist__registration=registration)
            if not items.exists():
                open_checklist(registration=registration, by=by, now=now)
            by_code = {item.code: item for item in items.all()}
            for row in rows:
                take_over(by_code[row.item], row, by=by, now=now)
                done += 1
                progress(done, total)


class ChecklistsPlanner:
    def __init__(self, source: Source, *, lock: bool) -> None:
        self.companies = Companies({row.duns for row in source.rows}, lock=lock)
        known = fetched(Registration.objects.select_related("role"), "participant_id", self.companies.by_id, lock=lock)
        self.registrations = [row for row in known if row.status not in ENDED]
        rows = fetched(
            ChecklistItem.objects.select_related("requirement", "checklist"),
            "checklist__registration_id",
            (row.pk for row in self.registrations),
        )
        self.items: dict[int, dict[str, tuple[str, bool, Collection[str]]]] = defaultdict(dict)
        for item in rows:
            held = item.state, item.mandatory, item.waits_for
            self.items[item.checklist.registration_id][item.code] = held
        self.new: set[int] = set()
        self.wanted = self._wanted(source.rows)
        self.writes = ChecklistWrites()

    def _wanted(self, rows: Collection[ChecklistRow]) -> dict[int, dict[str, str]]:
        """The states the file asks for, by registration: what waits for what may be accepted by the same file."""
        found: dict[int, dict[str, str]] = defaultdict(dict)
        for row in rows:
            try:
                found[self.registration_of(row).pk][row.item] = row.state
            except Refused:
                continue
        return found

    def registration_of(self, row: ChecklistRow) -> Registration:
        participant = self.companies.one_with(row.duns)
        own = [one for one in self.registrations if one.participant_id == participant.pk and one.role.code == row.role]
        exact = [one for one in own if one.duns == row.duns] or [one for one in own if not one.duns]
        if not exact:
            raise Refused(f"No standing registration as {row.role} has the DUNS number {row.duns}.")
        if len(exact) > 1:
            raise Refused(f"Several registrations as {row.role} have no DUNS number yet; give them theirs first.")
        exact[0].participant = participant
        return exact[0]

    def plan_row(self, row: ChecklistRow, line: PlannedRow) -> None:
        registration = self.registration_of(row)
        items = self._items_of(registration)
        if row.item not in items:
            raise Refused(f"{row.item} is not asked of a registration as {row.role}.")
        state, mandatory, waits_for = items[row.item]
        plans.about(line, registration.participant)
        if state == row.state:
            return
        self._require_possible(row, registration, state, mandatory, waits_for)
        if registration.pk in self.new:
            line.notes.append("Its checklist is opened.")
        line.outcome = RowOutcome.CHANGED
        line.changes["state"] = [ItemState(state).label, ItemState(row.state).label]
        self.writes.rows[registration.pk].append(row)

    def _items_of(self, registration: Registration) -> dict[str, tuple[str, bool, Collection[str]]]:
        if registration.pk not in self.items:
            wanted = asked_now(registration.role)
            self.new.add(registration.pk)
            self.items[registration.pk] = {
                code: (ItemState.NOT_STARTED, item.mandatory, wanted.before[code])
                for code, item in wanted.items.items()
            }
        return self.items[registration.pk]

    def _require_possible(
        self, row: ChecklistRow, registration: Registration, state: str, mandatory: bool, waits_for: Collection[str]
    ) -> None:
        if state in SETTLED:
            raise Refused(f"{row.item} is {ItemState(state).label.lower()} already and stays so.")
        if row.state == ItemState.NOT_APPLICABLE and mandatory:
            raise Refused(f"{row.item} is mandatory: that it does not apply takes two people in the portal.")
        through = ItemState.SUBMITTED if row.state == ItemState.RETURNED and state != ItemState.SUBMITTED else row.state
        if not MOVES.allows(state, through):
            raise Refused(f"{row.item} is {ItemState(state).label.lower()} and cannot become that by a file.")
        if row.state == ItemState.ACCEPTED:
            ahead = [code for code in waits_for if not self._settled_then(registration.pk, code)]
            if ahead:
                raise Refused(f"{row.item} waits for {', '.join(sorted(ahead))}.")

    def _settled_then(self, registration_id: int, code: str) -> bool:
        """Whether an item is settled once the file is applied: it is so already, or the file may settle it."""
        state, mandatory, waits_for = self.items[registration_id][code]
        wanted = self.wanted[registration_id].get(code, state)
        if state in SETTLED or wanted != ItemState.ACCEPTED:
            return state in SETTLED or (wanted == ItemState.NOT_APPLICABLE and not mandatory)
        return all(self._settled_then(registration_id, one) for one in waits_for)


def take_over(item: ChecklistItem, row: ChecklistRow, *, by: User | None, now: datetime) -> None:
    """The item as the spreadsheet knew it, with a round that says where it came from."""
    item = locked_item(item)
    remark = " ".join(filter(None, [TAKEN_OVER, f"As of {row.as_of}." if row.as_of else "", row.remark]))
    if row.state == ItemState.WAITING:
        require_move(item, row.state)
        close_round(item, RoundOutcome.TAKEN_BACK, by=None, now=now)
        end_review(item, by=by, now=now, canceled=True)
        changes = item.apply(state=row.state, reason=row.remark)
    elif row.state == ItemState.NOT_APPLICABLE:
        require_move(item, row.state)
        close_round(item, RoundOutcome.TAKEN_BACK, by=None, now=now)
        changes = item.apply(state=row.state, settled_at=now, reason=remark)
        settle_clocks(item, by=by, now=now, shown=False)
    else:
        changes = _with_round(item, row, remark, by=by, now=now)
    trail.record(
        "participants.checklistitem.taken_over",
        of=item,
        by=by,
        at=now,
        changes={"state": changes["state"]},
        reason=remark,
    )


def _with_round(
    item: ChecklistItem, row: ChecklistRow, remark: str, *, by: User | None, now: datetime
) -> dict[str, list[str]]:
    open_round = ItemRound.objects.filter(item=item, outcome="").first()
    if open_round is None:
        open_round = ItemRound(
            participant_id=item.participant_id,
            item=item,
            number=item.round + 1,
            submitted_at=now,
            submitted_by=by,
            by_operator=True,
            remark=remark,
        )
        open_round.save(force_insert=True)
    fields = {"state": row.state, "round": open_round.number, "submitted_at": now, "reason": ""}
    if row.state == ItemState.SUBMITTED:
        changes = item.apply(**fields)
        begin_review(item, by=by, now=now)
    elif row.state == ItemState.RETURNED:
        changes = item.apply(**fields)
        close_round(item, RoundOutcome.RETURNED, by=by, now=now, comment=remark)
        end_review(item, by=by, now=now)
    else:
        changes = item.apply(**fields, settled_at=now, evidence_expires_on=row.counts_until)
        close_round(item, RoundOutcome.ACCEPTED, by=by, now=now, comment=remark)
        settle_clocks(item, by=by, now=now, shown=True)
    return changes
