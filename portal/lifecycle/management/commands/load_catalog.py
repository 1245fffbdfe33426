from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.lifecycle import catalogs


class Command(BaseCommand):
    help = "Loads the default catalogs; rows that an administrator edited are left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, changed in catalogs.load_all(now=timezone.now()).items():
            self.stdout.write(f"{name}: {changed} changed")
