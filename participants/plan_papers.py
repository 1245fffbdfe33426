"""An account plan as a paper both sides take into the meeting.

It holds the shared part alone, whoever asks for it, and is drawn anew each time; nothing is stored.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from accounts.models import User
from participants.choices import PlanState
from participants.models import PlanVersion
from participants.plan_paper_rows import (
    Paper,
    body,
    frame,
    local,
    milestone,
    pairs,
    period,
    person_row,
    printed,
    reach,
    told_sections,
)
from participants.plan_reading import Reading
from portal.scoping.today import market_day
from portal.web.words import moment


class SharedReading(Reading):
    """Only what the participant may read, also when the staff look at it."""

    def _lines(self, model: Any) -> Any:
        return super()._lines(model).filter(shared=True)


def plan_paper(version: PlanVersion, user: Any, *, now: datetime) -> Paper:
    """The shared part of one version; of a draft with that word across the page."""
    return Paper(
        f"plan-{version.plan.ref}-{version.number}.pdf", printed("plan_paper", plan_facts(version, user, now), now)
    )


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
        **frame(plan, version.ref, now),
        "title": plan.title,
        "subtitle": f"Account plan of {settings.OPERATOR_NAME} and {plan.participant.name}",
        "draft": version.state in (PlanState.DRAFT, PlanState.DISCARDED),
        "inside": False,
        "class": f"Confidential: {plan.participant.name} and {settings.OPERATOR_NAME} only",
        "head": pairs(
            Period=period(plan),
            Version=f"{version.number}, {version.get_state_display().lower()}",
            Owner=owner.name if owner else settings.OPERATOR_NAME,
            Contact=reach(owner) or "in the portal",
        ),
        "summary": version.summary,
        "milestones": [milestone(row) for row in reading.milestones],
        "situation": told_sections(reading.situation),
        "gathered": f"As of {moment(local(version.gathered_at))}." if version.gathered_at else "",
        "people": [person_row(row) for row in reading.stakeholders],
        "signed": [
            _signature(settings.OPERATOR_NAME, people.get(version.signed_by_id), version.signed_at, "Not signed yet"),
            _signature(
                plan.participant.name, people.get(version.confirmed_by_id), version.confirmed_at, "Not confirmed yet"
            ),
        ],
        **body(reading, reading.tasks),
    }


def _signature(side: str, person: Any, at: datetime | None, not_yet: str) -> dict[str, str]:
    if at is None:
        return {"side": side, "name": not_yet, "when": ""}
    return {"side": side, "name": person.name if person is not None else side, "when": moment(local(at))}


def _people(*ids: int | None) -> Mapping[int, User]:
    """By key, as cards; a participant's user finds only those the company may know."""
    return {one.pk: one for one in User.objects.filter(pk__in={one for one in ids if one}).cards()}
