"""What a person's sessions prove, and how they end."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from portal.scoping.today import market_day

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def may_sign_in(person: Any, now: datetime) -> bool:
    """Active, and for an auditor not later than the last day of access."""
    return person.is_active and (person.access_until is None or market_day(now) <= person.access_until)


def has_second_factor(person: Any) -> bool:
    """Whether an app or a passkey is set up; recovery codes alone are none."""
    return Authenticator.objects.filter(user=person, type__in=FACTORS).exists()


def used_second_factor(request: HttpRequest) -> bool:
    """Whether this session was signed in (or confirmed) with one; a session from before its set-up was not."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def end_sessions_by(people: Collection[Any], but_method: str) -> int:
    """Sign these people out wherever they came in otherwise than by that method; returns how many sessions ended."""
    held = UserSession.objects.filter(user__in=people)
    rows = Session.objects.filter(session_key__in=held.values("session_key"))
    keys = [row.session_key for row in rows if but_method not in _methods(row.get_decoded())]
    Session.objects.filter(session_key__in=keys).delete()
    held.filter(session_key__in=keys).delete()
    return len(keys)


def _methods(session: dict[str, Any]) -> set[str]:
    """By which methods somebody came in, as allauth keeps it."""
    return {record.get("method", "") for record in session.get(AUTHENTICATION_METHODS_SESSION_KEY, ())}


def end_sessions(person: Any) -> int:
    """Sign the person out everywhere, at once; returns how many sessions ended."""
    sessions = UserSession.objects.filter(user=person)
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    sessions.delete()
    return len(keys)
