"""Servers, workers and schedulers as real processes in a data folder of their own, and ways to hurt them."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg2
import redis

from portal.embedded import paths, processes, users

# Quick, so that the test waits for no minute: a lease ends after seconds and every sweep runs each second.
HURRY = {
    "PORTAL_MODE": "local",
    "PORTAL_MAIL_TIMEOUT": "2",
    "PORTAL_OUTBOX_LEASE_SECONDS": "6",
    "PORTAL_SWEEP_SECONDS": "1",
}


class World:
    """One installation. Each worker and scheduler leads a process group, so a kill takes all of it at once."""

    def __init__(self, data: Path, mail_port: int) -> None:
        self.data = data
        self.environment = (
            os.environ
            | HURRY
            | {
                "PORTAL_DATA": str(data),
                "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
                "DJANGO_SETTINGS_MODULE": "portal.settings",
            }
        )
        self.environment.pop("DATABASE_URL", None)
        self.environment.pop("REDIS_URL", None)
        self.running: list[subprocess.Popen[bytes]] = []
        self.kills = 0

    def run(self, *command: str) -> None:
        """Run a program of ours to its end; its output is shown when it fails."""
        done = subprocess.run(
            [sys.executable, *command],
            cwd=paths.PROJECT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def start(self, name: str, *words: str) -> subprocess.Popen[bytes]:
        """Start a Celery program; its log lies in the data folder."""
        return self._start(name, "-W", "ignore", "-m", "celery", "--quiet", "--app=portal", *words)

    def start_web(self, name: str, authority: str) -> subprocess.Popen[bytes]:
        """A web server on an address of its own."""
        config = "--config=python:portal.embedded.gunicorn_settings"
        return self._start(name, "-m", "gunicorn", "portal.wsgi", f"--bind={authority}", "--workers=1", config)

    def _start(self, name: str, *words: str) -> subprocess.Popen[bytes]:
        with (self.data / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *words],
                cwd=paths.PROJECT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=processes.leash(signal.SIGKILL),
            )
        self.running.append(process)
        return process

    def start_worker(self, name: str) -> subprocess.Popen[bytes]:
        return self.start(
            name,
            "worker",
            "--pool=solo",
            "--loglevel=INFO",
            "--without-gossip",
            "--without-mingle",
            f"--hostname={name}@test",
        )

    def start_beat(self, name: str) -> subprocess.Popen[bytes]:
        return self.start(
            name, "beat", "--loglevel=INFO", "--pidfile=", f"--schedule={self.data / name}", "--max-interval=1"
        )

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.running.remove(process)
        self.kills += 1

    def empty_redis(self) -> None:
        with redis.Redis(unix_socket_path=str(paths.redis_socket(self.data))) as client:
            client.flushall()

    def restart_redis(self) -> None:
        """End it at once; the keeper starts it again, empty."""
        with redis.Redis(unix_socket_path=str(paths.redis_socket(self.data))) as client:
            number = client.info("server")["process_id"]
        os.kill(number, signal.SIGKILL)

    def restart_postgres(self) -> None:
        """A fast shutdown, which cuts every connection; the keeper starts it again."""
        with psycopg2.connect(
            host=str(paths.postgres_socket_dir(self.data)), user="portal", dbname="portal"
        ) as connection:
            connection.cursor().execute("SELECT 1")
        cluster = paths.postgres_home(self.data) / "cluster"
        number = int((cluster / "postmaster.pid").read_text().split()[0])
        os.kill(number, signal.SIGINT)

    def rows(self, statement: str) -> list[tuple]:
        connection = psycopg2.connect(host=str(paths.postgres_socket_dir(self.data)), user="portal", dbname="portal")
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall()
        finally:
            connection.close()

    def end(self) -> None:
        for process in list(self.running):
            with ExitStack() as stack:
                stack.callback(process.wait)
                os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def world(data: Path, mail_port: int) -> Iterator[World]:
    """The servers of the folder, started and ended; PostgreSQL with all its safety on."""
    found = World(data, mail_port)
    with users.using("postgres", data), users.using("redis", data):
        try:
            yield found
        finally:
            found.end()
