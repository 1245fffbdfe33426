"""Which department held the time: questions asked in a period, with what each side held and how many were late."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from issues.models import Referral, ReferralStep
from issues.referral_deadlines import CALENDAR
from issues.referral_lists import asked_between
from issues.rules.referral_moves import HELD_BY_DEPARTMENT
from issues.rules.time_held import Entered, Held, held, summed
from portal.calendars import loading

MOST: Final = 20_000


@dataclass(frozen=True, slots=True)
class DepartmentTime:
    """What one department was asked in the period, and who held it how long until now."""

    code: str
    name: str
    asked: int
    waiting: int
    answered: int
    late: int
    held: Held

    @property
    def late_share(self) -> int:
        """In percent of what was asked."""
        return round(100 * self.late / self.asked) if self.asked else 0

    @property
    def average(self) -> Any:
        """Open time that the department held a question on average."""
        return self.held.department / self.asked if self.asked else None


def time_by_department(user: Any, *, since: date, until: date, now: datetime) -> list[DepartmentTime]:
    """A line for each department, who held most first. Four statements for any number of questions."""
    rows = asked_between(Referral.objects.visible_to(user), since, until)
    wanted = list(rows.select_related("department").order_by("-asked_at", "-id")[:MOST])
    late = set(Referral.objects.filter(pk__in=[row.pk for row in wanted]).breached(now).values_list("pk", flat=True))
    times = time_of(wanted, now)
    grouped: dict[int, list[Referral]] = defaultdict(list)
    for row in wanted:
        grouped[row.department_id].append(row)
    lines = [_line(group, times, late) for group in grouped.values()]
    return sorted(lines, key=lambda line: (-line.held.department, line.name))


def time_of(rows: Iterable[Referral], now: datetime) -> dict[int, Held]:
    """What each side held of each question; one statement."""
    steps: dict[int, list[Entered]] = defaultdict(list)
    found = ReferralStep.objects.filter(referral__in=[row.pk for row in rows]).order_by("at", "id")
    for key, state, at in found.values_list("referral_id", "state", "at"):
        steps[key].append(Entered(state, at))
    _version, calendar = loading.current(CALENDAR)
    return {key: held(told, now, calendar) for key, told in steps.items()}


def _line(rows: list[Referral], times: dict[int, Held], late: set[int]) -> DepartmentTime:
    department = rows[0].department
    return DepartmentTime(
        code=department.code,
        name=department.name,
        asked=len(rows),
        waiting=sum(row.state in HELD_BY_DEPARTMENT for row in rows),
        answered=sum(row.answered_at is not None for row in rows),
        late=sum(row.pk in late for row in rows),
        held=summed(times.get(row.pk, Held()) for row in rows),
    )
