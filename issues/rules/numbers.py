"""The public reference of an issue: counted within its year."""

import re
from typing import Final

PREFIX = "IS"
# A bare number may mean an issue of any of the last years.
YEARS: Final = 10
WRITTEN: Final = re.compile(r"(?:IS-)?(?:(\d{4})-)?0*([1-9]\d{0,6})", re.IGNORECASE | re.ASCII)


def issue_number(year: int, count: int) -> str:
    """ "IS-2026-00042"; more digits once a year has seen a hundred thousand."""
    return f"{PREFIX}-{year:04d}-{count:05d}"


def references(text: str, year: int) -> list[str]:
    """What somebody may mean who writes "42", "2026-42" or "is-2026-00042"; the newest year first, none for a word."""
    match = WRITTEN.fullmatch(text.strip())
    if match is None:
        return []
    named, count = match.groups()
    years = [int(named)] if named else range(year, year - YEARS, -1)
    return [issue_number(one, int(count)) for one in years]
