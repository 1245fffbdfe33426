"""The entry that leads back to one's first page."""

from portal.web import navigation


def register() -> None:
    navigation.register("desk", "home", "Home", "house", "home", order=10)
