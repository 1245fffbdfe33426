"""The public reference of an issue: counted within its year."""

PREFIX = "IS"


def issue_number(year: int, count: int) -> str:
    """ "IS-2026-00042"; more digits once a year has seen a hundred thousand."""
    return f"{PREFIX}-{year:04d}-{count:05d}"
