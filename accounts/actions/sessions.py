"""Signing out one device among several, or all others."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts import permissions
from accounts.models import User
from portal.audit import trail
from portal.lifecycle.refusals import Refused


@transaction.atomic
def end_session(*, person: User, session: int, by: User, now: datetime) -> None:
    """End one of the person's sessions at once; someone else's is as unknown as one that is over."""
    permissions.can_change_profile(by, person).enforce()
    found = UserSession.objects.select_for_update().filter(user=person, pk=session).first()
    if found is None:
        raise Refused("This session is over already.")
    Session.objects.filter(session_key=found.session_key).delete()
    found.delete()
    trail.record("accounts.session.ended", of=person, by=by, at=now)


@transaction.atomic
def end_other_sessions(*, person: User, kept: str, now: datetime) -> int:
    """End every session of the person but the one with the key `kept`; returns how many."""
    others = UserSession.objects.select_for_update().filter(user=person).exclude(session_key=kept)
    keys = list(others.values_list("session_key", flat=True))
    if keys:
        Session.objects.filter(session_key__in=keys).delete()
        UserSession.objects.filter(user=person, session_key__in=keys).delete()
        trail.record("accounts.session.ended", of=person, by=person, at=now)
    return len(keys)
