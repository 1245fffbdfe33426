"""What the balance of work registers when the app is ready."""

from issues import (
    balance_verbs,  # noqa: F401 - importing it registers the verb
    bulk_news,
)
from issues.api import balance_urls  # noqa: F401 - importing it registers the endpoints
from portal.web import navigation


def register() -> None:
    """Called when the app is ready."""
    bulk_news.register()
    navigation.register(
        "desk",
        "balance",
        "Balance",
        "scale",
        "issues:balance",
        visible=lambda user: user.can("participants.assign"),
        order=32,
        section="Relationship",
        match=("issues:balance",),
    )
