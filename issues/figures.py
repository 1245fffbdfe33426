"""Figures that the portal counts itself, so that an improvement is measured alike before and after.

    figures.register("evidence.returned", "Share of evidence returned", "%", returned_share, topics=by_requirement)

A reader takes a topic and two instants and gives the figure between them, None where there was nothing to count.
`topics` gives those that stand out between two instants, as (topic, its name, figure), the worst first. Every source of
patterns (`training.patterns`) is a figure as well: its number of cases.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from django.db.models import Count, Q, QuerySet

from participants.choices import RoundOutcome
from participants.models import ItemRound
from training import patterns
from training.need_sources import requirements

WINDOW: Final = timedelta(days=90)
MOST: Final = 8
FEWEST: Final = 3
RETURNED: Final = "evidence.returned"
Reader = Callable[[str, datetime, datetime], Decimal | None]


class Standing(NamedTuple):
    """A topic that stands out, its name for people, and its figure."""

    topic: str
    name: str
    value: Decimal


Topics = Callable[[datetime, datetime], Iterable[Standing]]


@dataclass(frozen=True, slots=True)
class Figure:
    key: str
    label: str
    unit: str
    reader: Reader
    topics: Topics

    def read(self, topic: str, now: datetime) -> Decimal | None:
        """Over the ninety days before `now`."""
        return self.reader(topic, now - WINDOW, now)

    def standing_out(self, now: datetime) -> list[Standing]:
        return list(self.topics(now - WINDOW, now))[:MOST]


_figures: dict[str, Figure] = {}


def register(key: str, label: str, unit: str, reader: Reader, *, topics: Topics) -> None:
    """Make a figure known; the same key again replaces it."""
    _figures[key] = Figure(key, label, unit, reader, topics)


def every() -> list[Figure]:
    """The registered figures, and those of the sources of patterns."""
    return [*_figures.values(), *(_of_source(source) for source in patterns.every())]


def get(key: str) -> Figure | None:
    """None for a figure that nothing counts any more."""
    return next((one for one in every() if one.key == key), None)


def returned_share(topic: str, since: datetime, until: datetime) -> Decimal | None:
    """Of the evidence reviewed for one requirement, how many percent departments sent back."""
    reviewed, returned = next(iter(_reviewed(since, until).filter(item__code=topic).values_list("all", "back")), (0, 0))
    return percent(returned, reviewed) if reviewed else None


def by_requirement(since: datetime, until: datetime) -> list[Standing]:
    """The requirements whose evidence was sent back most often; those reviewed less than three times tell nothing."""
    rows = _reviewed(since, until).filter(all__gte=FEWEST, back__gt=0).values_list("item__code", "all", "back")
    found = sorted(rows, key=lambda row: (-row[2] / row[1], row[0]))[:MOST]
    names = requirements([code for code, _, _ in found])
    return [Standing(code, names.get(code, code), percent(back, every)) for code, every, back in found]


def percent(part: int, whole: int) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"))


def start() -> None:
    """Called when the app is ready."""
    register(RETURNED, "Share of evidence returned, by requirement", "%", returned_share, topics=by_requirement)


def _reviewed(since: datetime, until: datetime) -> QuerySet:
    rows = ItemRound.objects.filter(reviewed_at__gte=since, reviewed_at__lt=until)
    back = Count("pk", filter=Q(outcome=RoundOutcome.RETURNED))
    return rows.order_by().values("item__code").annotate(all=Count("pk"), back=back)


def _of_source(source: patterns.Source) -> Figure:
    def reader(topic: str, since: datetime, until: datetime) -> Decimal:
        return Decimal(source.count(topic=topic, participant_id=None, since=since, until=until))

    def topics(since: datetime, until: datetime) -> list[Standing]:
        counted: dict[str, int] = {}
        for case in source.cases(since, until):
            counted[case.topic] = counted.get(case.topic, 0) + 1
        found = sorted(((count, topic) for topic, count in counted.items() if count >= FEWEST), reverse=True)[:MOST]
        names = source.names([topic for _, topic in found])
        return [Standing(topic, names.get(topic, topic), Decimal(count)) for count, topic in found]

    return Figure(source.name, source.label, "cases in 90 days", reader, topics)
