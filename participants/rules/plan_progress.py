"""How far an objective has come, and where a risk stands in the matrix. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from participants.choices import Degree, RiskState

WHOLE: Final = 100
# By the product of likelihood and impact: 1 and 2 low, 3 and 4 medium, 6 and 9 high.
MEDIUM_FROM, HIGH_FROM = 3, 6


def percent(baseline: Decimal | None, target: Decimal | None, latest: Decimal | None) -> int | None:
    """The way from the baseline (0 unless given) to the target that is behind, rounded down; also downwards.

    None where nothing is measured or no target is set; never below 0 nor above 100.
    """
    if target is None or latest is None:
        return None
    begin = baseline or Decimal(0)
    if begin == target:
        return WHOLE if latest == target else 0
    done = (latest - begin) * WHOLE / (target - begin)
    return max(0, min(WHOLE, int(done)))


def weight(likelihood: int, impact: int) -> str:
    """low, medium or high."""
    product = likelihood * impact
    return "high" if product >= HIGH_FROM else "medium" if product >= MEDIUM_FROM else "low"


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the matrix with the open risks in it."""

    impact: str
    weight: str
    risks: list[Any]


def matrix(risks: Iterable[Any]) -> list[tuple[str, list[Cell]]]:
    """Rows from the likeliest down, each with its cells from the lowest impact on; only open risks stand in it."""
    shown = [risk for risk in risks if risk.state == RiskState.OPEN]
    rows = []
    for likelihood in sorted(Degree, reverse=True):
        cells = [
            Cell(
                impact.label,
                weight(likelihood, impact),
                [risk for risk in shown if (risk.likelihood, risk.impact) == (likelihood, impact)],
            )
            for impact in Degree
        ]
        rows.append((likelihood.label, cells))
    return rows
