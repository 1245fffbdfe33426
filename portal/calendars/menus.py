"""The entries of calendars and deadlines in the menu of the desk."""

from portal.web import navigation


def register() -> None:
    navigation.register(
        "desk",
        "calendars",
        "Calendars",
        "calendar-days",
        "calendars:calendar-list",
        order=75,
        section="Department",
        match=("calendars:calendar",),
    )
    navigation.register(
        "desk",
        "deadlines",
        "Deadlines",
        "calendar-clock",
        "calendars:deadline-list",
        order=76,
        section="Department",
        match=("calendars:deadline",),
    )
