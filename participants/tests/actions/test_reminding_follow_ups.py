"""As a follow-up's day comes and goes, the sweep tells the right people, once each, without confidential text."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.actions.follow_up_steps import finish_follow_up, postpone_follow_up, wait_follow_up
from participants.actions.follow_ups import add_follow_up
from participants.models import FollowUp
from participants.tests.actions.following_up import clock_of, load_deadlines, told
from participants.tests.factories import AssignmentFactory
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.outbox.models import Notification

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
KINDS = ("ahead", "due", "late", "escalated")


@pytest.fixture
def follow_up(lantern: SimpleNamespace, manager: User, supervisor: User, now: datetime) -> FollowUp:
    """Promised on a Wednesday at ten, due on Monday at 17:00."""
    load_deadlines(now)
    return add_follow_up(participant=lantern.participant, title="Call lantern", in_days=3, by=manager, now=now)


def heard() -> dict[str, list[str]]:
    return {kind: [address.partition("@")[0] for address in told(kind)] for kind in KINDS if told(kind)}


def test_the_ladder_is_climbed_day_by_day(
    follow_up: FollowUp, lantern: SimpleNamespace, senior: User, now: datetime
) -> None:
    AssignmentFactory(participant=lantern.participant, person=senior, kind="backup")
    ahead = {"ahead": ["manager"]}
    due = ahead | {"due": ["manager"]}
    late = due | {"late": ["manager", "senior"]}
    # Friday is one Business Day before; between Tuesday and the last level lie Thanksgiving and a weekend.
    wanted = {1: {}, 2: ahead, 4: ahead, 5: due, 6: late, 11: late, 12: late | {"escalated": ["supervisor"]}}
    for day in range(14):
        for _twice in range(2):
            sweep_deadlines(now=now + day * DAY + 7 * HOUR + timedelta(minutes=1))
        if day in wanted:
            assert heard() == wanted[day], day
    assert clock_of(follow_up).breached_at == clock_of(follow_up).due_at
    news = Notification.objects.filter(about_ref=follow_up.ref)
    assert {one.participant_id for one in news} == {lantern.participant.pk}
    assert not [one for one in news if "Call" in str(one.facts) or "Prairie" in str(one.facts)]


def test_after_a_reminder_a_later_day_is_reminded_of_again(follow_up: FollowUp, manager: User, now: datetime) -> None:
    friday = now + 2 * DAY + 7 * HOUR + timedelta(minutes=1)
    sweep_deadlines(now=friday)
    postpone_follow_up(follow_up=follow_up, by=manager, now=friday + HOUR, in_days=5, reason="They asked")
    assert clock_of(follow_up).cycle == 2
    for day in range(3, 14):
        sweep_deadlines(now=now + day * DAY)
    assert heard()["ahead"] == ["manager", "manager"]


def test_done_or_waiting_follow_ups_remind_nobody(
    follow_up: FollowUp, lantern: SimpleNamespace, manager: User, now: datetime
) -> None:
    waiting = add_follow_up(participant=lantern.participant, title="Wait", in_days=3, by=manager, now=now)
    wait_follow_up(follow_up=waiting, by=manager, now=now, waiting_for="their file")
    finish_follow_up(follow_up=follow_up, by=manager, now=now)
    sweep_deadlines(now=now + 30 * DAY)
    assert heard() == {}


def test_what_was_postponed_reminds_of_its_new_day(follow_up: FollowUp, manager: User, now: datetime) -> None:
    sweep_deadlines(now=now + 6 * DAY)
    assert heard() == {"due": ["manager"]}, "the warning before was overtaken"
    postpone_follow_up(follow_up=follow_up, by=manager, now=now + 6 * DAY, in_days=5, reason="They asked")
    sweep_deadlines(now=now + 21 * DAY)
    assert heard()["escalated"] == ["supervisor"]


def test_a_restricted_participants_follow_up_reaches_only_who_may_see_it(
    restricted: SimpleNamespace, senior: User, colleague: User, supervisor: User, now: datetime
) -> None:
    load_deadlines(now)
    add_follow_up(participant=restricted.participant, title="Call harbor", in_days=1, by=senior, now=now)
    sweep_deadlines(now=now + 20 * DAY)
    assert heard() == {"escalated": ["supervisor"]}
