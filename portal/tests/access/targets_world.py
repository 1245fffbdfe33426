"""A service policy, a duty shift and a grid event, which addresses name; none of them is a participant's."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from issues.actions.duty import add_shift
from issues.actions.grid_events import declare_event
from issues.actions.targets_catalog import load_policies
from issues.models import ServicePolicy


def furnish_targets(*, person: User, by: User, now: datetime) -> dict[str, Any]:
    load_policies(now=now)
    return {
        "service_policy": ServicePolicy.objects.get(code="standard"),
        "duty_shift": add_shift(person=person, starts_at=now, ends_at=now + timedelta(days=7), by=by, now=now),
        "grid_event": declare_event(reason="Winter storm of the walk", by=by, now=now),
    }
