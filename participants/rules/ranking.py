"""Why a line of the worklist stands where it does: points, each with the reason in words. Pure.

The database adds up the same points from the same numbers (`participants/worklist_score.py`), so that it can order and
page; a test holds both against each other.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from participants.choices import Turn

# All of these are proposals of this product.
MISSED: Final = 400
OVERDUE: Final = 200
OVERDUE_DAY: Final = 10
OVERDUE_DAYS_MOST: Final = 20
TODAY: Final = 150
NEAR_DAY: Final = 15
NEAR_DAYS: Final = 7
SEVERITY: Final = {1: 300, 2: 120, 3: 20, 4: 0}
SEVERITY_WORDS: Final = {1: "Critical severity", 2: "High severity", 3: "Normal severity", 4: "Low severity"}
TURN: Final = {Turn.OURS: 60, Turn.COLLEAGUES: 20, Turn.PARTICIPANT: 0}
QUIET: Final = 40
QUIET_DAYS_MOST: Final = 80


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a line is judged by. `missed`: a promised time of an issue passed and is not met; `quiet_days`: how many
    days ago one was last in touch, only of a relationship that has gone quiet."""

    due_on: date | None
    turn: str
    missed: bool = False
    severity: int | None = None
    quiet_days: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    words: str
    points: int


def reasons(line: Inputs, today: date) -> list[Reason]:
    """What puts the line where it stands, the weightiest first."""
    found = [_missed(line), _day(line, today), _severity(line), _quiet(line), _turn(line)]
    return sorted((one for one in found if one is not None), key=lambda one: -one.points)


def score(line: Inputs, today: date) -> int:
    return sum(one.points for one in reasons(line, today))


def _missed(line: Inputs) -> Reason | None:
    return Reason("A promised time was missed", MISSED) if line.missed else None


def _day(line: Inputs, today: date) -> Reason | None:
    if line.due_on is None:
        return None
    days = (line.due_on - today).days
    if days < 0:
        return Reason(f"{_days(-days)} overdue", OVERDUE + OVERDUE_DAY * min(-days, OVERDUE_DAYS_MOST))
    if days == 0:
        return Reason("Due today", TODAY)
    points = NEAR_DAY * (NEAR_DAYS + 1 - days) if days <= NEAR_DAYS else 0
    return Reason("Due tomorrow" if days == 1 else f"Due in {_days(days)}", points)


def _severity(line: Inputs) -> Reason | None:
    """What rests with the participant weighs no more for being severe."""
    if line.severity is None or line.turn == Turn.PARTICIPANT:
        return None
    return Reason(SEVERITY_WORDS[line.severity], SEVERITY[line.severity])


def _quiet(line: Inputs) -> Reason | None:
    if line.quiet_days is None:
        return None
    return Reason(f"Not in touch for {_days(line.quiet_days)}", QUIET + min(line.quiet_days, QUIET_DAYS_MOST))


def _turn(line: Inputs) -> Reason:
    words = {
        Turn.OURS: "The next step is yours",
        Turn.COLLEAGUES: "A colleague takes the next step",
        Turn.PARTICIPANT: "It rests with the participant",
    }
    return Reason(words[Turn(line.turn)], TURN[Turn(line.turn)])


def _days(count: int) -> str:
    return f"{count:,} day{'' if count == 1 else 's'}"
