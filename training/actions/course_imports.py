"""Taking courses over from a CSV file: all rows or none. The preview does the same and takes it all back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants.rules.imports.cells import plain
from participants.rules.imports.csv_text import open_table
from participants.rules.imports.outcome import RowRefused, UnreadableFile
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from training import permissions
from training.actions.advice import advise
from training.actions.courses import FIELDS, add_course, change_course, sound_code
from training.choices import CourseStatus, Format
from training.models import Course
from training.rules.course_rows import LAYOUT, advice_of, fields_of, several

MOST_ROWS: Final = 500
MOST_BYTES: Final = 500_000
NEW, CHANGED, SAME, REFUSED = "new", "changed", "unchanged", "refused"
STATUSES: Final = [one.value for one in CourseStatus if one != CourseStatus.HISTORIC]


@dataclass(slots=True)
class Row:
    """A row of the file and what becomes of it. `changed`: fields, by name; `reason`: why it is refused."""

    number: int
    values: Mapping[str, str]
    outcome: str = SAME
    reason: str = ""
    changed: list[str] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.values.get("code", "").upper()

    @property
    def title(self) -> str:
        return self.values.get("title", "")

    def refuse(self, reason: str) -> None:
        """The first reason counts."""
        self.outcome, self.reason = REFUSED, self.reason or reason


@dataclass(frozen=True, slots=True)
class Outcome:
    rows: list[Row]
    left_out: list[str]

    @property
    def counts(self) -> Counter[str]:
        return Counter(row.outcome for row in self.rows)

    @property
    def sound(self) -> bool:
        return not self.counts[REFUSED]


def preview_courses(*, data: bytes, by: User, now: datetime) -> Outcome:
    """What importing the file would do, row by row; nothing is kept."""
    permissions.can_manage_training(by).enforce()
    with transaction.atomic():
        found = _take_over(data, by, now)
        transaction.set_rollback(True)
    return found


@transaction.atomic
def import_courses(*, data: bytes, by: User, now: datetime) -> Outcome:
    """Write every row, or none where one of them is refused."""
    permissions.can_manage_training(by).enforce()
    found = _take_over(data, by, now)
    if bad := next((row for row in found.rows if row.outcome == REFUSED), None):
        raise Refused(f"Nothing was written. Row {bad.number}: {bad.reason}")
    for row in found.rows:
        if row.outcome != SAME:
            of = Course.objects.get(code=row.code)
            trail.record("training.course.imported", of=of, by=by, at=now, reason=f"Row {row.number} of a file.")
    return found


def _take_over(data: bytes, by: User, now: datetime) -> Outcome:
    """Courses first, then what they need and to whom they are advised: rows may name each other in any order."""
    rows, left_out = _read(data)
    for row in rows:
        _step(row, lambda row: _write(row, by, now))
    for row in rows:
        if row.outcome != REFUSED:
            _step(row, lambda row: _connect(row, by, now))
    return Outcome(rows, left_out)


def _read(data: bytes) -> tuple[list[Row], list[str]]:
    if len(data) > MOST_BYTES:
        raise Refused("A file of courses has at most 500 kB.")
    try:
        table = open_table(data, LAYOUT)
        lines = [(number, line) for number, line in table.rows if any(plain(cell) for cell in line)]
    except UnreadableFile as error:
        raise Refused(error.reason) from error
    if not lines:
        raise Refused("The file names its columns but holds no rows.")
    if len(lines) > MOST_ROWS:
        raise Refused(f"A file of courses has at most {MOST_ROWS} rows.")
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for number, line in lines:
        cut = table.header.cut(line)
        row = Row(number, {name: plain(cut.get(name, "")) for name in LAYOUT.all})
        if row.code in seen:
            row.refuse(f"The course {row.code} already stands in row {seen[row.code]}.")
        seen.setdefault(row.code, number)
        rows.append(row)
    return rows, list(table.header.left_out)


def _step(row: Row, take: Any) -> None:
    """One step of one row in a savepoint: what is refused leaves the other rows as they are."""
    if row.outcome == REFUSED:
        return
    try:
        with transaction.atomic():
            take(row)
    except (Refused, RowRefused) as refusal:
        row.refuse(refusal.reason)


def _write(row: Row, by: User, now: datetime) -> None:
    given = fields_of(row.values, formats=Format.values, statuses=STATUSES)
    course = Course.objects.filter(code=sound_code(row.code)).first()
    if course is None:
        add_course(code=row.code, title=given.pop("title", ""), by=by, now=now, **given)
        row.outcome = NEW
        return
    before = {name: getattr(course, name) for name in FIELDS}
    after = change_course(course=course, by=by, now=now, **given)
    _note(row, [name for name in FIELDS if getattr(after, name) != before[name]])


def _connect(row: Row, by: User, now: datetime) -> None:
    course = Course.objects.get(code=row.code)
    if codes := [code.upper() for code in several(row.values["prerequisites"])]:
        needed = {one.code: one for one in Course.objects.filter(code__in=codes)}
        if unknown := sorted(set(codes) - set(needed)):
            raise Refused(f"There is no course {unknown[0]} to be taken before.")
        if set(course.prerequisites.values_list("code", flat=True)) != set(needed):
            change_course(course=course, prerequisites=list(needed.values()), by=by, now=now)
            _note(row, ["prerequisites"])
    if cells := advice_of(row.values):
        held = dict(course.recommendations.values_list("role__code", "advice"))
        if any(held.get(role) != advice for role, advice in cells.items()):
            advise(course=course, cells=cells, by=by, now=now)
            _note(row, ["advice"])


def _note(row: Row, names: list[str]) -> None:
    row.changed += names
    if row.changed and row.outcome == SAME:
        row.outcome = CHANGED
