"""The MarkeTrak issues behind one parent, by subtype and responsible party, against the benchmarks."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery

from issues.choices import ItemParty
from issues.models import Issue, MarkeTrakItem, MarkeTrakSubtype
from issues.rules.marketrak_report import days_open, inside
from portal.scoping.prepared import PreparedFor


@dataclass(slots=True)
class Group:
    """`days`: the average of those whose day of opening is known; `outside`: beyond the benchmark, open or not."""

    subtype: str
    party: str
    benchmark: int | None = None
    many: int = 0
    complete: int = 0
    inside: int = 0
    outside: int = 0
    told: int = 0
    days_sum: int = 0

    @property
    def days(self) -> str:
        return f"{self.days_sum / self.told:.1f}" if self.told else ""


@dataclass(frozen=True, slots=True)
class Standing:
    groups: list[Group]
    many: int
    complete: int
    outside: int

    @property
    def all_complete(self) -> bool:
        return self.many > 0 and self.complete == self.many


def _items(user: Any, issue: Any) -> QuerySet:
    benchmark = MarkeTrakSubtype.objects.filter(name=OuterRef("subtype")).values("benchmark_days")
    rows = MarkeTrakItem.objects.visible_to(user).filter(issue=issue).annotate(benchmark=Subquery(benchmark[:1]))
    return rows.only("subtype", "party", "complete", "opened_on", "closed_on")


ITEMS: Final = PreparedFor(_items)


def standing_of(user: Any, issue: Issue, today: date) -> Standing:
    """All of an issue's, in one statement; who must act first, then what is complete."""
    found: dict[tuple[str, str], Group] = {}
    for row in ITEMS.rows(user, issue=issue.pk):
        group = found.setdefault((row.subtype, row.party), Group(row.subtype, ItemParty(row.party).label))
        group.benchmark = row.benchmark
        _count(group, row, today)
    order = ItemParty.values
    groups = [group for _key, group in sorted(found.items(), key=lambda pair: (pair[0][0], order.index(pair[0][1])))]
    return Standing(
        groups,
        sum(group.many for group in groups),
        sum(group.complete for group in groups),
        sum(group.outside for group in groups),
    )


def _count(group: Group, row: MarkeTrakItem, today: date) -> None:
    group.many += 1
    group.complete += row.complete
    days = days_open(row.opened_on, row.closed_on, today)
    # What is complete without a day of closing cannot be judged.
    if days is None or (row.complete and row.closed_on is None):
        return
    group.told += 1
    group.days_sum += days
    kept = inside(days, group.benchmark)
    group.inside += kept is True
    group.outside += kept is False
