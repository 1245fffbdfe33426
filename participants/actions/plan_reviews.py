"""Review meetings of an agreed plan: planned with an agenda from the plan, held with decisions and action items."""

from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants import plan_news as news
from participants.actions.contacting import note_contact
from participants.actions.participants import tidy
from participants.actions.plan_amending import amend_plan
from participants.actions.plan_tasks import add_task
from participants.actions.plans import draft_version, locked_plan
from participants.actions.shape import require_reason, require_shape
from participants.choices import ContactChannel, MeetingState, PlanSide, PlanState, PointKind
from participants.models import AccountPlan, PlanReview, PlanTask, PlanVersion, ReviewPoint
from participants.plan_agenda import agenda_of
from participants.rules.plan_moves import REVIEW_MOVES
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

MOST: Final = 80
NOT_AGREED: Final = "Review meetings are about an agreed plan; this one is not agreed yet."
PLANNED: Final = "The next review is planned already; move that one."
UNTITLED: Final = "Give the meeting a title."
BACKWARD: Final = "The meeting ends before it begins."
OUTSIDE: Final = "The meeting begins before the plan does."
CLOSED: Final = "This meeting is over; its minutes stand as they are."
AHEAD: Final = "This meeting has not come yet."
NO_MINUTES: Final = "Write down in a few sentences what was talked about; both sides read it."
EMPTY: Final = "Write the point first."
TOO_MANY: Final = f"A meeting has {MOST} points at most."
UNANSWERED: Final = "An action item says which side does it and by when."
SIDED: Final = "Only an action item has a side, a person and a day."
TAKEN: Final = "It became a task already."
NO_ACTION: Final = "Only an action item becomes a task."
INNER: Final = "What is added at once is told to both sides; an item inside goes into the next draft."
FOREIGN: Final = "This contact belongs to another participant."


@transaction.atomic
def plan_review(
    *, plan: AccountPlan, by: User, now: datetime, title: str, starts_at: datetime, ends_at: datetime, place: str = ""
) -> PlanReview:
    """The next meeting about the plan, with the agenda that follows from it; both sides hear of it."""
    plan = locked_plan(plan)
    permissions.can_write_plan(by, plan).enforce()
    agreed = _agreed(plan)
    if PlanReview.objects.filter(plan=plan, state=MeetingState.PLANNED).exists():
        raise Refused(PLANNED)
    review = PlanReview(plan=plan, participant=plan.participant, created_by=by)
    for name, value in _when(plan, title, starts_at, ends_at, place).items():
        setattr(review, name, value)
    review.save(force_insert=True)
    _write_agenda(review, agreed, by, now)
    changes = {"title": ["", review.title], "begins": ["", review.starts_at.isoformat()]}
    trail.record("participants.planreview.planned", of=review, by=by, at=now, changes=changes)
    news.tell_both("planned", review, plan, by=by, now=now)
    return review


@transaction.atomic
def move_review(
    *, review: PlanReview, by: User, now: datetime, title: str, starts_at: datetime, ends_at: datetime, place: str = ""
) -> PlanReview:
    """Another day, place or title; both sides hear of it."""
    review = _locked_open(review, by)
    changes = review.apply(**_when(review.plan, title, starts_at, ends_at, place))
    if changes:
        trail.record("participants.planreview.moved", of=review, by=by, at=now, changes=changes)
        news.tell_both("moved", review, review.plan, by=by, now=now)
    return review


@transaction.atomic
def cancel_review(*, review: PlanReview, by: User, now: datetime, reason: str) -> PlanReview:
    """It does not take place; both sides hear of it, and read the reason as its minutes."""
    reason = require_reason(reason)
    require_shape(PlanReview(minutes=reason), "minutes")
    review = _locked_open(review, by)
    REVIEW_MOVES.require(review.state, MeetingState.CANCELED)
    changes = review.apply(state=MeetingState.CANCELED, minutes=reason)
    told = {"state": changes["state"]}
    trail.record("participants.planreview.canceled", of=review, by=by, at=now, changes=told, reason=reason)
    news.tell_both("canceled", review, review.plan, by=by, now=now)
    return review


@transaction.atomic
def refresh_agenda(*, review: PlanReview, by: User, now: datetime) -> PlanReview:
    """Read the plan anew: points that are new are added, those that somebody wrote or took away stay as they are."""
    review = _locked_open(review, by)
    added = _write_agenda(review, _agreed(review.plan), by, now)
    trail.record("participants.planreview.pointed", of=review, by=by, at=now, changes={"points": ["", str(added)]})
    return review


@transaction.atomic
def add_point(
    *,
    review: PlanReview,
    by: User,
    now: datetime,
    kind: str,
    text: str,
    shared: bool = True,
    side: str = "",
    owner: User | None = None,
    contact: Any = None,
    due_on: date | None = None,
) -> ReviewPoint:
    """A point of the agenda, a decision, or an action item: what one side does by a day."""
    review = _locked_open(review, by)
    text = text.strip()
    if not text:
        raise Refused(EMPTY)
    count = review.points.count()
    if count >= MOST:
        raise Refused(TOO_MANY)
    point = ReviewPoint(review=review, participant=review.participant, order=count, kind=kind, text=text)
    point.shared = shared or side == PlanSide.PARTICIPANT
    point.side, point.due_on = side, due_on
    point.owner = owner if side == PlanSide.OPERATOR else None
    point.contact = contact if side == PlanSide.PARTICIPANT else None
    _require_sound(point)
    point.save(force_insert=True)
    changes = {"kind": ["", point.get_kind_display()]}
    trail.record("participants.planreview.pointed", of=review, by=by, at=now, changes=changes)
    return point


@transaction.atomic
def remove_point(*, point: ReviewPoint, by: User, now: datetime) -> None:
    """Take a point off before the meeting is over; what became a task stays."""
    review = _locked_open(point.review, by)
    point = ReviewPoint.objects.lock(point.pk)
    if point.task_line is not None:
        raise Refused(TAKEN)
    changes = {"kind": [point.get_kind_display(), ""]}
    trail.record("participants.planreview.unpointed", of=review, by=by, at=now, changes=changes)
    point.delete()


@transaction.atomic
def take_up_action(*, point: ReviewPoint, by: User, now: datetime, at_once: bool = False) -> PlanTask:
    """The action item becomes a task: of the next draft, or `at_once` of the agreed version, told to both sides."""
    review = _locked(point.review)
    permissions.can_write_plan(by, review.plan).enforce()
    point = ReviewPoint.objects.select_for_update(of=("self",)).select_related("owner", "contact").get(pk=point.pk)
    if point.kind != PointKind.ACTION:
        raise Refused(NO_ACTION)
    if point.task_line is not None:
        raise Refused(TAKEN)
    if at_once and not point.shared:
        raise Refused(INNER)
    who = {"owner": point.owner} if point.side == PlanSide.OPERATOR else {"contact": point.contact}
    told = {"title": point.text[:200], "side": point.side, "due_on": point.due_on, "by": by, "now": now} | who
    if at_once:
        task = amend_plan(plan=review.plan, **told)
    else:
        task = add_task(version=_draft(review.plan, by, now), shared=point.shared, **told)
    point.apply(task_line=task.line)
    where = "agreed version" if at_once else "next draft"
    changes = {"task": ["", where]}
    trail.record("participants.reviewpoint.taken_up", of=point, by=by, at=now, changes=changes)
    return task


@transaction.atomic
def hold_review(*, review: PlanReview, by: User, now: datetime, minutes: str) -> PlanReview:
    """The meeting took place: its minutes are shared, and action items become tasks of the plan's next draft.

    While a version waits for sign-off they stay as they are, to be taken up afterwards.
    """
    review = _locked_open(review, by)
    REVIEW_MOVES.require(review.state, MeetingState.HELD)
    if market_day(review.starts_at) > market_day(now):
        raise Refused(AHEAD)
    minutes = minutes.strip()
    if not minutes:
        raise Refused(NO_MINUTES)
    require_shape(PlanReview(minutes=minutes), "minutes")
    changes = review.apply(state=MeetingState.HELD, held_at=now, minutes=minutes)
    if not PlanVersion.objects.filter(plan=review.plan, state=PlanState.IN_REVIEW).exists():
        for point in review.points.filter(kind=PointKind.ACTION, task_line=None).order_by("order", "id"):
            take_up_action(point=point, by=by, now=now)
    trail.record("participants.planreview.held", of=review, by=by, at=now, changes={"state": changes["state"]})
    at = min(review.starts_at, now)
    channel = ContactChannel.MEETING
    note_contact(participant_id=review.participant_id, channel=channel, by=by, at=at, about=review.ref)
    news.tell_both("held", review, review.plan, by=by, now=now)
    return review


def _locked(review: PlanReview) -> PlanReview:
    """The meeting with its plan, locked."""
    plan = locked_plan(review.plan)
    review = PlanReview.objects.lock(review.pk)
    review.plan, review.participant = plan, plan.participant
    return review


def _locked_open(review: PlanReview, by: User) -> PlanReview:
    """The first three steps of each writer of a meeting that is ahead: lock, permit, require that it is."""
    review = _locked(review)
    permissions.can_write_plan(by, review.plan).enforce()
    if review.state != MeetingState.PLANNED:
        raise Refused(CLOSED)
    return review


def _agreed(plan: AccountPlan) -> PlanVersion:
    agreed = PlanVersion.objects.filter(plan=plan).agreed().first()
    if agreed is None:
        raise Refused(NOT_AGREED)
    agreed.plan = plan
    return agreed


def _draft(plan: AccountPlan, by: User, now: datetime) -> PlanVersion:
    """The draft that is written in, begun if there is none."""
    draft = PlanVersion.objects.filter(plan=plan, state=PlanState.DRAFT).first()
    return draft or draft_version(plan=plan, by=by, now=now)


def _when(plan: AccountPlan, title: str, starts_at: datetime, ends_at: datetime, place: str) -> dict[str, Any]:
    title, place = tidy(title), tidy(place)
    if not title:
        raise Refused(UNTITLED)
    require_shape(PlanReview(title=title, place=place), "title", "place")
    if ends_at <= starts_at:
        raise Refused(BACKWARD)
    if market_day(starts_at) < plan.starts_on:
        raise Refused(OUTSIDE)
    return {"title": title, "starts_at": starts_at, "ends_at": ends_at, "place": place}


def _write_agenda(review: PlanReview, agreed: PlanVersion, by: User, now: datetime) -> int:
    """Add the points that are not there yet, and return how many."""
    there = {(point.about, point.text) for point in review.points.all()}
    named = {about for about, _text in there if about}
    order = len(there)
    rows = []
    for point in agenda_of(agreed, by, now)[: MOST - order]:
        if (point.about, point.text) in there or point.about in named:
            continue
        told = {"text": point.text, "about": point.about[:20], "shared": point.shared, "order": order + len(rows)}
        rows.append(ReviewPoint(review=review, participant=review.participant, kind=PointKind.AGENDA, **told))
    ReviewPoint.objects.bulk_create(rows)
    return len(rows)


def _require_sound(point: ReviewPoint) -> None:
    require_shape(point, "kind", "text", "side", "due_on")
    if point.kind == PointKind.ACTION:
        if not point.side or point.due_on is None:
            raise Refused(UNANSWERED)
    elif point.side or point.due_on is not None:
        raise Refused(SIDED)
    if point.contact is not None and point.contact.participant_id != point.participant_id:
        raise Refused(FOREIGN)
