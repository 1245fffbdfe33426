"""Issues in the search and the palette: by what was said, by number, by company; "#42" leads straight to one."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from issues.models import Issue
from issues.queue_filters import said
from issues.rules.numbers import references
from portal.scoping.today import market_day
from portal.search.registry import Hit

SHOWN = ("ref", "title", "state", "held", "held_until", "opened_at", "participant__name")


def find_issues(user: Any, words: str, limit: int) -> Iterable[Hit]:
    """Open ones among the newest hits first."""
    rows = said(Issue.objects.visible_to(user), words, user, timezone.now())
    newest = list(_shown(rows).order_by("-opened_at", "-id")[: limit * 2])
    ranked = sorted(newest, key=lambda row: (row.ref != words.strip().upper(), not row.is_open))
    return [_hit(user, row) for row in ranked[:limit]]


def jump_to_issues(user: Any, number: str, limit: int) -> Iterable[Hit]:
    """Those a bare number or a reference may mean, the newest year first."""
    refs = references(number, market_day(timezone.now()).year)
    if not refs:
        return []
    rows = _shown(Issue.objects.visible_to(user).filter(ref__in=refs))
    return [_hit(user, row) for row in rows.order_by("-ref")[:limit]]


def _shown(rows: QuerySet) -> QuerySet:
    return rows.select_related("participant").only(*SHOWN)


def _hit(user: Any, row: Issue) -> Hit:
    note = [row.ref, row.get_state_display(), row.participant.name if user.is_staff else ""]
    url = row.get_absolute_url() if user.is_staff else row.get_my_url()
    return Hit(row.title, url, " · ".join(filter(None, note)), "life-buoy")
