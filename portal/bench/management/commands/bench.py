"""`manage.py bench`: whether the portal is as fast as it promises, on this machine.

    python manage.py bench                                      the full market: 200,000 issues, loaded at the first run
    python manage.py bench --preset small --json small.json     20,000 issues, figures kept
    python manage.py bench --against small.json                 growth since the smaller size, too
    python manage.py bench --only pages --pages queue,home      two pages; --rounds 0 counts their statements alone
    python manage.py bench --data DIR                           in another data folder, loaded or to be loaded

Data live in a folder of their own below the data folder, `bench-<preset>`, with a database server of their own; with
DATABASE_URL in that database, which must be empty or made up. What was started is stopped at the end.
"""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.bench import data, report
from portal.bench.figures import PageFigures
from portal.bench.looking import Looked, look
from portal.bench.measuring import MEASURES
from portal.bench.targets import PAGES
from portal.embedded.paths import Unusable
from portal.lifecycle.refusals import Refused
from portal.lifecycle.scale_presets import PRESETS

SECTIONS = ("pages", *MEASURES)


class Command(BaseCommand):
    help = "Measures the portal on made-up data against portal/bench/targets.py; README says how to read it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--preset", choices=PRESETS, default="full", help="how much data (%(default)s)")
        parser.add_argument("--only", type=_words(SECTIONS), default=SECTIONS, help=", ".join(SECTIONS))
        parser.add_argument("--pages", type=_words(PAGES), default=(), help="which pages; all unless named")
        parser.add_argument("--rounds", type=int, default=5, help="(%(default)s); 0 counts statements alone")
        parser.add_argument("--seconds", type=float, default=1.5, help="for each page in a round (%(default)s)")
        parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures")
        parser.add_argument("--against", type=Path, metavar="FILE", help="kept figures of a smaller size, for growth")
        # Read before settings are, in portal.embedded.around.
        parser.add_argument("--data", metavar="DIR", help="data folder (bench-<preset> below the usual one)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            smaller = _kept(options["against"])
            data.ready(options["preset"], self._tell)
            looked = self._look(options) if "pages" in options["only"] else Looked()
            goals = {} if looked.memory is None else {"memory": looked.memory}
            for name in options["only"]:
                if name in MEASURES:
                    self._tell(MEASURES[name].title)
                    goals |= MEASURES[name].run(options["preset"])
        except (Refused, Unusable) as refusal:
            raise CommandError(str(refusal)) from refusal
        self._print(looked, goals, smaller)
        if options["json"]:
            bare = asdict(looked.bare) if looked.bare else None
            kept = {"preset": options["preset"], "bare": bare, "goals": goals}
            pages = {key: found.as_data() for key, found in looked.pages.items()}
            options["json"].write_text(json.dumps(kept | {"pages": pages}, indent=1), encoding="utf-8")

    def _look(self, options: dict[str, Any]) -> Looked:
        return look(only=options["pages"], rounds=options["rounds"], seconds=options["seconds"], told=self._tell)

    def _print(self, looked: Looked, goals: dict[str, float], smaller: dict[str, PageFigures]) -> None:
        if looked.pages:
            self.stdout.write("\n".join(["", *report.page_table(looked.pages, looked.bare, smaller)]))
        if goals:
            self.stdout.write("\n".join(["", *report.goal_table(goals)]))

    def _tell(self, line: str) -> None:
        self.stderr.write(line)


def _words(known: Any) -> Any:
    """Words of a list, parted by commas."""

    def read(text: str) -> tuple[str, ...]:
        words = tuple(text.split(","))
        if unknown := [word for word in words if word not in known]:
            raise ValueError(f"{unknown[0]} is none of {', '.join(known)}")
        return words

    return read


def _kept(file: Path | None) -> dict[str, PageFigures]:
    if file is None:
        return {}
    try:
        pages = json.loads(file.read_text(encoding="utf-8"))["pages"]
    except (OSError, ValueError, KeyError) as error:
        raise Refused(f"{file} holds no figures of a bench.") from error
    return {key: PageFigures.from_data(found) for key, found in pages.items()}
