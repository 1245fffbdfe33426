"""Keeping a plan as rows of a preview, and reading it back as what to plan again."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from participants.actions.imports.batches import BATCH
from participants.actions.imports.kinds import KINDS
from participants.actions.imports.plans import Plan, PlannedRow, Source
from participants.actions.imports.rows import decode
from participants.choices import RowOutcome
from participants.models import ImportRow, ImportRun


def store(run: ImportRun, rows: Iterable[PlannedRow]) -> None:
    """Replace the run's preview."""
    run.rows.all().delete()
    ImportRow.objects.bulk_create(
        (
            ImportRow(
                run=run,
                position=position,
                sheet=row.sheet,
                number=row.number,
                outcome=row.outcome,
                reason=row.reason,
                data=row.data,
                changes=row.changes,
                notes=row.notes,
            )
            for position, row in enumerate(rows, start=1)
        ),
        batch_size=BATCH,
    )


def facts(source: Source, plan: Plan) -> dict[str, Any]:
    """What the run itself tells about its preview."""
    return {
        "report_date": source.listed_on,
        "full_list": source.full_list,
        "sheets": sorted(source.sheets),
        "notes": plan.notes,
        "counts": plan.counts,
    }


def stored_rows(run: ImportRun) -> list[PlannedRow]:
    """The preview as it was shown."""
    return [
        PlannedRow(row.sheet, row.number, row.outcome, row.data, row.reason, row.changes, row.notes)
        for row in run.rows.order_by("position")
    ]


def source_again(run: ImportRun, rows: list[PlannedRow], day: date) -> Source:
    """What to plan again. Refused rows stay refused: whoever mends them uploads the file again."""
    refused = tuple(row for row in rows if row.outcome == RowOutcome.REFUSED)
    read = [row for row in rows if row.outcome not in (RowOutcome.REFUSED, RowOutcome.NO_LONGER_LISTED)]
    keys = {(row.data.get("role", ""), row.data.get("duns", "")) for row in (*read, *refused)}
    return Source(
        rows=tuple(decode(run.kind, row.data) for row in read),
        refused=refused,
        day=day,
        listed_on=run.report_date,
        full_list=run.full_list,
        sheets=frozenset(run.sheets),
        listed_keys=keys,
    )


def same_effects(one: list[PlannedRow], other: list[PlannedRow]) -> bool:
    """Whether two previews would do the same."""
    return [row.effect for row in one] == [row.effect for row in other]


def thin_out(run: ImportRun) -> None:
    """After applying: rows that changed nothing go, and people's data too; refused ones stay to be mended."""
    gone = run.rows.exclude(outcome=RowOutcome.REFUSED)
    if not KINDS[run.kind].personal:
        gone = gone.filter(outcome=RowOutcome.UNCHANGED)
    gone.delete()
