"""What an issue says of itself beside its text, as pairs of a word and a value, for both sides' pages."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from issues.choices import ReferenceKind
from issues.models import Issue
from portal.web.words import short_day


class Fact(NamedTuple):
    label: str
    value: str
    mono: bool = False
    field: str = ""


_KINDS: Final = dict(ReferenceKind.choices)
# A flood of MarkeTrak issues has a page of its own.
MOST_NUMBERS: Final = 8


def facts_of(issue: Issue) -> list[Fact]:
    """The structured fields that are filled in; numbers of other systems are not among them."""
    return [fact for fact in _facts(issue) if fact.value]


def _facts(issue: Issue) -> Iterator[Fact]:
    registration, resource = issue.registration, issue.resource
    yield Fact("Registration", str(registration) if registration else "")
    yield Fact("Operating day", short_day(issue.operating_day) if issue.operating_day else "", field="operating_day")
    yield Fact("Interval", issue.interval, field="interval")
    yield Fact("Settlement", issue.get_settlement_run_display() if issue.settlement_run else "", field="settlement_run")
    yield Fact("Statement", issue.statement_id, True, "statement_id")
    yield Fact("Resource", str(resource) if resource else "", field="resource")
    yield Fact("ESI ID", issue.esi_id, True, "esi_id")


def numbers_of(issue: Any) -> list[Fact]:
    """The numbers under which other systems know it, as read by `issue_reading`; of many of a kind how many more."""
    found: list[Fact] = []
    for kind, rows in groupby(sorted(issue.numbers, key=itemgetter("kind")), key=itemgetter("kind")):
        label, numbers = _KINDS.get(kind, kind), [one["number"] for one in rows]
        found += [Fact(label, number, True) for number in numbers[:MOST_NUMBERS]]
        if len(numbers) > MOST_NUMBERS:
            found.append(Fact(label, f"and {len(numbers) - MOST_NUMBERS:,} more"))
    return found
