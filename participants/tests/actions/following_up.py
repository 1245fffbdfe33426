"""What tests of follow-ups need: the calendars, the reminder plan, and clocks to look at."""

from datetime import datetime

from participants.models import FollowUp
from portal.calendars.actions.catalog import load_calendars
from portal.calendars.actions.plans import load_plans
from portal.calendars.models import Clock
from portal.lifecycle.tests.remembered import remembered
from portal.outbox.models import Notification


@remembered
def load_deadlines(now: datetime) -> None:
    """The shipped calendars and reminder plans."""
    load_calendars(now=now)
    load_plans(now=now)


def clock_of(follow_up: FollowUp) -> Clock:
    return Clock.objects.filter(subject_ref=follow_up.ref).latest("cycle")


def told(kind: str) -> list[str]:
    """Who heard of a kind of news, by address."""
    rows = Notification.objects.filter(kind=f"participants.followup.{kind}")
    return list(rows.order_by("id").values_list("recipient__email", flat=True))
