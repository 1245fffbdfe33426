"""An issue raised by a member of Prairie Lantern, as the tests of what is done with issues find it."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from accounts.models import User
from issues.actions.opening import open_issue
from issues.models import Issue
from issues.tests.factories import CategoryFactory
from participants.tests.actions.following_up import load_deadlines
from portal.scoping import wall

__all__ = ["load_deadlines", "raised"]


def raised(lantern: SimpleNamespace, by: User, now: datetime, title: str = "Reads are missing", **facts: Any) -> Issue:
    """By a participant's user, inside the wall."""
    category = CategoryFactory()
    with wall.inside(by.acting_for):
        return open_issue(
            participant=lantern.participant,
            category=category,
            title=title,
            text="We miss the reads of hour ending 17.",
            by=by,
            now=now,
            **{"registration": lantern.qse, **facts},
        )
