"""Where the list of the day stands in the menu, with how much of it asks for somebody today."""

from portal.web import navigation


def register() -> None:
    navigation.register(
        "desk",
        "worklist",
        "Today",
        "list-todo",
        "worklist",
        visible=lambda user: user.can("participants.view"),
        order=5,
        counted="worklist-count",
    )
