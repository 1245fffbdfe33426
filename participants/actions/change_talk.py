"""What both sides add to a change while it runs: comments and evidence."""

from datetime import datetime
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from participants import change_news as news
from participants import permissions
from participants.actions.change_rows import locked, write_comment
from participants.actions.contacting import note_contact
from participants.actions.shape import require_reason
from participants.choices import ContactChannel
from participants.models import Change, ChangeDocument
from participants.rules.change_moves import STILL_OPEN
from portal.audit import trail
from portal.documents import storing
from portal.documents.choices import Place
from portal.lifecycle.refusals import Refused
from portal.scoping import wall

MOST_FILES: Final = 20


@transaction.atomic
def comment_on_change(*, change: Change, by: User, now: datetime, text: str) -> Change:
    """Both sides read it; whoever is on the other side hears of it."""
    text = require_reason(text)
    change = locked(change)
    permissions.can_comment_on_change(by, change).enforce()
    with wall.as_operator("write a change of the participant acted for"):
        write_comment(change, by=by, now=now, text=text)
    note_contact(participant_id=change.participant_id, channel=ContactChannel.PORTAL, by=by, at=now, about=change.ref)
    trail.record("participants.change.commented", of=change, by=by, at=now)
    if by.is_staff:
        news.tell_participant("commented", change, now=now)
    else:
        news.tell_desk("commented", change, by=by, now=now)
    return change


@transaction.atomic
def attach_evidence(*, change: Change, by: User, now: datetime, title: str, upload: UploadedFile) -> Change:
    """A file that proves it, for instance the amendment filed with the Secretary of State."""
    title = require_reason(title)
    change = locked(change)
    permissions.can_comment_on_change(by, change).enforce()
    if change.state not in STILL_OPEN:
        raise Refused("This change is over; nothing is added to it.")
    if change.evidence.count() >= MOST_FILES:
        raise Refused(f"At most {MOST_FILES} files prove one change.")
    with wall.as_operator("write a change of the participant acted for"):
        document = storing.store(
            upload=upload, participant_id=change.participant_id, by=by, now=now, place=Place.CHANGE, inner=change.inner
        )
        row = ChangeDocument(change=change, participant=change.participant, document=document, title=title[:160])
        row.save(force_insert=True)
    trail.record("participants.change.proved", of=change, by=by, at=now, changes={"file": ["", document.name]})
    return change
