"""The tabs of the queue: each a condition on issues, in which order it is read, and what it says when it is empty.

Parts of issues add theirs in `ready()`:

    queue_tabs.register(Tab("department", "Waiting on department", 50, lambda rows, asked: rows.filter(...), ...))
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from typing import Any, Final

from django.db.models import Q, QuerySet, Value

from accounts.models import Absence
from issues.choices import IssueState
from issues.models import Issue, Referral
from issues.rules.issue_moves import ENDED, STILL_OPEN
from issues.rules.referral_moves import STILL_OPEN as UNANSWERED
from participants.models import Assignment
from portal.calendars import loading
from portal.calendars.choices import ClockState
from portal.calendars.days import advance_days
from portal.calendars.models import Clock
from portal.lifecycle.refusals import Refused
from portal.lifecycle.subjects import type_of
from portal.scoping.today import MARKET_ZONE, market_day
from portal.web import cached

MINE: Final = "mine"
ALL: Final = "all"
CALENDAR: Final = "ercot-business"
QUIET_DAYS: Final = 10
FORTNIGHT: Final = timedelta(days=14)
EVER: Final = datetime(2000, 1, 1, tzinfo=UTC)


class Asked:
    """Who looks at the queue, and when."""

    def __init__(self, user: Any, now: datetime) -> None:
        self.user = user
        self.now = now

    @cached_property
    def quiet_since(self) -> datetime:
        """The instant ten Business Days ago; read only by whoever asks, and remembered for the day."""
        return ten_days_before(self.now)

    @cached_property
    def mine(self) -> tuple[set[int], set[int]]:
        """Companies the person looks after today, and whose work is the person's: one statement, asked first.

        Within the statement about issues the database would ask about every issue there is.
        """
        today = market_day(self.now)
        held = Assignment.objects.today().acted_on_by(self.user).order_by().values_list("participant", Value(True))
        away = Absence.objects.on(today).filter(stand_in=self.user.pk).order_by().values_list("person", Value(False))
        rows = list(held.union(away))
        return {pk for pk, company in rows if company}, {self.user.pk, *(pk for pk, company in rows if not company)}


@dataclass(frozen=True, slots=True)
class Tab:
    """`sort` is the order it is read in unless another is chosen, `sorts` what else is offered."""

    key: str
    label: str
    place: int
    narrow: Callable[[QuerySet, Asked], QuerySet]
    sort: str = "severity"
    sorts: tuple[str, ...] = ("severity", "opened", "-opened", "spoken", "-spoken")
    empty: str = "Nothing stands here"
    hint: str = ""
    icon: str = "circle-check"
    # Between which instants a clock of it runs out, where that is what brings an issue here.
    clocks: Callable[[Asked], tuple[datetime, datetime]] | None = None
    # What has ended grows for ever; nobody asks how much of it there is.
    counted: bool = True


_tabs: dict[str, Tab] = {}


def register(tab: Tab) -> None:
    _tabs[tab.key] = tab


def tabs() -> list[Tab]:
    return sorted(_tabs.values(), key=lambda tab: tab.place)


def tab_of(key: str) -> Tab:
    """The tab of that name, else the first."""
    return _tabs.get(key) or tabs()[0]


def of_whom(rows: QuerySet, whose: str, asked: Asked) -> QuerySet:
    """Those of one's participants, and open ones that one owns or stands in for; or all that one may see."""
    if whose != MINE:
        return rows
    companies, people = asked.mine
    return rows.filter(Q(participant__in=companies) | Q(owner__in=people, state__in=STILL_OPEN))


def mine_by_default(user: Any) -> bool:
    """Account managers look at their own first; supervisors and auditors at everybody's."""
    return user.can("participants.edit_assigned") and not user.can("participants.edit_all")


def ten_days_before(now: datetime) -> datetime:
    """When an issue must have been spoken in last to be quiet; without a calendar a fortnight ago."""
    key = f"issues:quiet-since:{market_day(now)}"
    if (known := cached.read(key)) is not None:
        return known
    try:
        _version, calendar = loading.current(CALENDAR)
    except Refused:
        return now - FORTNIGHT
    since = advance_days(calendar, now, -QUIET_DAYS) or now - FORTNIGHT
    cached.write(key, since, 3600)
    return since


def late(rows: QuerySet, asked: Asked) -> QuerySet:
    """Open ones with a target that has passed while its clock ran and is not met yet."""
    return rows.still_open().filter(_runs_out(*passed(asked)))


def due_today(rows: QuerySet, asked: Asked) -> QuerySet:
    """Open ones with a target to be met before the market's day ends."""
    return rows.still_open().filter(_runs_out(*until_midnight(asked)))


def passed(asked: Asked) -> tuple[datetime, datetime]:
    return EVER, asked.now


def until_midnight(asked: Asked) -> tuple[datetime, datetime]:
    day = market_day(asked.now)
    return asked.now, datetime.combine(day + timedelta(days=1), time.min, MARKET_ZONE)


def _asked_of_departments() -> QuerySet:
    return Referral.objects.filter(state__in=UNANSWERED).order_by().values("issue")


def _runs_out(since: datetime, end: datetime) -> Q:
    clocks = Clock.objects.filter(subject_type=type_of(Issue), state=ClockState.RUNNING)
    clocks = clocks.filter(due_at__gte=since, due_at__lt=end)
    return Q(ref__in=clocks.order_by().values("subject_ref"))


for _tab in (
    Tab(
        "open",
        "Open",
        10,
        lambda rows, asked: rows.still_open(),
        empty="No open issues",
        hint="What participants ask and what you take down for them stands here until it is resolved.",
    ),
    Tab(
        "late",
        "Breached",
        20,
        late,
        clocks=passed,
        sort="due",
        sorts=("due", "severity", "opened", "-opened", "spoken", "-spoken"),
        empty="No target was missed",
        hint="Open issues whose first response, next update or resolution is late stand here.",
    ),
    Tab(
        "today",
        "Due today",
        30,
        due_today,
        clocks=until_midnight,
        sort="due",
        sorts=("due", "severity", "opened", "-opened", "spoken", "-spoken"),
        empty="Nothing is due today",
        hint="Issues with a target that ends today stand here.",
    ),
    Tab(
        "participant",
        "Waiting on participant",
        40,
        lambda rows, asked: rows.waiting(),
        sort="spoken",
        empty="No participant owes an answer",
        hint="An issue rests here from your question until the participant answers.",
        icon="hourglass",
    ),
    Tab(
        "department",
        "Waiting on department",
        50,
        lambda rows, asked: rows.still_open().filter(pk__in=_asked_of_departments()),
        sort="spoken",
        empty="No department owes an answer",
        hint="Open issues with a question that a department has not answered yet stand here.",
        icon="building",
    ),
    Tab(
        "quiet",
        "Quiet",
        60,
        lambda rows, asked: rows.quiet_since(asked.quiet_since),
        sort="spoken",
        empty="Nothing has gone quiet",
        hint="Open issues in which neither side has spoken for ten Business Days stand here.",
    ),
    Tab(
        "unowned",
        "Without owner",
        70,
        lambda rows, asked: rows.without_owner(),
        empty="Every open issue has an owner",
        hint="Issues of participants without an account manager wait here for somebody to take them.",
        icon="user-check",
    ),
    Tab(
        "resolved",
        "Resolved",
        80,
        lambda rows, asked: rows.filter(state=IssueState.RESOLVED),
        sort="-resolved",
        sorts=("-resolved", "-opened", "opened"),
        empty="Nothing waits for a confirmation",
        hint="Resolved issues stand here until the participant confirms or the time to object is over.",
        icon="thumbs-up",
    ),
    Tab(
        "ended",
        "Ended",
        90,
        lambda rows, asked: rows.filter(state__in=ENDED),
        sort="-ended",
        sorts=("-ended", "-opened", "opened"),
        empty="Nothing has ended yet",
        hint="Closed, withdrawn and merged issues stand here.",
        icon="archive",
        counted=False,
    ),
    Tab(
        "any",
        "Any state",
        95,
        lambda rows, asked: rows,
        sort="-opened",
        sorts=("-opened", "opened"),
        empty="No issues",
        hint="Every issue, whatever its state, stands here.",
        icon="inbox",
        counted=False,
    ),
):
    register(_tab)
