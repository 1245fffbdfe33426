"""What a calendar answers to an invitation of ours (iTIP, RFC 5546). Pure; whatever is odd is no answer."""

from dataclasses import dataclass
from typing import Any, Final

from icalendar import Calendar

MOST_BYTES: Final = 100_000
LONGEST: Final = 300
SAID: Final = {"ACCEPTED": "accepted", "TENTATIVE": "tentative", "DECLINED": "declined"}


@dataclass(frozen=True, slots=True)
class CalendarAnswer:
    """`attendee` is the address that answers, in lower case; `sequence` the version of the invitation it saw."""

    uid: str
    attendee: str
    answer: str
    sequence: int = 0
    remark: str = ""


def calendar_answer(content: bytes) -> CalendarAnswer | None:
    """The answer in a calendar part; None where there is none, several, or nothing that we asked."""
    if not content or len(content) > MOST_BYTES:
        return None
    try:
        calendar = Calendar.from_ical(content)
        if str(calendar.get("method", "")).upper() != "REPLY":
            return None
        (event,) = calendar.walk("VEVENT")
        return _answer(event)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, LookupError, RecursionError):
        return None


def _answer(event: Any) -> CalendarAnswer | None:
    attendee = event.get("attendee")
    if attendee is None or isinstance(attendee, list):
        return None
    said = SAID.get(str(attendee.params.get("partstat", "")).upper())
    uid = str(event.get("uid", ""))[:200]
    if said is None or "\x00" in uid or not uid:
        return None
    address = str(attendee).strip()
    address = address[7:] if address.lower().startswith("mailto:") else address
    sequence = int(event.get("sequence", 0))
    remark = " ".join(str(event.get("comment", "")).replace("\x00", "").split())[:LONGEST]
    return CalendarAnswer(uid, address.lower(), said, max(sequence, 0), remark)
