from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from accounts.actions.housekeeping import clear_expired
from accounts.actions.tokens import issue_token
from accounts.models import ApiToken, User


def test_only_what_can_no_longer_be_used_goes(manager: User, now: datetime) -> None:
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))
    for key in ("old", "new"):
        UserSession.objects.create(
            session_key=key, user=manager, ip="192.0.2.1", user_agent="x", last_seen_at=now - timedelta(hours=2)
        )
    issue_token(user=manager, by=manager, now=now - timedelta(days=9), name="old", scope="read", days=1)
    issue_token(user=manager, by=manager, now=now, name="new", scope="read", days=1)

    assert clear_expired(now=now) == {"sessions": 1, "session notes": 1, "tokens": 1}
    assert set(clear_expired(now=now).values()) == {0}
    assert Session.objects.get().session_key == "new"
    assert UserSession.objects.get().session_key == "new"
    assert ApiToken.objects.get().name == "new"
