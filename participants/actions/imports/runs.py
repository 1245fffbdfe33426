"""What people do with an import: start it, have its preview applied, discard it."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.imports import nudges
from participants.choices import ImportKind, ImportStatus
from participants.models import ImportRun
from participants.rules.import_moves import MOVES
from portal.audit import trail
from portal.lifecycle.refusals import Refused

NAME_LENGTH = 200
# A preview holds people's data and grows stale; nobody needs it after a week.
KEPT_FOR = timedelta(days=7)


@transaction.atomic
def start_import(*, kind: str, file_name: str, data: bytes, by: User, now: datetime) -> ImportRun:
    """Keep the file and let a worker read it into a preview."""
    permissions.can_import(by).enforce()
    if kind not in ImportKind.values:
        raise Refused("This kind of import is not one of the available choices.")
    run = ImportRun(kind=kind, file_name=clean_name(file_name), upload=data, started_by=by, started_at=now)
    run.save(force_insert=True)
    trail.record("participants.import.started", of=run, by=by, at=now, changes={"file": ["", run.file_name]})
    nudges.nudge(run)
    return run


@transaction.atomic
def confirm_import(*, run: ImportRun, by: User, now: datetime) -> ImportRun:
    """Have the preview applied by a worker, in the name of whoever confirmed it."""
    run = locked(run)
    permissions.can_import(by).enforce()
    MOVES.require(run.status, ImportStatus.APPLYING)
    run.apply(
        status=ImportStatus.APPLYING, confirmed_by_id=by.pk, claimed_at=None, attempts=0, done=0, total=0, refusal=""
    )
    trail.record("participants.import.confirmed", of=run, by=by, at=now)
    nudges.nudge(run)
    return run


@transaction.atomic
def discard_import(*, run: ImportRun, by: User, now: datetime) -> ImportRun:
    """Drop file and preview; nothing of it was or will be written."""
    run = locked(run)
    permissions.can_import(by).enforce()
    if run.status == ImportStatus.APPLYING:
        raise Refused("This import is being applied; it can no longer be discarded.")
    MOVES.require(run.status, ImportStatus.DISCARDED)
    run.rows.all().delete()
    run.apply(status=ImportStatus.DISCARDED, upload=None, claimed_at=None, finished_at=now)
    trail.record("participants.import.discarded", of=run, by=by, at=now)
    return run


@transaction.atomic
def expire_previews(*, now: datetime) -> int:
    """Discard, as the portal itself, previews that nobody applied in a week; returns how many."""
    old = ImportRun.objects.filter(status=ImportStatus.PREVIEWED, started_at__lt=now - KEPT_FOR).defer("upload")
    runs = list(old.select_for_update(of=("self",), skip_locked=True).order_by("pk"))
    for run in runs:
        run.rows.all().delete()
        run.apply(status=ImportStatus.DISCARDED, finished_at=now)
        trail.record("participants.import.discarded", of=run, by=None, at=now, reason="Nobody applied it in a week.")
    return len(runs)


def locked(run: ImportRun) -> ImportRun:
    """The row under its lock, without the file."""
    return ImportRun.objects.select_for_update(of=("self",)).defer("upload").get(pk=run.pk)


def clean_name(file_name: str) -> str:
    """The file's name as it may be shown: without a folder, control characters or excess."""
    name = file_name.replace("\\", "/").rpartition("/")[2]
    return "".join(one for one in name if one.isprintable())[-NAME_LENGTH:] or "file"
