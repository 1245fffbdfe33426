"""The address in an invitation by which whoever got it answers without signing in.

It names one invitation by its reference and opens nothing else; it ends with the meeting, when the person is no
longer invited, and when PORTAL_SECRET_KEY is changed.
"""

from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from participants.models import MeetingGuest

SALT: Final = "participants.invitation_links"


def url_for(guest: MeetingGuest) -> str:
    """The absolute address; reads nothing from the database."""
    return settings.SITE_URL.rstrip("/") + reverse("invitation-answer", args=[token_of(guest)])


def token_of(guest: MeetingGuest) -> str:
    return Signer(salt=SALT).sign(guest.ref)


def guest_of(token: str) -> MeetingGuest | None:
    """Whose invitation it is; None for anything that this installation did not write, and for contacts removed since.

    Call it as the operator.
    """
    try:
        ref = Signer(salt=SALT).unsign(token)
    except BadSignature:
        return None
    rows = MeetingGuest.objects.invited().filter(ref=ref)
    rows = rows.select_related("meeting__participant", "meeting__organizer", "contact", "person")
    guest = rows.first()
    return guest if guest is not None and guest.may_come else None
