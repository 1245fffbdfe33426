from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.backups import restoring
from portal.embedded.paths import Unusable


class Command(BaseCommand):
    help = (
        "Brings a backup back: the database in one transaction, then the files of the object store; afterwards the "
        "audit trail is held against its seals. Everybody signs in again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="what `backup` made")
        parser.add_argument("--replace", action="store_true", help="throw away what is in the database now")

    def handle(self, *args: Any, folder: Path, replace: bool, **options: Any) -> None:
        try:
            done = restoring.restore(folder.resolve(), replace=replace)
        except Unusable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored as of {done.manifest.made_at}: {done.files} files of the store.")
        self.stdout.write(f"{done.events} events of the audit trail are as they were sealed.")
        if done.newer:
            self.stdout.write(f"Run migrate: {len(done.newer)} migrations came later, the first is {done.newer[0]}.")
        if done.other_key:
            self.stderr.write("PORTAL_FIELD_KEY is another one than then: what was encrypted stays unreadable.")
