"""The demo's disputes and MarkeTrak issues that addresses name, under the names the access matrix calls them by."""

from datetime import datetime
from typing import Any

from accounts.models import User
from issues.actions.adr import hand_over_to_adr
from issues.actions.dispute_steps import close_dispute
from issues.actions.disputes import change_dispute
from issues.models import Dispute, DisputeRule, Issue, MarkeTrakItem, MarkeTrakSubtype, SettlementDate
from portal.documents.tests.files import upload
from portal.scoping.today import market_day


def dispute_rows(people: dict[str, User], now: datetime) -> dict[str, Any]:
    """Those of Prairie Lantern, one of them in ADR, one with a file."""
    who = {"by": people["supervisor"], "now": now}
    own = Issue.objects.filter(participant__name="Prairie Lantern Energy")
    inquiry = own.get(title="DAM energy charged twice")
    dispute = Dispute.objects.get(issue__in=own, number="", status="not_started")
    change_dispute(dispute=dispute, files=[upload("statement.pdf")], **who)
    item = MarkeTrakItem.objects.filter(issue__in=own).earliest("pk")
    return {
        "settlement_issue": inquiry,
        "dispute": dispute,
        "dispute_file": dispute.files.get(),
        "adr_case": _in_adr(own, **who),
        "retail_issue": item.issue,
        "marketrak_item": item,
        "settlement_date": SettlementDate.objects.latest("operating_day"),
        "dispute_rule": DisputeRule.objects.get(code="DISP-DAM"),
        "marketrak_subtype": MarkeTrakSubtype.objects.get(name="Switch Hold Removal"),
    }


def _in_adr(own: Any, by: User, now: datetime) -> Any:
    who = {"by": by, "now": now}
    source = own.get(title="RTM Final differs from our meter data")
    dispute = Dispute.objects.get(issue=source)
    told = {"resolution": "denied", "text": "The reads are right.", "resolved_on": market_day(now)}
    close_dispute(dispute=dispute, **told, **who)
    return hand_over_to_adr(dispute=dispute, **who)
