"""When the operator's client services answer, and whom one calls at any hour while something happens in real time."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Department
from portal.calendars import loading
from portal.calendars.opening import in_words, opening
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from portal.web import banners, cached
from portal.web.banners import Banner

CALENDAR: Final = "ercot-business"
# The department whose desk answers at any hour. A supervisor writes its number among the departments.
CONTROL_ROOM: Final = "OPS"
MY: Final = "/my/"
SECONDS: Final = 120


@dataclass(frozen=True, slots=True)
class Desk:
    """`words` say until when it is open, or when it opens; `holiday` names the day that keeps it closed.

    `phone` is the control room's, at any hour.
    """

    is_open: bool
    words: str
    phone: str
    holiday: str = ""

    @property
    def answers_again(self) -> str:
        """When a closed desk opens: "Monday, Nov 30, 2026, 08:00 CST"."""
        return "" if self.is_open else self.words.removeprefix("Opens ")


def of_desk(now: datetime) -> Desk:
    """The desk at an instant, read once a minute for everybody; as open where the calendar is not there."""
    key = f"participants:desk:{now:%Y-%m-%dT%H:%M}"
    if (known := cached.read(key)) is not None:
        return Desk(**known)
    found = _read(now)
    cached.write(key, asdict(found), SECONDS)
    return found


def _read(now: datetime) -> Desk:
    phones = Department.objects.filter(code=CONTROL_ROOM).values_list("desk_phones", flat=True).first() or ""
    phone = phones.split(",")[0].strip() or settings.DESK_PHONE
    try:
        _version, calendar = loading.current(CALENDAR)
    except Refused:
        return Desk(True, "", phone)
    holiday = calendar.holidays.get(market_day(now))
    is_open = opening(calendar, now).is_open
    return Desk(is_open, in_words(calendar, now), phone, holiday.name if holiday and not is_open else "")


def register() -> None:
    banners.register("desk-hours", _shown)


def _shown(request: HttpRequest) -> Banner | None:
    """On the participants' pages, while nobody is there to answer."""
    if request.user.is_staff or not request.path.startswith(MY):
        return None
    desk = of_desk(timezone.now())
    if desk.is_open:
        return None
    title = f"Our office is closed for {desk.holiday}." if desk.holiday else "Our office is closed now."
    call = " For what happens right now call the desk:" if desk.phone else ""
    text = f"It answers again {desk.answers_again}; what you send is read then.{call}"
    return Banner(title, text, icon="moon", tone="", phone=desk.phone)
