"""What the addresses of the queue and of the list of the day name, all of it the manager's.

A saved view, a deed to many issues, and an issue that rests.
"""

from datetime import datetime, timedelta
from typing import Any

from accounts.actions.saved_views import save_view
from accounts.models import User
from issues.actions.bulk import advance, begin_bulk
from issues.models import Issue
from participants.actions.snoozing import snooze_line
from participants.worklist_reading import Worklist
from portal.scoping.today import market_day


def furnish_queue(issues: list[Issue], *, by: User, now: datetime) -> dict[str, Any]:
    run = begin_bulk(issues=issues, act="severity", told={"severity": 2}, by=by, now=now)
    advance(run=run, now=now)
    view = save_view(noun="issues", name="Retail", query="area=retail&view=open", by=by, now=now)
    line = Worklist(by, now).find(issues[0].ref)
    day = market_day(now) + timedelta(days=7)
    snooze = snooze_line(line=line, by=by, now=now, until_on=day, reason="The meter is read on Monday")
    return {"bulk_run": run, "saved_view": view, "snooze": snooze}
