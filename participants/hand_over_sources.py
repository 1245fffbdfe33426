"""What of participants can be handed over, in this app; training and issues add their own kinds."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from participants.actions.follow_up_steps import postpone_follow_up
from participants.actions.plan_replanning import replan_task
from participants.choices import MeetingState
from participants.handing_over import Said, Source, register, register_talk
from participants.models import (
    AccountPlan,
    Change,
    ChecklistItem,
    FollowUp,
    Interaction,
    Letter,
    LetterReply,
    Meeting,
    Obligation,
    PlanReview,
    PlanTask,
)
from participants.rules.change_moves import STILL_OPEN as CHANGES_OPEN
from portal.scoping.today import MarketToday

QUOTED = 160


def register_all() -> None:
    """Called when the app is ready."""
    register(
        Source(
            "follow-up", "Follow-ups", "calendar-check", FollowUp, lambda rows: rows.still_open(), order=20,
            due="due_on", owner="responsible", verb="participants.followup.handed_over", replan=_postpone,
        ),
        Source(
            "plan-task", "Tasks of the plan", "list-todo", PlanTask, lambda rows: rows.under_way(), order=30,
            due="due_on", owner="owner", verb="participants.plantask.handed_over", replan=_replan,
        ),
        Source(
            "review", "Review meetings", "users", PlanReview, _planned, order=40, due="starts_at",
        ),
        Source(
            "meeting", "Meetings", "calendar-days", Meeting, _planned, order=45, due="starts_at",
        ),
        Source(
            "obligation", "Obligations", "calendar-range", Obligation, lambda rows: rows.unsettled(), order=50,
            due="due_on", what=_owed, joined=("type", "registration__role"),
        ),
        Source(
            "item", "Items of checklists", "list-checks", ChecklistItem, lambda rows: rows.open(), order=60,
            due="due_on", what=lambda row: row.requirement.title, joined=("requirement",),
        ),
        Source(
            "change", "Changes", "file-pen", Change, lambda rows: rows.filter(state__in=CHANGES_OPEN), order=70,
            what=lambda row: row.procedure.name, joined=("procedure",),
        ),
        Source(
            "plan", "Account plans", "notebook-text", AccountPlan, _current, order=80, due="ends_on", owner="owner",
            state=lambda row: "Current", verb="participants.plan.handed_over", for_days=False,
        ),
    )  # fmt: skip
    register_talk("letters", _letters)
    register_talk("replies to letters", _replies)
    register_talk("interactions", _interactions)


def _owed(row: Obligation) -> str:
    """What is owed, and for which registration where it is for one of them."""
    return f"{row.type.name} ({row.registration})" if row.registration_id else row.type.name


def _planned(rows: QuerySet) -> QuerySet:
    """Of meetings with the participant, and of reviews of its plan: the word is the same."""
    return rows.filter(state=MeetingState.PLANNED)


def _current(rows: QuerySet) -> QuerySet:
    return rows.filter(ends_on__gte=MarketToday())


def _postpone(ref: str, **given: Any) -> FollowUp:
    day = given.pop("day")
    return postpone_follow_up(follow_up=FollowUp.objects.get(ref=ref), due_on=day, **given)


def _replan(ref: str, **given: Any) -> PlanTask:
    day = given.pop("day")
    return replan_task(task=PlanTask.objects.get(ref=ref), due_on=day, **given)


def _letters(participants: Collection[int], since: datetime, until: datetime, limit: int) -> Iterator[Said]:
    rows = Letter.objects.filter(participant__in=participants, written_at__gte=since, written_at__lt=until)
    for row in rows.select_related("written_by").order_by("-written_at", "-id")[:limit]:
        text = " ".join(row.text.split())[:QUOTED]
        yield Said(row.participant_id, row.written_at, row.written_by.name, text, row.get_absolute_url())


def _interactions(participants: Collection[int], since: datetime, until: datetime, limit: int) -> Iterator[Said]:
    rows = Interaction.objects.filter(participant__in=participants, happened_at__gte=since, happened_at__lt=until)
    rows = rows.filter(struck_at=None).select_related("written_by").order_by("-happened_at", "-id")
    for row in rows[:limit]:
        text = f"{row.get_channel_display()}: {' '.join(row.summary.split())}"[:QUOTED]
        yield Said(row.participant_id, row.happened_at, row.written_by.name, text, row.get_absolute_url())


def _replies(participants: Collection[int], since: datetime, until: datetime, limit: int) -> Iterator[Said]:
    rows = LetterReply.objects.filter(participant__in=participants, received_at__gte=since, received_at__lt=until)
    for row in rows.filter(automatic=False).select_related("letter").order_by("-received_at", "-id")[:limit]:
        text = " ".join(row.text.split())[:QUOTED]
        yield Said(row.participant_id, row.received_at, row.name, text, row.letter.get_absolute_url())
