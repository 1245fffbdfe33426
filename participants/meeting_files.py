"""An invitation as a file for one's own calendar (RFC 5545, 5546): asked, asked anew, and called off.

The UID is the meeting's for all guests and all versions; SEQUENCE tells which is newer. Times are instants in UTC.
"""

from datetime import UTC
from typing import Final

from icalendar import Calendar, Event, vCalAddress

from participants import invitation_links
from participants.choices import GuestAnswer, MeetingState
from participants.models import Meeting, MeetingGuest
from portal.outbox import headers

PRODUCT: Final = "-//Market Participant Portal//Meetings//EN"
ANSWERS: Final = {
    GuestAnswer.WAITING: "NEEDS-ACTION",
    GuestAnswer.ACCEPTED: "ACCEPTED",
    GuestAnswer.TENTATIVE: "TENTATIVE",
    GuestAnswer.DECLINED: "DECLINED",
}


def uid_of(meeting: Meeting) -> str:
    return f"{meeting.ref.lower()}@{headers.domain()}"


def file_of(guest: MeetingGuest, *, organizer_address: str) -> tuple[str, str]:
    """The file for one guest, who finds no other guest's address in it, and its method."""
    meeting = guest.meeting
    off = meeting.state == MeetingState.CANCELED or guest.removed_at is not None
    method = "CANCEL" if off else "REQUEST"
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(guest, organizer_address, off=off))
    return calendar.to_ical().decode(), method


def _event(guest: MeetingGuest, organizer_address: str, *, off: bool) -> Event:
    meeting = guest.meeting
    event = Event()
    event.add("uid", uid_of(meeting))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", meeting.title)
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event["organizer"] = _person(organizer_address, meeting.organizer.name)
    attendee = _person(guest.address, guest.name)
    attendee.params["role"] = "REQ-PARTICIPANT"
    attendee.params["partstat"] = ANSWERS[guest.answer]
    attendee.params["rsvp"] = "FALSE" if off else "TRUE"
    event.add("attendee", attendee, encode=0)
    if meeting.place:
        event.add("location", meeting.place)
    if not off:
        event.add("description", _description(guest))
    return event


def _description(guest: MeetingGuest) -> str:
    answer = f"Accept or decline: {invitation_links.url_for(guest)}"
    return "\n\n".join(filter(None, [guest.meeting.agenda, answer]))


def _person(address: str, name: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    person.params["cn"] = name
    return person
