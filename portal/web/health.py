"""Whether this installation can work: for load balancers, containers and `manage.py serve`."""

import logging
from collections.abc import Callable

import redis
from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 and `ok`, or 503 and the names of what failed; what exactly failed is for the log only."""
    failed = [name for name, check in CHECKS.items() if not _passes(name, check)]
    if failed:
        return JsonResponse({"status": "failed", "failed": failed}, status=503)
    return JsonResponse({"status": "ok"})


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
