"""What importing a file would do, row by row: made for the preview, and made again before writing."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from accounts.models import User
from participants.actions.imports.rows import encode
from participants.choices import RowOutcome
from participants.models import Participant
from participants.rules.imports.outcome import AnyRow, Progress, Reading, RefusedRow
from portal.lifecycle.refusals import Refused
from portal.lifecycle.rows import in_words


@dataclass(slots=True)
class PlannedRow:
    """One line of the preview. `changes` maps a field to [old, new] in words."""

    sheet: str
    number: int
    outcome: str
    data: dict[str, Any]
    reason: str = ""
    changes: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def effect(self) -> tuple[Any, ...]:
        """What applying does; two previews of the same effects are the same preview."""
        return self.sheet, self.number, self.outcome, self.reason, self.changes, self.data.get("participant", "")


class Writes(Protocol):
    """The rows a plan would write."""

    def write(self, *, by: User | None, now: datetime, progress: Progress) -> None:
        """Write all of it with its audit events; call inside the transaction in which it was planned."""


@dataclass(slots=True)
class Plan:
    rows: list[PlannedRow]
    writes: Writes
    notes: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each outcome, every outcome named."""
        counted = Counter(row.outcome for row in self.rows)
        return {outcome.value: counted[outcome] for outcome in RowOutcome}


@dataclass(frozen=True, slots=True)
class Source:
    """What is imported: the rows of a file just read, or of a stored preview.

    `day` is the market's day on which it happens, `listed_on` the date of an official list.
    """

    rows: tuple[AnyRow, ...]
    refused: tuple[PlannedRow, ...]
    day: date
    listed_on: date | None = None
    full_list: bool = False
    sheets: frozenset[str] = frozenset()
    listed_keys: Collection[tuple[str, str]] = frozenset()
    notes: tuple[str, ...] = ()


def source_of(reading: Reading, day: date) -> Source:
    """A file just read. An official list that carries no date counts as of today."""
    notes = reading.notes
    listed_on = reading.report_date
    if reading.full_list and listed_on is None:
        listed_on = day
        notes = (*notes, "The list carries no report date; today's date is taken.")
    return Source(
        rows=reading.rows,
        refused=tuple(refused_row(row) for row in reading.refused),
        day=day,
        listed_on=listed_on,
        full_list=reading.full_list,
        sheets=reading.sheets_present,
        listed_keys=reading.listed_keys,
        notes=notes,
    )


def refused_row(row: RefusedRow) -> PlannedRow:
    """A row the reader refused, as a line of the preview."""
    data = {"cells": row.cells, "role": row.role, "duns": row.duns}
    return PlannedRow(row.sheet, row.row_number, RowOutcome.REFUSED, data, reason=row.reason)


def plan_rows(
    rows: Iterable[AnyRow], plan_one: Callable[[AnyRow, PlannedRow], None], shown: Callable[[AnyRow], dict[str, Any]]
) -> list[PlannedRow]:
    """A line for every row. `plan_one` fills it in or raises Refused; `shown` is all that is kept of a refused row."""
    planned = []
    for row in rows:
        line = PlannedRow(
            getattr(row, "source_sheet", ""), row.row_number, RowOutcome.UNCHANGED, encode(row), notes=list(row.notes)
        )
        try:
            plan_one(row, line)
        except Refused as refusal:
            data = {"cells": shown(row), "role": getattr(row, "role", ""), "duns": row.duns}
            line = PlannedRow(line.sheet, line.number, RowOutcome.REFUSED, data, reason=refusal.reason)
        planned.append(line)
    return planned


def in_file_order(rows: Iterable[PlannedRow]) -> list[PlannedRow]:
    """Sheet by sheet as the file has them, rows by number; lines that stand for no row of the file come last."""
    rows = list(rows)
    sheets = {sheet: place for place, sheet in enumerate(dict.fromkeys(row.sheet for row in rows if row.number))}
    return sorted(rows, key=lambda row: (row.number == 0, sheets.get(row.sheet, 0), row.number))


def set_field(row: Any, name: str, new: Any, changes: dict[str, list[str]], *, called: str = "") -> None:
    """Set a field that differs and note it in `changes`, under its own name or the one given."""
    old = getattr(row, name)
    if old != new:
        setattr(row, name, new)
        changes[called or name] = [in_words(old), in_words(new)]


def about(line: PlannedRow, participant: Participant) -> None:
    """Let the line lead to a participant that exists already."""
    if participant.pk is not None:
        line.data["participant"] = participant.ref


def settle(line: PlannedRow) -> None:
    """A line without changes is unchanged, one with some changed, unless it was called new."""
    if line.outcome == RowOutcome.UNCHANGED and line.changes:
        line.outcome = RowOutcome.CHANGED
