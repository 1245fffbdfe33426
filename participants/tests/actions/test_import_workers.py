"""Who works on an import: claims, sweeps, nudges, progress."""

from contextlib import closing
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from kombu.exceptions import OperationalError

from participants import tasks
from participants.actions.imports import (
    apply_import,
    claims,
    confirm_import,
    expire_previews,
    read_import,
)
from participants.actions.imports.batches import Batches
from participants.actions.imports.nudges import TASK
from participants.choices import ImportStatus
from participants.models import ImportRun
from participants.tests.actions.importing import step
from participants.tests.actions.recorded import recorded
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


def test_two_workers_claim_a_run_once(upload, now):
    run = upload()
    assert claims.take(run, status=ImportStatus.READING, now=now) is not None
    assert claims.take(run, status=ImportStatus.READING, now=now) is None
    assert step(run, read_import, now).status == ImportStatus.READING


def test_the_run_of_a_killed_worker_is_taken_again(upload, now):
    run = upload()
    dead = claims.take(run, status=ImportStatus.READING, now=now)
    later = now + claims.STALE_AFTER + timedelta(seconds=1)
    assert step(run, read_import, later).status == ImportStatus.PREVIEWED
    # Should the first one live after all, it may write nothing any more.
    with pytest.raises(claims.ClaimLost):
        claims.Progress(dead)(1, 2)
    with pytest.raises(claims.ClaimLost):
        claims.release(dead, to=ImportStatus.PREVIEWED)


def test_a_file_that_kills_every_worker_is_given_up(upload, now):
    run = upload()
    ImportRun.objects.filter(pk=run.pk).update(attempts=claims.MOST_ATTEMPTS)
    run = step(run, read_import, now)
    assert run.status == ImportStatus.REFUSED
    assert "three times" in run.refusal
    assert run.upload is None


def test_the_sweep_finds_what_the_nudge_lost(upload, supervisor):
    run = upload()
    # The sweep looks at the real clock, by which a preview of the tests' day may be a week old.
    ImportRun.objects.filter(pk=run.pk).update(started_at=timezone.now())
    assert tasks.sweep_imports() == 1
    run.refresh_from_db()
    assert run.status == ImportStatus.PREVIEWED
    assert tasks.sweep_imports() == 0
    confirm_import(run=run, by=supervisor, now=timezone.now())
    assert tasks.sweep_imports() == 1
    run.refresh_from_db()
    assert run.status == ImportStatus.APPLIED


def test_a_preview_nobody_applied_goes_after_a_week(previewed, now):
    assert expire_previews(now=now + timedelta(days=6)) == 0
    assert expire_previews(now=now + timedelta(days=8)) == 1
    previewed.refresh_from_db()
    assert previewed.status == ImportStatus.DISCARDED
    assert not previewed.rows.exists()
    assert recorded("import.discarded").by is None


def test_one_bad_run_does_not_stop_the_sweep(upload, monkeypatch):
    upload(), upload()
    seen = []

    def fails(run_id):
        seen.append(run_id)
        raise RuntimeError("bad")

    monkeypatch.setattr(tasks, "advance_import", fails)
    assert tasks.sweep_imports() == len(seen) == 2


def test_a_nudge_for_a_run_that_is_over_does_nothing(previewed):
    tasks.advance_import(previewed.pk)
    tasks.advance_import(0)
    previewed.refresh_from_db()
    assert previewed.status == ImportStatus.PREVIEWED


def test_the_nudge_names_a_task_that_exists():
    assert tasks.advance_import.name == TASK


def test_a_queue_that_is_away_fails_no_upload(upload, settings, django_capture_on_commit_callbacks, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("away")

    monkeypatch.setattr("portal.lifecycle.workers.current_app.send_task", away)
    with django_capture_on_commit_callbacks(execute=True) as calls:
        upload()
    assert len(calls) == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_not_wait_for_one_that_is_just_claiming(upload, now):
    run = upload()
    with closing(connection.copy()) as other:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT id FROM participants_importrun WHERE id = %s FOR UPDATE", [run.pk])
            assert claims.take(run, status=ImportStatus.READING, now=now) is None
        other.rollback()
    assert claims.take(run, status=ImportStatus.READING, now=now) is not None


@pytest.mark.django_db(transaction=True)
def test_progress_of_applying_shows_before_the_transaction_ends(upload, supervisor, now, monkeypatch):
    seen = []
    original = Batches._step

    def watched(self, count):
        original(self, count)
        with closing(connection.copy()) as other, other.cursor() as cursor:
            cursor.execute("SELECT done, total FROM participants_importrun")
            seen.append(cursor.fetchone())
            cursor.execute("SELECT count(*) FROM participants_participant")
            assert cursor.fetchone() == (0,)

    run = step(upload(), read_import, now)
    step(run, confirm_import, now, by=supervisor)
    monkeypatch.setattr(Batches, "_step", watched)
    assert step(run, apply_import, now).status == ImportStatus.APPLIED
    assert seen == [(1, 2), (2, 2)]
    assert AuditEvent.objects.filter(verb="participants.registration.added").exists()
