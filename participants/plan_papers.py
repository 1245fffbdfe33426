"""An account plan as a paper both sides take into the meeting, and the brief that only the staff reads.

The paper holds the shared part alone, whoever asks for it. Both are drawn anew each time; nothing is stored.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings
from django.http import HttpResponse

from accounts.models import User
from participants import facts as known_facts
from participants.actions.plans import as_kept
from participants.choices import MeetingState, PlanSide, PlanState, PointKind, TaskState
from participants.models import AccountPlan, LastContact, Letter, PlanReview, PlanVersion
from participants.plan_agenda import NOT_NEWS
from participants.plan_reading import Reading, Situation, sections
from participants.plan_review_reading import with_tasks
from participants.rules.plan_progress import WHOLE
from participants.rules.plan_reviews import measured_by, number
from portal import typesetting
from portal.scoping.today import MARKET_ZONE, market_day
from portal.web.words import moment, short_day

MOST: Final = {"objectives": 12, "tasks": 40, "risks": 10}
MOST_LINES: Final = 8
MOST_REMARKS: Final = 6
MOST_LETTERS: Final = 4
LONGEST_LINE: Final = 90
WEIGHTS: Final = {"high": "bad", "medium": "warn", "low": "plain"}
STATES: Final = {"reached": "good", "missed": "bad", "done": "good"}


@dataclass(frozen=True, slots=True)
class Paper:
    name: str
    content: bytes


class SharedReading(Reading):
    """Only what the participant may read, also when the staff look at it."""

    def _lines(self, model: Any) -> Any:
        return super()._lines(model).filter(shared=True)


def plan_paper(version: PlanVersion, user: Any, *, now: datetime) -> Paper:
    """The shared part of one version; of a draft with that word across the page."""
    return Paper(
        f"plan-{version.plan.ref}-{version.number}.pdf", _pdf("plan_paper", plan_facts(version, user, now), now)
    )


def meeting_brief(review: PlanReview, user: User, *, now: datetime) -> Paper:
    """What whoever goes into a review meeting should know: facts shared and inside, and what to talk about."""
    return Paper(f"brief-{review.ref}.pdf", _pdf("plan_brief", brief_facts(review, user, now), now))


def as_download(paper: Paper) -> HttpResponse:
    """A download that nobody keeps on the way."""
    response = HttpResponse(paper.content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{paper.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def plan_facts(version: PlanVersion, user: Any, now: datetime) -> dict[str, Any]:
    """Everything the paper prints."""
    plan, today = version.plan, market_day(now)
    reading = SharedReading(version, user, today)
    people = _people(plan.owner_id, version.signed_by_id, version.confirmed_by_id)
    owner = people.get(plan.owner_id)
    return {
        **_frame(plan, version.ref, now),
        "title": plan.title,
        "subtitle": f"Account plan of {settings.OPERATOR_NAME} and {plan.participant.name}",
        "draft": version.state in (PlanState.DRAFT, PlanState.DISCARDED),
        "inside": False,
        "class": f"Confidential: {plan.participant.name} and {settings.OPERATOR_NAME} only",
        "head": _pairs(
            Period=_period(plan),
            Version=f"{version.number}, {version.get_state_display().lower()}",
            Owner=owner.name if owner else settings.OPERATOR_NAME,
            Contact=_reach(owner) or "in the portal",
        ),
        "summary": version.summary,
        "milestones": [_milestone(row) for row in reading.milestones],
        "situation": _sections(reading.situation),
        "gathered": f"As of {moment(_local(version.gathered_at))}." if version.gathered_at else "",
        "people": [_person(row) for row in reading.stakeholders],
        "signed": [
            _signature(settings.OPERATOR_NAME, people.get(version.signed_by_id), version.signed_at, "Not signed yet"),
            _signature(
                plan.participant.name, people.get(version.confirmed_by_id), version.confirmed_at, "Not confirmed yet"
            ),
        ],
        **_body(reading, reading.tasks),
    }


def brief_facts(review: PlanReview, user: User, now: datetime) -> dict[str, Any]:
    """Everything the brief prints, as this person may see it."""
    plan, today = review.plan, market_day(now)
    version = _holds(plan)
    reading = Reading(version, user, today, inner=True)
    gathered = {"participant": plan.participant, "user": user, "now": now}
    points = list(review.points.filter(kind=PointKind.AGENDA).order_by("order", "id"))
    remarks = plan.remarks.select_related("by").order_by("-at", "-id")[:MOST_REMARKS]
    return {
        **_frame(plan, review.ref, now),
        "title": review.title,
        "subtitle": f"Brief for the meeting with {plan.participant.name}",
        "draft": False,
        "inside": True,
        "class": f"Internal to {settings.OPERATOR_NAME}: never leave it with the participant",
        "head": _pairs(
            When=moment(_local(review.starts_at)),
            Place=review.place or "not said yet",
            Plan=f"{plan.title}, {_period(plan)}",
            Owner=plan.owner.name,
        ),
        "points": [
            {"number": f"{place}.", "text": one.text, "inside": not one.shared} for place, one in enumerate(points, 1)
        ],
        "assessment": reading.inside.assessment if reading.inside is not None else "",
        "contacts": _contacts(plan, user),
        "before": _before(review, user, today),
        "people": [_person(row) for row in reading.stakeholders],
        "inner": _sections(sections(_but_contact(known_facts.gather(**gathered, shared=False)))),
        "situation": _sections(sections(as_kept(known_facts.gather(**gathered, shared=True)))),
        "remarks": [{"text": row.text, "by": f"{row.by.name}, {short_day(_local(row.at))}"} for row in remarks],
        **_body(reading, [task for task in reading.tasks if task.is_open]),
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


def _frame(plan: AccountPlan, reference: str, now: datetime) -> dict[str, Any]:
    logo = settings.OPERATOR_LOGO_TEXT or settings.OPERATOR_NAME
    return {
        "reference": reference,
        "made": f"drawn {moment(_local(now))}",
        "operator": {"name": settings.OPERATOR_NAME, "logo": logo},
        "participant": plan.participant.name,
    }


def _body(reading: Reading, tasks: list[Any]) -> dict[str, Any]:
    """Objectives, tasks and risks, so many of each as fit into the paper."""
    rows = {
        "objectives": [_objective(row) for row in reading.objectives],
        "tasks": [_task(row) for row in sorted(tasks, key=lambda one: (not one.is_open, one.due_on, one.pk))],
        "risks": [_risk(row) for row in reading.risks],
    }
    counts = reading.counts
    late = f", {counts['late']} overdue" if counts["late"] else ""
    return {
        "figures": f"{counts['done']} of {counts['tasks']} done{late}.",
        "more": {name: max(0, len(found) - MOST[name]) for name, found in rows.items()},
        **{name: found[: MOST[name]] for name, found in rows.items()},
    }


def _objective(row: Any) -> dict[str, Any]:
    left = row.task_count
    unit = f" {row.unit}" if row.unit else ""
    return {
        "title": row.title,
        "why": row.why,
        "measure": measured_by(row) + (f", measured {short_day(row.latest_on)}" if row.latest_on else ""),
        "state": "" if row.state == "open" else row.get_state_display(),
        "tone": STATES.get(row.state, "plain"),
        "percent": row.percent,
        "baseline": number(row.baseline) or "0",
        "latest": number(row.latest) + (unit if row.percent is not None and row.percent < WHOLE else ""),
        "target": number(row.target),
        "tasks": f"{row.done_count} of {left} task{'s' if left != 1 else ''} done" if left else "",
    }


def _task(row: Any) -> dict[str, Any]:
    ours = row.side == PlanSide.OPERATOR
    person = row.owner if ours else row.contact
    notes = [f"after {one.title}" for one in row.waits]
    state, tone = row.get_state_display(), STATES.get(row.state, "plain")
    if row.late:
        state, tone = "Overdue", "bad"
    elif row.waits and row.is_open:
        state, tone = "Waiting", "warn"
    return {
        "title": row.title,
        "inside": not row.shared,
        "note": "; ".join([*notes, *([row.outcome] if row.state == TaskState.DONE and row.outcome else [])]),
        "who": person.name if person is not None else (settings.OPERATOR_NAME if ours else "The company"),
        "side": row.get_side_display().lower(),
        "due": short_day(row.due_on),
        "state": state,
        "tone": tone,
    }


def _risk(row: Any) -> dict[str, Any]:
    return {
        "title": row.title,
        "inside": not row.shared,
        "answer": row.answer,
        "degrees": f"{row.get_likelihood_display()} likelihood, {row.get_impact_display().lower()} impact",
        "weight": row.weight.capitalize() if row.state == "open" else row.get_state_display(),
        "tone": WEIGHTS[row.weight] if row.state == "open" else "plain",
    }


def _milestone(row: Any) -> dict[str, Any]:
    if row.reached_on is not None:
        return {"title": row.title, "on": short_day(row.on), "state": "Reached", "tone": "good"}
    late = {"state": "Overdue", "tone": "bad"} if row.late else {"state": "Ahead", "tone": "plain"}
    return {"title": row.title, "on": short_day(row.on), **late}


def _person(row: Any) -> dict[str, Any]:
    part = ", ".join(
        filter(
            None,
            [
                row.get_part_display(),
                row.get_side_display().lower(),
                row.get_rhythm_display().lower() if row.rhythm else "",
                f"step {row.step} of the escalation ladder" if row.step else "",
            ],
        )
    )
    names = {"part": part, "interest": row.get_interest_display(), "cares_for": row.cares_for}
    return {"name": row.title, **names}


def _sections(rows: Iterable[Situation]) -> list[dict[str, Any]]:
    """Kept facts, each section so short that the whole fits."""
    return [
        {
            "title": row.title,
            "lines": [
                {"text": line["text"], "day": short_day(line["day"]) if line["day"] else "", "urgent": line["urgent"]}
                for line in row.lines[:MOST_LINES]
            ],
            "more": row.more + max(0, len(row.lines) - MOST_LINES),
        }
        for row in rows
    ]


def _contacts(plan: AccountPlan, user: User) -> list[str]:
    """Who spoke last, and the last letters."""
    last = LastContact.objects.visible_to(user).filter(participant=plan.participant_id).first()
    if last is None:
        told = ["Nobody was in touch yet, as far as the portal knows."]
    else:
        side = last.get_side_display().lower()
        told = [f"{short_day(_local(last.at))}: {last.get_channel_display().lower()}, {last.who} ({side}) spoke last."]
    letters = Letter.objects.visible_to(user).filter(participant=plan.participant_id)
    written = letters.select_related("written_by").order_by("-written_at", "-id")[:MOST_LETTERS]
    return told + [_letter(one) for one in written]


def _letter(row: Letter) -> str:
    words = " ".join(row.text.split())
    begin = words if len(words) <= LONGEST_LINE else f"{words[: LONGEST_LINE - 1].rstrip()}…"
    return f"{short_day(_local(row.written_at))}: {row.written_by.name} wrote “{begin}”"


def _before(review: PlanReview, user: User, today: date) -> dict[str, Any]:
    """Decisions and action items of the last review that was held before this one."""
    held = PlanReview.objects.filter(plan=review.plan, state=MeetingState.HELD, starts_at__lt=review.starts_at)
    last = held.order_by("-starts_at", "-id").first()
    if last is None:
        return {"title": "", "decisions": [], "actions": []}
    points = list(last.points.order_by("order", "id"))
    with_tasks(points, last, user)
    return {
        "title": f"{last.title}, {short_day(_local(last.starts_at))}",
        "decisions": [point.text for point in points if point.kind == PointKind.DECISION],
        "actions": [_action(point, today) for point in points if point.kind == PointKind.ACTION],
    }


def _action(point: Any, today: date) -> dict[str, Any]:
    task = point.task
    state, tone = ("Not in the plan", "warn") if task is None else (task.get_state_display(), "plain")
    if task is not None and task.is_open and task.due_on < today:
        state, tone = "Overdue", "bad"
    elif task is not None and task.state == TaskState.DONE:
        tone = "good"
    told = {"side": point.get_side_display().lower(), "due": short_day(task.due_on if task else point.due_on)}
    return {"text": point.text, "state": state, "tone": tone, **told}


def _signature(side: str, person: Any, at: datetime | None, not_yet: str) -> dict[str, str]:
    if at is None:
        return {"side": side, "name": not_yet, "when": ""}
    return {"side": side, "name": person.name if person is not None else side, "when": moment(_local(at))}


def _people(*ids: int | None) -> Mapping[int, User]:
    """By key, as cards; a participant's user finds only those the company may know."""
    return {one.pk: one for one in User.objects.filter(pk__in={one for one in ids if one}).cards()}


def _pairs(**told: str) -> list[dict[str, str]]:
    return [{"label": label, "value": value} for label, value in told.items()]


def _reach(person: Any) -> str:
    return " · ".join(part for part in (person.phone, person.email) if part) if person is not None else ""


def _period(plan: AccountPlan) -> str:
    return f"{short_day(plan.starts_on)} to {short_day(plan.ends_on)}"


def _local(at: datetime) -> datetime:
    return at.astimezone(MARKET_ZONE)


def _pdf(template: str, told: Mapping[str, Any], now: datetime) -> bytes:
    return typesetting.pdf(template, told, at=now)
