"""Questions to departments, escalations and a systemic issue, for the walks over all addresses."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from accounts.models import User
from accounts.tests.factories import DepartmentFactory
from issues.actions.escalations import escalate_issue
from issues.actions.opening import open_issue
from issues.actions.referral_times import load_referral_times
from issues.actions.referrals import refer_issue
from issues.actions.systemic import open_systemic
from issues.models import ReferralFile, ReferralTime, SystemicMember
from issues.tests.factories import CategoryFactory
from portal.documents.tests.files import upload
from portal.scoping import wall
from portal.tests.access.held_world import furnish_held


def furnish_referrals(*companies: SimpleNamespace, people: dict[str, User], now: datetime) -> dict[str, Any]:
    """Each company has an issue about which a department was asked, and which is escalated; one cause hits all.

    The walk's specialist answers for the department that is asked about all but the restricted company.
    """
    load_referral_times(now=now)
    category = CategoryFactory()
    supervisor = people["supervisor"]
    for rows in companies:
        name, closed = rows.contact.name, rows.participant.restricted
        department = DepartmentFactory(code="MET", name="Metering") if closed else people["specialist"].department
        with wall.inside(rows.user.acting_for):
            rows.referred_issue = open_issue(
                participant=rows.participant,
                category=category,
                title=f"Unit of {name} stands still",
                text=f"{name} asks why.",
                by=rows.user,
                now=now,
            )
        rows.referral = refer_issue(
            issue=rows.referred_issue,
            by=rows.assignment.person,
            now=now,
            department=department,
            title=f"Unit that {name} runs",
            question=f"What does {name} have to do?",
            goal="It runs",
            files=[upload(f"{name} trend.pdf")],
        )
        rows.referral_file = ReferralFile.objects.get(message__referral=rows.referral)
        rows.escalation = escalate_issue(
            issue=rows.referred_issue, by=supervisor, now=now, level="E2", reason=f"{name} lost a day"
        )
    issues = [rows.referred_issue for rows in companies]
    systemic = open_systemic(by=supervisor, now=now, title="Units stand still", cause="A signal.", issues=issues)
    for rows in companies:
        rows.systemic_member = SystemicMember.objects.get(issue=rows.referred_issue)
    named = {"systemic": systemic, "referral_time": ReferralTime.objects.get(code=ReferralTime.DEFAULT)}
    return named | furnish_held(*companies, people=people, now=now)
