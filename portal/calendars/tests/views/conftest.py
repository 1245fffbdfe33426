"""A supervisor's browser among the calendars that ship, and clocks that run by them."""

import pytest
from django.utils import timezone

from participants.actions.follow_ups import add_follow_up
from participants.tests.actions.following_up import load_deadlines
from portal.calendars.models import Clock


@pytest.fixture
def supervising(shipped, signed_in, supervisor):
    return signed_in(supervisor)


@pytest.fixture
def following(db, lantern, manager):
    """Two clocks in the ERCOT calendar: due in five Business Days and in ten."""
    now = timezone.now()
    load_deadlines(now)
    for days in (5, 10):
        add_follow_up(participant=lantern.participant, by=manager, now=now, title=f"In {days}", in_days=days)
    return list(Clock.objects.order_by("due_at"))
