"""What shadowings say for learning plans: those that have ended, with a note of the colleague who read along."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone

from accounts import learning_sources
from accounts.learning_sources import Progress, Wanted
from accounts.models import Shadowing
from portal.scoping.today import market_day


def shadowings(person: Any, wanted: Sequence[Wanted]) -> list[Progress]:
    """Ended ones of which a note was written, since the plan's first day; one statement, however many steps.

    Whoever reads the plan may not read the participant, so each is named by who took the colleague along.
    """
    now = timezone.now()
    noted = Shadowing.objects.filter(person=person).annotate(first_note=Min("notes__at"))
    rows = noted.filter(first_note__isnull=False).select_related("host").order_by("starts_on", "id")
    days = [(_reached(row), row.host.name) for row in rows]
    over = sorted((day, host) for day, host in days if day <= market_day(now))
    url = reverse("participants:shadowing-list")
    return [_progress([one for one in over if one[0] >= each.since], each.times, url) for each in wanted]


def _reached(row: Shadowing) -> date:
    """The day on which it was over and noted: the day after its last one, unless it was ended early."""
    over = row.ends_on + timedelta(days=1)
    ended: datetime | None = row.ended_at
    return max(market_day(row.first_note), min(over, market_day(ended)) if ended else over)


def _progress(rows: list[tuple[date, str]], times: int, url: str) -> Progress:
    if not rows:
        return Progress()
    hosts = list(dict.fromkeys(host for _, host in rows))
    return Progress(len(rows), rows[times - 1][0] if len(rows) >= times else None, f"with {', '.join(hosts[:3])}", url)


def register() -> None:
    """Called when the app is ready."""
    learning_sources.register("shadowing", "Shadowing, ended with a note", shadowings, order=10, icon="eye")
