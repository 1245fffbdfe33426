"""An import's way from upload to applied: refusals, stale previews, and what is left behind."""

from datetime import timedelta

import pytest

from accounts.tests.factories import SupervisorFactory
from participants.actions.imports import (
    apply_import,
    confirm_import,
    discard_import,
    import_at_once,
    read_import,
)
from participants.choices import ImportStatus
from participants.models import ImportRow, Participant, Registration
from participants.rules.import_moves import MOVES
from participants.tests.actions.importing import CSV, step
from participants.tests.actions.recorded import recorded
from participants.tests.factories import MarketRoleFactory, RegistrationFactory
from participants.tests.rules.imports.builders import official_list
from participants.tests.rules.imports.hostile import encrypted, small_list
from portal.lifecycle.refusals import IllegalMove, NotPermitted, Refused

pytestmark = pytest.mark.django_db


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
