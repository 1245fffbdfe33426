from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.backups import making
from portal.embedded.paths import Unusable


class Command(BaseCommand):
    help = (
        "Backs the database up, and the files of the object store if one is set, into a new folder. It may run while "
        "people work. Keep PORTAL_FIELD_KEY and PORTAL_SECRET_KEY elsewhere: they are not in it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a folder that is new or empty")
        parser.add_argument("--without-files", action="store_true", help="the object store is kept safe otherwise")

    def handle(self, *args: Any, folder: Path, without_files: bool, **options: Any) -> None:
        try:
            told = making.make(folder.resolve(), now=timezone.now(), with_files=not without_files)
        except Unusable as error:
            raise CommandError(str(error)) from error
        size = (folder / making.DUMP).stat().st_size
        self.stdout.write(f"Backed up to {folder}: database {size:,} bytes, {len(told.files)} files of the store.")
        if told.last_seal:
            self.stdout.write(f"Last seal of the audit trail: {told.last_seal} {told.last_digest}")
