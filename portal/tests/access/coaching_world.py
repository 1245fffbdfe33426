"""An answer of each company's account manager that waits for its review, for the walks over all addresses."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from accounts.actions.shadowings import end_shadowing
from accounts.models import User
from issues.actions.coaching_draw import ask_review
from issues.tests.factories import CommentFactory
from participants.actions.shadowings import arrange_shadowing


def furnish_coaching(*companies: SimpleNamespace, by: User, now: datetime) -> None:
    """Beside it the account manager's shadowing, which the supervisor arranged."""
    for rows in companies:
        rows.shadowing = arrange_shadowing(
            participant=rows.participant,
            person=rows.assignment.person,
            by=by,
            now=now,
            purpose=f"What {rows.contact.name} does",
            starts_on=now.date() - timedelta(days=40),
            ends_on=now.date() + timedelta(days=1),
        )
        end_shadowing(shadowing=rows.shadowing, by=by, now=now, reason="Seen enough")
        said = CommentFactory(
            issue=rows.spoken_issue,
            participant=rows.participant,
            side="operator",
            author=rows.assignment.person,
            at=now - timedelta(days=1),
            text=f"{rows.contact.name} was told the window.",
        )
        rows.answer_review = ask_review(comment=said, by=by, now=now, because=f"What {rows.contact.name} was told")
