"""The demo's rows of the queue that addresses name, under the names the access matrix calls them by."""

from datetime import datetime
from typing import Any

from accounts.models import SavedView, User
from issues.actions.bulk import advance, begin_bulk
from issues.models import BulkRun, Issue
from participants.models import Snooze


def queue_rows(people: dict[str, User], now: datetime) -> dict[str, Any]:
    """A deed to many of the manager's, some of it refused, a view and a snoozed line that are the manager's own."""
    manager = people["manager"]
    run = BulkRun.objects.filter(by=manager).first()
    if run is None:
        issues = list(Issue.objects.visible_to(manager).order_by("pk")[:4])
        run = begin_bulk(issues=issues, act="severity", told={"severity": 2}, by=manager, now=now)
        advance(run=run, now=now)
    view, snooze = SavedView.objects.filter(owner=manager), Snooze.objects.filter(person=manager)
    return {"bulk_run": run, "saved_view": view.earliest("pk"), "snooze": snooze.earliest("pk")}
