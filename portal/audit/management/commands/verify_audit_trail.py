from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.audit import checking, kept_seals
from portal.audit.models import UnsealedEvent


class Command(BaseCommand):
    help = "Checks the whole audit trail in the database against its seals, and those against a list kept elsewhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seals", type=Path, help="CSV of seals that was kept outside the portal")

    def handle(self, *args: Any, seals: Path | None, **options: Any) -> None:
        try:
            kept = kept_seals.read(seals.read_text("utf-8").splitlines()) if seals else {}
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        found = checking.look(kept=kept)
        faults = found.faults if found else []
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults.")
        count, last = (found.events, f"{found.last_seal} {found.last_digest}") if found else (0, "none")
        self.stdout.write(f"{count} events are as they were sealed; {UnsealedEvent.objects.count()} wait for a seal.")
        self.stdout.write(f"Last seal: {last}")
