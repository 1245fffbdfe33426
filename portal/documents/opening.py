"""Writing down that somebody of the staff opened a protected file: the access log, which a GET may write."""

from datetime import datetime
from typing import Any

from portal.documents.choices import Protection
from portal.documents.models import Document, Opening, ProtectionClass


def note_opening(document: Document, *, by: Any, now: datetime) -> None:
    """One row for each person, file and hour; none for what is public, released or nobody's, and for its own people.

    How the owner reads of it follows from the class as it stands now: work and department, and the name unless the
    class keeps it back.
    """
    if (
        not by.is_staff
        or document.participant_id is None
        or document.protection == Protection.PUBLIC
        or document.released_at
    ):
        return
    kept_back = ProtectionClass.objects.filter(code=document.protection, names_reader=False).exists()
    work = [by.get_role_display(), by.department.name if by.department_id else ""]
    row = Opening(
        participant_id=document.participant_id,
        document=document,
        name=document.name,
        protection=document.protection,
        inner=document.inner,
        person=by,
        shown_as=", ".join(filter(None, [*work, "" if kept_back else by.name]))[:300],
        hour=now.replace(minute=0, second=0, microsecond=0),
        at=now,
    )
    Opening.objects.bulk_create([row], ignore_conflicts=True)
