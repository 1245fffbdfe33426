import redis
from django.db import OperationalError, ProgrammingError
from django.test import RequestFactory

from portal.web import health


def test_all_is_well(client, db, settings):
    settings.CELERY_BEAT_SCHEDULE = {}
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    assert "no-store" in answer["Cache-Control"]


def test_a_release_before_its_migrations_is_not_ready(client, db, monkeypatch):
    def without_tables(now):
        raise ProgrammingError('relation "outbox_outboundmessage" does not exist')

    monkeypatch.setattr(health, "figures", without_tables)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "failed", "failed": ["tables"]})


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
