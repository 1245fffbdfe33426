"""Page, metrics and health tell the same; each to those it is for."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.calendars.tests import clockwork
from portal.lifecycle.models import SweepRun
from portal.outbox import figures as told
from portal.outbox.choices import MessageState
from portal.outbox.figures import figures, is_overdue
from portal.outbox.tests.mails import mail

pytestmark = pytest.mark.django_db

HERE = {"HTTP_HOST": "localhost:8000"}
TABLE = {"one": {"task": "t.one", "schedule": 60}, "two": {"task": "t.two", "schedule": 3600}}
SECOND = timedelta(seconds=1)
EVERY = timedelta(minutes=1)


@pytest.fixture
def backlog(settings: Any, now: datetime) -> datetime:
    """Three mails waiting, one of them for ten minutes, one failed; one sweep on time and one that is not."""
    settings.CELERY_BEAT_SCHEDULE = TABLE
    mail(due_at=now - timedelta(minutes=10))
    mail(due_at=now - timedelta(minutes=1), repeats=2)
    mail(due_at=now + timedelta(hours=1))
    mail(state=MessageState.FAILED)
    mail(state=MessageState.SENT, repeats=1)
    SweepRun.objects.create(name="one", started_at=now, succeeded_at=now, count=7)
    SweepRun.objects.create(name="two", started_at=now, succeeded_at=now - timedelta(hours=4), error="OSError: away")
    return now


def test_the_figures_are_those_of_the_rows(backlog: datetime) -> None:
    found = figures(backlog)
    assert found.states == {"queued": 3, "sending": 0, "digest": 0, "failed": 1}
    assert (found.messages.due, found.messages.late, found.repeats) == (2, timedelta(minutes=10), 3)
    assert found.overdue == ["two"]


def test_reminders_that_should_have_happened_are_counted(lantern: Any, now: datetime) -> None:
    clockwork.calendar(week=clockwork.AROUND_THE_CLOCK)
    clockwork.plan()
    started = now - timedelta(hours=8)
    clockwork.clock(lantern.participant, started, amount=8, plan="ladder")
    assert (figures(now).steps.due, figures(now).steps.late) == (2, timedelta(hours=1))
    assert figures(started).steps.due == 0


def test_counting_ends_at_a_limit(monkeypatch: Any, now: datetime) -> None:
    monkeypatch.setattr(told, "COUNTED", 3)
    for _ in range(6):
        mail()
    assert figures(now).states["queued"] == 4
    assert told.in_words(4) == "3+"


def test_the_figures_cost_the_same_for_any_number_of_rows(backlog: datetime) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            figures(backlog)
        return len(captured)

    few = statements()
    for state in (MessageState.QUEUED, MessageState.FAILED, MessageState.SENDING, MessageState.DIGEST):
        for _ in range(10):
            mail(state=state)
    assert statements() == few <= 14


@pytest.mark.parametrize(
    ("success", "since", "overdue"),
    [
        (timedelta(minutes=4), None, False),  # three runs and the grace of a minute
        (timedelta(minutes=4) + SECOND, None, True),
        (timedelta(0), timedelta(days=9), False),
        (None, timedelta(minutes=4), False),
        (None, timedelta(minutes=4) + SECOND, True),
        (None, None, False),
    ],
)
def test_a_sweep_is_overdue_after_three_missed_runs(
    success: timedelta | None, since: timedelta | None, overdue: bool, now: datetime
) -> None:
    run = SweepRun(name="x", started_at=now, succeeded_at=now - success) if success is not None else None
    assert is_overdue(run, EVERY, now - since if since is not None else None, now) is overdue


def test_a_sweep_that_fails_every_time_is_overdue_though_it_runs(now: datetime) -> None:
    failing = SweepRun(name="x", started_at=now, finished_at=now, error="OSError")
    assert is_overdue(failing, EVERY, now - timedelta(hours=1), now)


@pytest.mark.parametrize(
    ("persona", "code"), [("outsider", 404), ("manager", 403), ("auditor", 200), ("supervisor", 200)]
)
@pytest.mark.parametrize("path", ["/operations/", "/operations/figures/"])
def test_the_page_is_for_supervisors_and_auditors(
    request: Any, signed_in: Any, persona: str, code: int, path: str
) -> None:
    assert signed_in(request.getfixturevalue(persona)).get(path).status_code == code


def test_the_page_tells_what_is_late(signed_in: Any, supervisor: Any, backlog: datetime) -> None:
    text = signed_in(supervisor).get("/operations/").content.decode()
    assert "OSError: away" in text
    assert "Overdue" in text
    assert "3 may have been sent twice" in text


def test_the_part_that_renews_itself_leads_nobody_to_the_sign_in_page(client: Any) -> None:
    assert client.get("/operations/figures/").status_code == 401


def test_health_tells_numbers_and_stays_200_when_degraded(client: Any, backlog: datetime, monkeypatch: Any) -> None:
    monkeypatch.setattr("portal.web.health.timezone.now", lambda: backlog)
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "degraded",
        "messages": {
            "queued": 3,
            "sending": 0,
            "digest": 0,
            "failed": 1,
            "due": 2,
            "oldest_due_seconds": 600,
            "possible_repeats": 3,
        },
        "deadlines": {"steps_due": 0, "oldest_due_seconds": 0, "recomputes_running": 0},
        "sweeps_overdue": ["two"],
    }


def test_metrics_tell_the_same(client: Any, backlog: datetime, monkeypatch: Any) -> None:
    monkeypatch.setattr("portal.outbox.views.metrics.timezone.now", lambda: backlog)
    answer = client.get("/metrics", **HERE)
    lines = answer.content.decode().splitlines()
    assert answer["Content-Type"].startswith("text/plain")
    for line in (
        'portal_messages{state="queued"} 3.0',
        'portal_messages{state="failed"} 1.0',
        "portal_messages_due 2.0",
        "portal_messages_oldest_due_seconds 600.0",
        "portal_messages_possible_repeats 3.0",
        'portal_sweep_overdue{sweep="one"} 0.0',
        'portal_sweep_overdue{sweep="two"} 1.0',
        'portal_sweep_rows{sweep="one"} 7.0',
    ):
        assert line in lines


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, 200),
        ({"HTTP_HOST": "127.0.0.1"}, 200),
        ({"HTTP_HOST": "[::1]:8000", "REMOTE_ADDR": "::1"}, 200),
        ({"REMOTE_ADDR": "10.0.0.8"}, 404),
        ({"HTTP_HOST": "rebound.example"}, 404),  # a page of somebody else's asking through this browser
        ({"HTTP_X_FORWARDED_FOR": "203.0.113.9"}, 404),  # a proxy stands before us
        ({"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, 404),
    ],
)
def test_without_a_token_only_this_machine_reads_metrics(client: Any, given: dict, code: int) -> None:
    assert client.get("/metrics", **HERE | given).status_code == code


@pytest.mark.parametrize(
    ("token", "sent", "code"),
    [
        ("", "Bearer ", 404),
        ("", "Bearer secret", 404),
        ("secret", "Bearer secret", 200),
        ("secret", "Bearer secre", 401),
        ("secret", "Token secret", 401),
        ("secret", "", 401),
        ("secret", "Bearer s\u00e9cret", 401),
    ],
)
def test_in_production_a_token_opens_metrics(client: Any, settings: Any, token: str, sent: str, code: int) -> None:
    settings.PRODUCTION, settings.METRICS_TOKEN = True, token
    assert client.get("/metrics", **HERE, HTTP_AUTHORIZATION=sent).status_code == code


def test_a_session_opens_no_metrics(signed_in: Any, supervisor: Any, settings: Any) -> None:
    settings.METRICS_TOKEN = "secret"
    assert signed_in(supervisor).get("/metrics").status_code == 401


def test_the_interval_is_told_in_words() -> None:
    told_as = {60: "minute", 300: "5 minutes", 3600: "hour", 86400: "day", 0.5: "0.5 seconds", 90: "90 seconds"}
    for seconds, words in told_as.items():
        assert told.Sweep("x", timedelta(seconds=seconds), None, False).every_words == words


def test_times_have_a_zone(now: datetime) -> None:
    assert told.installed_at().tzinfo is not None
    assert told.installed_at() <= datetime.now(UTC)
