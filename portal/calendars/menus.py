"""The calendars' entry in the menu of the desk."""

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
