"""Protected files and their openings as the pages show them: whose they are, and who may see that."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from participants.models import Participant
from portal.documents.models import Document, Opening
from portal.documents.protection import expired


def documents_open_to(user: Any) -> QuerySet[Document]:
    """Of participants whom somebody of the staff may see; a company's own to its administrators."""
    return _of_open(Document.objects.visible_to(user), user)


def openings_open_to(user: Any) -> QuerySet[Opening]:
    return _of_open(Opening.objects.visible_to(user), user)


def _of_open(rows: QuerySet, user: Any) -> QuerySet:
    if user.is_staff and not user.can("participants.see_restricted"):
        return rows.filter(participant_id__in=Participant.objects.ids_visible_to(user))
    return rows


def company_of(user: Any) -> str:
    """For which company a participant's user reads, as a watermark names it."""
    acting_for = user.acting_for
    if acting_for is None or acting_for.participant_id is None:
        return ""
    return Participant.objects.filter(pk=acting_for.participant_id).values_list("name", flat=True).first() or ""


def with_owners(rows: Iterable[Any]) -> None:
    """Give each row the participant it is about; one statement."""
    rows = list(rows)
    found = Participant.objects.only("ref", "name").in_bulk({row.participant_id for row in rows})
    for row in rows:
        row.owner = found.get(row.participant_id)


def judged(rows: Iterable[Document], today: Any) -> None:
    """Give each file whether its time has passed."""
    for row in rows:
        row.expired = expired(row.confidential_until, today)
