"""Taking the published settlement calendar over: looked at first, all of it or nothing, the same file twice is once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Final

from django.db import connection, transaction

from accounts.models import User
from issues import permissions
from issues.actions.dispute_windows import windows_of_days
from issues.dispute_reckoning import Key
from issues.models import SettlementDate, SettlementImport
from issues.rules.settlement_table import BadLine, CalendarRow, read, version_key
from participants.rules.imports.outcome import UnreadableFile
from portal.audit import trail
from portal.lifecycle.refusals import Refused

NEW, NEWER, CORRECTED, SAME, OLDER, LEFT_OUT, REFUSED = (
    "new",
    "newer",
    "corrected",
    "unchanged",
    "older",
    "left_out",
    "refused",
)
WRITTEN: Final = (NEW, NEWER, CORRECTED)
# One import at a time, so that two cannot both find a row missing.
LOCK: Final = 6_230_401


@dataclass(slots=True)
class Line:
    """A row of the file and what becomes of it; `before` is the row it replaces."""

    number: int
    written: str
    outcome: str
    reason: str = ""
    row: CalendarRow | None = None
    before: SettlementDate | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    lines: list[Line]

    @property
    def counts(self) -> Counter[str]:
        return Counter(line.outcome for line in self.lines)

    @property
    def writes(self) -> int:
        return sum(self.counts[one] for one in WRITTEN)

    @property
    def applicable(self) -> bool:
        return not self.counts[REFUSED] and self.writes > 0


def plan_settlement_calendar(*, data: bytes, by: User) -> Planned:
    """What importing the file would do, row by row; writes nothing."""
    permissions.can_import_settlements(by).enforce()
    return _planned(data)


@transaction.atomic
def import_settlement_calendar(*, data: bytes, file_name: str, by: User, now: datetime) -> SettlementImport:
    """Write every row or none. A newer version replaces the one held, which is kept; open issues look again."""
    permissions.can_import_settlements(by).enforce()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    planned = _planned(data)
    if bad := next((line for line in planned.lines if line.outcome == REFUSED), None):
        raise Refused(f"Nothing was written. Row {bad.number}: {bad.reason}")
    counts = planned.counts
    done = SettlementImport(
        file_name=file_name.strip()[:200] or "settlement calendar",
        sha256=sha256(data).hexdigest(),
        by=by,
        at=now,
        added=counts[NEW],
        replaced=counts[NEWER] + counts[CORRECTED],
        unchanged=counts[SAME],
        older=counts[OLDER],
        left_out=counts[LEFT_OUT],
    )
    done.save(force_insert=True)
    _write(planned.lines, done, now)
    changes = {"rows": ["", str(planned.writes)], "file": ["", done.file_name]}
    trail.record("issues.settlementimport.taken_over", of=done, by=by, at=now, changes=changes)
    keys = {(line.row.run, line.row.operating_day) for line in planned.lines if line.outcome in WRITTEN}
    if keys:
        windows_of_days(keys, by=by, now=now, reason="The settlement calendar was imported.")
    return done


def _planned(data: bytes) -> Planned:
    try:
        rows, bad = read(data)
    except UnreadableFile as error:
        raise Refused(error.reason) from error
    held = _held(row.operating_day for row in rows)
    newest = _newest(rows)
    lines = [_line(row, held, newest) for row in rows]
    lines += [Line(one.number, one.written, REFUSED, one.reason) for one in _sorted(bad)]
    return Planned(sorted(lines, key=lambda line: line.number))


def _held(days: Iterable[date]) -> dict[Key, SettlementDate]:
    rows = SettlementDate.objects.holding().of_days(days)
    return {(row.run, row.operating_day): row for row in rows}


def _newest(rows: Iterable[CalendarRow]) -> dict[Key, CalendarRow]:
    """Of each run and day the newest version in the file; of equal ones the first."""
    found: dict[Key, CalendarRow] = {}
    for row in rows:
        other = found.get((row.run, row.operating_day))
        if other is None or version_key(row.version) > version_key(other.version):
            found[row.run, row.operating_day] = row
    return found


def _line(row: CalendarRow, held: Mapping[Key, SettlementDate], newest: Mapping[Key, CalendarRow]) -> Line:
    line = Line(row.number, row.written, SAME, row=row)
    if not row.run:
        line.outcome, line.reason = LEFT_OUT, "The portal keeps no runs of this settlement type."
        return line
    first = newest[row.run, row.operating_day]
    if first is not row:
        same = version_key(row.version) == version_key(first.version)
        if same and row.dates != first.dates:
            line.outcome, line.reason = REFUSED, f"Row {first.number} says something else of the same version."
        elif not same:
            line.outcome, line.reason = OLDER, f"Row {first.number} is a newer version of it."
        return line
    before = held.get((row.run, row.operating_day))
    if before is None:
        line.outcome = NEW
        return line
    mine, its = version_key(row.version), version_key(before.version)
    if mine < its:
        line.outcome, line.reason = OLDER, f"Version {before.version} is held already."
    elif mine > its:
        line.outcome, line.before = NEWER, before
    elif row.dates != _dates(before):
        line.outcome, line.before = CORRECTED, before
    return line


def _dates(row: SettlementDate) -> tuple[date | None, ...]:
    return (
        row.batch_date,
        row.invoice_date,
        row.invoice_due_date,
        row.payout_date,
        row.post_date,
        row.dispute_date,
    )


def _sorted(bad: Iterable[BadLine]) -> list[BadLine]:
    return sorted(bad, key=lambda one: one.number)


def _write(lines: Iterable[Line], done: SettlementImport, now: datetime) -> None:
    """Three statements for any number of rows: what is replaced ends before what replaces it begins."""
    writing = [line for line in lines if line.outcome in WRITTEN]
    replaced = [line.before.pk for line in writing if line.before is not None]
    SettlementDate.objects.filter(pk__in=replaced).update(replaced_at=now)
    SettlementDate.objects.bulk_create(
        (
            SettlementDate(
                run=line.row.run,
                operating_day=line.row.operating_day,
                version=line.row.version,
                batch_date=line.row.batch_date,
                invoice_date=line.row.invoice_date,
                invoice_due_date=line.row.invoice_due_date,
                payout_date=line.row.payout_date,
                post_date=line.row.post_date,
                dispute_date=line.row.dispute_date,
                source_import=done,
                imported_at=now,
            )
            for line in writing
        ),
        batch_size=2_000,
    )
