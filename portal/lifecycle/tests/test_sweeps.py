"""The last run of each periodic task is kept; one command runs them all."""

from io import StringIO

import pytest
from celery import current_app
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from portal.lifecycle import sweeps
from portal.lifecycle.models import SweepRun

pytestmark = pytest.mark.django_db


def test_a_run_is_kept_with_its_count():
    @sweeps.recorded("things")
    def body():
        assert SweepRun.objects.get(name="things").finished_at is None
        return {"one": 2, "other": 3}

    assert body() == {"one": 2, "other": 3}
    kept = SweepRun.objects.get(name="things")
    assert (kept.count, kept.error) == (5, "")
    assert kept.started_at <= kept.finished_at == kept.succeeded_at or kept.finished_at <= kept.succeeded_at


def test_an_error_is_kept_and_raised_and_the_last_success_stays():
    answers = [7, ValueError("no such thing")]

    @sweeps.recorded("things")
    def body():
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    body()
    succeeded = SweepRun.objects.get(name="things").succeeded_at
    with pytest.raises(ValueError, match="no such thing"):
        body()
    kept = SweepRun.objects.get(name="things")
    assert (kept.error, kept.count, kept.succeeded_at) == ("ValueError: no such thing", 7, succeeded)
    assert kept.finished_at >= succeeded


def test_every_periodic_task_keeps_its_runs_under_its_name_in_the_table():
    current_app.loader.import_default_modules()
    for name, row in settings.CELERY_BEAT_SCHEDULE.items():
        assert getattr(current_app.tasks[row["task"]].run, "sweep_name", "") == name


def test_one_command_runs_every_periodic_task_in_the_order_of_the_table():
    out = StringIO()
    call_command("sweep", stdout=out)
    lines = out.getvalue().splitlines()
    assert [line.rpartition(":")[0] for line in lines] == list(settings.CELERY_BEAT_SCHEDULE)
    assert SweepRun.objects.exclude(succeeded_at=None).count() == len(lines)


def test_the_others_still_run_when_one_fails_and_the_command_says_so(monkeypatch):
    def broken(**_):
        raise RuntimeError("out of order")

    monkeypatch.setattr("portal.calendars.actions.sweeping.sweep_deadlines", broken)
    out = StringIO()
    with pytest.raises(CommandError, match="Failed: deadlines"):
        call_command("sweep", stdout=out)
    lines = out.getvalue().splitlines()
    assert len(lines) == len(settings.CELERY_BEAT_SCHEDULE)
    assert "deadlines: failed, RuntimeError: out of order" in lines


def test_one_task_alone(settings):
    out = StringIO()
    call_command("sweep", only="deadlines", stdout=out)
    assert out.getvalue() == "deadlines: 0\n"
    with pytest.raises(CommandError, match="no periodic task"):
        call_command("sweep", only="nothing", stdout=out)
