"""A dispute window in words: counted down, and after its end the way that is left. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from issues.choices import WindowOrigin
from portal.scoping.today import market_day
from portal.web.words import long_day

DOES_NOT_STOP: Final = "An inquiry does not stop the clock: only a filed dispute does."
NOT_FILED: Final = "Not filed until the operator's number is recorded."
SOON: Final = 3


@dataclass(frozen=True, slots=True)
class Countdown:
    """`tone`, one line of text, and whether the window is over; `days` left, today being 0."""

    text: str
    tone: str
    over: bool = False
    days: int | None = None


def countdown(window: Any, now: datetime) -> Countdown:
    """ "7 days left: the window closes on Thursday, March 19, 2026"."""
    if window.closes_at is None:
        return Countdown("The end of the dispute window is not known yet.", "warn")
    last = market_day(window.closes_at)
    if window.closes_at < now:
        return Countdown(
            f"The window closed on {long_day(last)}; the way is alternative dispute resolution (ADR).", "bad", True
        )
    days = (last - market_day(now)).days
    left = {0: "Last day", 1: "1 day left"}.get(days, f"{days} days left")
    tone = "bad" if days == 0 else "warn" if days <= SOON else ""
    return Countdown(f"{left}: the window closes on {long_day(last)}.", tone, days=days)


def origin_words(window: Any) -> str:
    """Whether the date was imported or computed, and how sure that is."""
    if window.origin == WindowOrigin.IMPORTED:
        return "imported from the settlement calendar"
    if window.origin == WindowOrigin.COMPUTED:
        sure = "" if window.verified else "; please verify"
        return f"computed by rule {window.rule_code}{sure}"
    return "neither imported nor computed"


def last_moment(window: Any) -> str:
    """The exact end in the market's time, for the hover."""
    if window.closes_at is None:
        return ""
    from_market = timezone.localtime(window.closes_at)
    return f"{from_market:%Y-%m-%d %H:%M} ({from_market.tzname()})"
