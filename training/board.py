"""The training coordinator's board: what is ahead, what waits for somebody, what ends, what was not liked.

Numbers open exactly the rows they count. The statements are the same for any number of rows.
"""

from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from django.db.models import Avg, Count, Exists, F, FloatField, OuterRef, QuerySet
from django.urls import reverse

from accounts.models import User
from participants.models import Participant
from portal.scoping.today import market_day
from portal.web.keyset import bounded_counts
from training import need_lists
from training.choices import EnrollmentState, NeedState
from training.coverage_lists import covered, in_view
from training.models import Certificate, CourseSession, Enrollment, Evaluation, TrainingNeed
from training.models.outcome import RATINGS
from training.rules.coverage import NEAR

AHEAD: Final = 8
LISTS: Final = 6
# An evaluation goes from 1 (poor) to 5 (very good); one or two answers say nothing yet.
LOW: Final = 3.5
FEWEST_ANSWERS: Final = 3
RECENT: Final = timedelta(days=180)


class Number(NamedTuple):
    """`rows` are those that the address shows; `value` says how many, once they are counted."""

    label: str
    rows: QuerySet
    url: str
    note: str = ""
    value: str = ""


def context(user: User, now: datetime) -> dict[str, Any]:
    """What the board shows to a person; six statements."""
    upcoming = CourseSession.objects.visible_to(user).ahead(now).select_related("course")
    needs = need_lists.counts(TrainingNeed.objects.visible_to(user))
    return {
        "numbers": counted(user, numbers(user, now)),
        "upcoming": list(upcoming[:AHEAD]),
        "waiting": list(upcoming.filter(waiting__gt=0).order_by("-waiting", "id")[:LISTS]),
        "needs": [(state, needs[state]) for state in need_lists.COLUMNS],
        "disliked": disliked(user, now),
        "recent_days": RECENT.days,
    }


def numbers(user: User, now: datetime) -> list[Number]:
    sessions, coverage = reverse("training:session-list"), reverse("training:coverage-list")
    ahead = CourseSession.objects.visible_to(user).ahead(now)
    asked = Enrollment.objects.filter(session=OuterRef("pk"), state=EnrollmentState.REQUESTED)
    to_approve = CourseSession.objects.visible_to(user).filter(Exists(asked))
    undecided = TrainingNeed.objects.visible_to(user).filter(state=NeedState.SUGGESTED)
    lacking = in_view(covered(user), "lacking")
    return [
        Number("Sessions ahead", ahead, f"{sessions}?view=upcoming", "published and not over"),
        Number("With people to approve", to_approve, f"{sessions}?view=requests", "sessions somebody waits for"),
        Number("Needs to decide", undecided, reverse("training:need-column", args=["suggested"]), "suggested"),
        Number("Certificates ending", ending(user, now), reverse("training:coverage-ending"), "within 90 days"),
        Number("Participants not covered", lacking, f"{coverage}?view=lacking", "need a course nobody there has"),
    ]


def counted(user: User, drawn: list[Number]) -> list[Number]:
    """All of them counted, in one statement."""
    found = bounded_counts({one.label: one.rows for one in drawn}, beside=User.objects.filter(pk=user.pk))
    return [one._replace(value=found[one.label]) for one in drawn]


def ending(user: User, now: datetime) -> QuerySet[Certificate]:
    """Certificates that end within ninety days, of people still there whose company's page the person may open."""
    today = market_day(now)
    rows = Certificate.objects.visible_to(user).expiring(today, today + NEAR)
    return rows.filter(contact__active=True, participant__in=Participant.objects.ids_visible_to(user))


def disliked(user: User, now: datetime) -> list[dict[str, Any]]:
    """Sessions that several people found less than good lately, the worst first; one statement."""
    score = sum((F(name) for name in RATINGS[1:]), F(RATINGS[0])) * 1.0 / len(RATINGS)
    rows = Evaluation.objects.visible_to(user).filter(session__ends_at__gte=now - RECENT).order_by()
    told = rows.values("session__ref", "session__title", "session__course__title", "session__ends_at")
    found = told.annotate(score=Avg(score, output_field=FloatField()), answers=Count("pk"))
    return list(found.filter(score__lt=LOW, answers__gte=FEWEST_ANSWERS).order_by("score", "session__ref")[:LISTS])
