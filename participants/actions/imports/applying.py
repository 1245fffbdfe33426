"""Applying a preview: all of it in one transaction, or nothing."""

import logging
from datetime import datetime

from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.models import User
from participants import permissions
from participants.actions.imports import claims, kinds, previews
from participants.actions.imports.lists import require_newest
from participants.actions.imports.plans import Plan
from participants.choices import ImportStatus, RowOutcome
from participants.models import ImportRun
from participants.rules.imports.outcome import Progress
from portal.audit import trail
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.scoping.today import market_day

logger = logging.getLogger(__name__)

# Any number, the same for all: imports are written one after the other.
IMPORT_LOCK = 20_117
CHANGED_MEANWHILE = (
    "The portal's data changed since this preview was made, so nothing was written. The preview is fresh again: "
    "please look at it once more."
)
COLLIDED = "Somebody changed the same data at the same moment, so nothing was written. Please apply it again."
BROKEN = "Applying failed, so nothing was written. The failure was logged."


def apply_import(*, run: ImportRun, now: datetime) -> ImportRun:
    """Claim the run, compare once more under locks, and write exactly what the preview showed, or nothing.

    Where comparing again gives another result, the fresh preview replaces the shown one and waits to be
    confirmed again. Returns the run as it stands, untouched when another worker has it.
    """
    claimed = claims.take(run, status=ImportStatus.APPLYING, now=now)
    if claimed is None:
        run.refresh_from_db(fields=["status"])
        return run
    if claimed.attempts > claims.MOST_ATTEMPTS:
        return _back(claimed, BROKEN)
    try:
        with claims.OutsideProgress(claimed) as progress, transaction.atomic():
            _apply(claimed, now, progress)
    except NotPermitted as refusal:
        return _back(claimed, refusal.reason)
    except Refused as refusal:
        return _refuse(claimed, refusal.reason, now)
    except claims.ClaimLost:
        logger.info("Import %s was taken away while it was applied.", claimed.ref)
    except IntegrityError:
        logger.warning("Import %s met a concurrent change.", claimed.ref, exc_info=True)
        return _back(claimed, COLLIDED)
    except DatabaseError:
        raise  # the claim grows old and the sweep tries again
    except Exception:
        logger.exception("Applying import %s failed.", claimed.ref)
        return _back(claimed, BROKEN)
    return claimed


def _apply(run: ImportRun, now: datetime, progress: Progress) -> None:
    by = run.confirmed_by
    permissions.can_import(by).enforce()
    one_at_a_time()
    shown = previews.stored_rows(run)
    source = previews.source_again(run, shown, market_day(now))
    require_newest(source)
    plan = kinds.plan(run.kind, source, lock=True)
    if not previews.same_effects(shown, plan.rows):
        previews.store(run, plan.rows)
        claims.release(run, to=ImportStatus.PREVIEWED, counts=plan.counts, refusal=CHANGED_MEANWHILE, confirmed_by=None)
        return
    plan.writes.write(by=by, now=now, progress=progress)
    claims.release(run, to=ImportStatus.APPLIED, finished_at=now)
    previews.thin_out(run)
    record_applied(run, plan, by, now)


def one_at_a_time() -> None:
    """Wait until no other import is writing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])


def record_applied(run: ImportRun, plan: Plan, by: User | None, now: datetime) -> None:
    """One event for the whole run; each row's own event was written with it."""
    counts = {str(RowOutcome(outcome).label): ["", str(count)] for outcome, count in plan.counts.items() if count}
    trail.record("participants.import.applied", of=run, by=by, at=now, changes=counts)


def _back(run: ImportRun, reason: str) -> ImportRun:
    """The preview stands as before, with the reason why it was not applied."""
    try:
        claims.release(run, to=ImportStatus.PREVIEWED, refusal=reason, confirmed_by=None)
    except claims.ClaimLost:
        logger.info("Import %s was taken away after it failed.", run.ref)
    return run


def _refuse(run: ImportRun, reason: str, now: datetime) -> ImportRun:
    """The file as a whole may no longer be applied: a newer list came in between."""
    try:
        with transaction.atomic():
            claims.release(run, to=ImportStatus.REFUSED, refusal=reason, finished_at=now)
            run.rows.all().delete()
            trail.record("participants.import.refused", of=run, by=run.confirmed_by, at=now, reason=reason)
    except claims.ClaimLost:
        logger.info("Import %s was taken away before it was refused.", run.ref)
    return run
