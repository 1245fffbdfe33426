"""`manage.py import_participants`: the same result as in the browser, in words and exit codes."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from participants.actions.imports import apply_import, confirm_import, read_import, start_import
from participants.models import ImportRow, ImportRun, Participant, Registration
from participants.tests.factories import MarketRoleFactory
from participants.tests.rules.imports.builders import SHEETS, official_list
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _roles(db):
    for code in SHEETS:
        MarketRoleFactory(code=code)


@pytest.fixture
def write(tmp_path):
    def write(content, name="companies.csv"):
        path = tmp_path / name
        path.write_bytes(content)
        return str(path)

    return write


def test_the_official_list_by_command_and_by_pages_gives_the_same_counts(write, supervisor, now, capsys):
    built = official_list()
    run = start_import(kind="participants", file_name=built.file_name, data=built.data, by=supervisor, now=now)
    read_import(run=run, now=now)
    run.refresh_from_db()
    shown = run.counts
    call_command("import_participants", write(built.data, built.file_name), "--dry-run")
    dry = capsys.readouterr().out
    assert f"Would be: new {shown['new']:,}" in dry
    assert not Participant.objects.exists()
    call_command("import_participants", write(built.data, built.file_name))
    assert (
        f"Imported: new {shown['new']}, changed 0, unchanged 0, refused {shown['refused']}" in capsys.readouterr().out
    )
    assert ImportRun.objects.get(status="applied").counts == shown
    assert Registration.objects.count() == built.accepted == shown["new"]
    # Whoever applies the stale preview now is shown that nothing is left to do.
    confirm_import(run=run, by=supervisor, now=now)
    apply_import(run=run, now=now)
    run.refresh_from_db()
    assert run.status == "previewed"
    assert run.counts["unchanged"] == built.accepted


def test_the_second_run_reports_no_changes(write, capsys):
    built = official_list(rows=80)
    path = write(built.data, built.file_name)
    call_command("import_participants", path)
    capsys.readouterr()
    call_command("import_participants", path)
    assert f"Imported: new 0, changed 0, unchanged {built.accepted}" in capsys.readouterr().out


def test_refused_and_vanished_rows_are_named_with_their_reasons(write, capsys):
    first = official_list(rows=80)
    call_command("import_participants", write(first.data, first.file_name))
    capsys.readouterr()
    newer = official_list(rows=80, vanished=2, report_date=date(2026, 10, 2))
    call_command("import_participants", write(newer.data, newer.file_name))
    out = capsys.readouterr().out
    assert out.count("No longer listed: ") == 2
    assert out.count("Refused ") == newer.refused
    assert 'The market participant type "LSE" contradicts the sheet QSE.' in out


def test_a_dry_run_writes_nothing(write):
    built = official_list(rows=40)
    call_command("import_participants", write(built.data, built.file_name), "--dry-run")
    for model in (Participant, Registration, ImportRun, ImportRow, AuditEvent):
        assert not model.objects.exists()


def test_it_is_done_in_the_name_of_the_person_given(write, supervisor):
    built = official_list(rows=30)
    call_command("import_participants", write(built.data, built.file_name), "--by", "Supervisor@iso.example")
    assert set(AuditEvent.objects.values_list("by", flat=True)) == {supervisor.pk}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00" + bytes(range(256)) * 8, "list.zip"),
        (b"a,b\n1,2\n", "companies.csv"),
        (b"", "empty.csv"),
    ],
)
def test_an_unreadable_file_is_one_clear_line_and_leaves_nothing(write, content, name):
    with pytest.raises(CommandError) as refused:
        call_command("import_participants", write(content, name))
    assert str(refused.value).startswith(f"{name}: ")
    assert "\n" not in str(refused.value)
    for model in (Participant, ImportRun, ImportRow, AuditEvent):
        assert not model.objects.exists()


def test_a_missing_file_is_one_clear_line():
    with pytest.raises(CommandError, match="^/nowhere/list.zip cannot be read: No such file or directory.$"):
        call_command("import_participants", "/nowhere/list.zip")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: Is a directory"):
        call_command("import_participants", str(tmp_path))


def test_an_unknown_person_and_one_without_the_right_are_refused(write, manager):
    built = official_list(rows=30)
    path = write(built.data, built.file_name)
    with pytest.raises(CommandError, match="Nobody here has the e-mail address ghost@iso.example."):
        call_command("import_participants", path, "--by", "ghost@iso.example")
    with pytest.raises(CommandError, match="Only supervisors may import files."):
        call_command("import_participants", path, "--by", "manager@iso.example")
    assert not Participant.objects.exists()
