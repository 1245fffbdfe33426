"""A clock's date in words: "due today 17:00", "3 h 12 min left, paused", "late since yesterday 17:00". Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from portal.calendars.choices import ClockState, Outcome
from portal.web.tones import NEUTRAL
from portal.web.words import short_day

WEEK = timedelta(days=6)
SOON = timedelta(hours=24)
NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


@dataclass(frozen=True, slots=True)
class DueWords:
    """`text` and its tone; `at` is the instant meant, for the exact time on hover."""

    text: str
    tone: str
    at: datetime | None


def due_words(clock: Any, now: datetime) -> DueWords:
    """The one line that stands for a deadline on any page."""
    if clock.state == ClockState.STOPPED:
        return _ended(clock, now)
    late = clock.due_at is not None and clock.due_at < now
    if clock.state == ClockState.PAUSED:
        if late:
            return DueWords(f"late since {at_words(clock.due_at, now)}, paused", "bad", clock.due_at)
        return DueWords(f"{left_words(clock.remaining)} left, paused", NEUTRAL, None)
    if late:
        return DueWords(f"late since {at_words(clock.due_at, now)}", "bad", clock.due_at)
    tone = "warn" if clock.due_at - now < SOON else NEUTRAL
    return DueWords(f"due {at_words(clock.due_at, now)}", tone, clock.due_at)


def at_words(at: datetime, now: datetime) -> str:
    """A day as near as it is, and the time: "today 17:00", "Monday 17:00", "Nov 30, 2026, 17:00"."""
    local = timezone.localtime(at)
    days = (local.date() - timezone.localtime(now).date()).days
    near = NEAR.get(days)
    if near is None:
        near = f"{local:%A}" if timedelta(0) < timedelta(days=days) <= WEEK else f"{short_day(local)},"
    return f"{near} {local:%H:%M}"


def left_words(left: timedelta | None) -> str:
    """An amount of open time: "3 h 12 min"; seconds only where it is less than a minute."""
    whole = max(0, int((left or timedelta(0)).total_seconds()))
    return length_words(timedelta(seconds=whole if whole < 60 else whole // 60 * 60))


def length_words(length: timedelta) -> str:
    """The same to the second: "3 h 12 min 5 s"."""
    seconds = round(length.total_seconds())
    parts = ((seconds // 3600, "h"), (seconds % 3600 // 60, "min"), (seconds % 60, "s"))
    return " ".join(f"{amount} {unit}" for amount, unit in parts if amount) or "0 s"


def _ended(clock: Any, now: datetime) -> DueWords:
    if clock.outcome == Outcome.MET:
        return DueWords(f"met {at_words(clock.stopped_at, now)}", "good", clock.stopped_at)
    if clock.outcome == Outcome.MISSED:
        return DueWords(f"missed, was due {at_words(clock.breached_at, now)}", "bad", clock.breached_at)
    return DueWords(clock.get_outcome_display().lower(), NEUTRAL, clock.stopped_at)
