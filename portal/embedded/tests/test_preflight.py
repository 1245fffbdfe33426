"""Faults found before anything is started, each told in one sentence."""

import pytest
from django.db import connection

from portal.embedded import preflight
from portal.embedded.address import Address, answers, free_address
from portal.embedded.paths import Unusable


def refused(check, *arguments) -> str:
    with pytest.raises(Unusable) as caught:
        check(*arguments)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("host", "port", "said"),
    [
        ("127.0.0.1", 70_000, "70000 is no port"),
        ("127.0.0.1", -1, "-1 is no port"),
        ("203.0.113.7", 8000, "can't listen on 203.0.113.7:8000"),
        ("no.such.invalid", 8000, "can't listen on no.such.invalid:8000"),
        ("2001:db8::1", 8000, "can't listen on [2001:db8::1]:8000"),
    ],
)
def test_where_nobody_can_listen(host, port, said):
    assert said in refused(free_address, host, port)


def test_port_zero_stands_for_a_free_one():
    found = free_address("127.0.0.1", 0)
    assert found.port > 0
    assert answers(found, "/healthz", "localhost") is None


def test_every_address_of_the_machine_is_reached_by_loopback():
    assert Address("0.0.0.0", 8000).url == "http://127.0.0.1:8000/"
    assert Address("::", 8000).url == "http://[::1]:8000/"
    assert Address("portal.example", 8000).url == "http://portal.example:8000/"


@pytest.mark.parametrize("host", ["127.0.0.1", "no.such.invalid", "/no/such/folder"])
def test_a_database_that_does_not_answer(monkeypatch, host):
    parameters = {"host": host, "port": 1, "user": "portal", "password": "hidden", "dbname": "portal"}
    monkeypatch.setattr(connection, "get_connection_params", lambda: parameters)
    line = refused(preflight.require_database)
    assert line.startswith("The database (DATABASE_URL) can't be reached: ")
    assert "hidden" not in line


@pytest.mark.parametrize("url", ["redis://:hidden@127.0.0.1:1/0", "somewhere", "redis://h:port/0", "unix:///no/such"])
def test_a_redis_that_does_not_answer(settings, url):
    settings.REDIS_URL = url
    line = refused(preflight.require_redis)
    assert line.startswith("Redis (REDIS_URL) can't be reached: ")
    assert "hidden" not in line


def test_only_one_server_on_a_data_folder(tmp_path):
    with preflight.serving_alone(tmp_path):
        assert "is being served already, by process" in refused(lambda: preflight.serving_alone(tmp_path).__enter__())
    with preflight.serving_alone(tmp_path):
        pass
