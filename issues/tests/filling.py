"""An issue with everything around it that a page can show, as nobody would ever find it at once."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

from accounts.models import User
from issues.actions.escalations import escalate_issue
from issues.actions.opening import open_issue
from issues.actions.systemic import open_systemic
from issues.models import DeskCall, Dispatch, Dispute, DisputeWindow, DutyShift, Issue, MarkeTrakItem
from issues.tests.factories import CategoryFactory, CommentFactory, NoteFactory, VerificationFactory
from issues.tests.mail_factories import IncomingMailFactory
from issues.tests.referral_world import ask
from issues.tests.targeting import TARGETS, policy
from portal.documents.tests.files import upload


def promised(desk: SimpleNamespace, manager: User, now: datetime) -> Issue:
    """Another issue than the desk's: retail, about a settlement run, with targets that warn, and with a file."""
    policy(targets=TARGETS, calendar="ercot-business", plan="referral")
    issue = open_issue(
        participant=desk.issue.participant,
        category=CategoryFactory(code="RM-SWITCH", area="retail", call_the_desk=True),
        title="Switches and their settlement",
        text="See the **file**.",
        by=manager,
        now=now,
        channel="phone",
        files=[upload("switches.pdf")],
    )
    issue.apply(severity=2, settlement_run="dam", operating_day=date(2026, 11, 10))
    return issue


def fill(desk: SimpleNamespace, issue: Issue, manager: User, now: datetime) -> None:
    """One of everything, and two of what may come twice."""
    of_it = {"issue": issue, "participant": issue.participant}
    world = SimpleNamespace(issue=issue, ems=desk.ems)
    row = ask(world, manager, now)
    row.apply(taken_by=desk.specialist)
    escalate_issue(issue=issue, by=desk.supervisor, now=now, level="E2", reason="Nobody answers")
    escalate_issue(
        issue=issue,
        by=desk.supervisor,
        now=now,
        level="E3",
        reason="Still nobody",
        plan="Ask again",
        target_on=(now + timedelta(days=9)).date(),
    )
    open_systemic(by=desk.supervisor, now=now, title="Signal", cause="A clock", issues=[issue])
    DeskCall.objects.create(
        **of_it, department=desk.ems, called_at=now, spoke_with="Ivy", by=manager, note=NoteFactory(issue=issue, at=now)
    )
    Dispute.objects.create(**of_it, opened_by=manager, opened_at=now, changed_at=now)
    DisputeWindow.objects.update_or_create(
        issue=issue,
        defaults={
            "participant": issue.participant,
            "run": "dam",
            "operating_day": date(2026, 11, 10),
            "origin": "computed",
            "rule_code": "DISP-DAM",
            "closes_at": now + timedelta(days=5),
            "reasons": ["Ten business days."],
            "spans": [{"first": "2026-11-10", "last": "2026-11-12", "days": 3, "reason": "business days"}],
            "looked_at": now,
        },
    )
    IncomingMailFactory(**of_it, message_id="<one@nowhere.example>")
    IncomingMailFactory(**of_it, message_id="<two@nowhere.example>")
    for number in range(3):
        MarkeTrakItem.objects.create(
            **of_it, number=f"3{number}", subtype="Switch Hold", state="New", party="ercot", reported_at=now
        )
    Dispatch.objects.create(
        **of_it,
        comment=CommentFactory(issue=issue, at=now),
        by=manager,
        leaves_at=now + timedelta(hours=1),
        before={},
        steps_before=0,
        last_step=0,
    )
    VerificationFactory(issue=issue) if not hasattr(issue, "verification") else None
    DutyShift.objects.create(person=manager, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1))
