"""How an issue stood before an answer that may still be taken back. Pure."""

from collections.abc import Container, Mapping
from datetime import datetime
from typing import Any, Final

# What an answer changes of an issue, and what is as before once it is taken back.
MOMENTS: Final = ("awaiting_since", "last_spoken_at", "first_answered_at", "resolved_at", "confirmed_at", "ended_at")
OTHERS: Final = ("state", "resolution", "cause", "resolved_by_id")


def kept(row: Any) -> dict[str, Any]:
    """The values as JSON keeps them."""
    values = {name: getattr(row, name) for name in OTHERS}
    for name in MOMENTS:
        value = getattr(row, name)
        values[name] = value.isoformat() if value is not None else None
    return values


def before_the_answer(held: Mapping[str, Any], names: Container[str] = MOMENTS + OTHERS) -> dict[str, Any]:
    """The kept values as the fields hold them, as far as they are asked for."""
    moments = {name: datetime.fromisoformat(held[name]) if held[name] else None for name in MOMENTS if name in names}
    return {name: held[name] for name in OTHERS if name in names} | moments
