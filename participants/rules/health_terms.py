"""The numbers that a row of the catalog of health holds beside its weight, and within which limits. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from portal.lifecycle.refusals import Refused

MOST_WEIGHT: Final = 100
WEIGHT: Final = f"A weight is a whole number from 0 to {MOST_WEIGHT}."
NO_WEIGHT: Final = "At least one measure must count for something."
ORDER: Final = "“Good” must begin above “watch”, with room for the margin between them."
BOUNDS: Final = "Nothing is left to tell apart: the second number must be above the first."


@dataclass(frozen=True, slots=True)
class Term:
    """One number in words, from `low` to `high`."""

    label: str
    low: int = 0
    high: int = 100
    help: str = ""


WINDOW: Final = Term("Days looked back", 14, 730)
LEAST: Final = Term("Judged from so many on", 1, 50, "With fewer there is nothing to judge.")
STALE: Final = Term("Marked as old after days", 7, 730)

# Rows of the catalog that are no measure: what is made of the score.
SCALES: Final[dict[str, dict[str, Term]]] = {
    "marks": {
        "good_from": Term("“Good” from score", 2, 100),
        "watch_from": Term("“Watch” from score", 1, 99),
        "margin": Term("Better only when past by", 0, 20, "So that a score around a limit does not change each day."),
        "least_weight": Term("Percent of weights to be judged", 1, 100, "Below it there is no score."),
    },
    "drops": {
        "points": Term("Points that are a drop", 5, 60),
        "days": Term("Within days", 2, 90),
        "due_days": Term("Follow-up due in Business Days", 1, 20),
    },
    "overrides": {"longest_days": Term("Business Days at most", 1, 130)},
}
# Pairs of which the second must be above the first.
ASCENDING: Final = (("fresh_days", "silent_days"),)


def check(known: Mapping[str, Term], terms: Mapping[str, Any]) -> dict[str, int]:
    """The numbers as they are stored; `Refused` in words for a missing, foreign or unfit one."""
    if foreign := sorted(terms.keys() - known.keys()):
        raise Refused(f"There is no number “{foreign[0]}” here.")
    found = {}
    for name, term in known.items():
        value = terms.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or not term.low <= value <= term.high:
            raise Refused(f"{term.label}: give a whole number from {term.low} to {term.high}.")
        found[name] = value
    if "good_from" in found and not _in_order(found["good_from"], found["watch_from"], found["margin"]):
        raise Refused(ORDER)
    for first, second in ASCENDING:
        if first in found and second in found and found[second] <= found[first]:
            raise Refused(BOUNDS)
    return found


def check_weight(weight: Any) -> int:
    if isinstance(weight, bool) or not isinstance(weight, int) or not 0 <= weight <= MOST_WEIGHT:
        raise Refused(WEIGHT)
    return weight


def _in_order(good: int, watch: int, margin: int) -> bool:
    """Each mark can be reached and left again."""
    return watch + margin < good <= 100 - margin
