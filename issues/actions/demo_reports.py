"""The demo's reports: one drawn every month, one prepared, and one month published for all participants."""

from datetime import datetime
from typing import Any, Final

from accounts.actions.report_runs import ask_for_run, prepare_waiting
from accounts.actions.report_schedules import schedule_report
from accounts.choices import Role
from accounts.models import MarketFigures, User
from issues.choices import Area
from portal.reporting import registry
from portal.scoping.today import market_day

REPORT: Final = "monthly-service"
# A month before the demo's own issues began, invented like everything else in it.
MARKET: Final[dict[str, list[int | None]]] = {
    "Qualified Scheduling Entity": [14, 31, None, 22, None, 9, 88],
    "Load Serving Entity": [0, 12, None, 18, None, 7, 74],
    "Resource Entity": [19, 16, 0, 11, 8, 6, 60],
    "Transmission and/or Distribution Service Provider": [9, 0, 21, 0, 7, 5, 42],
    "All": [42, 59, 56, 51, 29, 27, 264],
}


def fill_reports(*, now: datetime) -> None:
    """After everything that reports count."""
    staff = User.objects.filter(is_staff=True, is_active=True).order_by("pk")
    supervisor = staff.filter(role=Role.SUPERVISOR)[0]
    report = registry.get(REPORT)
    asked = report.read(supervisor, {}, market_day(now))
    recipients = [supervisor, *staff.filter(role=Role.ACCOUNT_MANAGER)[:2]]
    schedule_report(report=report, asked=asked, rhythm="monthly", recipients=recipients, by=supervisor, now=now)
    ask_for_run(report=report, asked=asked, by=supervisor, now=now)
    prepare_waiting(now=now, most=1)
    rows: list[dict[str, Any]] = [{"name": name, "cells": cells} for name, cells in MARKET.items()]
    MarketFigures.objects.create(
        month=asked.period.before.first, content={"columns": [*Area.labels, "All"], "rows": rows}, minimum=5,
        withheld=4, published_at=now, published_by=supervisor,
    )  # fmt: skip
