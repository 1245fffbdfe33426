"""Holidays of a list by its rules: a kept library supplies the public dates, the rules say which of them count."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

import holidays

from portal.calendars.drafts import HolidayDraft
from portal.calendars.week import SATURDAY

ONE_DAY: Final = timedelta(days=1)
SUNDAY: Final = SATURDAY + 1
JOINED_BY: Final = "; "
YEARS_BACK: Final = 2
YEARS_AHEAD: Final = 3
OBSERVANCES: Final = ("nearest", "sunday")


def years_around(year: int) -> range:
    """The years a default catalog covers."""
    return range(year - YEARS_BACK, year + YEARS_AHEAD + 1)


def days_of(rules: Mapping[str, Any], years: Iterable[int]) -> list[HolidayDraft]:
    """The holidays of a list in some years; a day that two rules name is the first one's."""
    years = sorted(years)
    found: dict[date, HolidayDraft] = {}
    # The year after may be observed on the last day of these.
    for day, name in public_dates(rules["country"], (*years, years[-1] + 1)):
        for holiday in _kept(rules, day, name):
            found.setdefault(holiday.day, holiday)
    for day, name in rules.get("given", {}).items():
        found[day] = HolidayDraft(day, name, source=rules["given_source"])
    return sorted((one for one in found.values() if one.day.year in years), key=lambda one: one.day)


@lru_cache(maxsize=64)
def public_dates(country: str, years: tuple[int, ...]) -> tuple[tuple[date, str], ...]:
    """Day and name of each public holiday, on its own date."""
    known = holidays.country_holidays(country, years=list(years), observed=False, language="en_US")
    return tuple((day, name) for day, names in sorted(known.items()) for name in names.split(JOINED_BY))


def _kept(rules: Mapping[str, Any], day: date, name: str) -> list[HolidayDraft]:
    told = {"source": rules["source"], "verified": rules["verified"]}
    if name in rules.get("open", ()):
        return [HolidayDraft(day, name, counts=False, **told)]
    if name not in rules["counts"]:
        return []
    kept = [HolidayDraft(day, name, **told)]
    if follower := rules.get("follows", {}).get(name):
        kept.append(HolidayDraft(day + ONE_DAY, follower, **told))
    return kept + _observed(rules, day, name)


def _observed(rules: Mapping[str, Any], day: date, name: str) -> list[HolidayDraft]:
    """The working day on which a holiday of the weekend is kept, or on which the list's owner is open all the same."""
    if day.weekday() not in (SATURDAY, SUNDAY):
        return []
    told = {"source": rules["observed_source"], "verified": rules["observed_verified"]}
    if day.weekday() == SUNDAY:
        return [HolidayDraft(day + ONE_DAY, f"{name} (observed)", **told)]
    return [HolidayDraft(day - ONE_DAY, f"{name} (observed)", counts=rules["observed"] == "nearest", **told)]
