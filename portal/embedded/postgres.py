"""The embedded PostgreSQL: made on first use, listening on a socket in a private folder only."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Final

import psycopg2

from portal.embedded import account, paths, processes
from portal.embedded.paths import Unusable

MAJOR: Final = "18"
SUPERUSER: Final = "postgres"
ROLE: Final = "portal"
ORPHAN_SECONDS: Final = 10
# "trust" is harmless because the socket folder admits one account only.
INITDB: Final = [
    *("-U", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--no-sync"),
    *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"),
]
# Errors are logged without the statement and without the rows they were about.
OPTIONS: Final = {
    "listen_addresses": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "jit": "off",
}
# For tests: speed instead of safety, and room for a process on each core of a large machine.
VOLATILE: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "400"}

# The participants' role is cluster-wide; made here, parallel test databases needn't race for it.
ROLES: Final = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal') THEN
    CREATE ROLE portal LOGIN CREATEDB CREATEROLE NOSUPERUSER;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_participant') THEN
    CREATE ROLE portal_participant NOLOGIN;
  END IF;
END $$;
GRANT portal_participant TO portal WITH INHERIT FALSE, SET TRUE;
"""


class Postgres:
    name: Final = "PostgreSQL"
    key: Final = "postgres"
    stop_signals: Final = (signal.SIGINT, signal.SIGQUIT)  # fast, then at once; SIGTERM would wait for clients

    def __init__(self, data: Path, *, volatile: bool = False) -> None:
        self.home = paths.postgres_home(data)
        self.sockets = paths.postgres_socket_dir(data)
        self.cluster = self.home / "cluster"
        self.options = OPTIONS | {"unix_socket_directories": str(self.sockets)} | (VOLATILE if volatile else {})
        self._as_root = os.geteuid() == 0

    def answers(self) -> bool:
        """Whether it runs and the application's database is there."""
        return self._reachable(ROLE, "portal")

    def make_home(self) -> None:
        """The folder for locks, log and cluster; needed before anything else."""
        if not self._as_root:
            paths.private_folder(self.home)
        elif not self.home.exists():
            account.open_folder(self.home)

    def prepare(self) -> None:
        """Folders, programs and, the first time, the cluster. Call while holding the keeper's lock."""
        self._identity = self._find_identity()
        self._programs = account.reachable_binaries() if self._as_root else account.site_folder() / account.BINARIES
        if self._as_root:
            self._give(self.sockets)
        if not self.cluster.exists():
            self._make_cluster()
        made_by = (self.cluster / "PG_VERSION").read_text().strip()
        if made_by != MAJOR:
            raise Unusable(f"The database in {self.cluster} is of PostgreSQL {made_by}; version {MAJOR} can't open it.")
        self._clear_pid_file()

    def spawn(self) -> subprocess.Popen[bytes]:
        settings = [part for name, value in self.options.items() for part in ("-c", f"{name}={value}")]
        with processes.log_file(self.home / "server.log") as output:
            return subprocess.Popen(
                [self._programs / "postgres", "-D", self.cluster, *settings],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=processes.leash(signal.SIGINT),
                **self._surroundings(),
            )

    def started(self) -> bool:
        """Whether it takes connections; our own role and database may still be missing."""
        return self._reachable(SUPERUSER, "postgres")

    def settle(self) -> None:
        """Roles and database of the application; run at every start, changes nothing the second time."""
        with closing(self._connect(SUPERUSER, "postgres")) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(ROLES)
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'portal'")
                if not cursor.fetchone():
                    cursor.execute("CREATE DATABASE portal OWNER portal")

    def _connect(self, user: str, database: str):
        return psycopg2.connect(host=str(self.sockets), user=user, dbname=database, connect_timeout=5)

    def _reachable(self, user: str, database: str) -> bool:
        try:
            self._connect(user, database).close()
        except psycopg2.OperationalError:
            return False
        return True

    def _find_identity(self) -> dict:
        """Keyword arguments of Popen that make a child of root another account's; none for an ordinary user."""
        if not self._as_root:
            return {}
        entry = account.owner_of(self.cluster)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

    def _surroundings(self) -> dict:
        # The current directory may be closed to the account; the environment is none of its business.
        return {"cwd": "/", "env": {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": "/usr/bin:/bin"}, **self._identity}

    def _give(self, folder: Path) -> None:
        """A folder of ours, private to the account PostgreSQL runs under."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if self._as_root:
            os.chown(folder, self._identity["user"], self._identity["group"])

    def _make_cluster(self) -> None:
        """Made beside its place and moved there, so a start that dies half-way leaves no half cluster."""
        draft = self.home / "cluster.tmp"
        shutil.rmtree(draft, ignore_errors=True)
        self._give(draft)
        run = subprocess.run(
            [self._programs / "initdb", "-D", draft, *INITDB],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **self._surroundings(),
        )
        if run.returncode != 0:
            reason = (run.stderr.strip().splitlines() or ["no message"])[-1]
            raise Unusable(f"PostgreSQL can't make a database in {self.home}: {reason}")
        os.rename(draft, self.cluster)

    def _clear_pid_file(self) -> None:
        """End an orphan still working in the cluster; drop a pid file whose number now is a stranger's.

        PostgreSQL trusts the number alone: it would refuse to start because of any living process of
        the same account. Real servers work inside the cluster's folder, which tells them apart.
        """
        until = time.monotonic() + ORPHAN_SECONDS
        while orphans := list(processes.working_in(self.cluster, "postgres")):
            if time.monotonic() > until:
                raise Unusable(f"Another PostgreSQL works in {self.cluster} and doesn't end (process {orphans[0]}).")
            for pid in orphans:
                processes.send(pid, signal.SIGINT)
            time.sleep(0.1)
        (self.cluster / "postmaster.pid").unlink(missing_ok=True)
