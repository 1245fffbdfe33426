from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.audit import kept_seals, proof_check


class Command(BaseCommand):
    help = (
        "Checks an exported audit trail (“With proofs”) by itself, without the database: each event against its "
        "seal, the chain of the seals, and that nothing is missing, added, moved or changed."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--seals", type=Path, help="CSV of seals that was kept outside the portal")
        parser.add_argument("--digest", default="", help="the file's digest, as the audit trail recorded it")

    def handle(self, *args: Any, file: Path, seals: Path | None, digest: str, **options: Any) -> None:
        try:
            kept = kept_seals.read(seals.read_text("utf-8").splitlines()) if seals else {}
            with file.open(encoding="utf-8", newline="\n") as lines:
                found = proof_check.check(lines, kept)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        faults = found.faults + [f"The file's digest is {found.digest}."] * (digest not in {"", found.digest})
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults.")
        kind = "the whole trail" if found.whole else "a part of the trail"
        self.stdout.write(f"{found.events} events ({kind}) are as they were sealed; {found.waiting} had no seal yet.")
        self.stdout.write(f"Last seal: {found.last_seal or 'none'}")
        self.stdout.write(f"Digest of the file: {found.digest}")
