import redis
from django.db import OperationalError
from django.test import RequestFactory

from portal.web import health


def test_all_is_well(client, db):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


def test_what_failed_is_named_and_nothing_else_said(monkeypatch):
    def fail_database():
        raise OperationalError("password of portal at 10.0.0.1 is wrong")

    def fail_redis():
        raise redis.ConnectionError("10.0.0.2 refused")

    monkeypatch.setattr(health, "CHECKS", {"database": fail_database, "redis": fail_redis})
    answer = health.healthz(RequestFactory().get("/healthz"))
    assert answer.status_code == 503
    assert answer.content == b'{"status": "failed", "failed": ["database", "redis"]}'


def test_it_only_answers_questions(client):
    assert client.post("/healthz").status_code == 405
