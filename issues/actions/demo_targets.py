"""The demo world's duty roster, and a grid event that is over."""

from datetime import datetime, timedelta
from typing import Final

from accounts.models import User
from issues.actions.duty import add_shift
from issues.actions.grid_events import declare_event
from issues.actions.target_runs import finish_run

WEEK: Final = timedelta(days=7)
# A shift begins on Monday at eight; whoever is named is on duty for a week. The third week is still free.
ON_DUTY: Final = ("senior@iso.example", "manager2@iso.example")
STORM: Final = "Winter storm: the control room binds the desk"


def fill_targets(*, now: datetime) -> None:
    """Each thing at its time before `now`."""
    people = {person.email: person for person in User.objects.staff()}
    supervisor = people["supervisor@iso.example"]
    begin = now - timedelta(days=2)
    for email in ON_DUTY:
        add_shift(person=people[email], starts_at=begin, ends_at=begin + WEEK, by=supervisor, now=begin)
        begin += WEEK
    started = now - timedelta(days=20)
    ended = started + timedelta(hours=6)
    event = declare_event(by=supervisor, now=started, reason=STORM, starts_at=started, ends_at=ended)
    for run in event.runs.all():
        finish_run(run=run, now=started)
