"""`manage.py serve` as a user meets it: real processes, real signals, exit codes and single sentences."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from portal.embedded import paths, preflight, users

START_SECONDS = 300  # on a busy machine, from nothing: most of it goes into making the tables
END_SECONDS = 10


def manage(data: Path, *words: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", *words],
        cwd=paths.PROJECT,
        env=os.environ | {"PORTAL_DATA": str(data)} | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def serving(data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command and the address of its ready line."""
    server = manage(data, "serve", "--port", "0")
    try:
        yield server, ready_address(server)
    finally:
        server.kill()
        server.stdout.close()
        server.wait()


def ready_address(server: subprocess.Popen[str]) -> str:
    lines = []
    until = time.monotonic() + START_SECONDS
    for line in server.stdout:
        lines.append(line)
        if found := re.match(r"Ready: (http://\S+) ", line):
            return found[1]
        assert time.monotonic() < until, "".join(lines)
    raise AssertionError("ended before it was ready:\n" + "".join(lines))


def refusal(data: Path, *words: str, **environment: str) -> str:
    """The one line a command ends with, which must have failed."""
    with manage(data, "serve", *words, **environment) as server:
        output = server.stdout.read()
    assert server.returncode == 1, output
    assert len(output.strip().splitlines()) == 1, output
    return output.strip()


def left_behind(data: Path) -> list[str]:
    """Living processes that belong to this data folder by their arguments or their environment."""
    homes = [os.fsencode(data)]
    if os.geteuid() == 0:
        homes.append(os.fsencode(paths.postgres_home(data)))
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                told = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
            except OSError:
                continue
            if any(home in told for home in homes):
                found.append((entry / "cmdline").read_text().replace("\0", " "))
    return found


def test_it_starts_serves_ends_and_starts_again(data):
    with serving(data) as (server, address):
        with urllib.request.urlopen(f"{address}healthz", timeout=10) as answer:
            assert json.load(answer)["status"] == "ok"
        assert "is being served already, by process" in refusal(data, "--port", "0")
        assert_another_command_finds_its_database(data)
        assert ends_within_ten_seconds(server, signal.SIGTERM) == 0
        assert left_behind(data) == []

    with serving(data) as (server, _):
        server.kill()
        until = time.monotonic() + END_SECONDS
        while left_behind(data) and time.monotonic() < until:
            time.sleep(0.1)
        assert left_behind(data) == []
    with users.using("postgres", data), users.using("redis", data), preflight.serving_alone(data):
        pass  # what a third start needs


def assert_another_command_finds_its_database(data: Path) -> None:
    """And leaves it running at its end."""
    code = "from django.db import connection; c = connection.cursor(); c.execute('SELECT 41 + 1'); print(c.fetchone())"
    with manage(data, "shell", "--no-imports", "-c", code) as command:
        assert "(42,)" in command.stdout.read()
    assert any("gunicorn" in line for line in left_behind(data))
    assert any("redis-server" in line for line in left_behind(data))


def ends_within_ten_seconds(server: subprocess.Popen[str], number: signal.Signals) -> int:
    server.send_signal(number)
    server.stdout.read()
    return server.wait(END_SECONDS)


def test_a_taken_port_is_refused(shared_data):
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        taken = other.getsockname()[1]
        assert f"can't listen on 127.0.0.1:{taken}: Address already in use" in refusal(shared_data, f"--port={taken}")


def test_an_address_without_a_database_is_refused_without_its_password(shared_data):
    line = refusal(shared_data, "--port=0", DATABASE_URL="postgres://portal:hidden@127.0.0.1:1/portal")
    assert "The database (DATABASE_URL) can't be reached" in line
    assert "hidden" not in line


@pytest.mark.parametrize("value", ["mysql://portal:hidden@localhost/portal", "postgres://u:hidden@localhost:port/x"])
def test_an_address_of_another_kind_is_refused_without_its_password(tmp_path, value):
    line = refusal(tmp_path, "--port=0", DATABASE_URL=value, REDIS_URL="redis://unused")
    assert line == "manage.py: DATABASE_URL must name a PostgreSQL database: postgres://user:password@host/name"


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    assert "/dev/null/below can't be made: Not a directory" in refusal(tmp_path, "--data=/dev/null/below")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_right_to_write_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    assert "is not writable for this account" in refusal(tmp_path, "--port=0")
    tmp_path.chmod(0o700)


def test_another_accounts_data_folder_is_refused(tmp_path):
    (tmp_path / ("postgres" if os.geteuid() == 0 else "postgres-folder")).mkdir()
    assert re.search("run as (that account|root)", refusal(tmp_path, "--port=0"))
