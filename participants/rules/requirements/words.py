"""Requirements in the words of a page."""

from participants.rules.requirements.items import Item


def lead_time(item: Item, day: str) -> str:
    """How long it takes: "3 Business Days", "10 to 40 Business Days"; nothing where nobody can say.

    `day` names one day of the item's calendar.
    """
    if item.least_days is None:
        return ""
    if item.typical_days is None:
        return f"at least {_days(item.least_days, day)}"
    if item.typical_days == item.least_days:
        return _days(item.least_days, day)
    return f"{item.least_days} to {_days(item.typical_days, day)}"


def _days(number: int, day: str) -> str:
    return f"{number} {day}{'' if number == 1 else 's'}"
