"""Dates, times and names in words. Pure: the present is an argument."""

from datetime import date, datetime, timedelta

from django.utils import timezone

MINUTE, HOUR, DAY = 60, 3600, 86400
SOON = timedelta(hours=12)

# In this order: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
    ("curl", "curl"),
]
SYSTEMS = [
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
]


def short_day(on: date) -> str:
    return f"{on:%b} {on.day}, {on.year}"


def long_day(on: date) -> str:
    return f"{on:%A}, {on:%B} {on.day}, {on.year}"


def moment(at: datetime) -> str:
    return f"{short_day(at)}, {at:%H:%M}"


def exact(at: datetime) -> str:
    return f"{long_day(at)}, {at:%H:%M %Z}"


def distance(at: datetime, now: datetime) -> str:
    """How far `at` is from `now`: minutes and hours up to half a day, then the day by name, then the date.

    Days are those of the active time zone: 23:50 is "yesterday" ten minutes later.
    """
    gap = now - at
    if abs(gap) < SOON:
        return _hours(gap)
    local = timezone.localtime(at)
    days = (local.date() - timezone.localtime(now).date()).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(days)
    if near:
        return f"{near} {local:%H:%M}"
    return short_day(local)


def _hours(gap: timedelta) -> str:
    seconds = abs(gap.total_seconds())
    if seconds < MINUTE:
        return "just now"
    amount, unit = (int(seconds // HOUR), "hour") if seconds >= HOUR else (int(seconds // MINUTE), "minute")
    text = f"{amount} {unit}{'s' if amount > 1 else ''}"
    return f"{text} ago" if gap > timedelta() else f"in {text}"


def browser(user_agent: str) -> str:
    """Browser and system of a User-Agent header, as far as a person cares: "Firefox on Windows"."""
    name = next((label for mark, label in BROWSERS if mark in user_agent), "Unknown browser")
    system = next((label for mark, label in SYSTEMS if mark in user_agent), "")
    return f"{name} on {system}" if system else name


def dialed(phone: str) -> str:
    """A phone number as a `tel:` address takes it: digits and a leading plus; an extension as a pause."""
    number, _, extension = phone.lower().partition("x")
    digits = "".join(sign for sign in number if sign.isdigit())
    pause = "".join(sign for sign in extension if sign.isdigit())
    return ("+" if number.strip().startswith("+") else "") + digits + (f",{pause}" if pause else "")


def initials(name: str) -> str:
    """First letters of the first and the last word; of an address, of the part before the @."""
    parts = [part for part in name.split("@")[0].replace(".", " ").replace("-", " ").split() if part[0].isalnum()]
    if not parts:
        return "?"
    return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper()
