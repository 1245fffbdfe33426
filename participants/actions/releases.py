"""Releasing a file whose last confidential day has passed, and keeping one protected for longer."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import protection_news as news
from participants.actions.locks import lock_participant
from participants.models import FileRelease, Participant
from participants.permissions import protection as permissions
from portal.audit import trail
from portal.documents.models import Document, ProtectionClass
from portal.documents.protection import expired
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

NOT_YET: Final = "This file is still confidential."
DONE: Final = "This file is released already."
WAITS: Final = "A release of this file waits for a second person already."


@transaction.atomic
def release_file(*, document: Document, reason: str, by: User, now: datetime) -> FileRelease:
    """Decide that an expired file is no longer protected; where its class asks for two persons, propose it."""
    document, participant = _locked(document, by)
    if not expired(document.confidential_until, market_day(now)):
        raise Refused(NOT_YET)
    if FileRelease.objects.filter(document=document).exists():
        raise Refused(WAITS)
    known = ProtectionClass.objects.filter(code=document.protection).first()
    release = FileRelease(
        participant=participant,
        document=document,
        protection=document.protection,
        reason=_said(reason),
        proposed_by=by,
        proposed_at=now,
        two_persons=known is None or known.two_persons,
    )
    release.save(force_insert=True)
    trail.record("participants.document.release_proposed", of=document, by=by, at=now, reason=release.reason)
    return release if release.two_persons else _let_go(release, document, participant, by, now)


@transaction.atomic
def confirm_release(*, document: Document, by: User, now: datetime) -> FileRelease:
    """The second person agrees, and the file is released."""
    document, participant = _locked(document, by)
    release = FileRelease.objects.filter(document=document, released_at=None).first()
    if release is None:
        raise Refused("No release of this file waits.")
    if release.proposed_by_id == by.pk:
        raise Refused("Somebody else has to agree to this release.")
    if not expired(document.confidential_until, market_day(now)):
        raise Refused(NOT_YET)
    return _let_go(release, document, participant, by, now)


@transaction.atomic
def keep_protected(*, document: Document, until: date, reason: str, by: User, now: datetime) -> Document:
    """It stays protected until a later day, with the reason; a release that waits is dropped."""
    document, _participant = _locked(document, by)
    if document.confidential_until is None or until <= max(document.confidential_until, market_day(now)):
        raise Refused("Name a day that is still to come and later than the one that holds.")
    FileRelease.objects.filter(document=document, released_at=None).delete()
    why = f"Kept protected: {_said(reason)}"[:300]
    changes = document.apply(confidential_until=until, why_until=why, set_by_operator=True)
    trail.record("participants.document.kept", of=document, by=by, at=now, changes=changes, reason=reason)
    return document


def _let_go(release: FileRelease, document: Document, participant: Participant, by: User, now: datetime) -> FileRelease:
    release.apply(released_at=now, released_by=by)
    document.apply(released_at=now)
    trail.record("participants.document.released", of=document, by=by, at=now, reason=release.reason)
    if not document.inner:
        news.tell_weakened(document, participant, by=by, now=now)
    return release


def _locked(document: Document, by: User) -> tuple[Document, Participant]:
    if document.participant_id is None:
        raise Refused("This file belongs to no participant.")
    participant = lock_participant(document.participant_id)
    permissions.can_disclose(by, participant).enforce()
    document = Document.objects.lock(document.pk)
    if document.released_at is not None:
        raise Refused(DONE)
    return document, participant


def _said(reason: str) -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("Say why.")
    return reason[:300]
