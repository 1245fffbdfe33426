"""Who may hear of an issue, who may add somebody, and who may take somebody off."""

from datetime import datetime
from typing import Any, Final

from issues.models import Issue, Watcher
from issues.permissions.issues import NO_SUCH_ISSUE, can_work_on_issue
from participants.access import memberships_of
from participants.choices import MembershipKind
from participants.models import Contact
from portal.lifecycle.refusals import Allowed, Answer, Denied

NOT_OF_COMPANY: Final = Denied("Only people who may see the issue can follow it: this person does not act for it.")
OUT_OF_SCOPE: Final = Denied("This person acts for other registrations of the participant, not for the one concerned.")
OUT_OF_AREA: Final = Denied("This person acts for other areas of the participant's business, not for this one.")
NOT_ITS_CONTACT: Final = Denied("That is not one of this participant's people.")
NOT_INSIDE: Final = Denied("This colleague does not read this participant's issues.")
NOT_YOURS: Final = Denied("Only whoever added this person, an administrator or the operator may take somebody off.")


def can_view_issue(user: Any, issue: Issue) -> Answer:
    return Allowed() if Issue.objects.visible_to(user).filter(pk=issue.pk).exists() else NO_SUCH_ISSUE


def can_add_watcher(user: Any, issue: Issue) -> Answer:
    """Whether the person may add others: whoever works on it, and the participant's users who see it."""
    return can_work_on_issue(user, issue) if user.is_staff else can_view_issue(user, issue)


def may_follow(person: Any, issue: Issue, now: datetime) -> Answer:
    """Whether somebody with an account may be told of an issue: a colleague who reads it, or who acts for the
    participant (also as its agent) and not for other registrations alone."""
    if not person.is_active:
        return NOT_INSIDE if person.is_staff else NOT_OF_COMPANY
    if person.is_staff:
        return Allowed() if can_view_issue(person, issue) else NOT_INSIDE
    own = next((one for one in memberships_of(person, now) if one.participant_id == issue.participant_id), None)
    if own is None:
        return NOT_OF_COMPANY
    if issue.reporter_id == person.pk:
        return Allowed()
    if own.narrowed and issue.registration_id not in own.narrowed_to:
        return OUT_OF_SCOPE
    if not own.covers(issue.area):
        return OUT_OF_AREA
    return Allowed()


def may_be_told(contact: Contact, issue: Issue, now: datetime) -> Answer:
    """Whether a contact may be told: one of the participant's own, and with an account as that allows."""
    if contact.participant_id != issue.participant_id or not contact.active:
        return NOT_ITS_CONTACT
    return may_follow(contact.user, issue, now) if contact.user is not None else Allowed()


def can_remove_watcher(user: Any, watcher: Watcher) -> Answer:
    """Whether the person may take a follower off: oneself always, others the staff who work on it, and at the
    company its administrators and whoever added that person."""
    if watcher.user_id is not None and watcher.user_id == user.pk:
        return Allowed()
    if user.is_staff:
        return can_work_on_issue(user, watcher.issue)
    if not Watcher.objects.visible_to(user).filter(pk=watcher.pk).exists():
        return NO_SUCH_ISSUE
    admin = user.acting_for.kind == MembershipKind.ADMIN
    return Allowed() if admin or watcher.added_by_id == user.pk else NOT_YOURS
