"""What an inquiry says already of the dispute it becomes, so that nobody types it twice."""

from typing import Any

from issues.choices import Side
from issues.models import Comment, Issue
from issues.rules.dispute_elements import DISPUTE_TYPE, MARKETS


def prefilled(issue: Issue, by: Any) -> dict[str, Any]:
    """The elements that the inquiry tells; the person who makes the dispute of it is suggested as its contact."""
    first = Comment.objects.filter(issue=issue, side=Side.PARTICIPANT).order_by("at", "id").first()
    registration = issue.registration
    return {
        "organization": (registration.short_name if registration is not None else "") or issue.participant.name[:200],
        "operating_day": issue.operating_day,
        "statement_id": issue.statement_id,
        "statement_type": issue.settlement_run,
        "market_type": MARKETS.get(issue.settlement_run, ""),
        "time_period": issue.interval,
        "dispute_type": DISPUTE_TYPE,
        "short_text": issue.title[:200],
        "long_text": first.text if first is not None else issue.title,
    } | _contact(issue, by)


def _contact(issue: Issue, by: Any) -> dict[str, str]:
    """Whom the operator would call: who acts for the participant; else for whom the staff took the inquiry down."""
    person = issue.contact if by.is_staff else by
    if person is None:
        return {}
    phone = getattr(person, "phone", "")
    return {
        "contact_person": person.name[:120],
        "contact_data": ", ".join(filter(None, [phone, person.email]))[:300],
    }
