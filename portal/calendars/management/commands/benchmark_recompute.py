"""Measures how fast a changed calendar moves its clocks; writes nothing that stays."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from portal.calendars.measuring import measure_recompute


class Command(BaseCommand):
    help = "Measures how fast a new holiday moves made-up clocks; all of it is rolled back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--clocks", type=int, default=20_000)

    def handle(self, *args: Any, clocks: int, **options: Any) -> None:
        with transaction.atomic():
            found = measure_recompute(clocks)
            transaction.set_rollback(True)
        self.stdout.write(
            f"preview: {found.would_move} of {clocks} clocks would move, in {found.previewing:.1f} s\n"
            f"moved: {found.moved} in {found.moving:.1f} s, {clocks / found.moving:.0f} a second"
            f" ({found.busy:.1f} s computing)"
        )
