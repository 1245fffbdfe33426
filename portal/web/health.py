"""Whether this installation can work: for load balancers, containers and `manage.py serve`."""

import logging
from collections.abc import Callable
from typing import Any

import redis
from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.outbox.figures import Figures, figures

log = logging.getLogger(__name__)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """503 and the names of what failed, else 200 and how work goes on, in numbers; details are for the log only.

    `degraded` (still 200, for the web side works): a periodic task has missed three runs.
    """
    failed = [name for name, check in CHECKS.items() if not _passes(name, check)]
    found = None if failed else _figures()
    if found is None:
        return JsonResponse({"status": "failed", "failed": failed or ["tables"]}, status=503)
    return JsonResponse({"status": "degraded" if found.overdue else "ok"} | told(found))


def told(found: Figures) -> dict[str, Any]:
    """Numbers only: whoever asks is unknown."""
    return {
        "messages": found.states
        | {
            "due": found.messages.due,
            "oldest_due_seconds": int(found.messages.late.total_seconds()),
            "possible_repeats": found.repeats,
        },
        "deadlines": {
            "steps_due": found.steps.due,
            "oldest_due_seconds": int(found.steps.late.total_seconds()),
            "recomputes_running": len(found.recomputes),
        },
        "sweeps_overdue": found.overdue,
    }


def _figures() -> Figures | None:
    """None while the tables are not there yet: a new release before its migrations."""
    try:
        return figures(timezone.now())
    except Error as error:
        log.warning("healthz: the figures failed: %s", type(error).__name__)
        return None


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _redis() -> None:
    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as client:
        client.ping()


CHECKS: dict[str, Callable[[], None]] = {"database": _database, "redis": _redis}


def _passes(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except (Error, redis.RedisError, OSError) as error:
        log.warning("healthz: %s failed: %s", name, type(error).__name__)
        return False
    return True
