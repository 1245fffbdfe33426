from argparse import ArgumentParser
from typing import Any

from celery import current_app
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.lifecycle.sweeps import count_of


class Command(BaseCommand):
    help = "Runs every periodic task once, in this process: for installations that are driven by cron."

    def add_arguments(self, parser: ArgumentParser) -> None:
        names = ", ".join(settings.CELERY_BEAT_SCHEDULE)
        parser.add_argument("--only", metavar="NAME", help=f"one of: {names}")

    def handle(self, *args: Any, only: str | None = None, **options: Any) -> None:
        current_app.loader.import_default_modules()
        schedule = settings.CELERY_BEAT_SCHEDULE
        if only is not None and only not in schedule:
            raise CommandError(f"There is no periodic task “{only}”. Known: {', '.join(schedule)}.")
        failed = [name for name in schedule if only in (None, name) and not self._run(name, schedule[name]["task"])]
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}.")

    def _run(self, name: str, task: str) -> bool:
        """One line for each; the others still run when one fails."""
        try:
            done = current_app.tasks[task]()
        except Exception as error:
            self.stdout.write(f"{name}: failed, {type(error).__name__}: {error}")
            return False
        self.stdout.write(f"{name}: {count_of(done)}")
        return True
