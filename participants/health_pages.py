"""What the pages of relationship health read: a history with what changed, and who stands where among many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Case, Count, F, IntegerField, QuerySet, When
from django.db.models.functions import Least

from participants.choices.health import HealthMark
from participants.models import Assignment, Health, HealthDrop, HealthOverride, HealthScore, Participant
from portal.scoping.today import market_day

PERIODS: Final = {30: "30 days", 90: "90 days", 180: "6 months", 365: "A year"}
USUAL: Final = 90
MOST_CHANGES: Final = 40
MOST_ROWS: Final = 20
# The reckoning is daily: an older one is marked.
OLD: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which the score was another than the time before, and which measures moved, in words."""

    day: date
    score: int | None
    mark: str
    by: int | None
    moved: list[str]
    other_rules: bool


def scores_of(user: Any, participant: Participant, first: date) -> list[HealthScore]:
    """The days from `first` on, the earliest first; one statement."""
    rows = HealthScore.objects.visible_to(user).of(participant).filter(day__gte=first)
    return list(rows.order_by("day"))


def changes_of(scores: Sequence[HealthScore], names: Mapping[str, str]) -> list[Change]:
    """The days on which something was new, the latest first."""
    found = []
    for before, row in zip([None, *scores[:-1]], scores, strict=True):
        if before is not None and (before.score, before.rules) == (row.score, row.rules):
            continue
        by = row.score - before.score if before and None not in (row.score, before.score) else None
        moved = _moved(before.values, row.values, names) if before is not None else []
        label = HealthMark(row.mark).label if row.mark else ""
        found.append(Change(row.day, row.score, label, by, moved, bool(before and before.rules != row.rules)))
    return found[::-1][:MOST_CHANGES]


def overrides_of(user: Any, participant: Participant) -> list[HealthOverride]:
    """The latest marks set by hand, each with its `first_day` and `last_day`; one statement."""
    rows = HealthOverride.objects.visible_to(user).of(participant).select_related("by", "ended_by")
    found = list(rows.order_by("-at", "-id")[:MOST_ROWS])
    for row in found:
        row.first_day = market_day(row.at)
        row.last_day = min(row.expires_on, market_day(row.ended_at)) if row.ended_at else row.expires_on
    return found


def drops_of(user: Any, participant: Participant) -> list[HealthDrop]:
    rows = HealthDrop.objects.visible_to(user).of(participant).select_related("follow_up")
    return list(rows.order_by("-day", "-id")[:MOST_ROWS])


def portfolio(user: Any) -> QuerySet[Health]:
    """Relationships the person may see that were reckoned, with the mark that is shown."""
    rows = Health.objects.visible_to(user).filter(participant__joined_into=None).exclude(day=None)
    return rows.marked()


def mine(rows: QuerySet[Health], user: Any) -> QuerySet[Health]:
    held = Assignment.objects.today().acted_on_by(user).order_by().values_list("participant", flat=True)
    return rows.filter(participant__in=set(held))


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many have which mark, and which score by tens."""

    marks: list[tuple[str, str, int]]
    tens: dict[int, int]
    total: int


def distribution(rows: QuerySet[Health]) -> Distribution:
    """One statement for any number."""
    ten = ten_of_score()
    counted = rows.order_by().annotate(ten=ten).values_list("shown", "ten").annotate(number=Count("pk"))
    marks: dict[str, int] = dict.fromkeys(["poor", "watch", "good", ""], 0)
    tens: dict[int, int] = {}
    for mark, place, number in counted:
        marks[mark] += number
        if place is not None:
            tens[place] = tens.get(place, 0) + number
    told = [(mark, HealthMark(mark).label if mark else "Not judged", number) for mark, number in marks.items()]
    return Distribution(told, tens, sum(marks.values()))


def ten_of_score() -> Case:
    """0 to 9, a full score among the nineties; nothing for who has no score."""
    return Case(When(score=None, then=None), default=Least(F("score") / 10, 9), output_field=IntegerField())


def weakest(measures: Sequence[Mapping[str, Any]], most: int = 2) -> list[Mapping[str, Any]]:
    """The measures that cost the score most: by value and share."""
    judged = [one for one in measures if one["value"] is not None and one["value"] < 100]
    return sorted(judged, key=lambda one: -(100 - one["value"]) * one["share"])[:most]


def _moved(before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    found = []
    for code in [*after, *(code for code in before if code not in after)]:
        was, now = before.get(code, [None])[0], after.get(code, [None])[0]
        if was != now:
            told = ["not judged" if value is None else str(value) for value in (was, now)]
            found.append(f"{names.get(code, code)} {told[0]} → {told[1]}")
    return found
