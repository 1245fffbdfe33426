"""An issue that a participant's user asked, for tests of what is said in it."""

from datetime import datetime
from types import SimpleNamespace

from accounts.models import User
from issues.actions.opening import open_issue
from issues.choices import Side, WatchReason
from issues.models import Issue
from issues.tests.factories import CategoryFactory, WatcherFactory
from participants.models import Contact
from participants.tests.factories import ContactFactory
from portal.scoping import wall


def asked(company: SimpleNamespace, by: User, now: datetime, text: str = "We miss the reads.") -> Issue:
    category = CategoryFactory()
    with wall.inside(by.acting_for):
        return open_issue(
            participant=company.participant,
            category=category,
            title="Reads of March 3 are missing",
            text=text,
            by=by,
            now=now,
            registration=company.qse,
        )


def followed_by_mail(issue: Issue, address: str = "meters@lantern.example") -> Contact:
    """Somebody of the participant's without an account follows the issue."""
    contact = ContactFactory(participant=issue.participant, name="Meter Desk", email=address)
    WatcherFactory(issue=issue, contact=contact, side=Side.PARTICIPANT, reason=WatchReason.ADDED)
    return contact
