"""Restoring a backup: all of the database or nothing, into an empty one unless somebody said otherwise."""

import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from django.core.cache import cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from redis.exceptions import RedisError

from portal.audit import checking
from portal.backups import manifest, programs
from portal.backups.making import applied
from portal.backups.manifest import BLOCK, DUMP, FILES, Manifest
from portal.documents import shelves
from portal.embedded.paths import Unusable
from portal.scoping.policies import CREATE_ROLE

# As PostgreSQL makes it in a new database.
ANEW: Final = (
    "DROP SCHEMA public CASCADE",
    "CREATE SCHEMA public AUTHORIZATION pg_database_owner",
    "GRANT USAGE ON SCHEMA public TO PUBLIC",
)
TABLES: Final = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
OTHERS: Final = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND backend_type = 'client backend'"
)


class Restored(NamedTuple):
    manifest: Manifest
    events: int
    files: int
    newer: list[str]
    other_key: bool


def restore(folder: Path, *, replace: bool = False) -> Restored:
    """Bring a backup back and check the seals of its audit trail; nothing is touched before all is known to fit."""
    told = manifest.read(folder)
    _require_known(told)
    _require_files(folder, told)
    _require_free(replace)
    _load(folder / DUMP, anew=ANEW if replace else ())
    for key in told.files:
        shelves.put(key, (folder / FILES / key).read_bytes())
    _forget()
    events = _require_sealed(told)
    newer = [f"{app}.{name}" for app, name in sorted(_of_this_release() - _pairs(applied()))]
    return Restored(told, events, len(told.files), newer, told.field_key != manifest.field_key_mark())


def _require_known(told: Manifest) -> None:
    """A backup of a newer release holds tables that this one does not know."""
    strange = _pairs(told.migrations) - _of_this_release()
    if strange:
        app, name = min(strange)
        raise Unusable(f"The backup is of a newer release: this one knows no migration {app}.{name}.")


def _require_files(folder: Path, told: Manifest) -> None:
    if told.files and shelves.store() is None:
        raise Unusable("The backup holds files of an object store, and none is set (PORTAL_S3_BUCKET).")
    for key, size in told.files.items():
        path = folder / FILES / key
        if not path.is_file() or path.stat().st_size != size:
            raise Unusable(f"The file {key} of the backup is missing or not whole.")


def _require_free(replace: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = cursor.fetchone()[0]
        cursor.execute(OTHERS)
        others = cursor.fetchone()[0]
    if tables and not replace:
        raise Unusable(f"The database is not empty ({tables} tables); --replace throws away what is in it.")
    if others:
        raise Unusable(f"{others} others are connected to the database: stop web, workers and beat first.")


def _load(dump: Path, *, anew: tuple[str, ...]) -> None:
    """The dump as SQL in one transaction, together with what throws the former content away."""
    read, write = programs.find("pg_restore"), programs.find("psql")
    with connection.cursor() as cursor:
        cursor.execute(CREATE_ROLE)
    connection.close()
    with tempfile.TemporaryFile("w+b") as said, tempfile.TemporaryFile("w+b") as also_said:
        loading = subprocess.Popen(
            [write, "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--file=-"],
            env=programs.surroundings(),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        reading = subprocess.Popen(
            [read, "--no-owner", "--file=-", str(dump)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=also_said,
        )
        with suppress(BrokenPipeError), loading.stdin as into, reading.stdout as out:
            into.write("".join(f"{statement};\n" for statement in ("BEGIN", *anew)).encode())
            shutil.copyfileobj(out, into, BLOCK)
            # Only a dump that was read to its end is taken.
            into.write(b"COMMIT;\n" if reading.wait() == 0 else b"ROLLBACK;\n")
        for name, process, told in (("psql", loading, said), ("pg_restore", reading, also_said)):
            if process.wait() != 0:
                told.seek(0)
                reason = programs.first_line(told.read().decode("utf-8", "replace"))
                raise Unusable(f"{name} failed, and nothing was changed: {reason}")


def _forget() -> None:
    """What the cache remembers is of another database; a cache that is away remembers nothing for long."""
    try:
        cache.clear()
    except (RedisError, OSError):
        return


def _require_sealed(told: Manifest) -> int:
    """How many events are as they were sealed; the backup's own last seal must be among the seals."""
    kept = {told.last_seal: told.last_digest} if told.last_seal else {}
    found = checking.look(kept=kept)
    if found is not None and found.faults:
        raise Unusable(f"The database is back, but its audit trail is not what was sealed: {found.faults[0]}")
    return found.events if found else 0


def _pairs(by_app: dict[str, list[str]]) -> set[tuple[str, str]]:
    return {(app, name) for app, names in by_app.items() for name in names}


def _of_this_release() -> set[tuple[str, str]]:
    return set(MigrationLoader(None).disk_migrations)
