from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actions import configuration as actions
from accounts.models import User
from portal.lifecycle.configuration import Comparison
from portal.lifecycle.refusals import Refused


class Command(BaseCommand):
    help = "Takes over a configuration file: all of it or nothing. Shows the differences first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the supervisor in whose name rows change")
        parser.add_argument("--reason", default="", help="why; it stands in the history of every row that changes")
        parser.add_argument("--dry-run", action="store_true", help="show the differences and change nothing")

    def handle(self, *args: Any, file: Path, by: str, reason: str, dry_run: bool, **options: Any) -> None:
        person = User.objects.staff().active().filter(email__iexact=by).first()
        if person is None:
            raise CommandError(f"{by} is nobody of the staff with an open account.")
        try:
            source = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read.") from error
        try:
            found = actions.look_ahead(source=source, by=person, now=timezone.now())
            self.tell(found)
            if found.problems:
                raise CommandError(f"Nothing was changed: {len(found.problems)} problems.")
            if not dry_run and found.differences:
                now = timezone.now()
                actions.take_over(source=source, seen=found.fingerprint, reason=reason, by=person, now=now)
                self.stdout.write(f"Taken over: {found.told}.")
        except Refused as refusal:
            raise CommandError(refusal.reason) from refusal

    def tell(self, found: Comparison) -> None:
        for one in found.differences:
            self.stdout.write(f"{one.part.name}, {one.code}{' (new)' if one.new else ''}")
            for name, here, there in one.words:
                self.stdout.write(f"    {name}: {here} -> {there}")
        for problem in found.problems:
            self.stderr.write(problem)
        self.stdout.write(f"{found.told}; {found.same} rows are the same.")
