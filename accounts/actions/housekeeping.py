"""Rows that can no longer be used are swept away."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

from accounts.models import ApiToken


def clear_expired(*, now: datetime) -> dict[str, int]:
    """Delete expired sessions and tokens. Safe to run twice or at the same time."""
    sessions = Session.objects.filter(expire_date__lte=now).delete()[0]
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    # A session row is made at sign-in before its own row here, so only older ones can be orphans.
    orphans = UserSession.objects.filter(~Exists(alive), last_seen_at__lt=now - timedelta(hours=1)).delete()[0]
    tokens = ApiToken.objects.filter(expiry__lte=now).delete()[0]
    return {"sessions": sessions, "session notes": orphans, "tokens": tokens}
