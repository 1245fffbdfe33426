"""Rows that can no longer be used are swept away."""

from datetime import datetime, timedelta
from typing import Final

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

from accounts.models import ApiToken, Invitation

KEEP_INVITATIONS: Final = timedelta(days=365)


def clear_expired(*, now: datetime) -> dict[str, int]:
    """Delete expired sessions and tokens, and invitations that led to nothing a year ago.

    Accepted invitations stay: they say how somebody came in. Safe to run twice or at the same time.
    """
    sessions = Session.objects.filter(expire_date__lte=now).delete()[0]
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    # A session row is made at sign-in before its own row here, so only older ones can be orphans.
    orphans = UserSession.objects.filter(~Exists(alive), last_seen_at__lt=now - timedelta(hours=1)).delete()[0]
    tokens = ApiToken.objects.filter(expiry__lte=now).delete()[0]
    stale = Invitation.objects.filter(accepted_at=None, expires_at__lt=now - KEEP_INVITATIONS).delete()[0]
    return {"sessions": sessions, "session notes": orphans, "tokens": tokens, "invitations": stale}
