"""Colleagues whom a note mentions follow the issue from then on, and hear of it."""

from datetime import datetime
from typing import Final

from accounts.models import User
from issues.actions.watching import watch
from issues.choices import Side, WatchReason
from issues.models import Issue
from issues.rules.mentions import mentioned, mentions_somebody
from participants.permissions.participants import can_view
from portal.lifecycle.refusals import Refused

UNCLEAR: Final = "There are several colleagues called {name}. Write @ and the first part of the mail address instead."
CLOSED: Final = "{name} may not see this participant, so nobody was told. Take the name out of the note."
NOT_THEIRS: Final = "{name} does not read issues. Ask the department by a referral, or take the name out of the note."


def mentioned_in(issue: Issue, text: str, *, by: User) -> list[User]:
    """The colleagues whom a note mentions; refused where it is not clear who, or somebody may not read it.

    One statement, and none without an "@".
    """
    if not mentions_somebody(text):
        return []
    staff = {person.pk: person for person in User.objects.active().filter(is_staff=True).order_by("name", "id")}
    called = {pk: (person.name, person.email.partition("@")[0]) for pk, person in staff.items()}
    people: dict[int, User] = {}
    for meant in mentioned(text, called):
        if len(meant) > 1:
            raise Refused(UNCLEAR.format(name=staff[min(meant)].name))
        person = staff[meant.pop()]
        if not person.can("issues.view"):
            raise Refused(NOT_THEIRS.format(name=person.name))
        if not can_view(person, issue.participant):
            raise Refused(CLOSED.format(name=person.name))
        people[person.pk] = person
    people.pop(by.pk, None)
    return list(people.values())


def follow_mentioned(issue: Issue, people: list[User], *, by: User, now: datetime) -> None:
    for person in people:
        watch(issue, side=Side.OPERATOR, user=person, reason=WatchReason.MENTIONED, by=by, now=now)
