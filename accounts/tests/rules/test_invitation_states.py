from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.rules.invitation_states import state_of

NOW = datetime(2026, 11, 18, 16, tzinfo=UTC)
BEFORE, AFTER = NOW - timedelta(hours=1), NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("expires", "accepted", "revoked", "state"),
    [
        (AFTER, None, None, "Pending"),
        (BEFORE, None, None, "Expired"),
        (NOW, None, None, "Expired"),
        (BEFORE, BEFORE, None, "Accepted"),
        (BEFORE, None, BEFORE, "Revoked"),
    ],
)
def test_the_word_says_what_ended_it(expires: datetime, accepted: object, revoked: object, state: str) -> None:
    invitation = SimpleNamespace(expires_at=expires, accepted_at=accepted, revoked_at=revoked)
    assert state_of(invitation, NOW) == state
