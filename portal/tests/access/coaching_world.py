"""An answer of each company's account manager that waits for its review, for the walks over all addresses."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from accounts.models import User
from issues.actions.coaching_draw import ask_review
from issues.tests.factories import CommentFactory


def furnish_coaching(*companies: SimpleNamespace, by: User, now: datetime) -> None:
    for rows in companies:
        said = CommentFactory(
            issue=rows.spoken_issue,
            participant=rows.participant,
            side="operator",
            author=rows.assignment.person,
            at=now - timedelta(days=1),
            text=f"{rows.contact.name} was told the window.",
        )
        rows.answer_review = ask_review(comment=said, by=by, now=now, because=f"What {rows.contact.name} was told")
