"""A ready copy of each company's data, asked for by its administrator."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from participants.choices import ExportState
from participants.data_gathering import packed
from participants.models import DataExport, DataExportContent, Membership


def furnish_data_exports(*companies: SimpleNamespace, now: datetime) -> None:
    for rows in companies:
        held = Membership.objects.of(rows.participant).filter(kind="admin").order_by("pk").first()
        if held is None:
            continue
        rows.data_export = DataExport.objects.create(
            participant=rows.participant,
            person=held.user,
            format="json",
            state=ExportState.READY,
            asked_at=now,
            ready_at=now,
            expires_at=now + timedelta(days=7),
        )
        DataExportContent.objects.create(export=rows.data_export, content=packed(b"{}"))
