"""Open issues of another system become issues here: all rows of a file, or none."""

from datetime import datetime, time
from typing import Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.details import sound
from issues.actions.opening import begin_issue, tell_opened
from issues.actions.rows import next_numbers
from issues.actions.tagging import write_tags
from issues.choices import Channel, Proof
from issues.import_plans import NEW, ImportPlan, PlannedIssue, plan
from issues.models import ExternalReference, Issue, Verification
from issues.rules.issue_rows import read
from participants.actions.locks import lock_participants
from participants.rules.imports.outcome import UnreadableFile
from portal.lifecycle.refusals import Refused
from portal.scoping.today import MARKET_ZONE, market_day

REFUSED_ROWS: Final = "Some rows cannot be imported, so none was; the list says why."
NOTHING_NEW: Final = "Everything in this file is known already."
BEGINS: Final = time(8, 0)  # of the day it was opened; the file tells no time


def plan_issues(*, data: bytes, by: User, now: datetime) -> ImportPlan:
    """The preview: what importing would do. Writes nothing; refused in words where the file is no such table."""
    permissions.can_write_issues(by).enforce()
    try:
        rows, bad = read(data)
    except UnreadableFile as error:
        raise Refused(error.reason) from error
    return plan(rows, bad, by, market_day(now))


@transaction.atomic
def import_issues(*, data: bytes, by: User, now: datetime) -> list[Issue]:
    """Write what the preview showed, planned anew under the participants' locks. Known numbers are left out."""
    first = plan_issues(data=data, by=by, now=now)
    lock_participants({line.participant.pk for line in first.lines if line.participant is not None})
    planned = plan_issues(data=data, by=by, now=now)
    if planned.counts["refused"]:
        raise Refused(REFUSED_ROWS)
    lines = planned.of(NEW)
    if not lines:
        raise Refused(NOTHING_NEW)
    numbers = next_numbers(now, len(lines))
    return [_write(line, number, by, now) for line, number in zip(lines, numbers, strict=True)]


def _write(line: PlannedIssue, number: str, by: User, now: datetime) -> Issue:
    row = line.row
    facts = {
        "registration": line.registration,
        "severity": row.severity,
        "operating_day": row.operating_day,
        "esi_id": row.esi_id,
    }
    at = min(now, datetime.combine(row.opened_on, BEGINS, MARKET_ZONE)) if row.opened_on is not None else now
    try:
        values = sound(line.participant, line.category, facts, row.title)
    except Refused as refusal:
        raise Refused(f"Row {line.line}: {refusal.reason}") from refusal
    issue, comment, _watchers = begin_issue(
        participant=line.participant,
        category=line.category,
        values=values,
        text=row.text,
        by=by,
        now=at,
        channel=Channel.IMPORT,
        number=number,
        contact=line.contact,
        owner=line.owner,
    )
    ExternalReference.objects.create(
        issue=issue, participant=line.participant, kind=row.system, number=row.number, added_at=now
    )
    Verification.objects.create(issue=issue, participant=line.participant, proof=Proof.NONE, by=by, at=now)
    write_tags(issue, row.tags)
    tell_opened(issue, comment, by=by, now=now, imported_as=["", row.number])
    return issue
