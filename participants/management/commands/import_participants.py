"""Imports the official list of participants, or a CSV of them, from the command line."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from participants.actions.imports import import_at_once, kinds, preview_at_once
from participants.actions.imports.plans import Plan
from participants.choices import RowOutcome
from participants.rules.imports import reading
from participants.rules.imports.outcome import UnreadableFile
from portal.lifecycle.refusals import Refused


class Command(BaseCommand):
    help = "Imports the official list of participants (ZIP or XLSX) or a CSV; all of it in one transaction or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the list NP12-215-ER, or a CSV: short_name,name,duns_number[,role]...")
        parser.add_argument("--dry-run", action="store_true", help="show what would be done and write nothing")
        parser.add_argument("--by", metavar="EMAIL", help="in whose name; without it the portal itself imports")

    def handle(self, *args: Any, file: str, dry_run: bool, by: str | None, **options: Any) -> None:
        path = Path(file)
        now = timezone.now()
        who = {} if dry_run else {"by": person_named(by)}
        act = preview_at_once if dry_run else import_at_once
        try:
            plan = act(file_name=path.name, data=content_of(path), now=now, progress=self.tell, **who)
        except (UnreadableFile, Refused) as refusal:
            raise CommandError(f"{path.name}: {refusal.reason}") from refusal
        self.report(plan, dry_run=dry_run)

    def tell(self, done: int, total: int) -> None:
        """How far it got, for whoever waits at a terminal."""
        if self.stderr.isatty():
            self.stderr.write(f"\r{done:,} of {max(done, total):,}", ending="" if done < total else "\n")

    def report(self, plan: Plan, *, dry_run: bool) -> None:
        counts = (f"{RowOutcome(outcome).label.lower()} {count:,}" for outcome, count in plan.counts.items())
        self.stdout.write(f"{'Would be' if dry_run else 'Imported'}: {', '.join(counts)}")
        for note in plan.notes:
            self.stdout.write(f"Note: {note}")
        for row in plan.rows:
            if row.outcome == RowOutcome.REFUSED:
                place = f"{row.sheet} row {row.number}".strip()
                self.stdout.write(f"Refused {place}: {row.reason}")
            elif row.outcome == RowOutcome.NO_LONGER_LISTED:
                named = f"{row.data['role']} {row.data['duns']} {row.data['name']}"
                self.stdout.write(f"No longer listed: {named}")


def content_of(path: Path) -> bytes:
    """The file's bytes, within the limit of uploads."""
    try:
        with path.open("rb") as stream:
            return reading.take_bytes(stream, limits=kinds.limits())
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def person_named(email: str | None) -> User | None:
    if not email:
        return None
    try:
        return User.objects.get(email=email.strip().lower())
    except User.DoesNotExist as error:
        raise CommandError(f"Nobody here has the e-mail address {email}.") from error
