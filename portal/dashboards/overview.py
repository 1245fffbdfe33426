"""From the numbers of the dashboard to what its page shows."""

from typing import Any

from portal.dashboards import deadline_cards, relation_cards, work_cards
from portal.dashboards.cards import Addresses
from portal.dashboards.definitions import how
from portal.dashboards.drawing import BAR
from portal.dashboards.numbers import Numbers


def sections(numbers: Numbers, team: str) -> dict[str, Any]:
    """Everything a page draws; no statement."""
    to = Addresses(team)
    return {
        "how": how(numbers.weights),
        "bar": BAR,
        "tiles": deadline_cards.now_tiles(numbers, to),
        "due": deadline_cards.due(numbers, to),
        "missed": deadline_cards.missed(numbers, to),
        "load": work_cards.load(numbers, to),
        "escalations": work_cards.escalations(numbers, to),
        "departments": work_cards.departments(numbers, to),
        "capped": numbers.capped,
        "pipeline": work_cards.pipeline(numbers, to),
        "campaigns": relation_cards.campaigns(numbers, to),
        "training": relation_cards.training(numbers, to),
        "health": relation_cards.health(numbers, to),
        "outbox": relation_cards.outbox(numbers, to),
    }
