"""Meetings as lines of the worklist: those that come, and those that are over and nobody wrote down what came of."""

from datetime import timedelta
from typing import Final

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from participants import worklist
from participants.choices import MeetingState
from participants.models import Meeting, MeetingGuest, PlanReview
from participants.worklist import Asked, MarketDay, lines, ours

# A meeting that far away asks for nothing yet.
AHEAD: Final = timedelta(days=14)


def _told(rows: QuerySet, asked: Asked) -> QuerySet:
    over = Q(ends_at__lte=asked.now)
    return lines(
        rows,
        due_on=MarketDay(Case(When(over, then=F("ends_at")), default=F("starts_at"))),
        step=Case(When(over, then=Value("notes")), default=Value("meet")),
        since=F("starts_at"),
    )


def meetings(asked: Asked) -> QuerySet:
    """Those my people organize or are invited to; what came of one its organizer writes down."""
    invited = MeetingGuest.objects.filter(meeting=OuterRef("pk"), person__in=asked.people, removed_at=None)
    mine = Q(organizer__in=asked.people)
    coming = Q(ends_at__gt=asked.now, starts_at__lt=asked.now + AHEAD) & (mine | Exists(invited))
    rows = Meeting.objects.visible_to(asked.user).planned()
    return _told(rows.filter(coming | Q(ends_at__lte=asked.now) & mine), asked)


def plan_reviews(asked: Asked) -> QuerySet:
    """Review meetings of my participants' plans, and of the plans my people own."""
    rows = PlanReview.objects.visible_to(asked.user).filter(
        asked.of(company="participant", person="plan__owner"),
        state=MeetingState.PLANNED,
        starts_at__lt=asked.now + AHEAD,
    )
    return _told(rows, asked)


def register() -> None:
    """Called when the app is ready."""
    steps = {"meet": ours("Prepare and hold it"), "notes": ours("Write down what came of it")}
    worklist.register(
        "meeting", "Meetings", "calendar-clock", meetings, page="participants:meeting-detail", steps=steps, order=55
    )
    worklist.register(
        "plan-review",
        "Review meetings",
        "notebook-text",
        plan_reviews,
        page="participants:plan-review",
        steps=steps,
        order=56,
    )
