from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.lifecycle import catalogs, demo
from portal.lifecycle.refusals import Refused


class Command(BaseCommand):
    help = "Adds made-up participants in bulk, for measuring; the same seed gives the same rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--participants", type=int, required=True, help="how many to add")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["participants"] < 1:
            raise CommandError("--participants is at least 1.")
        now = timezone.now()
        catalogs.load_all(now=now)
        try:
            counts = demo.load_bulk(participants=options["participants"], seed=options["seed"], now=now)
        except Refused as refusal:
            raise CommandError(refusal.reason) from refusal
        for name, count in counts.items():
            self.stdout.write(f"{name}: {count:,}")
