"""Reading an uploaded file into a preview."""

import logging
from datetime import datetime

from django.db import DatabaseError, transaction

from participants.actions.imports import claims, kinds, previews
from participants.choices import ImportStatus
from participants.models import ImportRun
from participants.rules.imports.outcome import UnreadableFile
from portal.audit import trail
from portal.lifecycle.refusals import Refused

logger = logging.getLogger(__name__)

GAVE_UP = "The file could not be read: the portal tried three times and failed."
BROKEN = "The file could not be read: the portal met something it did not expect. The failure was logged."


def read_import(*, run: ImportRun, now: datetime) -> ImportRun:
    """Claim the run, read its file, compare it with the database and keep the preview. The file is dropped then.

    Nothing but the preview is written. Returns the run as it stands, untouched when another worker has it.
    """
    claimed = claims.take(run, status=ImportStatus.READING, now=now)
    if claimed is None:
        run.refresh_from_db(fields=["status"])
        return run
    if claimed.attempts > claims.MOST_ATTEMPTS:
        return _refuse(claimed, GAVE_UP, now)
    try:
        _read(claimed, now)
    except (UnreadableFile, Refused) as refusal:
        return _refuse(claimed, refusal.reason, now)
    except claims.ClaimLost:
        logger.info("Import %s was taken away while it was read.", claimed.ref)
    except DatabaseError:
        raise  # the claim grows old and the sweep tries again
    except Exception:
        logger.exception("Reading import %s failed.", claimed.ref)
        return _refuse(claimed, BROKEN, now)
    return claimed


def _read(run: ImportRun, now: datetime) -> None:
    source = kinds.read(run.kind, bytes(run.upload or b""), run.file_name, now=now, progress=claims.Progress(run))
    plan = kinds.plan(run.kind, source)
    with transaction.atomic():
        previews.store(run, plan.rows)
        claims.release(run, to=ImportStatus.PREVIEWED, upload=None, **previews.facts(source, plan))


def _refuse(run: ImportRun, reason: str, now: datetime) -> ImportRun:
    """One sentence stays of a refused file, nothing else."""
    try:
        with transaction.atomic():
            claims.release(run, to=ImportStatus.REFUSED, upload=None, refusal=reason, finished_at=now)
            run.rows.all().delete()
            trail.record("participants.import.refused", of=run, by=run.started_by, at=now, reason=reason)
    except claims.ClaimLost:
        logger.info("Import %s was taken away before it was refused.", run.ref)
    return run
