"""What registrations must bring: which item waits for which, what a role needs, and the days that follow."""

from participants.rules.requirements.anchors import Anchor, anchors
from participants.rules.requirements.asks import Ask
from participants.rules.requirements.checklists import Checklist, blocks_of_role, checklist, require_sound
from participants.rules.requirements.dependencies import Circle, UnknownCode, resolve
from participants.rules.requirements.earliest import Earliest, critical_path, earliest
from participants.rules.requirements.items import Block, Dependency, Item
from participants.rules.requirements.latest import Latest, late, latest, tail_of_flight
from participants.rules.requirements.timing import Flight, Pace, without_lead_time

__all__ = [
    "Anchor",
    "Ask",
    "Block",
    "Checklist",
    "Circle",
    "Dependency",
    "Earliest",
    "Flight",
    "Item",
    "Latest",
    "Pace",
    "UnknownCode",
    "anchors",
    "blocks_of_role",
    "checklist",
    "critical_path",
    "earliest",
    "late",
    "latest",
    "require_sound",
    "resolve",
    "tail_of_flight",
    "without_lead_time",
]
