"""The address in an invitation by which whoever got it answers without signing in.

It names one invitation by its reference and opens nothing else; it ends with the meeting, when the person is no
longer invited or may no longer come, when the address of the invitation changes, and when PORTAL_SECRET_KEY is changed.
"""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from participants.models import MeetingGuest
from participants.permissions import may_come

SALT: Final = "participants.invitation_links"


def url_for(guest: MeetingGuest) -> str:
    """The absolute address; reads nothing from the database."""
    return settings.SITE_URL.rstrip("/") + reverse("invitation-answer", args=[token_of(guest)])


def token_of(guest: MeetingGuest) -> str:
    return _signer(guest).sign(guest.ref)


def guest_of(token: str, *, now: datetime) -> MeetingGuest | None:
    """Whose invitation it is; None for anything that this installation did not write, and for whoever may no longer
    come.

    Call it as the operator.
    """
    ref = token.partition(":")[0][:20].replace("\x00", "")
    rows = MeetingGuest.objects.invited().filter(ref=ref)
    rows = rows.select_related("meeting__participant", "meeting__organizer", "contact", "person")
    guest = rows.first()
    if guest is None:
        return None
    try:
        _signer(guest).unsign(token)
    except BadSignature:
        return None
    return guest if may_come(guest, now) else None


def _signer(guest: MeetingGuest) -> Signer:
    """What went to another address than the invitation has now opens nothing any more."""
    return Signer(salt=f"{SALT}:{guest.address.lower()}")
