"""What the addresses of the queue name: a saved view and a deed to many issues, both the manager's."""

from datetime import datetime
from typing import Any

from accounts.actions.saved_views import save_view
from accounts.models import User
from issues.actions.bulk import advance, begin_bulk
from issues.models import Issue


def furnish_queue(issues: list[Issue], *, by: User, now: datetime) -> dict[str, Any]:
    run = begin_bulk(issues=issues, act="severity", told={"severity": 2}, by=by, now=now)
    advance(run=run, now=now)
    view = save_view(noun="issues", name="Retail", query="area=retail&view=open", by=by, now=now)
    return {"bulk_run": run, "saved_view": view}
