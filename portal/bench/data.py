"""The data that a bench looks at: found, or loaded first."""

from collections.abc import Callable
from typing import Final

from django.core.management import call_command
from django.db import connection

from issues.models import Issue
from portal.lifecycle.models import DemoMark
from portal.lifecycle.refusals import Refused
from portal.lifecycle.scale_presets import PRESETS

SEED: Final = 1


def ready(preset: str, told: Callable[[str], None]) -> None:
    """Load the preset unless it is here; refuse where something else is."""
    call_command("migrate", interactive=False, verbosity=0)
    wanted, there = PRESETS[preset]["issues"], Issue.objects.count()
    if there < wanted:
        if DemoMark.objects.exists() and there:
            raise Refused(
                f"There are {there:,} made-up issues here and {preset} means {wanted:,}: name another folder (--data)."
            )
        told(f"loading {wanted:,} issues and what belongs to them")
        call_command("load_scale", preset=preset, seed=SEED, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT issues_learn_words()")
        cursor.execute("ANALYZE")
