"""Sessions one teaches, and enrollments somebody has to decide, as lines of the worklist."""

from datetime import timedelta
from typing import Final

from django.db.models import Case, F, Q, QuerySet, Value, When

from participants import worklist
from participants.worklist import Asked, MarketDay, colleagues, lines, ours, theirs
from training import permissions
from training.choices import EnrollmentState, SessionState
from training.models import CourseSession, Enrollment, SessionInstructor

# A session that far away asks for nothing yet.
AHEAD: Final = timedelta(days=14)


def sessions(asked: Asked) -> QuerySet:
    """Sessions my people teach soon, and those that are over and not closed."""
    taught = SessionInstructor.objects.filter(person__in=asked.people).order_by().values("session")
    rows = CourseSession.objects.visible_to(asked.user).filter(
        state=SessionState.PUBLISHED, pk__in=taught, starts_at__lt=asked.now + AHEAD
    )
    over = Q(ends_at__lt=asked.now)
    return lines(
        rows,
        participant=None,
        title=Case(When(title="", then=F("course__title")), default=F("title")),
        due_on=MarketDay(Case(When(over, then=F("ends_at")), default=F("starts_at"))),
        step=Case(When(over, then=Value("close")), default=Value("teach")),
        since=F("starts_at"),
    )


def enrollments(asked: Asked) -> QuerySet:
    """Who of my participants waits for a decision or has a seat to accept; whoever decides sees all requests."""
    decides = bool(permissions.can_manage_training(asked.user))
    mine = Q(participant__in=asked.companies, state__in=(EnrollmentState.REQUESTED, EnrollmentState.OFFERED))
    wanted = mine | Q(state=EnrollmentState.REQUESTED) if decides else mine
    rows = Enrollment.objects.visible_to(asked.user).filter(wanted, session__state=SessionState.PUBLISHED)
    offered = Q(state=EnrollmentState.OFFERED)
    return lines(
        rows.filter(session__starts_at__gt=asked.now),
        title=F("contact__name"),
        due_on=MarketDay(Case(When(offered, then=F("offer_until")), default=F("session__starts_at"))),
        step=Case(When(offered, then=Value("offer")), default=Value("decide" if decides else "ask")),
        since=F("entered_at"),
    )


def register() -> None:
    worklist.register(
        "session",
        "Sessions",
        "presentation",
        sessions,
        page="training:session-detail",
        steps={"teach": ours("Teach it"), "close": ours("Record who came, and close it")},
        order=60,
    )
    worklist.register(
        "enrollment",
        "Enrollments",
        "graduation-cap",
        enrollments,
        page="training:enrollment-detail",
        steps={
            "decide": ours("Approve or decline the enrollment"),
            "ask": colleagues("Training decides on the enrollment"),
            "offer": theirs("The person accepts the seat or not"),
        },
        order=65,
    )
