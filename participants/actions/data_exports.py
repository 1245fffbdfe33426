"""Taking one's company's data along: asked for, prepared by a worker as that person reads, kept for a week."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import data_gathering as gathering
from participants.access import acting_as
from participants.choices import ExportFormat, ExportState
from participants.models import DataExport, DataExportContent, Participant
from portal.audit import trail
from portal.documents import moving, shelves
from portal.lifecycle import workers
from portal.lifecycle.refusals import Refused
from portal.outbox import posting
from portal.scoping import wall

KEPT: Final = timedelta(days=7)
READY: Final = "participants.data_export.ready"
TASK: Final = "participants.tasks.prepare_exports"
DRAW: Final = {ExportFormat.JSON: gathering.as_json, ExportFormat.XLSX: gathering.as_xlsx}
AT_ONCE: Final = 20
SHELF: Final = "data-exports"


@transaction.atomic
def ask_for_data(*, participant: Participant, format: str, by: User, now: datetime) -> DataExport:
    """Have a copy of what the person may read prepared. One at a time for each person and company."""
    if by.is_staff or by.acting_for is None or by.acting_for.participant_id != participant.pk:
        raise Refused("Only the company's own people take its data along.")
    if format not in ExportFormat.values:
        raise Refused("That is not one of the available choices.")
    with wall.as_operator("ask for a copy of one's own data"):
        User.objects.lock(by.pk)
        if DataExport.objects.waiting().filter(participant=participant, person=by).exists():
            raise Refused("A copy is being prepared already.")
        export = DataExport.objects.create(participant=participant, person=by, format=format, asked_at=now)
    trail.record("participants.data_export.asked", of=export, by=by, at=now, changes={"format": ["", format]})
    workers.tell(TASK, otherwise="the copy is prepared")
    return export


def prepare_waiting(*, now: datetime, most: int = AT_ONCE) -> int:
    """Prepare what waits, one transaction each; returns how many. Whoever holds a row's lock prepares it: of a worker
    that dies nothing is left, and the row waits again."""
    done = 0
    while done < most and _prepare_next(now):
        done += 1
    return done


@transaction.atomic
def _prepare_next(now: datetime) -> bool:
    rows = DataExport.objects.waiting().select_for_update(of=("self",), skip_locked=True)
    export = rows.select_related("participant", "person").order_by("pk").first()
    if export is None:
        return False
    try:
        with acting_as(export.person, export.participant_id, now=now):
            found = gathering.gather(export.person)
    except LookupError:
        export.apply(state=ExportState.FAILED, refusal="The person may not act for the company any more.")
        return True
    told = gathering.about(export.participant, export.person, now)
    content = DRAW[ExportFormat(export.format)](found, told)
    DataExportContent.objects.create(export=export, content=gathering.packed(content))
    moving.tell()
    export.apply(
        state=ExportState.READY, ready_at=now, expires_at=now + KEPT, size=len(content), counts=found.counts,
        cut=found.cut,
    )  # fmt: skip
    changes = {"rows": ["", str(export.rows)], "format": ["", export.format]}
    trail.record("participants.data_export.prepared", of=export, by=None, at=now, changes=changes)
    posting.post(
        READY, to=[export.person], about=export, dedupe=f"{READY}:{export.ref}", now=now,
        participant_id=export.participant_id,
    )  # fmt: skip
    return True


def drop_expired(*, now: datetime) -> int:
    """The bytes of what has expired go; the row stays as a record. Returns how many."""
    with transaction.atomic():
        rows = DataExport.objects.expired_at(now).select_for_update(of=("self",), skip_locked=True)
        refs = list(rows.values_list("pk", flat=True)[:1000])
        # Waits for a worker that is just moving one of them, so that no object is left behind.
        DataExportContent.objects.filter(export__in=refs).delete()
        for ref in DataExport.objects.filter(pk__in=refs).values_list("ref", flat=True):
            shelves.drop(SHELF, ref)
        DataExport.objects.filter(pk__in=refs).update(state=ExportState.EXPIRED)
    return len(refs)


def taken(export: DataExport, *, by: User, now: datetime) -> bytes:
    """The content of a ready one, noted in the audit trail; `Refused` once it has expired."""
    if export.state != ExportState.READY or export.expires_at <= now:
        raise Refused("This copy is not there any more; ask for a new one.")
    with wall.as_operator("read the content of one's own copy"):
        content = DataExportContent.objects.values_list("content", flat=True).get(export=export)
    content = shelves.read(SHELF, export.ref, content)
    changes = {"rows": ["", str(export.rows)]}
    trail.record("participants.data_export.taken", of=export, by=by, at=now, changes=changes)
    return gathering.unpacked(content)
