"""Who follows an issue, why, and how one leaves: inside and at the participant, in one click or from a mail."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.rows import lock_issue
from issues.actions.watching import watch
from issues.choices import Side, WatchReason
from issues.models import Issue, Watcher
from issues.permissions import following
from participants.models import Contact
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping import wall

NOBODY: Final = "Choose one person."
FOLLOWS: Final = "{name} follows this issue already."
LEFT: Final = "This person does not follow the issue any more."


@transaction.atomic
def follow_issue(*, issue: Issue, by: User, now: datetime) -> Watcher:
    """The person wants to hear of an issue that the person may see; who follows already goes on."""
    following.can_view_issue(by, issue).enforce()
    issue = lock_issue(issue)
    side = Side.OPERATOR if by.is_staff else Side.PARTICIPANT
    with wall.as_operator("write that the person acting follows an issue"):
        known = Watcher.objects.watching().filter(issue=issue, user=by).first()
        watcher = known or watch(issue, side=side, user=by, reason=WatchReason.CHOSE, by=by, now=now)
    if known is None:
        trail.record("issues.issue.followed", of=issue, by=by, at=now, changes={"follower": ["", by.name]})
    return watcher


@transaction.atomic
def add_watcher(
    *, issue: Issue, by: User, now: datetime, user: User | None = None, contact: Contact | None = None
) -> Watcher:
    """Somebody else is to hear of it: a colleague, somebody who acts for the participant, or one of its contacts.

    Only who may see the issue can be added; a contact with an account is added as that person.
    """
    if (user is None) == (contact is None):
        raise Refused(NOBODY)
    following.can_add_watcher(by, issue).enforce()
    issue = lock_issue(issue)
    with wall.as_operator("write who else of the participant acted for follows an issue"):
        person = contact.user if contact is not None and contact.user is not None else user
        _require_eligible(issue, by, contact, person, now)
        given = {"user": person} if person is not None else {"contact": contact}
        name = person.name if person is not None else contact.name
        if Watcher.objects.watching().filter(issue=issue, **given).exists():
            raise Refused(FOLLOWS.format(name=name))
        side = Side.OPERATOR if person is not None and person.is_staff else Side.PARTICIPANT
        watcher = watch(issue, side=side, reason=WatchReason.ADDED, by=by, now=now, **given)
    _told(issue, "followed", name, by=by, now=now)
    return watcher


@transaction.atomic
def leave_issue(*, issue: Issue, by: User, now: datetime) -> Issue:
    """The person does not want to hear of it any more. Who does not follow it has left already."""
    following.can_view_issue(by, issue).enforce()
    issue = lock_issue(issue)
    with wall.as_operator("write that the person acting left an issue"):
        left = Watcher.objects.watching().filter(issue=issue, user=by).update(left_at=now)
    if left:
        trail.record("issues.issue.left", of=issue, by=by, at=now, changes={"follower": [by.name, ""]})
    return issue


@transaction.atomic
def remove_watcher(*, watcher: Watcher, by: User, now: datetime) -> Watcher:
    """Somebody is taken off the issue, and hears no more of it."""
    following.can_remove_watcher(by, watcher).enforce()
    issue = lock_issue(watcher.issue)
    with wall.as_operator("take a follower of the participant acted for off an issue"):
        watcher = Watcher.objects.select_related("user", "contact").lock(watcher.pk)
        if watcher.left_at is not None:
            raise Refused(LEFT)
        watcher.apply(left_at=now)
        name = str(watcher)
    _told(issue, "left", name, by=by, now=now)
    return watcher


@transaction.atomic
def leave_by_link(*, watcher: Watcher, now: datetime) -> Watcher:
    """Whoever holds the link of the own mail leaves, signed in or not; a second time changes nothing."""
    with wall.as_operator("leave an issue by the link of the own mail"):
        issue = lock_issue(watcher.issue)
        watcher = Watcher.objects.select_related("user", "contact").lock(watcher.pk)
        if watcher.left_at is None:
            watcher.apply(left_at=now)
            _told(issue, "left", str(watcher), by=watcher.user, now=now)
    return watcher


def _require_eligible(issue: Issue, by: User, contact: Contact | None, person: Any, now: datetime) -> None:
    if contact is not None:
        following.may_be_told(contact, issue, now).enforce()
        return
    if person.is_staff and not by.is_staff:
        permissions.NO_SUCH_ISSUE.enforce()
    following.may_follow(person, issue, now).enforce()


def _told(issue: Issue, verb: str, name: str, *, by: User | None, now: datetime) -> None:
    change = ["", name] if verb == "followed" else [name, ""]
    trail.record(f"issues.issue.{verb}", of=issue, by=by, at=now, changes={"follower": change})
