"""Which commands get servers, and how `--data` is understood."""

import os

import pytest

from portal.embedded import around, users


@pytest.mark.parametrize(
    ("line", "needed"),
    [
        ("", False),
        ("help", False),
        ("migrate --help", False),
        ("migrate", True),
        ("shell", True),
        ("serve --demo", True),
        ("check --deploy", False),
        ("check --database default", True),
        ("check --database=default", True),
        ("collectstatic --noinput", False),
    ],
)
def test_only_commands_that_use_the_database_get_servers(line, needed):
    assert around.needs_servers(["manage.py", *line.split()]) is needed


@pytest.mark.parametrize("words", [["--data", "/d"], ["--data=/d"], ["--demo", "--data", "/d", "--port=1"]])
def test_the_data_option_of_serve_equals_the_environment_variable(monkeypatch, words):
    monkeypatch.setenv("PORTAL_DATA", "/before")
    around.choose_data(["manage.py", "serve", *words])
    assert os.environ["PORTAL_DATA"] == "/d"


@pytest.mark.parametrize(
    ("line", "folder"),
    [("bench", "/before/bench-full"), ("bench --preset small", "/before/bench-small"), ("bench --data=/d", "/d")],
)
def test_a_bench_has_a_folder_of_its_own(monkeypatch, line, folder):
    monkeypatch.setenv("PORTAL_DATA", "/before")
    around.choose_data(["manage.py", *line.split()])
    assert os.environ["PORTAL_DATA"] == folder


@pytest.mark.parametrize("words", [["serve", "--data"], ["loaddata", "--data=/d"], ["serve"]])
def test_otherwise_the_environment_variable_stands(monkeypatch, words):
    monkeypatch.setenv("PORTAL_DATA", "/before")
    around.choose_data(["manage.py", *words])
    assert os.environ["PORTAL_DATA"] == "/before"


@pytest.mark.parametrize(
    ("given", "started"),
    [
        ({}, ["postgres", "redis"]),
        ({"DATABASE_URL": "postgres://elsewhere/portal"}, ["redis"]),
        ({"DATABASE_URL": "postgres://elsewhere/portal", "REDIS_URL": "redis://elsewhere"}, []),
        ({"DATABASE_URL": "", "REDIS_URL": "redis://elsewhere"}, ["postgres"]),
    ],
)
def test_a_server_named_by_the_environment_replaces_the_embedded_one(monkeypatch, given, started):
    for name in around.INSTEAD_OF.values():
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    asked: list[str] = []

    class Using:
        def __init__(self, key, data, *, volatile):
            asked.append(key)

        def __enter__(self):
            return None

        def __exit__(self, *details):
            return None

    monkeypatch.setattr(users, "using", Using)
    with around.embedded_servers():
        assert asked == started
