"""PgBouncer in transaction mode: the wall holds, nothing of one participant stays on a connection for the next."""

import os
import pwd
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp
from types import SimpleNamespace
from typing import Any

import psycopg2
import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from accounts.models import User
from issues.tests.factories import IssueFactory
from participants.models import Contact, DataExport, Participant
from portal.embedded import processes

PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
PORT = "6432"
THREADS, ROUNDS, POOLED = 6, 3, 2
LEFT_ON_IT = (
    "SELECT pg_backend_pid(), current_user::text, current_setting('role'),"
    " coalesce(current_setting('portal.participant', true), ''), coalesce(current_setting('portal.user', true), '')"
)

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="pgbouncer is not installed (apt-get install pgbouncer)")


@pytest.fixture
def pooled(transactional_db: None) -> Iterator[Callable[[], Any]]:
    """The tests' database through two pooled connections; called, it opens a connection of one's own to the pooler."""
    own = dict(connection.settings_dict)
    folder = Path(mkdtemp(prefix="portal-pooler-"))
    settings = {"listen_addr": "", "listen_port": PORT, "unix_socket_dir": folder, "auth_type": "any"}
    settings |= {"pool_mode": "transaction", "default_pool_size": POOLED, "server_reset_query": ""}
    lines = [f"* = host={own['HOST']} port={own['PORT'] or 5432} user={own['USER']}", "[pgbouncer]"]
    (folder / "pooler.ini").write_text("\n".join(["[databases]", *lines, *(f"{k} = {v}" for k, v in settings.items())]))
    account = _account()
    if account:
        shutil.chown(folder, account["user"], account["group"])
        (folder / "pooler.ini").chmod(0o644)
    pooler = subprocess.Popen(
        [PROGRAM, "--quiet", str(folder / "pooler.ini")],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        preexec_fn=processes.leash(signal.SIGKILL),
        **account,
    )
    _wait_for(folder / f".s.PGSQL.{PORT}", pooler)
    connections.close_all()
    connection.settings_dict.update(HOST=str(folder), PORT=PORT, CONN_MAX_AGE=0, DISABLE_SERVER_SIDE_CURSORS=True)
    try:
        yield lambda: psycopg2.connect(host=str(folder), port=PORT, user=own["USER"], dbname=own["NAME"])
    finally:
        connections.close_all()
        connection.settings_dict.update(own)
        pooler.kill()
        pooler.wait()
        shutil.rmtree(folder)


def _account() -> dict[str, Any]:
    """As root it runs as whoever PostgreSQL runs as: it refuses root, and the socket admits nobody else."""
    if os.geteuid() != 0:
        return {}
    owner = pwd.getpwuid(os.stat(connection.settings_dict["HOST"]).st_uid)
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def _wait_for(socket: Path, pooler: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 20
    while not socket.exists():
        assert pooler.poll() is None, "pgbouncer ended"
        assert time.monotonic() < until, "pgbouncer does not listen"
        time.sleep(0.02)


def test_participants_at_once_through_two_connections_see_their_own_and_leave_nothing_behind(
    pooled: Callable[[], Any],
    lantern: SimpleNamespace,
    mesa: SimpleNamespace,
    org_admin: User,
    outsider: User,
    supervisor: User,
    signed_in: Callable[[User], Client],
) -> None:
    for one, word in ((lantern, "Lantern"), (mesa, "Mesa")):
        for number in range(3):
            IssueFactory(participant=one.participant, title=f"{word} question {number}")
    wrong: list[str] = []
    looks = [
        _reading(signed_in(org_admin), "Lantern question", "Mesa question", wrong),
        _reading(signed_in(outsider), "Mesa question", "Lantern question", wrong),
        lambda: _walking(wrong),
    ]
    threads = [threading.Thread(target=_again, args=(looks[n % len(looks)], wrong)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert sorted(row.person.email for row in DataExport.objects.all()) == sorted([org_admin.email, outsider.email])
    _nothing_was_left(pooled)


def _reading(client: Client, own: str, foreign: str, wrong: list[str]) -> Callable[[], None]:
    def read() -> None:
        page = client.get(reverse("my-issues"))
        if page.status_code != 200 or own not in page.content.decode() or foreign in page.content.decode():
            wrong.append(f"{page.status_code}: {own} is missing or {foreign} is there")
        # Writes, partly as the operator, inside the wall.
        if client.post(reverse("my-data-ask"), {"format": "json"}).status_code not in {302, 409}:
            wrong.append("nothing was asked for")

    return read


def _walking(wrong: list[str]) -> None:
    """What staff and workers do: rows some at a time, outside of any transaction."""
    if len(list(Contact.objects.order_by("pk").iterator(chunk_size=1))) != Contact.objects.count():
        wrong.append("some contacts were not read")
    if {one.name for one in Participant.objects.iterator(chunk_size=1)} < {"Prairie Lantern Energy"}:
        wrong.append("the operator does not see every participant")


def _again(look: Callable[[], None], wrong: list[str]) -> None:
    try:
        for _each in range(ROUNDS):
            look()
    except Exception as error:
        wrong.append(f"{type(error).__name__}: {error}")
    finally:
        connections.close_all()


def _nothing_was_left(pooled: Callable[[], Any]) -> None:
    """Two transactions at once stand on both of the pooled connections."""
    first, second = pooled(), pooled()
    try:
        found = []
        for one in (first, second):
            with one.cursor() as cursor:
                cursor.execute(LEFT_ON_IT)
                found.append(cursor.fetchone())
        assert len({pid for pid, *_rest in found}) == POOLED
        assert {tuple(rest) for _pid, *rest in found} == {("portal", "none", "", "")}
    finally:
        first.close()
        second.close()
