"""The demo world's past questions to departments, so that the time they hold can be compared; and what is escalated.

Ended issues of the last three months, each with one question that was answered and released; in few statements.
"""

import random
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from accounts.models import Department, User
from issues.choices import (
    CauseCode,
    Channel,
    EscalationCause,
    EscalationLevel,
    IssueState,
    ReferralState,
    Severity,
    Side,
)
from issues.models import Category, Comment, Escalation, Issue, IssueCount, IssueStep, Referral, ReferralStep
from issues.referral_deadlines import CALENDAR, KIND
from issues.rules.issue_moves import STILL_OPEN
from issues.rules.numbers import issue_number
from participants.choices import AssignmentKind
from participants.models import Assignment
from portal.calendars import loading
from portal.calendars.choices import ClockState, Outcome
from portal.calendars.models import Clock
from portal.calendars.week import WorkCalendar
from portal.calendars.worktime import advance, next_opening
from portal.lifecycle.subjects import type_of
from portal.scoping.today import market_day


class Habit(NamedTuple):
    """How a department answered: so many questions, within so many open hours, against so many."""

    code: str
    questions: int
    quickest: int
    slowest: int
    target: int


HABITS: Final = (
    Habit("STL", 9, 6, 30, 27),
    Habit("MET", 8, 8, 40, 18),
    Habit("RI", 6, 3, 16, 18),
    Habit("LEG", 5, 20, 70, 45),
    Habit("EMS", 7, 2, 12, 9),
)
LATEST: Final = 14
EARLIEST: Final = 84
TITLES: Final = (
    "Interval data of two meters differ",
    "Line item of the statement is unclear",
    "Which section applies to the resource",
    "Telemetry point reads frozen values",
    "Registration of a second meter point",
)
QUESTION: Final = "What does your system show for the days that the participant names, and what is to be corrected?"
ANSWER: Final = "Our records show the corrected values since yesterday; nothing is left to do for the participant."
ESCALATED: Final = (
    (Severity.CRITICAL, EscalationLevel.E3, "The participant cannot operate, and two departments disagree.", 2),
    (Severity.HIGH, EscalationLevel.E2, "The target was missed, and the participant asked for the supervisor.", 4),
)
PLAN: Final = "Both departments meet each morning; the account manager tells the participant after each meeting."


def fill_past_questions(*, now: datetime) -> None:
    """Each thing on its day before `now`."""
    chance = random.Random("past questions")  # noqa: S311 repeatable on purpose
    _version, calendar = loading.current(CALENDAR)
    rows = Rows(now, calendar, chance)
    for habit in HABITS:
        for _ in range(habit.questions):
            rows.add(habit)
    rows.write()
    escalate(now)


class Rows:
    """What is kept until all of it is written."""

    def __init__(self, now: datetime, calendar: WorkCalendar, chance: random.Random) -> None:
        self.now, self.calendar, self.chance = now, calendar, chance
        held = Assignment.objects.today().filter(kind=AssignmentKind.PRIMARY, participant__restricted=False)
        self.owners = list(held.order_by("participant__name").values_list("participant", "person"))
        self.departments = {row.code: row for row in Department.objects.all()}
        self.categories = list(Category.objects.order_by("code"))
        self.template = Clock.objects.filter(kind=KIND).order_by("pk").first()
        self.issues: list[Issue] = []
        self.asked: list[tuple[Issue, Habit, datetime, datetime, datetime]] = []

    def add(self, habit: Habit) -> None:
        chance = self.chance
        participant, owner = chance.choice(self.owners)
        category = chance.choice(self.categories)
        earlier = self.now - timedelta(days=chance.randrange(LATEST, EARLIEST), hours=chance.randrange(8))
        asked_at = next_opening(self.calendar, earlier)
        answered_at = advance(self.calendar, asked_at, timedelta(hours=chance.randint(habit.quickest, habit.slowest)))
        due_at = advance(self.calendar, asked_at, timedelta(hours=habit.target))
        ended_at = min(answered_at + timedelta(hours=2), self.now)
        self.issues.append(
            Issue(
                participant_id=participant,
                category=category,
                area=category.area,
                title=chance.choice(TITLES),
                severity=chance.choice((Severity.HIGH, Severity.NORMAL, Severity.NORMAL, Severity.LOW)),
                state=IssueState.CLOSED,
                channel=Channel.PHONE,
                owner_id=owner,
                entered_by_id=owner,
                opened_at=asked_at - timedelta(hours=1),
                first_answered_at=ended_at,
                last_spoken_at=ended_at,
                resolution=ANSWER,
                cause=CauseCode.values[0],
                resolved_at=ended_at,
                ended_at=ended_at,
            )
        )
        self.asked.append((self.issues[-1], habit, asked_at, due_at, min(answered_at, ended_at)))

    def write(self) -> None:
        self._number()
        Issue.objects.bulk_create(self.issues)
        IssueStep.objects.bulk_create(
            IssueStep(issue=issue, participant_id=issue.participant_id, state=state, at=at, by_id=issue.owner_id)
            for issue in self.issues
            for state, at in (
                (IssueState.NEW, issue.opened_at),
                (IssueState.RESOLVED, issue.ended_at),
                (IssueState.CLOSED, issue.ended_at),
            )
        )
        names = dict(User.objects.staff().values_list("pk", "name"))
        told = Comment.objects.bulk_create(
            Comment(
                issue=issue,
                participant_id=issue.participant_id,
                side=Side.OPERATOR,
                author_id=issue.owner_id,
                author_name=names[issue.owner_id],
                text=ANSWER,
                html=f"<p>{ANSWER}</p>",
                at=issue.ended_at,
            )
            for issue in self.issues
        )
        questions = Referral.objects.bulk_create(
            Referral(
                issue=issue,
                participant_id=issue.participant_id,
                department=self.departments[habit.code],
                title=issue.title,
                question=QUESTION,
                html=f"<p>{QUESTION}</p>",
                goal="What is shown and corrected",
                state=ReferralState.RELEASED,
                asked_by_id=issue.owner_id,
                asked_at=asked_at,
                due_at=due_at,
                answer=ANSWER,
                answered_at=answered_at,
                answered_by_id=issue.owner_id,
                released_in=comment,
                ended_at=issue.ended_at,
            )
            for (issue, habit, asked_at, due_at, answered_at), comment in zip(self.asked, told, strict=True)
        )
        ReferralStep.objects.bulk_create(
            ReferralStep(referral=row, participant_id=row.participant_id, state=state, at=at, by_id=row.asked_by_id)
            for row in questions
            for state, at in (
                (ReferralState.ASKED, row.asked_at),
                (ReferralState.ANSWERED, row.answered_at),
                (ReferralState.RELEASED, row.ended_at),
            )
        )
        Clock.objects.bulk_create(self._clock(row) for row in questions)

    def _number(self) -> None:
        """In the order of their opening, after the numbers that are drawn."""
        counts = {row.year: row for row in IssueCount.objects.all()}
        for issue in sorted(self.issues, key=lambda issue: issue.opened_at):
            year = market_day(issue.opened_at).year
            count = counts.setdefault(year, IssueCount(year=year))
            count.last += 1
            issue.ref = issue_number(year, count.last)
        IssueCount.objects.bulk_create(
            counts.values(), update_conflicts=True, unique_fields=["year"], update_fields=["last"]
        )

    def _clock(self, row: Referral) -> Clock:
        late = row.answered_at > row.due_at
        taken: dict[str, Any] = {
            name: getattr(self.template, name)
            for name in ("calendar", "calendar_version", "plan", "label", "source", "amount", "unit", "due_time")
        }
        return Clock(
            subject_type=type_of(row),
            subject_ref=row.ref,
            participant_id=row.participant_id,
            kind=KIND,
            started_at=row.asked_at,
            stopped_at=row.answered_at,
            due_at=row.due_at,
            state=ClockState.STOPPED,
            outcome=Outcome.MISSED if late else Outcome.MET,
            breached_at=row.due_at if late else None,
            **taken,
        )


def escalate(now: datetime) -> None:
    """The weightiest open issues stand on higher steps of the ladder."""
    supervisor = User.objects.get(email="supervisor@iso.example")
    rows = []
    for severity, level, reason, days in ESCALATED:
        issue = Issue.objects.filter(severity=severity, state__in=STILL_OPEN).order_by("pk").first()
        if issue is not None:
            rows.append(
                Escalation(
                    issue=issue,
                    participant_id=issue.participant_id,
                    level=level,
                    cause=EscalationCause.BY_HAND,
                    reason=reason,
                    plan=PLAN,
                    opened_at=now - timedelta(days=days),
                    opened_by=supervisor,
                )
            )
    Escalation.objects.bulk_create(rows)
