"""Two workers at once, on two connections: each participant is reckoned once, and a drop is told once."""

from datetime import datetime, timedelta

import pytest

from participants.actions.health import reckon_health
from participants.models import FollowUp, HealthDrop, HealthScore
from participants.tests.actions.following_up import load_deadlines
from participants.tests.actions.test_second_caller import at_once
from participants.tests.reckoning import measure

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_sweeps_reckon_each_once(lantern, mesa, says, now: datetime) -> None:
    load_deadlines(now - timedelta(days=30))
    measure()
    for day, value in enumerate((90, 30)):
        says(value)
        at = now + timedelta(days=day)
        counts = at_once(lambda at=at: reckon_health(now=at, size=1), lambda at=at: reckon_health(now=at, size=1))
        assert sum(counts) == 2
        assert HealthScore.objects.count() == 2 * (day + 1)
    assert HealthDrop.objects.count() == FollowUp.objects.filter(title__startswith="Relationship").count() == 2
