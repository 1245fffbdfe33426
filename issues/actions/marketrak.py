"""Taking a MarkeTrak background report over for one issue: numbers are linked to it, never issues made of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.conversation import note_issue
from issues.actions.dispute_catalog import marketrak_words
from issues.actions.rows import lock_issue
from issues.choices import Area, NoteKind, ReferenceKind
from issues.dispute_news import tell_report
from issues.models import ExternalReference, Issue, MarkeTrakImport, MarkeTrakItem, Merge, Note
from issues.reactions import What
from issues.rules.marketrak_report import ReportRow, read
from participants.actions.locks import lock_participant
from participants.rules.imports.outcome import UnreadableFile
from portal.audit import trail
from portal.lifecycle.bulk import update_many
from portal.lifecycle.refusals import Refused
from portal.scoping import wall

NEW, CHANGED, SAME, ELSEWHERE, REFUSED = "new", "changed", "unchanged", "elsewhere", "refused"
WRITTEN: Final = (NEW, CHANGED)
FIELDS: Final = ("issue_type", "subtype", "state", "party", "complete", "esi_id", "opened_on", "closed_on")
OVER: Final = "This issue is over; bring the report to one that is still open."
NOT_RETAIL: Final = "A MarkeTrak report belongs to an issue about the retail market."
LINKED_ELSEWHERE: Final = "Linked to another issue of the company already; it stays there."


@dataclass(slots=True)
class Line:
    """A row of the report and what becomes of it."""

    number: int
    issue_id: str
    outcome: str
    reason: str = ""
    row: ReportRow | None = None
    item: MarkeTrakItem | None = None


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


def plan_report(*, issue: Issue, data: bytes, by: User) -> Planned:
    """What taking the report over would do, row by row; writes nothing."""
    permissions.can_dispute(by, issue).enforce()
    _require_fit(issue)
    with wall.as_operator("compare a report with the MarkeTrak numbers of the participant acted for"):
        return _planned(issue, data)


@transaction.atomic
def import_report(*, issue: Issue, data: bytes, file_name: str, by: User, now: datetime) -> MarkeTrakImport:
    """Link every number to the issue and bring states up to date, all rows or none; the same report twice is once."""
    permissions.can_dispute(by, issue).enforce()
    lock_participant(issue.participant_id)
    issue = lock_issue(issue)
    _require_fit(issue)
    with wall.as_operator("link MarkeTrak numbers to an issue of the participant acted for"):
        planned = _planned(issue, data)
        if bad := next((line for line in planned.lines if line.outcome == REFUSED), None):
            raise Refused(f"Nothing was written. Row {bad.number}: {bad.reason}")
        counts = planned.counts
        report = MarkeTrakImport(
            issue=issue,
            participant_id=issue.participant_id,
            file_name=file_name.strip()[:200] or "MarkeTrak report",
            by=by,
            by_name=by.name[:120],
            at=now,
            added=counts[NEW],
            changed=counts[CHANGED],
            unchanged=counts[SAME] + counts[ELSEWHERE],
        )
        report.save(force_insert=True)
        _write(issue, planned.lines, now)
        tell_report(report, by=by, now=now)
    changes = {"new": ["", str(report.added)], "changed": ["", str(report.changed)]}
    trail.record("issues.marketrakimport.taken_over", of=report, by=by, at=now, changes=changes)
    return report


def write_root_cause(*, issue: Issue, by: User, now: datetime, text: str) -> Note:
    """What lay behind all of them, among the staff."""
    permissions.can_work_on_issue(by, issue).enforce()
    return note_issue(issue=issue, by=by, now=now, text=text, kind=NoteKind.ROOT_CAUSE)


def react(what: What, issue: Issue, *, by: Any, now: datetime, **told: Any) -> None:
    """The parent is resolved once all its MarkeTrak issues are complete, and not before.

    Where it is merged they go where their numbers go, and come back with these.
    """
    if what == What.MERGED:
        MarkeTrakItem.objects.filter(issue=issue, number__in=_carried(issue)).update(issue=told["into"])
    elif what == What.UNMERGED:
        MarkeTrakItem.objects.filter(participant=issue.participant_id, number__in=_carried(issue)).update(issue=issue)
    if what == What.RESOLVED and (left := MarkeTrakItem.objects.filter(issue=issue).incomplete().count()):
        many = "1 MarkeTrak issue of it is" if left == 1 else f"{left} MarkeTrak issues of it are"
        raise Refused(f"{many} not complete yet. Take the latest report over first.")


def _carried(issue: Issue) -> list[str]:
    """The MarkeTrak numbers that went along when the issue was merged last."""
    record = Merge.objects.filter(issue=issue).order_by("-at", "-id").first()
    rows = ExternalReference.objects.filter(pk__in=record.numbers if record is not None else ())
    return list(rows.filter(kind=ReferenceKind.MARKETRAK).values_list("number", flat=True))


def _require_fit(issue: Issue) -> None:
    if not issue.is_open:
        raise Refused(OVER)
    if issue.area != Area.RETAIL and not MarkeTrakItem.objects.filter(issue=issue).exists():
        raise Refused(NOT_RETAIL)


def _planned(issue: Issue, data: bytes) -> Planned:
    try:
        rows, bad = read(data, marketrak_words())
    except UnreadableFile as error:
        raise Refused(error.reason) from error
    numbers = [row.issue_id for row in rows]
    items = MarkeTrakItem.objects.filter(participant=issue.participant_id, number__in=numbers)
    held = {item.number: item for item in sorted(items, key=lambda item: item.issue_id == issue.pk)}
    lines = [_line(issue, row, held) for row in rows]
    lines += [Line(one.number, one.issue_id, REFUSED, one.reason) for one in bad]
    return Planned(sorted(lines, key=lambda line: line.number))


def _line(issue: Issue, row: ReportRow, held: Mapping[str, MarkeTrakItem]) -> Line:
    item = held.get(row.issue_id)
    if item is None:
        return Line(row.number, row.issue_id, NEW, row=row)
    if item.issue_id != issue.pk:
        return Line(row.number, row.issue_id, ELSEWHERE, LINKED_ELSEWHERE, row=row)
    changed = [name for name in FIELDS if getattr(item, name) != _told(row, item, name)]
    reason = f"{item.state} → {row.state}" if "state" in changed else ""
    return Line(row.number, row.issue_id, CHANGED if changed else SAME, reason, row, item)


def _told(row: ReportRow, item: MarkeTrakItem, name: str) -> Any:
    """What the report says; a column it leaves empty takes nothing back."""
    said = getattr(row, name)
    keeps = name in ("issue_type", "esi_id", "opened_on") and not said
    return getattr(item, name) if keeps else said


def _write(issue: Issue, lines: Iterable[Line], now: datetime) -> None:
    """Three statements for any number of rows."""
    added, changed = [], []
    for line in lines:
        if line.outcome == NEW:
            values = {name: getattr(line.row, name) for name in FIELDS}
            added.append(
                MarkeTrakItem(
                    issue=issue,
                    participant_id=issue.participant_id,
                    number=line.issue_id,
                    reported_at=now,
                    **values,
                )
            )
        elif line.outcome == CHANGED:
            for name in FIELDS:
                setattr(line.item, name, _told(line.row, line.item, name))
            line.item.reported_at = now
            changed.append(line.item)
    MarkeTrakItem.objects.bulk_create(added, batch_size=1_000)
    update_many(MarkeTrakItem, (*FIELDS, "reported_at"), changed)
    ExternalReference.objects.bulk_create(
        (
            ExternalReference(
                issue=issue,
                participant_id=issue.participant_id,
                kind=ReferenceKind.MARKETRAK,
                number=item.number,
                added_at=now,
            )
            for item in added
        ),
        batch_size=1_000,
        ignore_conflicts=True,
    )
