from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.lifecycle import configuration


class Command(BaseCommand):
    help = "Writes what supervisors configure (catalogs, calendars, targets, texts) to one YAML file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="left out: standard output")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        text = configuration.written_out(site=settings.SITE_URL)
        if file is None:
            self.stdout.write(text, ending="")
        else:
            file.write_text(text, encoding="utf-8")
            self.stdout.write(f"{file}: {len(configuration.parts())} sections")
