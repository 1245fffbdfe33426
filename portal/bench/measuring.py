"""What a bench measures beside pages, by the word that asks for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from portal.bench.measures.calendars import measure_calendars
from portal.bench.measures.escalations import measure_escalations
from portal.bench.measures.imports import measure_imports
from portal.bench.measures.mails import measure_outbox
from portal.bench.measures.starts import measure_starts
from portal.bench.people import people

# How much of it; a tiny bench only shows that it works.
ROWS: Final = {"sweep": 10_000, "mails": 10_000, "recompute": 200_000, "import": 10_000}
TINY: Final = dict.fromkeys(ROWS, 50)


@dataclass(frozen=True, slots=True)
class Measure:
    """`run(preset)` gives figures by the names of their goals."""

    title: str
    run: Callable[[str], dict[str, float]]


def _rows(name: str, preset: str) -> int:
    return (TINY if preset == "tiny" else ROWS)[name]


MEASURES: Final[dict[str, Measure]] = {
    "sweep": Measure("due escalations", lambda preset: measure_escalations(_rows("sweep", preset))),
    "mails": Measure("queued mails", lambda preset: measure_outbox(_rows("mails", preset))),
    "recompute": Measure("a changed calendar", lambda preset: measure_calendars(_rows("recompute", preset))),
    "import": Measure("an import", lambda preset: measure_imports(_rows("import", preset), by=people()["supervisor"])),
    "start": Measure("serve --demo, twice", lambda preset: measure_starts()),
}
