"""Why a last day is what it is: the flight or the target that an item has to be in time for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from participants.rules.requirements.checklists import Checklist
from participants.rules.requirements.dependencies import ancestors
from participants.rules.requirements.latest import Latest
from participants.rules.requirements.timing import ENTRY, RUN, Flight


@dataclass(frozen=True, slots=True)
class Anchor:
    """`apply`: the flight's application deadline; `begin`: its first day; `run`: it is in the flight itself; `target`:
    the day by which all is wanted."""

    kind: Literal["apply", "begin", "run", "target"]
    flight: str = ""


def anchors(asked: Checklist, plan: Mapping[str, Latest], flights: Mapping[str, Flight]) -> dict[str, Anchor]:
    """What decides the last day of each item of a plan back from a day; those without a day stay out."""
    found: dict[str, Anchor] = {}
    for code in reversed(asked.order):
        row = plan.get(code)
        if row is None or row.finish is None:
            continue
        if asked.items[code].flight == RUN:
            found[code] = Anchor("run", row.flight)
            continue
        after = [one for one in found if code in asked.before[one]]
        pressing = min(after, key=lambda one: plan[one].start, default=None)
        flight = flights.get(_entered(code, asked, plan)) if asked.items[code].flight == ENTRY else None
        if flight is not None and (pressing is None or plan[pressing].start > flight.apply_by):
            found[code] = Anchor("apply", flight.code)
        else:
            found[code] = _passed_on(found[pressing]) if pressing is not None else Anchor("target")
    return found


def _entered(code: str, asked: Checklist, plan: Mapping[str, Latest]) -> str:
    """The flight that an item settles the entry to."""
    runs = (one for one in plan if asked.items[one].flight == RUN and code in ancestors(one, asked.before))
    return next((plan[one].flight for one in runs), "")


def _passed_on(anchor: Anchor) -> Anchor:
    """What comes before a flight has to be ready when it begins."""
    return Anchor("begin", anchor.flight) if anchor.kind == "run" else anchor
