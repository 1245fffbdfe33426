from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.lifecycle import catalogs, demo
from portal.lifecycle.refusals import Refused


class Command(BaseCommand):
    help = "Fills an empty database with an invented market; run again it changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        catalogs.load_all(now=now)
        try:
            loaded = demo.load(now=now)
        except Refused as refusal:
            raise CommandError(refusal.reason) from refusal
        self.stdout.write("The demo world is loaded." if loaded else "The demo world was there already.")
