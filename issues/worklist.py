"""Open issues as lines of the worklist: whose turn each is, and what comes next."""

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Value, When

from issues.choices import IssueState
from issues.models import Issue, Referral
from issues.rules.referral_moves import HELD_BY_DEPARTMENT, HELD_BY_MANAGER
from participants import worklist
from participants.worklist import Asked, colleagues, lines, ours, theirs


def issues(asked: Asked) -> QuerySet:
    """Of my participants, and those that my people own."""
    rows = Issue.objects.visible_to(asked.user).still_open().filter(asked.of(company="participant", person="owner"))
    questions = Referral.objects.filter(issue=OuterRef("pk")).order_by()
    back = When(Exists(questions.filter(state__in=HELD_BY_MANAGER)), then=Value("answered"))
    return lines(
        rows,
        step=Case(
            back,
            When(state=IssueState.WAITING, then=Value("wait")),
            When(awaiting_since__isnull=False, then=Value("answer")),
            When(Exists(questions.filter(state__in=HELD_BY_DEPARTMENT)), then=Value("department")),
            default=Value("work"),
        ),
        severity=F("severity"),
        since=F("awaiting_since"),
        person=F("owner"),
    )


def register() -> None:
    worklist.register(
        "issue",
        "Issues",
        "life-buoy",
        issues,
        page="issues:issue-detail",
        steps={
            "answer": ours("Answer the participant"),
            "answered": ours("Use the department's answer"),
            "department": colleagues("A department answers"),
            "wait": theirs("The participant answers"),
            "work": ours("Bring it to an end"),
        },
        clocks=True,
        order=10,
    )
