"""Importing in one go, as the command line does: the same reading, planning and writing as by the pages."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.imports import kinds, previews
from participants.actions.imports.applying import one_at_a_time, record_applied
from participants.actions.imports.batches import nobody_waits
from participants.actions.imports.lists import require_newest
from participants.actions.imports.plans import Plan
from participants.actions.imports.runs import clean_name
from participants.choices import ImportKind, ImportStatus
from participants.models import ImportRun
from participants.rules.imports.outcome import Progress


def preview_at_once(
    *,
    file_name: str,
    data: bytes,
    now: datetime,
    kind: str = ImportKind.PARTICIPANTS,
    progress: Progress = nobody_waits,
) -> Plan:
    """What importing the file would do; writes nothing. Raises UnreadableFile or Refused."""
    return kinds.plan(kind, kinds.read(kind, data, file_name, now=now, progress=progress))


def import_at_once(
    *,
    file_name: str,
    data: bytes,
    by: User | None,
    now: datetime,
    kind: str = ImportKind.PARTICIPANTS,
    progress: Progress = nobody_waits,
) -> Plan:
    """Read the file and apply it in one transaction, without asking. `by` None: the portal itself.

    Raises UnreadableFile or Refused, and then nothing was written.
    """
    if by is not None:
        permissions.can_import(by).enforce()
    source = kinds.read(kind, data, file_name, now=now, progress=progress)
    with transaction.atomic():
        one_at_a_time()
        require_newest(source)
        plan = kinds.plan(kind, source, lock=True)
        run = ImportRun(
            kind=kind,
            status=ImportStatus.APPLIED,
            file_name=clean_name(file_name),
            started_by=by,
            confirmed_by=by,
            started_at=now,
            finished_at=now,
            **previews.facts(source, plan),
        )
        run.save(force_insert=True)
        previews.store(run, plan.rows)
        previews.thin_out(run)
        plan.writes.write(by=by, now=now, progress=progress)
        record_applied(run, plan, by, now)
    return plan
