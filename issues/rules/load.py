"""How much an open issue weighs on whoever owns it: by its severity, and by how demanding its participant is. Pure."""

from collections.abc import Mapping
from typing import Final

from issues.choices import Severity
from participants.choices import Degree

# One of normal severity of an ordinary participant weighs 2.
POINTS: Final[Mapping[int, int]] = {Severity.CRITICAL: 8, Severity.HIGH: 4, Severity.NORMAL: 2, Severity.LOW: 1}
# In halves, so that sums stay exact.
HALVES: Final[Mapping[int, int]] = {Degree.LOW: 2, Degree.MEDIUM: 3, Degree.HIGH: 4}


def weight(severity: int, degree: int, count: int = 1) -> float:
    """Of so many issues alike; participants without a mark are of low complexity."""
    return POINTS[severity] * HALVES[degree] * count / 2


def told() -> str:
    """The weights in words."""
    points = ", ".join(f"{Severity(one).label.lower()} {number}" for one, number in POINTS.items())
    times = ", ".join(f"{Degree(one).label.lower()} ×{number / 2:g}" for one, number in HALVES.items())
    return f"By severity: {points}; times the complexity of the participant: {times}."
