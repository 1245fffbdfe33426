"""An import's way from upload to applied: claims, progress, refusals, and what is left behind."""

from contextlib import closing
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.tests.factories import SupervisorFactory
from participants import tasks
from participants.actions.imports import (
    apply_import,
    claims,
    confirm_import,
    discard_import,
    expire_previews,
    import_at_once,
    read_import,
    start_import,
)
from participants.actions.imports.batches import Batches
from participants.actions.imports.nudges import TASK
from participants.choices import ImportStatus
from participants.models import ImportRow, ImportRun, Participant, Registration
from participants.rules.import_moves import MOVES
from participants.tests.actions.recorded import recorded
from participants.tests.factories import MarketRoleFactory, RegistrationFactory
from participants.tests.rules.imports.builders import SHEETS, official_list
from participants.tests.rules.imports.hostile import encrypted, small_list
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import IllegalMove, NotPermitted, Refused

pytestmark = pytest.mark.django_db
CSV = b"short_name,name,duns_number,role\nQA,Amber Power LLC,123456789,QSE\nLB,Bluff Retail,123,LSE\n"


@pytest.fixture(autouse=True)
def _roles(db):
    for code in SHEETS:
        MarketRoleFactory(code=code)


@pytest.fixture
def upload(supervisor, now):
    def upload(data=CSV, file_name="companies.csv", kind="participants", by=supervisor):
        return start_import(kind=kind, file_name=file_name, data=data, by=by, now=now)

    return upload


def step(run, action, now, **who):
    """One step of the run, and the run as it stands in the database then."""
    action(run=run, now=now, **who)
    return ImportRun.objects.get(pk=run.pk)


@pytest.fixture
def previewed(upload, now):
    return step(upload(), read_import, now)


def test_reading_makes_a_preview_and_drops_the_file(upload, now):
    run = upload()
    assert (run.status, bytes(run.upload)) == (ImportStatus.READING, CSV)
    run = step(run, read_import, now)
    assert run.status == ImportStatus.PREVIEWED
    assert run.upload is None
    assert (run.done, run.total) == (2, 2)
    assert (run.counts["new"], run.counts["refused"]) == (1, 1)
    assert list(run.rows.values_list("position", "outcome")) == [(1, "new"), (2, "refused")]
    assert not Participant.objects.exists()


def test_applying_writes_what_was_shown_with_the_same_counts(previewed, supervisor, now):
    shown = previewed.counts
    confirmed = step(previewed, confirm_import, now, by=supervisor)
    assert confirmed.status == ImportStatus.APPLYING
    run = step(confirmed, apply_import, now)
    assert (run.status, run.counts, run.finished_at) == (ImportStatus.APPLIED, shown, now)
    assert Registration.objects.get().duns == "123456789"
    assert recorded("import.applied").by == supervisor
    assert recorded("participant.added").by == supervisor


def test_the_one_who_confirmed_is_the_one_recorded(previewed, now):
    other = SupervisorFactory()
    step(previewed, confirm_import, now, by=other)
    step(previewed, apply_import, now)
    assert recorded("import.applied").by == other


def test_discarding_leaves_neither_file_nor_preview(upload, previewed, supervisor, now):
    for run in (upload(), previewed):
        run = step(run, discard_import, now, by=supervisor)
        assert (run.status, run.upload) == (ImportStatus.DISCARDED, None)
        assert not run.rows.exists()
        assert step(run, read_import, now).status == ImportStatus.DISCARDED


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"MZ\x90\x00" + bytes(range(256)) * 40, "MPList.zip"),
        (encrypted(small_list()), "MPList.xlsx"),
        (b"short_name,name\nQA,Amber\n", "columns-missing.csv"),
        ("short_name,name,duns_number\nQA,Amber,１".encode("utf-16-be")[:-1], "wrong-encoding.csv"),
        (b"", "empty.csv"),
    ],
)
def test_a_hostile_or_unreadable_file_leaves_one_sentence_and_nothing_else(upload, now, data, name):
    run = step(upload(data, name), read_import, now)
    assert run.status == ImportStatus.REFUSED
    assert run.refusal.endswith((".", "?"))
    assert "\n" not in run.refusal
    assert run.upload is None
    assert not ImportRow.objects.exists()
    assert not Participant.objects.exists()
    assert recorded("import.refused").reason == run.refusal


def test_an_older_list_is_refused_as_a_file(upload, supervisor, now):
    import_list(official_list(rows=40), supervisor, now)
    older = official_list(rows=40, report_date=official_list(rows=1).report_date - timedelta(days=1))
    run = step(upload(older.data, older.file_name), read_import, now)
    assert run.status == ImportStatus.REFUSED
    assert "is already imported" in run.refusal


def import_list(built, by, now):
    import_at_once(file_name=built.file_name, data=built.data, by=by, now=now)


def test_a_newer_list_in_between_refuses_the_one_still_waiting(upload, supervisor, now):
    first = official_list(rows=40)
    run = step(upload(first.data, first.file_name), read_import, now)
    import_list(official_list(rows=40, report_date=first.report_date + timedelta(days=1)), supervisor, now)
    step(run, confirm_import, now, by=supervisor)
    run = step(run, apply_import, now)
    assert run.status == ImportStatus.REFUSED
    assert "is already imported" in run.refusal
    assert not run.rows.exists()


def test_a_preview_that_grew_stale_is_made_again_instead_of_applied(previewed, supervisor, now):
    RegistrationFactory(role=MarketRoleFactory(code="QSE"), duns="123456789", short_name="QOLD")
    step(previewed, confirm_import, now, by=supervisor)
    run = step(previewed, apply_import, now)
    assert run.status == ImportStatus.PREVIEWED
    assert "changed since this preview was made" in run.refusal
    assert (run.counts["new"], run.counts["changed"]) == (0, 1)
    assert Registration.objects.get().short_name == "QOLD"
    assert run.rows.get(outcome="changed").changes["short_name"] == ["QOLD", "QA"]
    step(run, confirm_import, now, by=supervisor)
    assert step(run, apply_import, now).status == ImportStatus.APPLIED
    assert Registration.objects.get().short_name == "QA"


def test_an_error_in_the_middle_of_applying_leaves_the_preview_as_it_was(previewed, supervisor, now, monkeypatch):
    def fails(events):
        raise RuntimeError("in the middle")

    monkeypatch.setattr("participants.actions.imports.participants_writes.trail.record_many", fails)
    step(previewed, confirm_import, now, by=supervisor)
    run = step(previewed, apply_import, now)
    assert run.status == ImportStatus.PREVIEWED
    assert "nothing was written" in run.refusal
    assert run.rows.count() == 2
    assert not Participant.objects.exists()
    assert not Registration.objects.exists()


def test_someone_who_lost_the_right_meanwhile_applies_nothing(previewed, supervisor, now):
    step(previewed, confirm_import, now, by=supervisor)
    type(supervisor).objects.filter(pk=supervisor.pk).update(is_active=False)
    run = step(previewed, apply_import, now)
    assert run.status == ImportStatus.PREVIEWED
    assert run.refusal == "Only supervisors may import files."
    assert not Participant.objects.exists()


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

    monkeypatch.setattr("participants.actions.imports.nudges.current_app.send_task", away)
    with django_capture_on_commit_callbacks(execute=True) as calls:
        upload()
    assert len(calls) == 1


def test_only_supervisors_start_confirm_and_discard(upload, previewed, manager, auditor, now):
    for person in (manager, auditor):
        with pytest.raises(NotPermitted, match="Only supervisors may import files."):
            upload(by=person)
        for action in (confirm_import, discard_import):
            with pytest.raises(NotPermitted):
                action(run=previewed, by=person, now=now)


def test_what_is_over_or_under_way_is_not_moved_again(previewed, supervisor, now):
    step(previewed, confirm_import, now, by=supervisor)
    with pytest.raises(Refused, match="being applied"):
        discard_import(run=previewed, by=supervisor, now=now)
    with pytest.raises(IllegalMove):
        confirm_import(run=previewed, by=supervisor, now=now)
    step(previewed, apply_import, now)
    for action in (confirm_import, discard_import):
        with pytest.raises(IllegalMove):
            action(run=previewed, by=supervisor, now=now)


def test_file_names_are_shown_without_folders_and_control_characters(upload):
    assert upload(file_name="C:\\lists\\MP\x00List\n.csv").file_name == "MPList.csv"
    assert upload(file_name="/etc/").file_name == "file"


def test_every_status_has_its_moves():
    assert MOVES.states == set(ImportStatus.values)


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
