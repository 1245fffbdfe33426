"""Guidance, a review, an approved answer and an improvement, for the walks over all addresses."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from accounts.models import User
from issues.actions.approved_answers import draft_answer
from issues.actions.guiding import record_guidance
from issues.actions.improvements import propose_improvement
from issues.models import Issue


def furnish_guidance(*companies: SimpleNamespace, people: dict[str, User], now: datetime) -> dict[str, Any]:
    """Two companies were told different things on one section, by two people who judge neither here."""
    first, second, *_ = companies
    given = {"section": "16.12.1", "now": now}
    record_guidance(participant=first.participant, by=people["senior"], wording="Two forms.", **given)
    differs = {"mark": "differs", "because": "A smaller company."}
    guidance = record_guidance(
        participant=second.participant, by=people["colleague"], wording="One form.", **given, **differs
    )
    answer = draft_answer(by=people["senior"], now=now, section="NOG 3.2", title="Tests", wording="Test twice.")
    named = {"guidance": guidance, "guidance_review": guidance.review, "approved_answer": answer}
    return named | _improvement(first.spoken_issue, people, now)


def _improvement(issue: Issue, people: dict[str, User], now: datetime) -> dict[str, Any]:
    """A supervisor's item, shared with the department of the walk's specialist, with an issue behind it."""
    supervisor = people["supervisor"]
    item = propose_improvement(
        by=supervisor,
        now=now,
        title="Fewer forms come back",
        problem="The same field is filled in wrongly again and again.",
        measure="Share of forms returned",
        unit="%",
        departments=[people["specialist"].department],
        issue=issue,
    )
    return {"improvement": item, "improvement_link": item.linked.get()}
