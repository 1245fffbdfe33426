"""What must be true before anything is started: each fault is one sentence."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import psycopg2
import redis
from django.conf import settings
from django.db import connection

from portal.embedded.locks import lock_file
from portal.embedded.paths import Unusable

SECONDS: Final = 5


@contextmanager
def serving_alone(data: Path) -> Iterator[None]:
    """Only one server on a data folder: two would run every periodic task twice."""
    path = data / "serve.lock"
    with lock_file(path) as lock:
        if not lock.try_take():
            raise Unusable(f"The data folder {data} is being served already, by process {path.read_text().strip()}.")
        path.write_text(str(os.getpid()))
        yield


def require_database() -> None:
    parameters = connection.get_connection_params()
    options = {name: value for name, value in parameters.items() if name not in {"cursor_factory", "connect_timeout"}}
    try:
        with closing(psycopg2.connect(**options, connect_timeout=SECONDS)) as tried:
            version = tried.server_version
    except (psycopg2.Error, UnicodeError) as error:
        raise Unusable(f"The database (DATABASE_URL) can't be reached: {first_line(error)}") from error
    if version < 15_00_00:
        raise Unusable(f"PostgreSQL 15 or newer is needed; this is {version // 10_000}.")


def require_redis() -> None:
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=SECONDS, socket_connect_timeout=SECONDS) as client:
            client.ping()
    except (redis.RedisError, ValueError, OSError) as error:
        raise Unusable(f"Redis (REDIS_URL) can't be reached: {first_line(error)}") from error


def first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
