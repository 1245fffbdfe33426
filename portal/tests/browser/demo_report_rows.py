"""The demo's reports under the names by which addresses call for them; the manager has one prepared as well."""

from datetime import datetime
from typing import Any

from accounts.actions.report_runs import ask_for_run, prepare_waiting
from accounts.models import MarketFigures, ReportSchedule, User
from portal.reporting import registry
from portal.scoping.today import market_day


def report_rows(people: dict[str, User], now: datetime) -> dict[str, Any]:
    manager, report = people["manager"], registry.get("monthly-service")
    asked = report.read(manager, {}, market_day(now))
    run = ask_for_run(report=report, asked=asked, by=manager, now=now)
    prepare_waiting(now=now)
    schedule = ReportSchedule.objects.first()
    schedule.recipients.add(manager)
    return {"report_schedule": schedule, "report_run": run, "market_figures": MarketFigures.objects.first()}
