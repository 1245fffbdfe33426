"""A backup, a wrecked database, a restore: every row and every file is back, or nothing was touched."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.storage import InMemoryStorage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from accounts.tests.factories import SupervisorFactory
from participants.models import Participant
from participants.tests.factories import ParticipantFactory
from portal.audit import sealing, trail
from portal.backups.making import LEFT_OUT
from portal.backups.manifest import DUMP, NAME
from portal.documents import shelves, tasks
from portal.documents.storing import store_bytes
from portal.documents.tests.files import PDF
from portal.scoping import wall

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
# Without the conditions themselves: what PostgreSQL reads again it writes in other words.
AROUND_ROWS = (
    "SELECT tablename, policyname, roles, cmd FROM pg_policies ORDER BY 1, 2",
    "SELECT relname, relrowsecurity, (SELECT array_agg(one::text ORDER BY one::text)"
    " FROM aclexplode(coalesce(relacl, acldefault('r', relowner))) one)"
    " FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1",
    "SELECT proname, prosecdef, proconfig, prosrc FROM pg_proc"
    " WHERE pronamespace = 'public'::regnamespace ORDER BY 1, 4",
    "SELECT tgname, tgenabled, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 3, 1",
    "SELECT nspowner::regrole::text, nspacl::text FROM pg_namespace WHERE nspname = 'public'",
)


@pytest.fixture
def kept_elsewhere(settings: Any) -> InMemoryStorage:
    """Any storage of Django's may take the place of an object store."""
    settings.STORAGES = settings.STORAGES | {
        shelves.STORE: {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    return shelves.store()


def test_a_wrecked_database_is_restored_with_every_row_and_right_and_file(
    scratch: str, kept_elsewhere: InMemoryStorage, tmp_path: Path
) -> None:
    person, file = _some_work()
    before, folder = _all_there_is(), tmp_path / "backup"
    assert "1 files of the store" in _run("backup", folder)
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / DUMP).stat().st_mode & 0o077 == 0, "also once it is moved out of there"
    with pytest.raises(CommandError, match="not empty; name a new folder"):
        _run("backup", folder)
    with pytest.raises(CommandError, match=r"The database is not empty \(\d+ tables\)"):
        _run("restore", folder)
    _what_does_not_fit_is_refused(folder)
    assert _all_there_is() == before, "what was refused touched nothing"

    _ask("DROP TABLE participants_participant CASCADE; DROP TABLE audit_seal CASCADE; TRUNCATE accounts_user CASCADE")
    kept_elsewhere.delete(file)
    assert "2 events of the audit trail are as they were sealed" in _run("restore", folder, "--replace")

    assert _all_there_is() == before
    assert shelves.get(file) == PDF
    assert not Session.objects.exists(), "whoever was signed in signs in again"
    with wall.inside(wall.ActingFor(user_id=person)):
        assert not Participant.objects.exists(), "the wall stands"
    assert ParticipantFactory(name="Came afterwards").pk > Participant.objects.order_by("pk").first().pk


def _some_work() -> tuple[int, str]:
    """Rows, events under a seal, a file in the store, and somebody who is signed in."""
    now = timezone.now()
    supervisor, company = SupervisorFactory(), ParticipantFactory()
    for _each in range(2):
        trail.record("audit.trail.exported", by=supervisor, at=now)
    sealing.seal_waiting(now=now)
    document = store_bytes(name="kept.pdf", content=PDF, participant_id=company.pk, by=supervisor, now=now)
    assert tasks.move_files() == 1
    Session.objects.create(session_key="somebody", session_data="signed in", expire_date=now)
    return supervisor.pk, shelves.SHELVES["documents"].key(document.ref)


def _what_does_not_fit_is_refused(folder: Path) -> None:
    dump, told = folder / DUMP, json.loads((folder / NAME).read_text())
    whole = dump.read_bytes()
    dump.write_bytes(whole[:-1])
    with pytest.raises(CommandError, match="its digest is another one"):
        _run("restore", folder, "--replace")
    dump.write_bytes(whole)
    (folder / NAME).write_text(json.dumps(told | {"migrations": told["migrations"] | {"issues": ["9999_later"]}}))
    with pytest.raises(CommandError, match="knows no migration issues.9999_later"):
        _run("restore", folder, "--replace")
    (folder / NAME).write_text(json.dumps(told))


def _all_there_is() -> dict[str, list[Any]]:
    """Every row of every table that is kept, and what stands around them."""
    tables = sorted({row[0] for row in _ask(TABLES)} - set(LEFT_OUT))
    rows = {table: _ask(f'SELECT one::text FROM "{table}" one ORDER BY 1') for table in tables}
    return rows | {statement: _ask(statement) for statement in AROUND_ROWS}


def _ask(statement: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def _run(command: str, *words: Any) -> str:
    said = StringIO()
    call_command(command, *map(str, words), stdout=said, stderr=said)
    return said.getvalue()
