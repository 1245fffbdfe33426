"""The demo's questions to departments and escalations that addresses name, as the access matrix calls them."""

from datetime import datetime
from typing import Any

from accounts.models import User
from issues.actions.answering import write_on_referral
from issues.actions.escalations import escalate_issue
from issues.actions.watching import watch
from issues.choices import Side, WatchReason
from issues.models import Referral, ReferralFile, ReferralTime, SystemicMember
from portal.documents.tests.files import upload
from portal.tests.browser.demo_training_rows import ANALYST


def referral_rows(people: dict[str, User], now: datetime) -> dict[str, Any]:
    """Of Prairie Lantern: a question to settlements with a file, its issue, which the analyst follows, and a cause."""
    manager = people["manager"]
    members = SystemicMember.objects.select_related("systemic", "issue")
    member = members.filter(issue__referrals__department__code="STL").earliest("pk")
    issue = member.issue
    referral = Referral.objects.get(issue=issue, department__code="STL")
    write_on_referral(referral=referral, by=manager, now=now, text="As a table.", files=[upload("reads.pdf")])
    analyst = User.objects.get(email=ANALYST)
    watch(issue, side=Side.PARTICIPANT, user=analyst, reason=WatchReason.ADDED, by=manager, now=now)
    return {
        "referral": referral,
        "referral_file": ReferralFile.objects.get(message__referral=referral),
        "referral_time": ReferralTime.objects.get(code=ReferralTime.DEFAULT),
        "referred_issue": issue,
        "escalation": escalate_issue(issue=issue, by=manager, now=now, level="E1", reason="Nobody has answered."),
        "systemic": member.systemic,
        "systemic_member": member,
    }
