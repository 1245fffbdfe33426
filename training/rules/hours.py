"""Numbers of hours and percents as people write them. Pure."""

from decimal import Decimal


def in_hours(hours: Decimal) -> str:
    """Without zeros behind: 8, 7.5."""
    return f"{hours.normalize():f}"
