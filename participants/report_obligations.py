"""The report of obligations: what was due in a period, filed in time or late, excused, and what is still owed."""

from datetime import datetime
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate, TruncMonth

from accounts.models import ReportRule
from participants.choices import ObligationState
from participants.models import Obligation
from participants.report_scope import Scope, counts_participants, over
from participants.rules.obligation_moves import OWED
from portal.reporting.periods import Period
from portal.reporting.registry import Asked, Report
from portal.reporting.shapes import Chart, Column, Content, Figure, Table, figures, share
from portal.scoping.today import MARKET_ZONE, market_day

MOST: Final = 200
S: Final = ObligationState
PERCENT: Final = "%"
FILED: Final = (S.SUBMITTED, S.ACCEPTED)
COUNTED: Final = {
    "due": ("Due", "Obligations whose last day lies in the period, without those canceled"),
    "in_time": ("Filed in time", "Of them: submitted or accepted, handed in on that day at the latest"),
    "late": ("Filed late", "Of them: submitted or accepted, handed in after that day"),
    "owed": ("Not filed", "Of them: not filed or returned, as they stand now"),
    "excused": ("Excused", "Of them: excused for a reason"),
}


def counts(period: Period, suffix: str = "") -> dict[str, Count]:
    """`handed` is the market's day on which it was handed in last."""
    due = Q(due_on__gte=period.first, due_on__lte=period.last) & ~Q(state=S.CANCELED)
    filed = due & Q(state__in=FILED)
    return {
        f"due{suffix}": Count("pk", filter=due),
        f"in_time{suffix}": Count("pk", filter=filed & Q(handed__lte=F("due_on"))),
        f"late{suffix}": Count("pk", filter=filed & Q(handed__gt=F("due_on"))),
        f"owed{suffix}": Count("pk", filter=due & Q(state__in=OWED)),
        f"excused{suffix}": Count("pk", filter=due & Q(state=S.EXCUSED)),
    }


def kept(row: dict[str, int], suffix: str = "") -> float | None:
    """The share filed in time of what had to be filed."""
    return share(row[f"in_time{suffix}"], row[f"due{suffix}"] - row[f"excused{suffix}"])


def with_day(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    return rows.alias(handed=TruncDate("submitted_at", tzinfo=MARKET_ZONE))


def draw(user: Any, asked: Asked, now: datetime) -> Content:
    period, before = asked.period, asked.period.before
    rows = with_day(Scope(user).of(Obligation))
    both = rows.filter(due_on__gte=before.first, due_on__lte=period.last)
    found = both.aggregate(**counts(period, "0"), **counts(before, "1"))
    told = [Figure(name, found[f"{key}0"], found[f"{key}1"], means) for key, (name, means) in COUNTED.items()]
    means = "Of what was due and not excused: the share filed in time"
    told.append(Figure("In time", kept(found, "0"), kept(found, "1"), means, PERCENT))
    months, chart = _by_month(rows, period)
    notes = [] if period.is_over(market_day(now)) else ["The period is not over: the numbers still change."]
    return Content((figures(told), by_type(rows, period), months), chart, tuple(notes))


def by_type(rows: QuerySet[Obligation], period: Period) -> Table:
    inside = rows.filter(due_on__gte=period.first, due_on__lte=period.last).exclude(state=S.CANCELED)
    named = {"code": F("type__code"), "name": F("type__name"), "about": F("period")}
    found = inside.order_by("type__order", "type__code", "period").values(**named).annotate(**counts(period))
    lines = [
        (row["code"], row["name"], row["about"], *(row[key] for key in COUNTED), kept(row))
        for row in found[: MOST + 1]
    ]  # fmt: skip
    columns = (
        Column("Code"),
        Column("Obligation"),
        Column("For"),
        *(Column(name, number=True) for name, _means in COUNTED.values()),
        Column("In time, %", number=True),
    )
    left_out = found.count() - MOST if len(lines) > MOST else 0
    return Table("By obligation and period", columns, tuple(lines[:MOST]), left_out)


def _by_month(rows: QuerySet[Obligation], period: Period) -> tuple[Table, Chart]:
    """The twelve months up to the end of the period."""
    months = period.year_of_months()
    whole = Period(months[0].first, months[-1].last)
    inside = rows.filter(due_on__gte=whole.first, due_on__lte=whole.last).order_by()
    grouped = inside.annotate(month=TruncMonth("due_on")).values("month").annotate(**counts(whole))
    found = {row["month"]: row for row in grouped}
    nothing = dict.fromkeys(COUNTED, 0)
    lines = [
        (month.label, *(row[key] for key in COUNTED), kept(row))
        for month, row in ((month, found.get(month.first, nothing)) for month in months)
    ]
    columns = (
        Column("Month"),
        *(Column(name, number=True) for name, _means in COUNTED.values()),
        Column("In time, %", number=True),
    )
    goal = ReportRule.objects.values_by_code().get(ReportRule.OBLIGATIONS)
    labels = tuple(f"{month.first:%b %y}" for month in months)
    shares = tuple(line[-1] for line in lines)
    chart = Chart("Filed in time, twelve months", labels, ("In time",), (shares,), PERCENT, goal)
    return Table("Twelve months", columns, tuple(lines)), chart


REPORT: Final = Report(
    key="obligations",
    name="Obligations",
    about="What participants owed: filed in time, filed late, not filed and excused, by obligation and period.",
    who="Account managers for the participants they look after; supervisors and auditors for all",
    icon="calendar-check",
    may=counts_participants,
    draw=draw,
    order=30,
    over=over,
)
