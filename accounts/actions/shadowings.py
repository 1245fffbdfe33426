"""What becomes of a shadowing: notes, comments, its end. It is arranged where participants are known."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts import shadowing_permissions as permissions
from accounts.models import Shadowing, ShadowingNote, User
from portal.audit import trail
from portal.lifecycle.refusals import Refused

LONGEST: Final = 5000
ENDED: Final = "This shadowing has ended."
SILENT: Final = "Write something first."
CLOSED: Final = "The account was closed."
PARTED: Final = "The mentoring ended."


@transaction.atomic
def end_shadowing(*, shadowing: Shadowing, by: User, now: datetime, reason: str) -> Shadowing:
    """At once: the next page is closed again."""
    shadowing = Shadowing.objects.select_related("person", "host").lock(shadowing.pk)
    permissions.can_end_shadowing(by, shadowing).enforce()
    if not reason.strip():
        raise Refused("Say why.")
    if shadowing.ended_at is not None:
        raise Refused(ENDED)
    return _end(shadowing, reason.strip()[:300], by=by, now=now)


def end_with(rows: Any, *, because: str, by: User, now: datetime) -> None:
    """All of these that stand, with what they hung on: an account, a pair of mentor and colleague."""
    for shadowing in rows.standing().select_related("person", "host").select_for_update(of=("self",)):
        _end(shadowing, because, by=by, now=now)


@transaction.atomic
def note_shadowing(*, shadowing: Shadowing, by: User, now: datetime, text: str) -> Shadowing:
    """What the colleague saw and learned; also afterwards."""
    shadowing = Shadowing.objects.select_related("person", "host").lock(shadowing.pk)
    permissions.can_note_shadowing(by, shadowing).enforce()
    ShadowingNote.objects.create(shadowing=shadowing, text=_sound(text), at=now)
    trail.record("accounts.shadowing.noted", of=shadowing, by=by, at=now)
    return shadowing


@transaction.atomic
def comment_shadowing(
    *, shadowing: Shadowing, note: ShadowingNote, by: User, now: datetime, text: str
) -> ShadowingNote:
    """The host's word on a note; a later one replaces it."""
    shadowing = Shadowing.objects.select_related("person", "host").lock(shadowing.pk)
    permissions.can_comment_shadowing(by, shadowing).enforce()
    if note.shadowing_id != shadowing.pk:
        raise Refused("This note belongs to another shadowing.")
    note.apply(comment=_sound(text), commented_by=by, commented_at=now)
    trail.record("accounts.shadowing.commented", of=shadowing, by=by, at=now)
    return shadowing


def record_read(shadowing: Shadowing, page: str, *, now: datetime) -> None:
    """That the colleague opened this page: who, what and when stand in the audit trail for good."""
    trail.record("accounts.shadowing.read", of=shadowing, by=shadowing.person, at=now, changes={"page": ["", page]})


def _end(shadowing: Shadowing, reason: str, *, by: User, now: datetime) -> Shadowing:
    shadowing.apply(ended_at=now, ended_by=by, ended_because=reason)
    trail.record("accounts.shadowing.ended", of=shadowing, by=by, at=now, reason=reason)
    return shadowing


def _sound(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused(SILENT)
    if len(text) > LONGEST or "\x00" in text:
        raise Refused(f"At most {LONGEST:,} characters, and none that cannot be stored.")
    return text
