"""Writing down that somebody of the staff opened what is protected: the access log, which a GET may write."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from portal.documents.choices import Protection
from portal.documents.models import Document, Opening, ProtectionClass
from portal.scoping.today import MARKET_ZONE, market_day


@dataclass(frozen=True, slots=True)
class Entry:
    """Something protected that is shown. `named`: whether its class tells the owner the reader's name."""

    participant_id: int
    ref: str
    name: str
    protection: str
    inner: bool
    named: bool


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
    row = Opening(
        participant_id=document.participant_id,
        document=document,
        name=document.name,
        protection=document.protection,
        inner=document.inner,
        person=by,
        shown_as=shown_as(by, named=not kept_back),
        hour=now.replace(minute=0, second=0, microsecond=0),
        at=now,
    )
    Opening.objects.bulk_create([row], ignore_conflicts=True)


def note_entries(entries: Iterable[Entry], *, by: Any, now: datetime) -> None:
    """The protected entries that are shown to somebody of the staff: once a day each, one statement at most."""
    if not by.is_staff:
        return
    day = datetime.combine(market_day(now), time.min, tzinfo=MARKET_ZONE)
    rows = [
        Opening(
            participant_id=entry.participant_id,
            thing=entry.ref,
            name=entry.name[:150],
            protection=entry.protection,
            inner=entry.inner,
            person=by,
            shown_as=shown_as(by, named=entry.named),
            hour=day,
            at=now,
        )
        for entry in entries
    ]
    if rows:
        Opening.objects.bulk_create(rows, ignore_conflicts=True)


def shown_as(person: Any, *, named: bool) -> str:
    """As the owner reads of the person: work and department, and the name unless the class keeps it back."""
    work = [person.get_role_display(), person.department.name if person.department_id else ""]
    return ", ".join(filter(None, [*work, person.name if named else ""]))[:300]
