"""The reports of issues, and what is counted of them for all participants."""

from accounts import market_count
from issues import report_departments, report_disputes, report_participant, report_service
from issues.actions.demo_reports import fill_reports
from issues.market_figures import issues_by_role_and_area
from portal.lifecycle import demo
from portal.reporting import registry


def register() -> None:
    """Called when the app is ready."""
    for one in (report_service, report_participant, report_disputes, report_departments):
        registry.register(one.REPORT)
    demo.register("reports", fill_reports)
    market_count.register(issues_by_role_and_area)
