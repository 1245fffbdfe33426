"""The entry of training needs in the menu, and what the search finds of them."""

from portal.web import navigation
from training.need_search import register_finder


def register() -> None:
    register_finder()
    navigation.register(
        "desk",
        "training-needs",
        "Training needs",
        "lightbulb",
        "training:need-list",
        visible=lambda user: user.can("training.view"),
        order=42,
        match=("training:need",),
    )
