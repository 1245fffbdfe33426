"""What is done with issues, for the walks over all addresses: one issue of each company with all that hangs on it."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, Final

from accounts.rules import secrets
from issues import leaving
from issues.choices import LinkKind, Side
from issues.models import Draft, IssueLink, Survey
from issues.tests.factories import IssueFactory, WatcherFactory
from participants.models import Contact

SECRET: Final = "secret-of-the-walk"


def furnish_working(*companies: SimpleNamespace, now: datetime) -> dict[str, Any]:
    """Raised by a user of each company. Returns what is nobody's own, by name."""
    for rows in companies:
        _furnish(rows, now)
    first = companies[0]
    Survey.objects.create(
        issue=first.worked_issue, participant=first.participant, contact=first.contact, digest=secrets.digest(SECRET),
        **_sent(now),
    )  # fmt: skip
    return {"survey_secret": SECRET, "leaving_token": leaving.url_for(first.follower.pk).split("/")[-3]}


def _furnish(rows: SimpleNamespace, now: datetime) -> None:
    person: Contact = rows.contact
    manager = rows.assignment.person
    given = {"participant": rows.participant, "opened_at": now, "last_spoken_at": now, "owner": manager}
    rows.worked_issue = IssueFactory(
        title=f"What {person.name} asks", reporter=rows.user, registration=rows.qse, **given
    )
    other = IssueFactory(title=f"What {person.name} asked before", **given)
    rows.follower = WatcherFactory(issue=rows.worked_issue, contact=person, side=Side.PARTICIPANT, since=now)
    shared = {"issue": rows.worked_issue, "participant": rows.participant}
    rows.issue_link = IssueLink.objects.create(**shared, other=other, kind=LinkKind.RELATED, by=manager, at=now)
    rows.issue_draft = Draft.objects.create(
        **shared, person=manager, kind="answer", text=f"Dear {person.name}", saved_at=now
    )
    rows.my_survey = Survey.objects.create(**shared, person=rows.user, owner=manager, **_sent(now))


def _sent(now: datetime) -> dict[str, datetime]:
    return {"due_at": now, "sent_at": now, "expires_at": now + timedelta(days=30)}
