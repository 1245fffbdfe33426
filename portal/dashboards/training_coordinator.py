"""A training coordinator's home: the board of training, what lies with the department, and where to go."""

from datetime import datetime
from typing import Any

from accounts.models import User
from portal.dashboards import others
from portal.dashboards.tiles import Tile
from training import board


def context(user: User, now: datetime) -> dict[str, Any]:
    """The board's numbers are its tiles, those of the reviewing department after them."""
    shown = board.context(user, now)
    plain = others.context(user, now)
    tiles = [Tile(*one) for one in shown.pop("numbers")]
    return shown | plain | {"numbers": [*tiles, *plain["tiles"]], "tiles": [*tiles, *plain["tiles"]]}
