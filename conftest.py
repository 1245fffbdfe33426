"""The tests' surroundings: embedded servers of their own, one test database and one cache per process."""

import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, Final

import django
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from xdist.scheduler import LoadFileScheduling

from portal.embedded import paths
from portal.embedded.around import embedded_servers
from portal.lifecycle.tests.emptying import empty_quickly

pytest_plugins = ["portal.testing"]

IS_XDIST_WORKER = "PYTEST_XDIST_WORKER" in os.environ

if not IS_XDIST_WORKER:
    if settings.configured:
        raise pytest.UsageError("Unset DJANGO_SETTINGS_MODULE: the tests choose their data folder before settings.")
    # A folder of their own inside the data folder: a server that is running beside the tests is not disturbed.
    os.environ["PORTAL_DATA"] = str(paths.data_dir() / "test")
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    os.environ["PORTAL_MODE"] = "local"
# Playwright keeps an event loop in the main thread, from which Django would refuse to query.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# What takes minutes begins first: at the end nobody waits for one process that has just begun with it.
LONG: Final = (
    *("portal/tests/faults/", "portal/tests/browser/test_every_page.py", "portal/tests/access/"),
    *("portal/embedded/tests/test_serve.py", "portal/tests/test_demo.py", "portal/tests/browser/", "/tests/browser/"),
)
FEW: Final = 4
APPEND_ONLY: Final = ("audit_auditevent", "audit_seal", "audit_rowchange")
FILLED_BY_OTHERS: Final = ("audit_rowchange",)

_servers = ExitStack()


def _adapt_settings() -> None:
    """What differs for tests: a cache no other process empties, and a hash that costs nothing."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    if not os.environ.get("REDIS_URL"):
        database = paths.CACHE_DATABASE + 1 + int(worker)
        settings.CACHES["default"]["LOCATION"] = paths.redis_url(paths.data_dir(), database)
    # Nothing is collected for tests: browsers get static files from where they lie.
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


# What modules and tests are made of stays to the end, and nothing of it is worth looking for what may go.
gc.disable()
_adapt_settings()
django.setup()


def pytest_configure(config: pytest.Config) -> None:
    """Start the servers once; processes of xdist find them through the environment."""
    if not IS_XDIST_WORKER and not config.option.help and not config.option.version:
        try:
            _servers.enter_context(embedded_servers(volatile=True))
        except paths.Unusable as error:
            raise pytest.UsageError(str(error)) from error
        config.add_cleanup(_servers.close)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: [one in item.nodeid for one in LONG], reverse=True)


def pytest_collection_finish() -> None:
    """What was made from here on is looked through, and less often than after every 700 objects."""
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    """Few processes take whole files, so that what a module makes once (the demo, say) is made in one of them only.

    Many processes share the tests of a file: with them the longest file would last longer than all the others.
    """
    if len(config.option.tx) > FEW or config.option.dist != "load":
        return None
    config.option.loadscopereorder = False
    return LoadFileScheduling(config, log)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """Let the tests' own flush empty the audit trail, seals and row changes, which refuse TRUNCATE to all others."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in APPEND_ONLY:
            cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
            if not cursor.fetchone()[0]:
                continue
            cursor.execute(f"GRANT TRUNCATE ON {table} TO CURRENT_USER")
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass"
                " AND NOT tgisinternal AND (tgtype & 32) <> 0",  # 32: fires on TRUNCATE
                [table],
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'ALTER TABLE {table} DISABLE TRIGGER "{name}"')
    empty_quickly(append_only=APPEND_ONLY, filled=FILLED_BY_OTHERS)
    yield
    connection.close()  # thousands of tests without a database may lie behind it
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        # The thread that served a browser may still hold a connection, and the database could not be dropped.
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = current_user"
        )


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Throttles and rate limits count in the cache; none may reach into the next test."""
    yield
    cache.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """The system's Chromium where there is one, else Playwright's own; quiet, and usable as root."""
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    quiet += ["--disable-component-update", "--disable-sync"]
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"args": quiet + sandbox} | ({"executable_path": found} if found else {})
