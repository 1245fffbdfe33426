"""The default calendars, loaded from their files: added once, kept up to date until somebody edits one here."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from portal.calendars import public_days, weeks
from portal.calendars.actions.publishing import first_version, next_version
from portal.calendars.drafts import Draft
from portal.calendars.loading import draft_of
from portal.calendars.models import Calendar
from portal.calendars.week import DAY_NAMES
from portal.lifecycle.catalogs import read_rows
from portal.scoping.today import market_day

FOLDER: Final = Path(__file__).resolve().parent.parent / "catalog"
FIELDS: Final = ("name", "day_kind", "description", "source")
NOTE: Final = "The default calendar."


@transaction.atomic
def load_calendars(*, now: datetime) -> int:
    """Add missing calendars, and new years or corrections to those nobody edited; returns how many changed."""
    known = {row.code: row for row in Calendar.objects.locked()}
    return sum(
        _load(known.get(code), code, order, row, draft, now)
        for order, (code, row, draft) in enumerate(defaults(market_day(now).year), start=1)
    )


def defaults(year: int) -> list[tuple[str, Mapping[str, Any], Draft]]:
    """Code, row and draft of each calendar of the catalog, with the holidays around a year."""
    lists = {rules["list"]: rules for rules in read_rows(FOLDER / "holidays.yaml")}
    years = public_days.years_around(year)
    return [
        (row["code"], row, _draft(row, lists.get(row.get("holidays", "")), years))
        for row in read_rows(FOLDER / "calendars.yaml")
    ]


def _draft(row: Mapping[str, Any], rules: Mapping[str, Any] | None, years: range) -> Draft:
    hours = weeks.from_text(row["week"]["hours"])
    week = tuple(hours if day < row["week"]["days"] else () for day in range(len(DAY_NAMES)))
    if rules is None:
        return Draft(row["zone"], week)
    days = public_days.days_of(rules, years)
    if "holidays_source" in row:
        days = [replace(one, source=row["holidays_source"], verified=row["holidays_verified"]) for one in days]
    return Draft(row["zone"], week, tuple(days), rules.get("entered_yearly", {}))


def _load(known: Calendar | None, code: str, order: int, row: Mapping[str, Any], draft: Draft, now: datetime) -> int:
    values = {name: row[name] for name in FIELDS} | {"order": order}
    if known is None:
        first_version(calendar=Calendar.objects.create(code=code, **values), draft=draft, note=NOTE, now=now)
        return 1
    if known.versions.filter(published_by__isnull=False).exists():
        return 0
    changed = bool(known.apply(**values))
    present = draft_of(known.versions.current().get())
    wanted = replace(draft, holidays=(*_gone_by(present, draft), *draft.holidays))
    if wanted != present:
        next_version(calendar=known, draft=wanted, note=NOTE, by=None, now=now)
        changed = True
    return int(changed)


def _gone_by(present: Draft, draft: Draft) -> list[Any]:
    """Holidays of years that the catalog no longer covers: they stay."""
    years = {one.day.year for one in draft.holidays}
    return [one for one in present.holidays if one.day.year not in years]
