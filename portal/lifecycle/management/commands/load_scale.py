from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.lifecycle import catalogs, demo
from portal.lifecycle.refusals import Refused
from portal.lifecycle.scale_presets import PRESETS

SIZES: Final = {
    "participants": "how many to add",
    "issues": "how many issues, over two years",
    "comments": "how many comments on them in all",
    "open": "how many of the issues are open",
    "plans": "for how many participants an agreed account plan",
    "families": "how many families of six participants",
    "history": "1: their obligations, long talks, questions to departments, the audit trail and mails, too",
}


class Command(BaseCommand):
    help = "Adds a made-up market in bulk, for measuring; the same seed gives the same rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--preset", choices=PRESETS, help="sizes by name, and the demo market first")
        for name, words in SIZES.items():
            parser.add_argument(f"--{name}", type=int, help=words)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        preset = PRESETS.get(options["preset"], {})
        given = {name: options[name] for name in SIZES if options[name] is not None}
        if "open" in given:
            given["still_open"] = given.pop("open")
        sizes = preset | given
        if sizes.get("participants", 0) < 1:
            raise CommandError("--participants is at least 1.")
        if min(sizes.values()) < 0:
            raise CommandError("No number of rows is negative.")
        now = timezone.now()
        catalogs.load_all(now=now)
        try:
            if preset:
                # So that every demo sign-in works, and finds its own things among very many.
                demo.load(now=now)
            counts = demo.load_bulk(seed=options["seed"], now=now, **sizes)
        except Refused as refusal:
            raise CommandError(refusal.reason) from refusal
        for name, count in counts.items():
            self.stdout.write(f"{name}: {count:,}")
