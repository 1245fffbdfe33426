"""The embedded servers with real processes: whoever needs them has them, and nobody leaves them behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg2
import pytest

from portal.embedded import keeper, paths, users
from portal.embedded.locks import is_taken
from portal.embedded.postgres import Postgres
from portal.embedded.redis_server import Redis

KINDS = [Postgres, Redis]
PATIENCE = 10


def eventually(condition: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def use(data: Path, kind: type = Postgres, *, volatile: bool = True):
    return users.using(kind.key, data, volatile=volatile)


def ask(data: Path, statement: str, user: str = "portal"):
    with closing(psycopg2.connect(host=paths.postgres_socket_dir(data), user=user, dbname="portal")) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone() if cursor.description else None


def is_kept(data: Path, kind: type) -> bool:
    return is_taken(kind(data).home / keeper.KEEPER_LOCK)


def postmaster(data: Path) -> int:
    return int((Postgres(data).cluster / "postmaster.pid").read_text().splitlines()[0])


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_runs_while_somebody_uses_it_and_not_longer(shared_data, kind):
    with use(shared_data, kind):
        assert kind(shared_data).answers()
        with use(shared_data, kind):
            assert kind(shared_data).answers()
        assert kind(shared_data).answers()
    assert not kind(shared_data).answers()
    assert not is_kept(shared_data, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_who_came_second_keeps_the_server_when_who_started_it_leaves(shared_data, kind):
    with ExitStack() as second:
        with use(shared_data, kind):
            second.enter_context(use(shared_data, kind))
        time.sleep(3 * keeper.LOOK_SECONDS)
        assert kind(shared_data).answers()
    assert not kind(shared_data).answers()


def test_what_was_written_is_there_at_the_second_start(data):
    with use(data):
        ask(data, "CREATE TABLE kept AS SELECT 7 AS number")
    with use(data):
        assert ask(data, "SELECT number FROM kept") == (7,)


@pytest.mark.parametrize("kind", KINDS)
def test_many_starts_at_once_make_one_server(data, kind):
    failures: list[BaseException] = []

    def once() -> None:
        try:
            with use(data, kind):
                assert kind(data).answers()
                time.sleep(0.1)
                assert kind(data).answers()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=once) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert not is_kept(data, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_user_leaves_no_server_behind(shared_data, kind):
    program = (
        "import sys, time; from pathlib import Path; from portal.embedded import users\n"
        "with users.using(sys.argv[1], Path(sys.argv[2]), volatile=True): print('up', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", program, kind.key, shared_data]
    with subprocess.Popen(command, cwd=paths.PROJECT, stdout=subprocess.PIPE) as user:
        assert user.stdout.readline() == b"up\n"
        assert kind(shared_data).answers()
        user.kill()
    assert eventually(lambda: not is_kept(shared_data, kind))
    assert not kind(shared_data).answers()


def test_a_killed_database_comes_back_for_those_who_use_it(shared_data):
    with use(shared_data, volatile=False):
        ask(shared_data, "CREATE TABLE IF NOT EXISTS survivor ()")
        before = postmaster(shared_data)
        os.kill(before, signal.SIGKILL)
        assert eventually(Postgres(shared_data).answers)
        assert postmaster(shared_data) != before
        assert ask(shared_data, "SELECT count(*) FROM survivor") == (0,)


@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_keeper_takes_its_server_along_and_the_next_user_has_one_again(shared_data, kind):
    with use(shared_data, kind):
        [running] = keeper_processes(shared_data, kind)
        os.kill(running, signal.SIGKILL)
        assert eventually(lambda: not kind(shared_data).answers())
    with use(shared_data, kind):
        assert kind(shared_data).answers()


def keeper_processes(data: Path, kind: type) -> list[int]:
    wanted = ["portal.embedded.keeper", kind.key, str(data)]
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().decode().split("\0")
            except OSError:
                continue
            if set(wanted) <= set(words):
                found.append(int(entry.name))
    return found


def test_a_pid_file_that_names_a_living_stranger_neither_stops_the_start_nor_ends_the_stranger(shared_data):
    with use(shared_data):
        owner = Postgres(shared_data).cluster.stat()
    # PostgreSQL itself would refuse: the process lives and belongs to the account the server runs under.
    account = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    with subprocess.Popen(["/bin/sleep", "60"], cwd="/", **account) as stranger:
        pid_file = Postgres(shared_data).cluster / "postmaster.pid"
        pid_file.write_text(f"{stranger.pid}\n{Postgres(shared_data).cluster}\n1\n5432\n\n\n")
        os.chown(pid_file, owner.st_uid, owner.st_gid)
        with use(shared_data):
            assert ask(shared_data, "SELECT 1") == (1,)
        assert stranger.poll() is None
        stranger.kill()


def test_a_start_that_died_while_making_the_database_is_made_good(data):
    server = Postgres(data)
    server.make_home()
    (server.home / "cluster.tmp").mkdir()
    (server.home / "cluster.tmp" / "half").write_text("")
    with use(data):
        assert ask(data, "SELECT 1") == (1,)


def test_a_database_of_another_version_is_refused_in_one_sentence(data):
    server = Postgres(data)
    server.make_home()
    server.cluster.mkdir()
    (server.cluster / "PG_VERSION").write_text("9\n")
    with pytest.raises(paths.Unusable, match="is of PostgreSQL 9"), use(data):
        pass
    assert not is_kept(data, Postgres)


def test_the_application_is_no_superuser_and_may_become_the_participants_role(shared_data):
    with use(shared_data):
        rights = "SELECT rolsuper, rolcreatedb, rolcreaterole, rolcanlogin FROM pg_roles WHERE rolname = '{}'"
        assert ask(shared_data, rights.format("portal")) == (False, True, True, True)
        assert ask(shared_data, rights.format("portal_participant")) == (False, False, False, False)
        member = "SELECT pg_has_role('portal', 'portal_participant', '{}')"
        assert ask(shared_data, member.format("SET")) == (True,)
        assert ask(shared_data, member.format("USAGE")) == (False,)


def test_only_sockets_in_private_folders_lead_in(shared_data):
    with use(shared_data), use(shared_data, Redis):
        assert ask(shared_data, "SHOW listen_addresses") == ("",)
        folders = {paths.postgres_socket_dir(shared_data), paths.redis_socket(shared_data).parent}
        assert {folder.stat().st_mode & 0o777 for folder in folders} == {0o700}
        assert Path(f"/proc/{postmaster(shared_data)}").stat().st_uid != 0
