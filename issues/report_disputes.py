"""The report of disputes: by status and by what they are about, with amounts and the days that were promised."""

from datetime import datetime
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet, Sum

from issues.choices import DisputeResolution, DisputeStatus
from issues.models import Dispute
from issues.rules.dispute_moves import IN_WORK
from participants.report_scope import Scope, over
from portal.reporting.periods import Period
from portal.reporting.registry import Asked, Report
from portal.reporting.shapes import Cell, Chart, Column, Content, Figure, Table, figures, share
from portal.scoping.today import market_day

MOST: Final = 60
UNNAMED: Final = "Not said"
DOLLARS: Final = "US dollars"


def filed(period: Period) -> Q:
    return Q(filed_on__gte=period.first, filed_on__lte=period.last)


def resolved(period: Period) -> Q:
    return Q(resolved_on__gte=period.first, resolved_on__lte=period.last)


def money(amount: Any) -> Cell:
    return None if amount is None else float(amount)


def _columns(period: Period, suffix: str) -> dict[str, Any]:
    due = resolved(period) & Q(due_on__isnull=False)
    return {
        f"filed{suffix}": Count("pk", filter=filed(period)),
        f"resolved{suffix}": Count("pk", filter=resolved(period)),
        f"due{suffix}": Count("pk", filter=due),
        f"kept{suffix}": Count("pk", filter=due & Q(resolved_on__lte=F("due_on"))),
        f"amount{suffix}": Sum("amount", filter=filed(period)),
        f"awarded{suffix}": Sum("awarded_amount", filter=resolved(period)),
    }


def draw(user: Any, asked: Asked, now: datetime) -> Content:
    rows, period, before = Scope(user).of(Dispute), asked.period, asked.period.before
    found = rows.aggregate(**_columns(period, "0"), **_columns(before, "1"))
    due, kept = (found["due0"], found["due1"]), (found["kept0"], found["kept1"])
    told = [
        Figure("Filed", found["filed0"], found["filed1"], "Disputes whose day of filing lies in the period"),
        Figure("Resolved", found["resolved0"], found["resolved1"], "Disputes whose day of resolution lies in it"),
        Figure("Resolved with a due day", *due, "Of those resolved: a due day was set"),
        Figure("Due day kept", *kept, "Of those with a due day: resolved on that day at the latest"),
        Figure("Due days kept", *map(share, kept, due), "The share of them", "%"),
        Figure("Amount disputed", money(found["amount0"]), money(found["amount1"]), "Of those filed", DOLLARS),
        Figure("Amount awarded", money(found["awarded0"]), money(found["awarded1"]), "Of those resolved", DOLLARS),
    ]
    states = _by_status(rows, period)
    names = tuple(str(line[0]) for line in states.rows)
    chart = Chart("Disputes by status", names, ("Disputes",), (tuple(line[1] for line in states.rows),))
    notes = () if period.is_over(market_day(now)) else ("The period is not over: the numbers still change.",)
    return Content((figures(told), states, _by_type(rows, period), _resolutions(rows, period)), chart, notes)


def _by_status(rows: QuerySet[Dispute], period: Period) -> Table:
    """Those filed in the period, as they stand now."""
    counted = {"count": Count("pk"), "total": Sum("amount")}
    found = {row["status"]: row for row in rows.filter(filed(period)).order_by().values("status").annotate(**counted)}
    lines = tuple(
        (label, found[status]["count"], money(found[status]["total"]))
        for status, label in DisputeStatus.choices
        if status in found
    )
    columns = (
        Column("Status now"),
        Column("Disputes", "Filed in the period", number=True),
        Column("Amount, $", "Their disputed amounts", number=True),
    )
    return Table("By status", columns, lines)


def _by_type(rows: QuerySet[Dispute], period: Period) -> Table:
    counted = {
        "count": Count("pk"),
        "open": Count("pk", filter=Q(status__in=IN_WORK)),
        "total": Sum("amount"),
    }
    found = rows.filter(filed(period)).order_by().values("dispute_type").annotate(**counted)
    lines = [
        (row["dispute_type"] or UNNAMED, row["count"], row["open"], money(row["total"]))
        for row in found.order_by("-count", "dispute_type")[: MOST + 1]
    ]
    columns = (
        Column("Type of dispute"),
        Column("Disputes", "Filed in the period", number=True),
        Column("Still in work", "Of them: neither resolved, withdrawn nor rejected", number=True),
        Column("Amount, $", "Their disputed amounts", number=True),
    )
    left_out = found.count() - MOST if len(lines) > MOST else 0
    return Table("By type", columns, tuple(lines[:MOST]), left_out)


def _resolutions(rows: QuerySet[Dispute], period: Period) -> Table:
    counted = {"count": Count("pk"), "asked": Sum("amount"), "total": Sum("awarded_amount")}
    found = rows.filter(resolved(period)).order_by().values("resolution").annotate(**counted)
    labels = dict(DisputeResolution.choices)
    lines = tuple(
        (labels.get(row["resolution"], UNNAMED), row["count"], money(row["asked"]), money(row["total"]))
        for row in found.order_by("resolution")
    )
    columns = (
        Column("Resolution"),
        Column("Disputes", "Resolved in the period", number=True),
        Column("Disputed, $", number=True),
        Column("Awarded, $", number=True),
    )
    return Table("By resolution", columns, lines)


REPORT: Final = Report(
    key="disputes",
    name="Disputes",
    about="Settlement and billing disputes filed and resolved: where they stand, amounts, and due days kept.",
    who="Account managers for the participants they look after; supervisors and auditors for all",
    icon="scale",
    may=lambda user: user.is_staff and user.can("issues.view"),
    draw=draw,
    order=40,
    over=over,
)
