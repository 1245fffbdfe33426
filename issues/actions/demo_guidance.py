"""The demo world's equal treatment and improvements, by the same actions as everywhere."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from accounts.models import Department, User
from issues.actions import approved_answers as library
from issues.actions import improvement_moves as moves
from issues.actions import improvements
from issues.actions.guidance_reviews import settle_review
from issues.actions.guiding import record_guidance
from issues.choices.improvements import ImprovementState as S
from issues.models import Issue
from participants.models import Participant
from portal.scoping.today import market_day

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo" / "guidance.yaml"
At = Callable[[int], datetime]


def fill_guidance(*, now: datetime) -> None:
    """What the file tells, each thing on its day before `now`."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    people = {person.email.partition("@")[0]: person for person in User.objects.staff()}

    def at(days: int) -> datetime:
        return now + timedelta(days=days)

    for row in told["approved"]:
        _approved(row, people, at)
    for row in told["said"]:
        _said(row, people, at)
    for row in told["improvements"]:
        _improvement(row, people, at)


def _approved(row: dict[str, Any], people: dict[str, User], at: At) -> None:
    given = {name: row[name] for name in ("section", "title", "wording")}
    answer = library.draft_answer(by=people[row["by"]], now=at(row["days"]), **given)
    if "approved_by" in row:
        library.approve_answer(answer=answer, by=people[row["approved_by"]], now=at(row["days"] + 1))


def _said(row: dict[str, Any], people: dict[str, User], at: At) -> None:
    given = {name: row.get(name, "") for name in ("section", "wording", "way", "mark", "because")}
    participant = Participant.objects.get(name=row["participant"])
    guidance = record_guidance(participant=participant, by=people[row["by"]], now=at(row["days"]), **given)
    if settled := row.get("settled"):
        judged = {"outcome": settled["outcome"], "reason": settled["reason"]}
        settle_review(review=guidance.review, by=people[settled["by"]], now=at(settled["days"]), **judged)


def _improvement(row: dict[str, Any], people: dict[str, User], at: At) -> None:
    owner, begun = people[row["owner"]], row["days"]
    item = improvements.propose_improvement(
        by=owner,
        now=at(begun),
        departments=Department.objects.filter(code__in=row["departments"]),
        baseline=row["baseline"],
        target=row.get("target"),
        due_on=market_day(at(row["due"])) if "due" in row else None,
        shared_goal=row.get("shared_goal", False),
        **{name: row[name] for name in ("title", "problem", "measure", "unit")},
    )
    if (issue := _issue(row.get("issue", ""))) is not None:
        improvements.link_issue(item=item, issue=issue, by=people["supervisor"], now=at(begun))
    if row["state"] == S.PROPOSED:
        return
    moves.accept_improvement(item=item, by=people["supervisor"], now=at(begun + 3))
    if row["state"] == S.ACCEPTED:
        return
    moves.begin_improvement(item=item, by=owner, now=at(begun + 5))
    for note in row["notes"]:
        said = {"kind": note["kind"], "text": note["text"]}
        improvements.note_improvement(item=item, by=people[note["by"]], now=at(note["days"]), **said)
    changed = max(note["days"] for note in row["notes"])
    for number, (days, value) in enumerate(row["measured"]):
        if days > changed >= (row["measured"][number - 1][0] if number else begun):
            moves.measure_effect(item=item, by=owner, now=at(changed))
        improvements.measure_improvement(item=item, by=owner, now=at(days), value=value)


def _issue(category: str) -> Issue | None:
    """The first of the category, over or not."""
    rows = (
        Issue.objects.select_related("participant").filter(category__code=category)
        if category
        else Issue.objects.none()
    )
    return rows.order_by("pk").first()
