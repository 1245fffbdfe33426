"""`manage.py serve`: the whole system in one command."""

import os
import threading
import time
from typing import Any, Final

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import DatabaseError, connections

from portal.embedded import preflight, static_files
from portal.embedded.address import Address, answers, free_address
from portal.embedded.paths import Unusable
from portal.embedded.supervisor import Supervisor, python

SLOW_SECONDS: Final = 60


class Command(BaseCommand):
    help = (
        "Run the portal: PostgreSQL and Redis (unless DATABASE_URL and REDIS_URL name others), migrations, "
        "default catalog, web server, Celery workers and Celery beat. Ctrl-C or SIGTERM ends all of it (exit code 0)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="fill an invented market and its demo accounts in")
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on, 0 for any (%(default)s)")
        # Read before settings are, in portal.embedded.around.
        parser.add_argument("--data", metavar="DIR", help="data folder, the same as PORTAL_DATA (var/)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with preflight.serving_alone(settings.DATA_DIR):
                address = free_address(options["host"], options["port"])
                preflight.require_database()
                preflight.require_redis()
                self._prepare(demo=options["demo"])
                self._run(address)
        except Unusable as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"The database refused: {preflight.first_line(error)}") from error

    def _prepare(self, *, demo: bool) -> None:
        self._step("Applying migrations", "migrate", interactive=False, verbosity=0)
        self._step("Loading the default catalog", "load_catalog", verbosity=0)
        if demo:
            # For the children. In a demo nobody has to enroll a second factor, unless the environment says so.
            os.environ.setdefault("PORTAL_STAFF_SECOND_FACTOR", "0")
            self._step("Loading the demo market", "load_demo", verbosity=0)
        began = time.monotonic()
        if static_files.collect_if_changed():
            self._note(f"Collecting static files: {time.monotonic() - began:.1f} s")

    def _run(self, address: Address) -> None:
        if not settings.PRODUCTION:
            os.environ.setdefault("PORTAL_SITE_URL", address.url.rstrip("/"))  # for links in mails
        ended = threading.Event()
        supervisor = Supervisor(on_started=lambda: self._announce(address, ended))
        for name, command, environment in children(address):
            supervisor.add(name, command, os.environ | environment, settings.BASE_DIR)
        connections.close_all()  # the supervisor forks
        try:
            supervisor.loop()
        finally:
            ended.set()
            supervisor.end_now()
        if not supervisor.ended_as_asked:
            raise CommandError("One of the processes ended by itself; its last lines are above.")

    def _announce(self, address: Address, ended: threading.Event) -> None:
        """Say once that the web server is up; after a long while, say once that it is not."""
        began, warned = time.monotonic(), False
        while (status := answers(address, "/healthz", host_name(address))) != 200:
            if ended.wait(0.1):
                return
            if not warned and time.monotonic() - began > SLOW_SECONDS:
                self._note(f"Not ready after {SLOW_SECONDS} seconds (/healthz: {status or 'no answer'}).")
                warned = True
        self._note(f"Ready: {address.url} (data in {settings.DATA_DIR}; Ctrl-C ends it)")

    def _step(self, title: str, command: str, **options: Any) -> None:
        began = time.monotonic()
        with open(os.devnull, "w") as silence:
            call_command(command, stdout=silence, **options)
        self._note(f"{title}: {time.monotonic() - began:.1f} s")

    def _note(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def children(address: Address) -> list[tuple[str, list[str], dict[str, str]]]:
    """Name, command and extra environment, in the order in which they are told to end."""
    steady = {"PYTHONUNBUFFERED": "1"}
    web = python(
        "gunicorn",
        "portal.wsgi",
        f"--bind={address.authority}",
        "--config=python:portal.embedded.gunicorn_settings",
        "--graceful-timeout=4",  # all of it ends within ten seconds
    )
    # Celery would fill a screen with its warning against root, who is common in containers.
    celery = python("celery", "--quiet", "--app=portal", options=["-W", "ignore:You're running the worker"])
    beat = [*celery, "beat", "--loglevel=INFO", "--pidfile="]
    quiet = ["--loglevel=INFO", "--without-gossip", "--without-mingle"]
    # Work of minutes has a worker of its own: mail and sweeps never wait for it.
    worker = [*celery, "worker", *quiet, "--queues=mail,sweeps", "--hostname=quick@%h"]
    heavy = [*celery, "worker", *quiet, "--queues=heavy", "--hostname=heavy@%h"]
    for command, variable, usual in ((worker, "WORKER_CONCURRENCY", "2"), (heavy, "HEAVY_CONCURRENCY", "1")):
        command.append(f"--concurrency={os.environ.get(variable, usual)}")
    # SIGTERM then means: stop after some seconds, hand unfinished tasks back to the queue.
    hasty = {"REMAP_SIGTERM": "SIGQUIT"}
    workers = [(name, command, steady | hasty) for name, command in (("worker", worker), ("heavy", heavy))]
    return [("web", web, steady), ("beat", beat, steady), *workers]


def host_name(address: Address) -> str:
    """A host name the application accepts: requests under other names are refused."""
    named = [name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"]
    return named[0] if named else address.nearest.authority
