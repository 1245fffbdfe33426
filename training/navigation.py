"""The entries of training in the menus and in the search."""

from portal.web import navigation
from training.search import register_finders


def register() -> None:
    register_finders()
    navigation.register(
        "desk",
        "knowledge",
        "Knowledge",
        "book-open",
        "training:article-list",
        visible=lambda user: user.can("training.view"),
        order=63,
        section="Education",
        match=("training:article", "training:quiz", "library"),
    )
    navigation.register("my", "library", "Library", "book-open", "library", order=60)
