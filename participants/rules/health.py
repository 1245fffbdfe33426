"""How measures become a score, a mark, a drop and a recovery. Pure: values, weights and what was before are given.

A score is 0 to 100. What has nothing to judge counts neither for nor against: its weight is shared out among the
measures that have. Where less than a part of all weights can be judged there is no score.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from participants.choices.health import HealthMark

# A measure that cost less than so many points explains nothing.
LEAST_LOSS: Final = 0.5
ORDER: Final = (HealthMark.POOR, HealthMark.WATCH, HealthMark.GOOD)


@dataclass(frozen=True, slots=True)
class Scale:
    """From which score on a mark holds, and how far a score must pass it on its way up (`margin`).

    `points` within `days` are a drop; `least_weight` is the percentage of all weights that must be judged.
    """

    good_from: int = 75
    watch_from: int = 50
    margin: int = 5
    least_weight: int = 40
    points: int = 15
    days: int = 30
    due_days: int = 3
    longest_days: int = 60


@dataclass(frozen=True, slots=True)
class Scored:
    """The score, what each measure has of it in percent, and how much of all weights could be judged."""

    score: int | None
    shares: Mapping[str, float]
    judged: int


@dataclass(frozen=True, slots=True)
class Drop:
    """From which score and mark to which; `band`: it fell into a worse mark."""

    before: int
    after: int
    since: date
    band: bool
    from_mark: str
    to_mark: str


def scored(values: Mapping[str, int | None], weights: Mapping[str, int], scale: Scale) -> Scored:
    """The weighted mean of what can be judged, half a point rounded up."""
    whole = sum(weights.values())
    counted = {code: weight for code, weight in weights.items() if weight and values.get(code) is not None}
    total = sum(counted.values())
    if not whole or not total:
        return Scored(None, {}, 0)
    judged = total * 100 // whole
    shares = {code: weight * 100 / total for code, weight in counted.items()}
    if judged < scale.least_weight:
        return Scored(None, shares, judged)
    points = sum(values[code] * weight for code, weight in counted.items())
    return Scored((2 * points + total) // (2 * total), shares, judged)


def mark_of(score: int | None, scale: Scale, before: str = "") -> str:
    """The mark of a score; one that was worse `before` becomes better only once the score is past it by the margin."""
    if score is None:
        return ""
    plain = _mark(score, scale, 0)
    if before and _rank(plain) > _rank(before):
        return max(before, _mark(score, scale, scale.margin), key=_rank)
    return plain


def is_worse(mark: str, than: str) -> bool:
    return bool(mark and than) and _rank(mark) < _rank(than)


def drop_of(
    score: int | None, mark: str, before: str, history: Iterable[tuple[date, int]], last: date | None, scale: Scale
) -> Drop | None:
    """A fall into a worse mark than `before`, or by so many points from the best of `history` (days before this one).

    What lies before the day of the `last` drop was told then: it is not told again, unless the score falls further.
    """
    if score is None:
        return None
    known = [(value, day) for day, value in history if last is None or day >= last]
    if not known:
        return None
    best, since = max(known, key=lambda one: (one[0], one[1]))
    fell = is_worse(mark, before)
    if not fell and best - score < scale.points:
        return None
    return Drop(max(best, score), score, since, fell, before, mark)


def has_recovered(score: int | None, mark: str, dropped_from: int, from_mark: str, scale: Scale) -> bool:
    """Whether the mark is as good as before the drop again, and the score within half of what counts as a drop."""
    if score is None or is_worse(mark, from_mark):
        return False
    return 2 * (dropped_from - score) <= scale.points


def losses(
    before: Mapping[str, tuple[int | None, float]], after: Mapping[str, tuple[int | None, float]], score: int
) -> list[tuple[str, float]]:
    """By how many points each measure pulled a score of `score` down, the most first; values with their shares.

    What was not judged before is compared with the score itself, as is what is not judged any more.
    """
    found = []
    for code in sorted({*before, *after}):
        was, share_before = before.get(code, (None, 0))
        now, share = after.get(code, (None, 0))
        if now is None:
            lost = (was - score) * share_before / 100 if was is not None else 0
        else:
            lost = ((score if was is None else was) - now) * share / 100
        if lost >= LEAST_LOSS:
            found.append((code, lost))
    return sorted(found, key=lambda one: -one[1])


def linear(number: float, best: int, worst: int) -> int:
    """100 up to `best`, 0 from `worst` on, evenly between them."""
    if number <= best:
        return 100
    if number >= worst:
        return 0
    return round(100 * (worst - number) / (worst - best))


def percent(good: int, total: int) -> int:
    """Rounded down, so that only all is a hundred."""
    return good * 100 // total


def is_stale(newest: date | None, today: date, stale_days: int | None) -> bool:
    """Whether what a measure rests on is older than it should be."""
    return newest is not None and stale_days is not None and today - newest > timedelta(days=stale_days)


def _mark(score: int, scale: Scale, margin: int) -> str:
    if score >= scale.good_from + margin:
        return HealthMark.GOOD
    return HealthMark.WATCH if score >= scale.watch_from + margin else HealthMark.POOR


def _rank(mark: str) -> int:
    return ORDER.index(mark)
