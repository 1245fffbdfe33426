"""A CSV file of sessions: each row a day; rows that share a word in `session` are days of one session. Pure.

Reading refuses single rows with a reason in words and goes on, so that all of them can be mended at once.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import available_timezones

from participants.rules.imports import cells
from participants.rules.imports.cells import date_of, required, shown, squeezed, within
from participants.rules.imports.csv_text import Columns, open_table
from participants.rules.imports.outcome import RowRefused
from training.choices import Format
from training.rules.session_times import NotOnTheClock, instant_of

COLUMNS: Final = Columns(
    ("course", "format", "date", "starts", "ends"),
    ("session", "last_date", "zone", "title", "place", "seats", "link", "link_note", "note"),
)
CENTRAL: Final = "America/Chicago"
MOST_ROWS: Final = 500
CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?::00)?\s*([AaPp]\.?[Mm]\.?)?")
FORMATS: Final = {squeezed(word): choice.value for choice in Format for word in (choice.value, choice.label)}


@dataclass(slots=True)
class PlannedSession:
    """What one or several rows ask for. `errors` maps row numbers to what is wrong there."""

    row: int
    course: str = ""
    title: str = ""
    format: str = ""
    zone: str = CENTRAL
    place: str = ""
    seats: int | None = None
    link_url: str = ""
    link_note: str = ""
    note: str = ""
    days: list[tuple[datetime, datetime]] = field(default_factory=list)
    errors: dict[int, str] = field(default_factory=dict)


def read(data: bytes, zones: Collection[str] | None = None) -> list[PlannedSession]:
    """The sessions of a file in its order; raises UnreadableFile where it is no such table at all."""
    known = frozenset(zones) if zones is not None else available_timezones()
    table = open_table(data, COLUMNS)
    found: list[PlannedSession] = []
    together: dict[str, PlannedSession] = {}
    for number, line in table.rows:
        cut = table.header.cut(line)
        values = {name: cells.plain(str(cut.get(name, ""))) for name in COLUMNS.all}
        if not any(values.values()):
            continue
        if sum(1 + len(one.days) for one in found) > MOST_ROWS:
            found[-1].errors[number] = f"A file holds at most {MOST_ROWS} days."
            break
        key = squeezed(values["session"])
        session = together.get(key) if key else None
        if session is None:
            session = PlannedSession(number)
            found.append(session)
            if key:
                together[key] = session
        try:
            _add(session, values, number, known)
        except RowRefused as refused:
            session.errors[number] = refused.reason
    return found


def _add(session: PlannedSession, values: dict[str, str], number: int, zones: Collection[str]) -> None:
    """What a row says of its session (the first one says all of it), and its day."""
    if session.row == number:
        _describe(session, values, zones)
    elif values["course"] and values["course"].upper() != session.course:
        raise RowRefused(f"Row {session.row} of the same session names another course.")
    elif session.format == Format.SELF_PACED:
        raise RowRefused("A self-paced session has one window: give it in one row.")
    session.days.append(_day(session, values))


def _describe(session: PlannedSession, values: dict[str, str], zones: Collection[str]) -> None:
    session.course = required(values["course"], 20, "course").upper()
    session.title = within(values["title"], 200, "title")
    session.format = FORMATS.get(squeezed(required(values["format"], 20, "format")), "")
    if not session.format:
        wanted = ", ".join(Format.values)
        raise RowRefused(f'The format "{shown(values["format"])}" is not one of {wanted}.')
    session.zone = values["zone"] or CENTRAL
    if session.zone not in zones:
        raise RowRefused(f'There is no time zone "{shown(values["zone"])}"; write it as {CENTRAL}.')
    session.place = within(values["place"], 200, "place")
    session.link_url, session.link_note = (
        within(values["link"], 500, "link"),
        within(values["link_note"], 200, "link note"),
    )
    session.note = within(values["note"], 4000, "note")
    session.seats = _seats(values["seats"])


def _seats(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 10_000 and len(text) <= 5):
        raise RowRefused(f'The seats "{shown(text)}" are not a number from 1 to 10,000.')
    return int(text)


def _day(session: PlannedSession, values: dict[str, str]) -> tuple[datetime, datetime]:
    first = date_of(required(values["date"], 40, "date"), "date")
    last = date_of(values["last_date"], "last_date") or first
    if last < first:
        raise RowRefused("The last_date is before the date.")
    if session.format == Format.SELF_PACED:
        return _window(session.zone, first, last)
    if last != first:
        raise RowRefused("Only a self-paced session has a last_date; give each day a row of its own.")
    starts = clock_of(required(values["starts"], 20, "starts"), "starts")
    ends = clock_of(required(values["ends"], 20, "ends"), "ends")
    if ends <= starts:
        raise RowRefused("The day ends before it begins.")
    try:
        return instant_of(session.zone, first, starts), instant_of(session.zone, first, ends)
    except NotOnTheClock as skipped:
        raise RowRefused(str(skipped)) from skipped


def _window(zone: str, first: date, last: date) -> tuple[datetime, datetime]:
    try:
        return instant_of(zone, first, time()), instant_of(zone, last + timedelta(days=1), time())
    except NotOnTheClock as skipped:
        raise RowRefused(str(skipped)) from skipped


def clock_of(text: str, label: str) -> time:
    """A time of day as 08:30, 8:30 AM or 20:30."""
    found = CLOCK.fullmatch(text)
    hour, minute = (int(found[1]), int(found[2])) if found else (99, 99)
    half = found[3].lower().replace(".", "") if found and found[3] else ""
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 99
    if hour > 23 or minute > 59:
        raise RowRefused(f'The {label} "{shown(text)}" is not a time of day; write 08:30 or 8:30 AM.')
    return time(hour, minute)
