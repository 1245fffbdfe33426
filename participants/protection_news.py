"""What the owners of protected files hear, and whom of a company one tells."""

from datetime import datetime
from typing import Final

from accounts.models import User
from participants.choices import MembershipKind
from participants.models import Membership, Participant
from portal.documents.models import Document
from portal.outbox import kinds, posting
from portal.outbox.choices import Severity
from portal.outbox.posting import Draft
from portal.scoping.today import market_day

FOLDER: Final = "outbox/participants"
WEAKENED: Final = "participants.document.weakened"


def register() -> None:
    """Called when the app is ready."""
    kinds.register(
        WEAKENED,
        label="A file of yours is protected less than before",
        severity=Severity.HIGH,
        audience="participant",
        template=f"{FOLDER}/document_weakened",
    )


def administrators(participant_id: int, now: datetime) -> list[User]:
    """Whoever administers the whole company."""
    held = Membership.objects.valid_on(market_day(now)).filter(kind=MembershipKind.ADMIN, narrowed=False)
    rows = held.filter(participant=participant_id, user__is_active=True).select_related("user").order_by("id")
    return list(dict.fromkeys(one.user for one in rows))


def tell_weakened(document: Document, participant: Participant, *, by: User, now: datetime) -> None:
    until = "released" if document.released_at else document.confidential_until or ""
    dedupe = f"{WEAKENED}:{document.ref}:{document.protection}:{until}"
    drafts = [
        Draft(WEAKENED, one, participant, dedupe=dedupe, facts={"file": document.ref}, participant_id=participant.pk)
        for one in administrators(participant.pk, now)
    ]
    posting.post_many(drafts, now=now)
