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
        parser.add_argument("--issues", type=int, default=0, help="how many issues, over two years")
        parser.add_argument("--comments", type=int, default=0, help="how many comments on them in all")
        parser.add_argument("--open", type=int, default=0, help="how many of the issues are open")
        parser.add_argument("--plans", type=int, default=0, help="for how many participants an agreed account plan")
        parser.add_argument("--families", type=int, default=0, help="how many families of six participants")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["participants"] < 1:
            raise CommandError("--participants is at least 1.")
        sizes = {name: options[name] for name in ("issues", "comments", "open", "plans", "families")}
        if min(sizes.values()) < 0:
            raise CommandError("--issues, --comments, --open, --plans and --families are not negative.")
        sizes["still_open"] = sizes.pop("open")
        now = timezone.now()
        catalogs.load_all(now=now)
        try:
            counts = demo.load_bulk(participants=options["participants"], seed=options["seed"], now=now, **sizes)
        except Refused as refusal:
            raise CommandError(refusal.reason) from refusal
        for name, count in counts.items():
            self.stdout.write(f"{name}: {count:,}")
