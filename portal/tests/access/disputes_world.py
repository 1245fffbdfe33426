"""Disputes, ADR and MarkeTrak issues of each company, for the walks over all addresses."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from accounts.models import User
from issues.actions.adr import hand_over_to_adr
from issues.actions.dispute_catalog import load_dispute_rules, load_marketrak
from issues.actions.dispute_steps import close_dispute, start_dispute
from issues.actions.disputes import open_dispute, record_number
from issues.actions.marketrak import import_report
from issues.actions.settlement_import import import_settlement_calendar
from issues.choices import Area, Side, WatchReason
from issues.models import DisputeRule, Issue, MarkeTrakItem, MarkeTrakSubtype, SettlementDate, Watcher
from issues.tests.factories import CategoryFactory, CommentFactory, IssueFactory
from portal.documents.tests.files import upload
from portal.scoping.today import market_day

CALENDAR = b"settlement_type,operating_date,version,post_date,dispute_date\nDAM,2026-03-03,1,2026-03-05,2026-03-19\n"
REPORT = "issue_id,sub_type,state\n{number},Switch Hold Removal,In Progress (TDSP)\n"


def furnish_disputes(*companies: SimpleNamespace, now: datetime, by: User) -> dict[str, Any]:
    """Of each company an inquiry, a dispute that is not filed, one in ADR, and a parent of MarkeTrak issues.

    Returns what is nobody's own, by name.
    """
    load_dispute_rules(now=now)
    load_marketrak(now=now)
    import_settlement_calendar(data=CALENDAR, file_name="calendar.csv", by=by, now=now)
    settlement = CategoryFactory(code="FS-DISPUTE", area=Area.SETTLEMENT, name="Settlement dispute")
    retail = CategoryFactory(code="RM-D2D", area=Area.RETAIL, name="MarkeTrak day-to-day")
    for number, rows in enumerate(companies):
        rows.settlement_issue = _issue(rows, settlement, now)
        rows.dispute = open_dispute(
            issue=_issue(rows, settlement, now), by=by, now=now, files=[upload("statement.pdf")], **_own(rows)
        )
        rows.dispute_file = rows.dispute.files.get()
        rows.adr_case = _denied(_issue(rows, settlement, now), f"D-{number}", by, now, **_own(rows))
        rows.retail_issue = _issue(rows, retail, now)
        report = REPORT.format(number=9_000_000 + number).encode()
        import_report(issue=rows.retail_issue, data=report, file_name="report.csv", by=by, now=now)
        rows.marketrak_item = MarkeTrakItem.objects.get(issue=rows.retail_issue)
    return {
        "settlement_date": SettlementDate.objects.get(),
        "dispute_rule": DisputeRule.objects.get(code="DISP-DAM"),
        "marketrak_subtype": MarkeTrakSubtype.objects.earliest("order"),
    }


def _own(rows: SimpleNamespace) -> dict[str, Any]:
    """What tells whose dispute it is."""
    return {"organization": rows.participant.name, "long_text": f"Charged twice, says {rows.contact.name}"}


def _issue(rows: SimpleNamespace, category: Any, now: datetime) -> Issue:
    issue = IssueFactory(
        participant=rows.participant,
        category=category,
        title=f"What {rows.contact.name} asks",
        reporter=rows.user,
        operating_day=date(2026, 3, 3) if category.area == Area.SETTLEMENT else None,
        settlement_run="dam" if category.area == Area.SETTLEMENT else "",
        opened_at=now,
        last_spoken_at=now,
    )
    CommentFactory(issue=issue, at=now)
    Watcher.objects.create(
        issue=issue,
        participant=rows.participant,
        side=Side.PARTICIPANT,
        user=rows.user,
        reason=WatchReason.RAISED,
        since=now,
    )
    return issue


def _denied(issue: Issue, number: str, by: User, now: datetime, **own: Any) -> Any:
    who = {"by": by, "now": now}
    dispute = open_dispute(issue=issue, amount=Decimal(10), **own, **who)
    day = market_day(now) - timedelta(days=1)
    record_number(dispute=dispute, number=number, filed_on=day, **who)
    start_dispute(dispute=dispute, **who)
    close_dispute(dispute=dispute, resolution="denied", text="Charged once.", resolved_on=day, **who)
    return hand_over_to_adr(dispute=dispute, **who)
