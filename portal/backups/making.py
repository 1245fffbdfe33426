"""Making a backup: one dump of one instant, and the files of the object store that it speaks of."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from portal.audit.models import Seal
from portal.backups import manifest, programs
from portal.backups.manifest import DUMP, FILES, Manifest
from portal.documents import shelves
from portal.embedded.paths import Unusable

# Rows worth nothing tomorrow, and whoever read them today could act as somebody who is signed in.
LEFT_OUT: Final = ("django_session", "usersessions_usersession")


def make(folder: Path, *, now: datetime, with_files: bool = True) -> Manifest:
    """Back the installation up into a folder that is new or empty; readable for this account alone."""
    _take(folder)
    with _for_this_account_alone():
        told = _made(folder, now, with_files)
        told.write(folder)
    return told


def _made(folder: Path, now: datetime, with_files: bool) -> Manifest:
    seal = Seal.objects.light().order_by("-number").first()
    left_out = [f"--exclude-table-data={table}" for table in LEFT_OUT]
    dump = [programs.find("pg_dump"), "--format=custom", "--no-owner", *left_out, f"--file={folder / DUMP}"]
    programs.run(dump)
    return Manifest(
        made_at=now.isoformat(),
        postgres=str(connection.pg_version),
        dump_sha256=manifest.digest_of(folder / DUMP),
        migrations=applied(),
        field_key=manifest.field_key_mark(),
        last_seal=seal.number if seal else 0,
        last_digest=seal.digest if seal else "",
        files=_copy_files(folder / FILES) if with_files else {},
    )


def applied() -> dict[str, list[str]]:
    """The migrations of the database by app."""
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found.setdefault(app, []).append(name)
    return found


@contextmanager
def _for_this_account_alone() -> Iterator[None]:
    """Whatever is written, by other programs too, so that a file that is moved out of its folder stays closed."""
    former = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(former)


def _take(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        occupied = any(folder.iterdir())
        if not occupied:
            folder.chmod(0o700)
    except OSError as error:
        raise Unusable(f"{folder} can't be used for a backup: {error.strerror}.") from error
    if occupied:
        raise Unusable(f"{folder} is not empty; name a new folder for each backup.")


def _copy_files(folder: Path) -> dict[str, int]:
    """After the dump, so that nothing it speaks of is missing: bytes reach the store before a row says so."""
    sizes = {}
    for key, content in shelves.stored():
        place = folder / key
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.write_bytes(content)
        sizes[key] = len(content)
    return sizes
