"""What tests of follow-ups need: the calendars, the reminder plan, and clocks to look at."""

from datetime import datetime

from participants.models import FollowUp
from portal.calendars.actions.catalog import load_calendars
from portal.calendars.models import Clock, ReminderPlan
from portal.outbox.models import Notification


def load_deadlines(now: datetime) -> None:
    """The shipped calendars, and the plan that clocks of follow-ups name."""
    load_calendars(now=now)
    ReminderPlan.objects.get_or_create(code="follow-up", defaults={"name": "Follow-ups"})


def clock_of(follow_up: FollowUp) -> Clock:
    return Clock.objects.filter(subject_ref=follow_up.ref).latest("cycle")


def told(kind: str) -> list[str]:
    """Who heard of a kind of news, by address."""
    rows = Notification.objects.filter(kind=f"participants.followup.{kind}")
    return list(rows.order_by("id").values_list("recipient__email", flat=True))
