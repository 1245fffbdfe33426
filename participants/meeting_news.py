"""What people hear of meetings: invitations with a file for their calendars, and answers.

Contacts are written to at the address of their invitation, whether or not they have an account: an invitation is no
news that one can switch off. A subject line is the kind and a reference, never a name or a text.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from participants.choices import GuestAnswer
from participants.meeting_files import file_of
from participants.models import Contact, Meeting, MeetingGuest
from portal.lifecycle import subjects
from portal.outbox import enclosing, kinds, replying
from portal.outbox.choices import MailChoice
from portal.outbox.models import OutboundMessage
from portal.outbox.posting import Draft, post, post_many
from portal.scoping.today import market_day

FOLDER: Final = "outbox/participants"
GUEST: Final = "participants.meetingguest"
INVITATIONS: Final = (
    ("invited", "Invitation to a meeting"),
    ("changed", "A meeting was changed"),
    ("canceled", "A meeting was canceled"),
)


def register() -> None:
    """Called when the app is ready."""
    subjects.register(GUEST, _guests)
    subjects.register_addressee(GUEST, _on_file, address_of=lambda guest: guest.address)
    subjects.register("participants.meeting", lambda user: Meeting.objects.visible_to(user))
    enclosing.register(GUEST, enclosed)
    replying.register(GUEST, _organizer_of)
    for verb, label in INVITATIONS:
        kinds.register(
            f"participants.meeting.{verb}",
            label=label,
            audience="both",
            template=f"{FOLDER}/meeting_invitation",
            optional=False,
        )
    for verb, label, mail in (
        ("answered", "An invitation was answered", MailChoice.OFF),
        ("declined", "An invitation was declined", MailChoice.NOW),
    ):
        kinds.register(
            f"participants.meeting.{verb}",
            label=label,
            audience="staff",
            template=f"{FOLDER}/meeting_answered",
            default_mail=mail,
        )


def invite(verb: str, meeting: Meeting, guests: Iterable[MeetingGuest], *, now: datetime) -> None:
    """Tell each guest of the meeting as it is when the mail leaves."""
    drafts = [_draft(f"participants.meeting.{verb}", meeting, guest) for guest in guests]
    post_many(drafts, now=now)


def tell_organizer(guest: MeetingGuest, *, by: Any, now: datetime) -> None:
    """The organizer hears of answers of others; a refusal also by mail."""
    organizer = guest.meeting.organizer
    if by is not None and by.pk == organizer.pk:
        return
    verb = "declined" if guest.answer == GuestAnswer.DECLINED else "answered"
    post(
        f"participants.meeting.{verb}",
        to=[organizer],
        about=guest,
        dedupe=f"participants.meeting.{verb}:{guest.ref}:{now.isoformat()}",
        now=now,
        participant_id=guest.participant_id,
    )


def enclosed(message: OutboundMessage, guest: MeetingGuest) -> enclosing.Enclosure | None:
    """The file for the guest's calendar; none with news for the organizer."""
    if message.kind not in {f"participants.meeting.{verb}" for verb, _ in INVITATIONS}:
        return None
    content, method = file_of(guest, organizer_address=_organizer_address(guest))
    return enclosing.Enclosure("invite.ics", content, f"text/calendar; method={method}")


def _draft(kind: str, meeting: Meeting, guest: MeetingGuest) -> Draft:
    told: dict[str, Any] = {
        "about": guest,
        "dedupe": f"{kind}:{guest.ref}:{meeting.sequence}",
        "participant_id": meeting.participant_id,
    }
    if guest.contact_id is None:
        return Draft(kind, guest.person, **told)
    return Draft(kind, address=guest.address, **told)


def _organizer_address(guest: MeetingGuest) -> str:
    """Calendars answer to the organizer: the mailbox that is read here, else the colleague's own."""
    return settings.MAIL_REPLY_ADDRESS or guest.meeting.organizer.email


def _organizer_of(message: OutboundMessage) -> str:
    """What one writes back in words goes to the organizer; what a calendar answers is read here."""
    rows = MeetingGuest.objects.filter(ref=message.about_ref)
    return rows.values_list("meeting__organizer__email", flat=True).first() or ""


def _guests(user: Any) -> QuerySet[MeetingGuest]:
    """Of colleagues, participants' users may not read whole rows: theirs come without."""
    rows = MeetingGuest.objects.visible_to(user)
    return _described(rows) if user.is_staff else rows.select_related("meeting__participant", "contact")


def _on_file() -> QuerySet[MeetingGuest]:
    """Invitations of people the company still has, also ended ones: whoever was invited hears that it is off."""
    there = Contact.objects.there(market_day(timezone.now()))
    return _described(MeetingGuest.objects.filter(contact__in=there))


def _described(rows: QuerySet[MeetingGuest]) -> QuerySet[MeetingGuest]:
    return rows.select_related("meeting__participant", "meeting__organizer", "contact", "person")
