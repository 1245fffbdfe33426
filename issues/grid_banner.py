"""What every page says while a grid event is declared. Kept in the cache, so that no page asks the database for it.

The sweep writes it anew each minute: an emptied cache hides the banner for a minute at most.
"""

import logging
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from redis.exceptions import RedisError

from issues.models import GridEvent
from portal.web import banners
from portal.web.banners import Banner

logger = logging.getLogger(__name__)

KEY: Final = "grid-event"
KEPT: Final = timedelta(minutes=5)
# Told a while before it begins.
AHEAD: Final = timedelta(hours=12)
STAFF: Final = "Targets of what is not critical stand still."
THEIRS: Final = "Answers to what is not critical may take longer. For real-time matters call the desk."


def register() -> None:
    banners.register("grid-event", shown)


def show(now: datetime) -> None:
    """Write what the pages say from now on; without Redis they say nothing."""
    event = GridEvent.objects.not_over(now).filter(starts_at__lte=now + AHEAD).order_by("starts_at").first()
    told = None
    if event is not None:
        told = {"ref": event.ref, "reason": event.reason, "starts_at": event.starts_at, "ends_at": event.ends_at}
    try:
        cache.set(KEY, told, timeout=KEPT.total_seconds())
    except RedisError:
        logger.warning("The banner of the grid event could not be kept.")


def shown(request: HttpRequest) -> Banner | None:
    try:
        told = cache.get(KEY)
    except RedisError:
        return None
    now = timezone.now()
    if not told or (told["ends_at"] is not None and told["ends_at"] <= now):
        return None
    staff = bool(getattr(request.user, "is_staff", False))
    page = reverse("issues:grid-event-detail", args=[told["ref"]])
    return Banner(
        title=_title(told, now),
        text=STAFF if staff else THEIRS,
        icon="zap",
        url=page if staff and request.user.can("issues.view") else "",
    )


def _title(told: dict[str, Any], now: datetime) -> str:
    words = f"Grid event: {told['reason']}."
    if told["starts_at"] > now:
        return f"{words} From {timezone.localtime(told['starts_at']):%b %-d, %H:%M %Z}."
    if told["ends_at"] is not None:
        return f"{words} Until {timezone.localtime(told['ends_at']):%b %-d, %H:%M %Z}."
    return words
