"""Letting go of a protected entry whose last confidential day has passed, and keeping one protected for longer."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from issues import protected_news
from issues.actions.protecting import RELEASED, said, what
from issues.actions.rows import lock_issue
from issues.models import Issue, ProtectedEntry
from participants.permissions.protection import can_disclose
from portal.audit import trail
from portal.documents.models import ProtectionClass
from portal.documents.protection import expired
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

NOT_YET: Final = "This is still confidential."
WAITS: Final = "A release of it waits for a second person already."
NONE_WAITS: Final = "No release of it waits."
SECOND: Final = "Somebody else has to agree to this release."
LATER: Final = "Name a day that is still to come and later than the one that holds."


@transaction.atomic
def release_entry(*, entry: ProtectedEntry, reason: str, by: User, now: datetime) -> ProtectedEntry:
    """Decide that an expired entry is no longer protected; where its class asks for two persons, propose it."""
    entry, issue = _locked(entry, by)
    if not expired(entry.confidential_until, market_day(now)):
        raise Refused(NOT_YET)
    if entry.waits:
        raise Refused(WAITS)
    known = ProtectionClass.objects.filter(code=entry.protection).first()
    two_persons = known is None or known.two_persons
    entry.apply(proposed_by=by, proposed_at=now, release_reason=said(reason), two_persons=two_persons)
    _record("release_proposed", entry, issue, by, now)
    return entry if two_persons else _let_go(entry, issue, by, now)


@transaction.atomic
def confirm_entry_release(*, entry: ProtectedEntry, by: User, now: datetime) -> ProtectedEntry:
    """The second person agrees, and the entry is released."""
    entry, issue = _locked(entry, by)
    if not entry.waits:
        raise Refused(NONE_WAITS)
    if entry.proposed_by_id == by.pk:
        raise Refused(SECOND)
    if not expired(entry.confidential_until, market_day(now)):
        raise Refused(NOT_YET)
    return _let_go(entry, issue, by, now)


@transaction.atomic
def keep_entry(*, entry: ProtectedEntry, until: date, reason: str, by: User, now: datetime) -> ProtectedEntry:
    """It stays protected until a later day, with the reason; a release that waits is dropped."""
    entry, issue = _locked(entry, by)
    if entry.confidential_until is None or until <= max(entry.confidential_until, market_day(now)):
        raise Refused(LATER)
    why = f"Kept protected: {said(reason)}"[:300]
    dropped = {"proposed_by": None, "proposed_at": None, "release_reason": ""}
    entry.apply(confidential_until=until, why_until=why, set_by_operator=True, **dropped)
    _record("kept", entry, issue, by, now, reason=said(reason))
    return entry


def _locked(entry: ProtectedEntry, by: User) -> tuple[ProtectedEntry, Issue]:
    held = entry.issue or (entry.comment or entry.note).issue
    issue = lock_issue(held)
    can_disclose(by, issue.participant).enforce()
    entry = ProtectedEntry.objects.lock(entry.pk)
    if entry.released_at is not None:
        raise Refused(RELEASED)
    return entry, issue


def _let_go(entry: ProtectedEntry, issue: Issue, by: User, now: datetime) -> ProtectedEntry:
    entry.apply(released_at=now, released_by=by)
    _record("released", entry, issue, by, now)
    if not entry.inner:
        protected_news.tell_weakened(entry, issue, now=now)
    return entry


def _record(verb: str, entry: ProtectedEntry, issue: Issue, by: User, now: datetime, reason: str = "") -> None:
    told = {"what": ["", what(entry)], "class": ["", entry.protection]}
    reason = reason or entry.release_reason
    trail.record(f"issues.entry.{verb}", of=issue, by=by, at=now, changes=told, reason=reason)
