"""Systemic issues: one cause named, the issues behind it joined, and closed in the end."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.systemic_telling import queue_text
from issues.choices import SystemicSaying, SystemicState
from issues.models import Issue, SystemicIssue, SystemicMember
from participants.actions.participants import tidy
from participants.actions.shape import require_reason, require_shape
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused

UNTITLED: Final = "Give the cause a name."
NO_CAUSE: Final = "Say what lies behind it, as far as it is known."
CLOSED: Final = "This systemic issue is closed."
OVER: Final = "{ref} is over."
ELSEWHERE: Final = "{ref} belongs to a systemic issue already."
NO_SUCH: Final = "Choose issues that you may see."
ONCE: Final = {"systemic_member_one_cause": "One of these issues belongs to a systemic issue already."}


@transaction.atomic
def open_systemic(*, by: User, now: datetime, title: str, cause: str, issues: Iterable[Issue] = ()) -> SystemicIssue:
    """Name a cause behind several issues, and join the first ones to it."""
    permissions.can_keep_systemic(by).enforce()
    row = SystemicIssue(opened_at=now, opened_by=by, **_sound(title, cause))
    row.save(force_insert=True)
    trail.record("issues.systemicissue.opened", of=row, by=by, at=now)
    _join(row, issues, by=by, now=now)
    return row


@transaction.atomic
def change_systemic(
    *, systemic: SystemicIssue, by: User, now: datetime, title: str | None = None, cause: str | None = None
) -> SystemicIssue:
    """What is known of the cause by now; what is not given stays."""
    systemic = _open(systemic, by)
    wanted = _sound(systemic.title if title is None else title, systemic.cause if cause is None else cause)
    changes = systemic.apply(**wanted)
    if changes:
        trail.record("issues.systemicissue.changed", of=systemic, by=by, at=now, changes=changes)
    return systemic


@transaction.atomic
def join_issues(*, systemic: SystemicIssue, by: User, now: datetime, issues: Iterable[Issue]) -> SystemicIssue:
    """These issues come from the same cause; their participants learn nothing of it."""
    systemic = _open(systemic, by)
    if not _join(systemic, issues, by=by, now=now):
        raise Refused("Choose at least one issue.")
    return systemic


@transaction.atomic
def take_out(*, member: SystemicMember, by: User, now: datetime) -> SystemicIssue:
    """This issue comes from something else: texts to all do not reach it any more."""
    systemic = _open(member.systemic, by)
    member = SystemicMember.objects.select_related("issue").lock(member.pk)
    if member.left_at is not None:
        raise Refused("This issue was taken out already.")
    member.apply(left_at=now)
    told = {"systemic issue": [systemic.ref, ""]}
    trail.record("issues.systemicissue.left", of=member.issue, by=by, at=now, changes=told)
    return systemic


@transaction.atomic
def close_systemic(
    *,
    systemic: SystemicIssue,
    by: User,
    now: datetime,
    outcome: str,
    text: str = "",
    cause: str = "",
    issues: Iterable[Issue] = (),
) -> SystemicIssue:
    """The cause is mended. The chosen issues are resolved with one text, each by itself; the others stay open."""
    outcome = require_reason(outcome)
    systemic = _open(systemic, by)
    chosen = list(issues)
    if chosen:
        queue_text(systemic, text, saying=SystemicSaying.RESOLUTION, cause=cause, issues=chosen, by=by, now=now)
    systemic.apply(state=SystemicState.CLOSED, outcome=outcome, closed_at=now, closed_by=by)
    told = {"issues to resolve": ["", str(len(chosen))]}
    trail.record("issues.systemicissue.closed", of=systemic, by=by, at=now, changes=told, reason=outcome)
    return systemic


@transaction.atomic
def tell_all(*, systemic: SystemicIssue, by: User, now: datetime, text: str) -> SystemicIssue:
    """One text that reaches each of its open issues as an answer of its own, in the background."""
    systemic = _open(systemic, by)
    members = SystemicMember.objects.joined().filter(systemic=systemic).select_related("issue")
    issues = [member.issue for member in members.order_by("id") if member.issue.is_open]
    queue_text(systemic, text, saying=SystemicSaying.UPDATE, cause="", issues=issues, by=by, now=now)
    return systemic


def _open(systemic: SystemicIssue, by: User) -> SystemicIssue:
    """Lock, permit, and require that it is open."""
    systemic = SystemicIssue.objects.lock(systemic.pk)
    permissions.can_keep_systemic(by).enforce()
    if not systemic.is_open:
        raise Refused(CLOSED)
    return systemic


def _join(systemic: SystemicIssue, issues: Iterable[Issue], *, by: User, now: datetime) -> int:
    wanted = sorted({issue.pk for issue in issues})
    seen = list(Issue.objects.visible_to(by).filter(pk__in=wanted).order_by("pk"))
    if len(seen) != len(wanted):
        raise Refused(NO_SUCH)
    taken = set(SystemicMember.objects.joined().filter(issue__in=wanted).values_list("issue_id", flat=True))
    events: list[Any] = []
    for issue in seen:
        if not issue.is_open:
            raise Refused(OVER.format(ref=issue.ref))
        if issue.pk in taken:
            raise Refused(ELSEWHERE.format(ref=issue.ref))
        told = {"systemic issue": ["", systemic.ref]}
        events.append(trail.build("issues.systemicissue.joined", of=issue, by=by, at=now, changes=told))
    rows = [
        SystemicMember(systemic=systemic, issue=issue, participant_id=issue.participant_id, joined_at=now, joined_by=by)
        for issue in seen
    ]
    with refusing(ONCE):
        SystemicMember.objects.bulk_create(rows)
    trail.record_many(events)
    return len(rows)


def _sound(title: str, cause: str) -> dict[str, str]:
    texts = {"title": tidy(title), "cause": cause.strip()}
    if not texts["title"]:
        raise Refused(UNTITLED)
    if not texts["cause"]:
        raise Refused(NO_CAUSE)
    require_shape(SystemicIssue(**texts), *texts)
    return texts
