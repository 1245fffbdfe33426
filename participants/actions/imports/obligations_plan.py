"""Planning an import of obligations: what a spreadsheet knows of those the portal has generated."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db.models import Max

from accounts.models import User
from participants.actions.imports import plans
from participants.actions.imports.companies import Companies, fetched
from participants.actions.imports.plans import Plan, PlannedRow, Source
from participants.actions.obligations import rows as obligation_rows
from participants.choices import ObligationState, RowOutcome, Verdict
from participants.models import Obligation, ObligationRound
from participants.rules.imports.outcome import ObligationRow, Progress
from participants.rules.obligation_moves import SETTLED
from portal.calendars.choices import Outcome
from portal.lifecycle.refusals import Refused

STATES: Final = (
    ObligationState.SUBMITTED.value,
    ObligationState.ACCEPTED.value,
    ObligationState.EXCUSED.value,
)
TAKEN_OVER: Final = "Taken over from a spreadsheet."
Key = tuple[int, str, str, str, str]


def plan(source: Source, *, lock: bool = False) -> Plan:
    """Compare the rows with the obligations on file; none is made by a file."""
    planner = ObligationsPlanner(source, lock=lock)
    lines = plans.plan_rows(source.rows, planner.plan_row, shown)
    return Plan(plans.in_file_order([*lines, *source.refused]), planner.writes, list(source.notes))


def shown(row: ObligationRow) -> dict[str, str]:
    state = ObligationState(row.state).label
    return {"Obligation": f"{row.obligation} {row.period}", "State": state, "Role": row.role, "DUNS number": row.duns}


@dataclass(slots=True)
class ObligationWrites:
    rows: list[tuple[Obligation, ObligationRow]] = field(default_factory=list)

    def write(self, *, by: User | None, now: datetime, progress: Progress) -> None:
        for done, (obligation, row) in enumerate(self.rows, start=1):
            take_over(obligation, row, by=by, now=now)
            progress(done, len(self.rows))


class ObligationsPlanner:
    def __init__(self, source: Source, *, lock: bool) -> None:
        self.companies = Companies({row.duns for row in source.rows}, lock=lock)
        rows = fetched(
            Obligation.objects.select_related(
                "type", "registration__role", "resource__registration__role", "counter_party"
            ),
            "participant_id",
            self.companies.by_id,
            lock=lock,
        )
        self.known: dict[Key, list[Obligation]] = defaultdict(list)
        for row in rows:
            self.known[_key_of(row)].append(row)
        self.writes = ObligationWrites()

    def plan_row(self, row: ObligationRow, line: PlannedRow) -> None:
        participant = self.companies.one_with(row.duns)
        plans.about(line, participant)
        key = (participant.pk, row.obligation, row.period, row.role, row.resource.casefold())
        found = self.known.get(key, [])
        if row.role and len(found) > 1:
            found = [one for one in found if _duns_of(one) == row.duns]
        if not found:
            raise Refused(f"The portal has generated no {row.obligation} for {row.period} here; check code and period.")
        if len(found) > 1:
            raise Refused("Several obligations fit; give the DUNS number of the registration.")
        obligation = found[0]
        if obligation.state == row.state:
            return
        if obligation.state in SETTLED or obligation.state == ObligationState.SUBMITTED != row.state:
            raise Refused(f"It is {obligation.get_state_display().lower()} in the portal and stays so.")
        if row.state == ObligationState.EXCUSED and not row.remark:
            raise Refused("Give the reason of the excuse as remark.")
        line.outcome = RowOutcome.CHANGED
        line.changes["state"] = [obligation.get_state_display(), ObligationState(row.state).label]
        self.writes.rows.append((obligation, row))


def take_over(obligation: Obligation, row: ObligationRow, *, by: User | None, now: datetime) -> None:
    """The obligation as the spreadsheet knew it, with a submission that says where it came from."""
    obligation = obligation_rows.locked(obligation)
    remark = " ".join(filter(None, [TAKEN_OVER, f"As of {row.as_of}." if row.as_of else "", row.remark]))
    if row.state == ObligationState.EXCUSED:
        changes = obligation.apply(state=row.state, settled_at=now, reason=remark)
        outcome = Outcome.CANCELED
    else:
        _round(obligation, row, remark, by=by, now=now)
        settled = {"settled_at": now} if row.state == ObligationState.ACCEPTED else {}
        changes = obligation.apply(
            state=row.state, submitted_at=now, confirmation_number=row.confirmation_number, **settled
        )
        outcome = None
    obligation_rows.drop_extension(obligation, by=by, now=now, reason="Taken over from a spreadsheet")
    obligation_rows.stop(obligation, by=by, now=now, reason=TAKEN_OVER, outcome=outcome)
    obligation_rows.record("taken_over", obligation, by=by, now=now, changes=changes, reason=remark)


def _round(obligation: Obligation, row: ObligationRow, remark: str, *, by: User | None, now: datetime) -> None:
    last = ObligationRound.objects.filter(obligation=obligation).aggregate(last=Max("number"))["last"] or 0
    added = ObligationRound(
        participant_id=obligation.participant_id,
        obligation=obligation,
        number=last + 1,
        submitted_at=now,
        submitted_by=by,
        confirmation_number=row.confirmation_number,
        remark=remark,
    )
    added.save(force_insert=True)
    if row.state == ObligationState.ACCEPTED:
        obligation_rows.end_round(obligation, Verdict.ACCEPTED, by=by, now=now, comment=TAKEN_OVER)


def _key_of(row: Obligation) -> Key:
    registration = row.registration or (row.resource.registration if row.resource else None)
    role = registration.role.code if registration is not None else ""
    return (
        row.participant_id,
        row.type.code,
        row.period,
        role,
        row.resource.code.casefold() if row.resource else "",
    )


def _duns_of(row: Obligation) -> str:
    registration = row.registration or (row.resource.registration if row.resource else None)
    return registration.duns if registration is not None else ""
