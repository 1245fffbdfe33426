"""When the operator's client services answer, and whom one calls outside those hours."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings

from portal.calendars import loading
from portal.calendars.opening import in_words, opening
from portal.lifecycle.refusals import Refused

CALENDAR: Final = "ercot-business"


@dataclass(frozen=True, slots=True)
class Desk:
    """`words` say until when it is open, or when it opens; `phone` is the control room's, at any hour."""

    is_open: bool
    words: str
    phone: str


def of_desk(now: datetime) -> Desk:
    """The desk at an instant; as open where the calendar is not there."""
    try:
        _version, calendar = loading.current(CALENDAR)
    except Refused:
        return Desk(True, "", settings.DESK_PHONE)
    return Desk(opening(calendar, now).is_open, in_words(calendar, now), settings.DESK_PHONE)
