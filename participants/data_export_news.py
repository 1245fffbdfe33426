"""The message that a data export is ready, and the audit trail's words for it."""

from typing import Any, Final

from django.db.models import QuerySet

from participants.actions.data_exports import READY
from participants.models import DataExport, DataExportContent
from portal.audit import exporting, verbs
from portal.documents import shelves
from portal.lifecycle import subjects
from portal.outbox import kinds

for _verb, _label, _icon in (
    ("asked", "Copy of the data asked for", "download"),
    ("prepared", "Copy of the data prepared", "package-check"),
    ("taken", "Copy of the data taken", "download"),
):
    verbs.register(f"participants.data_export.{_verb}", _label, icon=_icon)

exporting.also("participants.data_export.taken")

TEMPLATE: Final = "outbox/participants/data_export_ready"


def register() -> None:
    """Called when the app is ready."""
    subjects.register("participants.dataexport", _exports)
    shelves.register(shelves.Shelf(name="data-exports", model=DataExportContent, owner="export"))
    kinds.register(READY, label="Your copy of the data is ready", audience="participant", template=TEMPLATE)


def _exports(user: Any) -> QuerySet[DataExport]:
    return DataExport.objects.visible_to(user)
