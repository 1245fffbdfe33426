"""The brief for a review meeting, which only the staff reads: facts shared and inside, and what to talk about."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings

from accounts.models import User
from participants import facts as known_facts
from participants.actions.plans import as_kept
from participants.choices import MeetingState, PlanState, PointKind
from participants.models import AccountPlan, LastContact, Letter, PlanReview, PlanVersion
from participants.plan_agenda import NOT_NEWS
from participants.plan_paper_rows import (
    Paper,
    action,
    body,
    frame,
    local,
    pairs,
    period,
    person_row,
    printed,
    told_sections,
)
from participants.plan_reading import Reading, sections
from participants.plan_review_reading import with_tasks
from portal.scoping.today import market_day
from portal.web.words import moment, short_day

MOST_REMARKS: Final = 6
MOST_LETTERS: Final = 4
LONGEST_LINE: Final = 90


def meeting_brief(review: PlanReview, user: User, *, now: datetime) -> Paper:
    """What whoever goes into a review meeting should know: facts shared and inside, and what to talk about."""
    return Paper(f"brief-{review.ref}.pdf", printed("plan_brief", brief_facts(review, user, now), now))


def brief_facts(review: PlanReview, user: User, now: datetime) -> dict[str, Any]:
    """Everything the brief prints, as this person may see it."""
    plan, today = review.plan, market_day(now)
    version = _holds(plan)
    reading = Reading(version, user, today, inner=True)
    gathered = {"participant": plan.participant, "user": user, "now": now}
    points = list(review.points.filter(kind=PointKind.AGENDA).order_by("order", "id"))
    remarks = plan.remarks.select_related("by").order_by("-at", "-id")[:MOST_REMARKS]
    return {
        **frame(plan, review.ref, now),
        "title": review.title,
        "subtitle": f"Brief for the meeting with {plan.participant.name}",
        "draft": False,
        "inside": True,
        "class": f"Internal to {settings.OPERATOR_NAME}: never leave it with the participant",
        "head": pairs(
            When=moment(local(review.starts_at)),
            Place=review.place or "not said yet",
            Plan=f"{plan.title}, {period(plan)}",
            Owner=plan.owner.name,
        ),
        "points": [
            {"number": f"{place}.", "text": one.text, "inside": not one.shared} for place, one in enumerate(points, 1)
        ],
        "assessment": reading.inside.assessment if reading.inside is not None else "",
        "contacts": _contacts(plan, user),
        "before": _before(review, user, today),
        "people": [person_row(row) for row in reading.stakeholders],
        "inner": told_sections(sections(_but_contact(known_facts.gather(**gathered, shared=False)))),
        "situation": told_sections(sections(as_kept(known_facts.gather(**gathered, shared=True)))),
        "remarks": [{"text": row.text, "by": f"{row.by.name}, {short_day(local(row.at))}"} for row in remarks],
        **body(reading, [task for task in reading.tasks if task.is_open]),
    }


def _but_contact(found: Iterable[known_facts.Section]) -> list[dict[str, Any]]:
    """The last contact has a place of its own in the brief."""
    return as_kept([section for section in found if section.key not in NOT_NEWS])


def _holds(plan: AccountPlan) -> PlanVersion:
    """The version that holds, else the newest one."""
    versions = list(PlanVersion.objects.filter(plan=plan).order_by("-number"))
    version = next((one for one in versions if one.state == PlanState.AGREED), versions[0])
    version.plan = plan
    return version


def _contacts(plan: AccountPlan, user: User) -> list[str]:
    """Who spoke last, and the last letters."""
    last = LastContact.objects.visible_to(user).filter(participant=plan.participant_id).first()
    if last is None:
        told = ["Nobody was in touch yet, as far as the portal knows."]
    else:
        side = last.get_side_display().lower()
        told = [f"{short_day(local(last.at))}: {last.get_channel_display().lower()}, {last.who} ({side}) spoke last."]
    letters = Letter.objects.visible_to(user).filter(participant=plan.participant_id)
    written = letters.select_related("written_by").order_by("-written_at", "-id")[:MOST_LETTERS]
    return told + [_letter(one) for one in written]


def _letter(row: Letter) -> str:
    words = " ".join(row.text.split())
    begin = words if len(words) <= LONGEST_LINE else f"{words[: LONGEST_LINE - 1].rstrip()}…"
    return f"{short_day(local(row.written_at))}: {row.written_by.name} wrote “{begin}”"


def _before(review: PlanReview, user: User, today: date) -> dict[str, Any]:
    """Decisions and action items of the last review that was held before this one."""
    held = PlanReview.objects.filter(plan=review.plan, state=MeetingState.HELD, starts_at__lt=review.starts_at)
    last = held.order_by("-starts_at", "-id").first()
    if last is None:
        return {"title": "", "decisions": [], "actions": []}
    points = list(last.points.order_by("order", "id"))
    with_tasks(points, last, user)
    return {
        "title": f"{last.title}, {short_day(local(last.starts_at))}",
        "decisions": [point.text for point in points if point.kind == PointKind.DECISION],
        "actions": [action(point, today) for point in points if point.kind == PointKind.ACTION],
    }
